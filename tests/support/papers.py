"""Files that residents send, all made here."""

from tests.support import pictures
from tests.support.front import Paper

PHOTO = Paper(pictures.photo(800, 600))
OTHER = Paper(pictures.photo(720, 540), "nhan.jpg")
HEIC = Paper(pictures.heic(), "IMG_1.HEIC", "image/heic")
PDF = Paper(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "hoa-don.pdf", "application/pdf")
VIDEO = Paper(
    b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x00\x00\x08moov", "cot-bom.mp4", "video/mp4"
)
VOICE = Paper(
    b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42\x00\x00\x00\x08moov", "ghi-am.m4a", "audio/mp4"
)
PAGE = Paper(b"<!doctype html><script>alert(1)</script>", "anh.jpg", "image/jpeg")
"""A web page that calls itself a photo."""
TORN = Paper(PHOTO.content[: len(PHOTO.content) // 3], "rach.jpg")
"""A photo that was cut off."""
