"""How is a picture drawn anew, so that nothing of the sender is left in it but what it shows?

Runs in the child process only (`bot.media.child`): here the bytes of strangers meet the decoders.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO

from PIL import AvifImagePlugin, Image, ImageCms, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin

from bot.media import heif, legible
from bot.media.limits import Flaw, Limits, Refusal

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF")
_LATE = (AvifImagePlugin, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin)
"""Parts that Pillow would only load when it meets such a file; but a confined child can open no modules."""
_ORIENTATION = 0x0112
_TURNS: Mapping[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SRGB = ImageCms.createProfile("sRGB")

Image.MAX_IMAGE_PIXELS = None  # our own limit is lower, and a refusal instead of a warning
Image.preinit()
heif.teach_pillow()


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A JPEG without metadata, its size in pixels, and what makes it hard to read."""

    jpeg: bytes
    width: int
    height: int
    flaw: Flaw | None


def redraw(content: bytes, limits: Limits) -> Redrawn | Refusal:
    """The first frame, upright, in sRGB on white, no larger than allowed. Raises what Pillow raises."""
    with Image.open(BytesIO(content), formats=_FORMATS) as source:
        if source.width * source.height > limits.pixels:
            return Refusal.TOO_LARGE
        turn = _turn(source)
        profile = source.info.get("icc_profile")
        size = _fit(source.size, limits.side)
        source.draft(None, size)  # a JPEG is then decoded at a half or a quarter: twice as fast
        source.load()
        picture = _flatten(_plain(source).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0))
    picture = _in_srgb(picture, profile)
    if turn is not None:
        picture = picture.transpose(turn)
    bare = Image.frombytes("RGB", picture.size, picture.tobytes())  # pixels, and nothing beside them
    out = BytesIO()
    bare.save(out, "JPEG", quality=limits.quality)
    return Redrawn(out.getvalue(), bare.width, bare.height, _flaw(bare))


def _flaw(picture: Image.Image) -> Flaw | None:
    """What makes it hard to read. A picture that cannot be measured is still evidence."""
    with suppress(Exception):
        return legible.flaw(picture)
    return None


def _turn(source: Image.Image) -> Image.Transpose | None:
    """What makes it upright. A picture with damaged EXIF data is still evidence: it stays as it lies."""
    with suppress(Exception):
        return _TURNS.get(source.getexif().get(_ORIENTATION))
    return None


def _fit(size: tuple[int, int], side: int) -> tuple[int, int]:
    """The same shape, not larger than it was, the longer side at most `side`."""
    scale = min(1.0, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _plain(source: Image.Image) -> Image.Image:
    """In a mode that can be made smaller with smooth edges: grey, colour or print, maybe transparent."""
    if source.mode.startswith(("I", "F")):  # 16 and more bits of grey
        return source.convert("I").point(lambda value: value / 256).convert("L")
    if source.has_transparency_data:
        return source.convert("RGBA")
    return source if source.mode in {"L", "RGB", "CMYK"} else source.convert("RGB")


def _flatten(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as every screen shows them; with a damaged or foreign profile, as they are."""
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, source, _SRGB, outputMode="RGB")
            if converted is not None:
                return converted
    return picture if picture.mode == "RGB" else picture.convert("RGB")
