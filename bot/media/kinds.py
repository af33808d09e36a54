"""What is this file truly?

Read from the content alone; a name or a type that came along with it is never believed. What is
told apart: the signature at byte 0 (a file with anything before it is not taken), the brand of an
ISO media file, the document type and codecs of a Matroska file, the codec of an Ogg stream, whether
a film has pictures at all, and macros in an Office file. What is *not* checked here: that the rest
of the file is sound, or that it is not also something else further on. A picture is therefore only
shown as our own re-encoding (`bot.media.clean`); every original goes out as a download with the
type of this table and `nosniff`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.core.messages import MediaKind
from bot.media import containers, magic


@dataclass(frozen=True, slots=True)
class MediaType:
    """The true type of a file: what it is served as, what it is to us, and how its name ends."""

    mime: str
    kind: MediaKind
    extension: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES: Mapping[str, MediaType] = {
    mime: MediaType(mime, kind, extension)
    for mime, kind, extension in (
        ("image/jpeg", MediaKind.PHOTO, "jpg"),
        ("image/png", MediaKind.PHOTO, "png"),
        ("image/webp", MediaKind.PHOTO, "webp"),
        ("image/gif", MediaKind.PHOTO, "gif"),
        ("image/heic", MediaKind.PHOTO, "heic"),
        ("image/avif", MediaKind.PHOTO, "avif"),
        ("video/mp4", MediaKind.VIDEO, "mp4"),
        ("video/quicktime", MediaKind.VIDEO, "mov"),
        ("video/3gpp", MediaKind.VIDEO, "3gp"),
        ("video/webm", MediaKind.VIDEO, "webm"),
        ("video/x-matroska", MediaKind.VIDEO, "mkv"),
        ("audio/mp4", MediaKind.VOICE, "m4a"),
        ("audio/3gpp", MediaKind.VOICE, "3gp"),
        ("audio/aac", MediaKind.VOICE, "aac"),
        ("audio/mpeg", MediaKind.VOICE, "mp3"),
        ("audio/ogg", MediaKind.VOICE, "ogg"),
        ("audio/wav", MediaKind.VOICE, "wav"),
        ("audio/amr", MediaKind.VOICE, "amr"),
        ("audio/webm", MediaKind.VOICE, "webm"),
        ("application/pdf", MediaKind.DOCUMENT, "pdf"),
        (f"{_OFFICE}.wordprocessingml.document", MediaKind.DOCUMENT, "docx"),
        (f"{_OFFICE}.spreadsheetml.sheet", MediaKind.DOCUMENT, "xlsx"),
    )
}
"""Every type we take. HTML, SVG, programs, archives and whatever is not here are refused."""

_HEIC = {"heic", "heix", "heim", "heis", "hevc", "hevx"}
_AVIF = {"avif", "avis"}
_STILL = {"mif1", "msf1"}
_MP4 = {"isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "M4VH", "M4VP", "dash"}


def sniff(content: bytes) -> MediaType | None:
    """The true type, or None where it is none that we take."""
    for look in _LOOKS:
        mime = look(content)
        if mime is not None:
            return TYPES.get(mime)
    return None


def _iso_media(content: bytes) -> str | None:
    brands = containers.brands(content)
    if not brands:
        return None
    return _still(brands) or _film(content, brands[0], set(brands))


def _still(brands: tuple[str, ...]) -> str | None:
    claimed = set(brands) if brands[0] in _STILL else {brands[0]}
    if claimed & _AVIF:
        return "image/avif"
    return "image/heic" if claimed & _HEIC else None


def _film(content: bytes, major: str, all_brands: set[str]) -> str | None:
    if major in {"M4A ", "M4B "}:
        return "audio/mp4"
    if major == "qt  ":
        return "video/quicktime"
    family = "3gpp" if major.startswith(("3gp", "3g2")) else "mp4" if all_brands & _MP4 else None
    if family is None:
        return None
    return f"audio/{family}" if containers.is_sound_only(content) else f"video/{family}"


def _matroska(content: bytes) -> str | None:
    doctype = containers.matroska(content)
    if doctype == "webm":
        return "audio/webm" if set(containers.matroska_tracks(content)) == {"A"} else "video/webm"
    return "video/x-matroska" if doctype else None


def _ogg(content: bytes) -> str | None:
    return "audio/ogg" if containers.is_ogg_sound(content) else None


def _signature(content: bytes) -> str | None:
    mime = magic.mime(content)
    if mime and mime.startswith(_OFFICE) and b"vbaProject.bin" in content:
        return None  # macros: a program, not a paper
    return mime


_LOOKS: tuple[Callable[[bytes], str | None], ...] = (_iso_media, _matroska, _ogg, _signature)
