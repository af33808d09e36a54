"""The clean copy: what it shows, what it has lost, and every way in which there is none."""

import asyncio
import os
import signal
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from bot.media import clean
from bot.media.clean import ChildUnfit, Cleaner, Copy
from bot.media.limits import Limits, Refusal
from tests.support import pictures as made


async def copy_of(content: bytes, limits: Limits | None = None) -> Copy:
    made_copy = await Cleaner(limits).clean_copy(content)
    assert isinstance(made_copy, Copy), made_copy
    return made_copy


def shown(copy: Copy) -> Image.Image:
    with Image.open(BytesIO(copy.jpeg), formats=["JPEG"]) as picture:
        assert picture.size == (copy.width, copy.height)
        picture.load()
        return picture


def looks(picture: Image.Image, x: float, y: float, colour: tuple[int, int, int]) -> bool:
    found = picture.getpixel((int(x * picture.width), int(y * picture.height)))
    assert isinstance(found, tuple)
    return all(abs(is_ - should) < 30 for is_, should in zip(found, colour, strict=True))


def is_upright(picture: Image.Image) -> bool:
    at = {(0.2, 0.2): made.RED, (0.8, 0.2): made.GREEN, (0.2, 0.8): made.BLUE, (0.8, 0.8): made.YELLOW}
    return all(looks(picture, x, y, colour) for (x, y), colour in at.items())


UNDO = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", UNDO)
async def test_a_photo_is_upright_however_the_phone_was_held(orientation: int) -> None:
    turn = UNDO[orientation]
    held = made.corners().transpose(turn) if turn is not None else made.corners()
    copy = await copy_of(made.encoded(held, quality=95, subsampling=0, exif=made.exif(orientation)))
    assert (copy.width, copy.height) == (64, 48)
    assert is_upright(shown(copy))


@pytest.mark.parametrize("content", [made.photo(), made.heic()], ids=["jpeg", "heic"])
async def test_the_copy_does_not_tell_where_its_owner_stood(content: bytes) -> None:
    assert made.MAKER.encode() in content
    assert b"Exif" in content
    copy = await copy_of(content)
    assert made.MAKER.encode() not in copy.jpeg
    assert b"Exif" not in copy.jpeg
    assert not shown(copy).getexif()


async def test_no_comment_profile_thumbnail_or_text_stays_in_the_copy() -> None:
    profile = made.swapped_profile()
    content = made.encoded(
        made.corners(),
        exif=made.exif(),
        comment=b"a remark of the sender",
        icc_profile=profile,
        dpi=(123, 123),
    )
    copy = await copy_of(content)
    assert b"remark" not in copy.jpeg
    assert b"ICC_PROFILE" not in copy.jpeg
    assert {"comment", "icc_profile", "dpi", "exif", "photoshop"}.isdisjoint(shown(copy).info)
    assert copy.jpeg.count(b"\xff\xd8\xff") == 1


async def test_colours_are_put_into_srgb_before_the_profile_goes() -> None:
    content = made.encoded(Image.new("RGB", (40, 40), (255, 0, 0)), icc_profile=made.swapped_profile())
    assert looks(shown(await copy_of(content)), 0.5, 0.5, (0, 0, 255))


@pytest.mark.parametrize(
    "profile", [b"not a profile", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()]
)
async def test_a_useless_profile_leaves_the_colours_as_they_are(profile: bytes) -> None:
    assert is_upright(shown(await copy_of(made.encoded(made.corners(), icc_profile=profile))))


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "AVIF"])
async def test_every_picture_format_becomes_a_jpeg(kind: str) -> None:
    assert is_upright(shown(await copy_of(made.encoded(made.corners(), kind))))


