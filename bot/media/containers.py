"""What is inside an MP4, HEIC, WebM or Ogg file: which brand, and pictures or only sound?"""

import re

_HANDLER = re.compile(rb"hdlr.{8}(vide|soun)", re.DOTALL)
_CODEC = re.compile(rb"\x86.([VA])_[A-Z]", re.DOTALL)  # EBML's CodecID, its length, "V_VP9" or "A_OPUS"
_DOCTYPE = re.compile(rb"\x42\x82[\x80-\x8f](webm|matroska)")
_OGG_SOUND = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
_BOX_HEAD = 8
_SHORTEST_FTYP, _LONGEST_FTYP = 16, 512
_MOST_BOXES = 1000  # a real film has a handful before its `moov`


def brands(content: bytes) -> tuple[str, ...]:
    """The brands of an ISO media file, the major one first; none where it is not one."""
    size = int.from_bytes(content[:4], "big")
    if content[4:8] != b"ftyp" or not _SHORTEST_FTYP <= size <= min(len(content), _LONGEST_FTYP) or size % 4:
        return ()
    words = [content[8:12], *(content[at : at + 4] for at in range(_SHORTEST_FTYP, size, 4))]
    return tuple(word.decode("latin-1") for word in words)


def is_sound_only(content: bytes) -> bool:
    """Whether an ISO media file has a sound track and no picture track."""
    kinds = set(_HANDLER.findall(_box(content, b"moov")))
    return kinds == {b"soun"}


def _box(content: bytes, wanted: bytes) -> bytes:
    """The first top-level box of a kind, or nothing."""
    at = 0
    for _ in range(_MOST_BOXES):
        size = _box_size(content, at)
        if content[at + 4 : at + 8] == wanted:
            return content[at : at + size]
        if not size or at + size >= len(content):
            break
        at += size
    return b""


def _box_size(content: bytes, at: int) -> int:
    """How long the box is that starts here; 0 where it makes no sense."""
    size = int.from_bytes(content[at : at + 4], "big")
    if size == 1:  # the true size follows, for boxes of 4 GiB and more
        size = int.from_bytes(content[at + 8 : at + 16], "big")
    elif size == 0:  # up to the end of the file
        size = len(content) - at
    return size if size >= _BOX_HEAD else 0


def matroska(content: bytes) -> str | None:
    """`webm` or `matroska`, read from the head of the file."""
    doctype = _DOCTYPE.search(content, 0, 256) if content.startswith(b"\x1a\x45\xdf\xa3") else None
    return doctype[1].decode() if doctype else None


def matroska_tracks(content: bytes) -> str:
    """`V`, `A` or both in the order of the tracks; the track list stands near the head."""
    return "".join(kind.decode() for kind in _CODEC.findall(content, 0, 1 << 16))


def is_ogg_sound(content: bytes) -> bool:
    """Whether the first page of an Ogg file opens a sound stream."""
    return content.startswith(b"OggS") and any(mark in content[:128] for mark in _OGG_SOUND)
