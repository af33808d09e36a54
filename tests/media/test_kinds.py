"""A file is what its content says."""

import pytest

from bot.core.messages import MediaKind
from bot.media.kinds import TYPES, sniff
from tests.support import pictures as made

CASES = {
    "image/jpeg": made.photo(),
    "image/png": made.encoded(made.corners(), "PNG"),
    "image/webp": made.encoded(made.corners(), "WEBP"),
    "image/gif": made.encoded(made.corners(), "GIF"),
    "image/avif": made.encoded(made.corners(), "AVIF"),
    "image/heic": made.heic(),
    "video/mp4": made.film(),
    "video/quicktime": made.film(b"qt  "),
    "video/3gpp": made.film(b"3gp5", also=b"isom"),
    "video/webm": made.matroska(),
    "video/x-matroska": made.matroska(b"matroska", (b"V_MPEG4",)),
    "audio/mp4": made.film(b"M4A ", (b"soun",)),
    "audio/3gpp": made.film(b"3gp4", (b"soun",)),
    "audio/aac": b"\xff\xf1\x50\x80" + bytes(20),
    "audio/mpeg": b"ID3\x04" + bytes(20),
    "audio/ogg": made.ogg(),
    "audio/wav": b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(20),
    "audio/amr": b"#!AMR\n" + bytes(20),
    "audio/webm": made.matroska(codecs=(b"A_OPUS",)),
    "application/pdf": b"%PDF-1.7\n" + bytes(20),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": made.office(),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": made.office(b"xl/"),
}


def test_every_type_we_take_has_a_case() -> None:
    assert CASES.keys() == TYPES.keys()


@pytest.mark.parametrize("mime", CASES)
def test_a_file_is_known_by_its_content(mime: str) -> None:
    found = sniff(CASES[mime])
    assert found is not None
    assert found.mime == mime


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"<!doctype html><script>alert(1)</script>",
        b"\n\n<html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0'?><svg/>",
        b"MZ\x90\x00" + bytes(100),
        b"\x7fELF" + bytes(100),
        b"PK\x03\x04" + bytes(100),
        made.office(macros=True),
        b"just some words",
        made.encoded(made.corners(), "BMP"),
        made.encoded(made.corners(), "TIFF"),
        b"<html>" + made.photo(),
        made.ogg(b"\x80theora"),
        made.film(b"junk"),
        b"\x1a\x45\xdf\xa3" + bytes(40),
        b"\x00\x00\x00\x00ftyp",
        b"\xff\xff\xff\xffftypisom",
    ],
)
def test_what_is_not_on_the_list_is_not_taken(content: bytes) -> None:
    assert sniff(content) is None


def test_a_film_without_pictures_is_a_voice_message() -> None:
    for content in (made.film(tracks=(b"soun",)), made.film(b"mp42", (b"soun",), also=b"isom")):
        found = sniff(content)
        assert found is not None
        assert (found.kind, found.mime) == (MediaKind.VOICE, "audio/mp4")


@pytest.mark.parametrize(
    ("brand", "also", "mime"),
    [
        (b"mif1", b"mif1heic", "image/heic"),
        (b"mif1", b"avifmif1", "image/avif"),
        (b"heix", b"", "image/heic"),
        (b"msf1", b"hevc", "image/heic"),
        (b"iso5", b"dash", "video/mp4"),
        (b"M4V ", b"", "video/mp4"),
    ],
)
def test_brands_that_phones_write_are_known(brand: bytes, also: bytes, mime: str) -> None:
    found = sniff(made.film(brand, also=also))
    assert found is not None
    assert found.mime == mime


def test_a_film_of_a_million_empty_boxes_takes_no_time() -> None:
    found = sniff(made.box(b"ftyp", b"isom" + bytes(4)) + made.box(b"free") * 1_000_000)
    assert found is not None
    assert found.kind is MediaKind.VIDEO


@pytest.mark.parametrize(
    "odd",
    [
        made.box(b"free") + (1).to_bytes(4, "big") + b"mdat" + (24).to_bytes(8, "big") + bytes(8),
        (3).to_bytes(4, "big") + b"what",
        bytes(4) + b"mdat" + bytes(30),
    ],
)
def test_odd_box_sizes_do_no_harm(odd: bytes) -> None:
    sound = made.film(tracks=(b"soun",))
    cut = sound.index(b"mdat") - 4
    found = sniff(sound[:cut] + odd + sound[cut:])
    assert found is not None
    assert found.mime in {"video/mp4", "audio/mp4"}


def test_a_truncated_head_never_raises() -> None:
    for content in CASES.values():
        for size in range(64):
            sniff(content[:size])