async def test_a_heic_of_an_iphone_becomes_a_jpeg() -> None:
    assert is_upright(shown(await copy_of(made.heic())))


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK"])
async def test_grey_palette_and_print_pictures_are_taken(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    picture = shown(await copy_of(made.encoded(Image.new("RGB", (30, 20), "white").convert(mode), kind)))
    assert looks(picture, 0.5, 0.5, (255, 255, 255))


async def test_sixteen_bits_of_grey_keep_their_shade() -> None:
    content = made.encoded(Image.new("I;16", (30, 20), 0x8080), "PNG")
    assert looks(shown(await copy_of(content)), 0.5, 0.5, (128, 128, 128))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
async def test_what_is_transparent_becomes_white(mode: str) -> None:
    clear = Image.new("RGBA", (30, 20), (0, 0, 0, 0))
    content = made.encoded(clear.quantize() if mode == "PA" else clear.convert(mode), "PNG")
    assert looks(shown(await copy_of(content)), 0.5, 0.5, (255, 255, 255))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
async def test_of_a_moving_picture_the_first_frame_is_kept(kind: str) -> None:
    later = Image.new("RGB", (64, 48), "black")
    content = made.encoded(made.corners(), kind, save_all=True, append_images=[later, later])
    assert is_upright(shown(await copy_of(content)))


@pytest.mark.parametrize(
    ("size", "becomes"),
    [((5000, 2500), (2000, 1000)), ((1500, 3000), (1000, 2000)), ((2000, 1999), (2000, 1999))],
)
async def test_the_longer_side_is_at_most_2000_pixels(
    size: tuple[int, int], becomes: tuple[int, int]
) -> None:
    copy = await copy_of(made.photo(*size))
    assert (copy.width, copy.height) == becomes
    assert is_upright(shown(copy))


async def test_a_strip_of_one_pixel_stays_a_picture() -> None:
    copy = await copy_of(made.encoded(Image.new("RGB", (9000, 1), "red"), "PNG"))
    assert (copy.width, copy.height) == (2000, 1)


async def test_a_photo_with_damaged_exif_is_still_evidence() -> None:
    exif = made.exif(6).tobytes()
    content = made.encoded(
        made.corners(), quality=95, subsampling=0, exif=exif[:12] + b"\xff" * (len(exif) - 12)
    )
    assert is_upright(shown(await copy_of(content)))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", Refusal.EMPTY),
        (b"<svg/>", Refusal.TYPE),
        (b"%PDF-1.7 not a picture", Refusal.TYPE),
        (made.film(), Refusal.TYPE),
        (b"\xff\xd8\xff", Refusal.BROKEN),
        (b"\xff\xd8\xff" + b"<html>" * 50, Refusal.BROKEN),
        (made.photo()[:-300], Refusal.BROKEN),
        (made.encoded(made.corners(), "PNG")[:120], Refusal.BROKEN),
        (made.encoded(made.corners(), "WEBP")[:60], Refusal.BROKEN),
        (made.heic()[:-60], Refusal.BROKEN),
        (made.box(b"ftyp", b"heic" + bytes(4)), Refusal.BROKEN),
        (b"\x89PNG\r\n\x1a\n" + bytes(4000), Refusal.BROKEN),
        (made.jpeg_that_claims(65_000, 65_000), Refusal.TOO_LARGE),
        (made.gif_that_claims(60_000, 60_000), Refusal.TOO_LARGE),
    ],
)
async def test_what_cannot_be_copied_is_refused_with_its_reason(content: bytes, refusal: Refusal) -> None:
    assert await Cleaner().clean_copy(content) is refusal


async def test_a_png_that_unpacks_to_a_gigabyte_is_refused_unseen() -> None:
    bomb = made.png_bomb()
    assert len(bomb) < 2_000_000
    assert await Cleaner(Limits(processor=2)).clean_copy(bomb) is Refusal.TOO_LARGE


async def test_a_picture_that_needs_more_memory_than_allowed_is_refused() -> None:
    content = made.encoded(made.corners(6000, 5000), "PNG", compress_level=1)
    assert await Cleaner(Limits(memory=200 << 20)).clean_copy(content) is Refusal.BROKEN
    assert isinstance(await Cleaner().clean_copy(content), Copy)


async def test_a_picture_that_keeps_the_processor_busy_is_refused() -> None:
    assert await Cleaner(Limits(processor=1)).clean_copy(made.scan_bomb()) is Refusal.TIMEOUT


async def test_a_child_that_takes_too_long_is_ended() -> None:
    before = children()
    cleaner = Cleaner(Limits(seconds=0.5))
    assert await cleaner.clean_copy(made.scan_bomb()) is Refusal.TIMEOUT
    assert children() == before


def children() -> set[int]:
    """The processes that this one started."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            words = status.read_text().rpartition(")")[2].split()
            if int(words[1]) == os.getpid() and words[0] != "Z":
                found.add(int(status.parent.name))
    return found


async def the_child(before: set[int]) -> int:
    async with asyncio.timeout(10):
        while not (new := children() - before):  # noqa: ASYNC110 - a process tells nobody that it began
            await asyncio.sleep(0.01)
    return new.pop()


async def test_a_child_that_is_killed_over_a_picture_means_a_broken_file() -> None:
    before = children()
    copying = asyncio.create_task(Cleaner().clean_copy(made.scan_bomb()))
    child = await the_child(before)
    await asyncio.sleep(1)
    os.kill(child, signal.SIGKILL)
    assert await copying is Refusal.BROKEN


async def test_a_copy_that_nobody_waits_for_any_more_leaves_no_process() -> None:
    before = children()
    copying = asyncio.create_task(Cleaner().clean_copy(made.scan_bomb()))
    await the_child(before)
    copying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await copying
    assert children() == before


async def test_pictures_are_opened_one_at_a_time() -> None:
    before = children()
    cleaner, most = Cleaner(), 0
    copying = asyncio.gather(*(cleaner.clean_copy(made.photo(900, 700)) for _ in range(4)))
    while not copying.done():
        most = max(most, len(children() - before))
        await asyncio.sleep(0.005)
    assert most == 1
    assert all(isinstance(copy, Copy) for copy in copying.result())


async def test_a_child_that_cannot_start_is_our_fault_and_not_the_pictures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clean, "_START", "import a_module_that_is_not_there")
    with pytest.raises(ChildUnfit):
        await Cleaner().clean_copy(made.photo())
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(ChildUnfit):
        await Cleaner().clean_copy(made.photo())


async def test_an_answer_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "import sys; sys.stdout.write('ready\\ncopy 1 1\\n')\nwhile True: sys.stdout.write('x' * 65536)"
    monkeypatch.setattr(clean, "_START", endless)
    assert await Cleaner(Limits(side=100)).clean_copy(made.photo()) is Refusal.BROKEN


async def test_the_child_knows_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDUNG_SECRET_KEY", "not for the child")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    spy = "import os; print('ready'); print('file-type' if not {*os.environ} - {'LC_CTYPE'} else 'leak')"
    monkeypatch.setattr(clean, "_START", spy)
    assert await Cleaner().clean_copy(made.photo()) is Refusal.TYPE
