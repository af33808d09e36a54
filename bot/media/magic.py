"""How does a file begin? The one place that uses the `filetype` library, which has no types."""

from collections.abc import Mapping

import filetype
from filetype.types import archive, audio, document, image

_MATCHERS = (
    image.Jpeg(),
    image.Png(),
    image.Gif(),
    image.Webp(),
    archive.Pdf(),
    document.Docx(),
    document.Xlsx(),
    audio.Amr(),
    audio.Wav(),
    audio.Mp3(),
    audio.Aac(),
)
_SAME: Mapping[str, str] = {"audio/x-wav": "audio/wav"}


def mime(content: bytes) -> str | None:
    """The media type that the first bytes tell, of those that need no closer look."""
    found = filetype.match(content, _MATCHERS)
    if found is None:
        return None
    told: str = found.mime
    return _SAME.get(told, told)
