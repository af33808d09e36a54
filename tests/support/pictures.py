"""Pictures and other files for tests, all made here; nobody's photo is among them."""

import base64
import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 160, 60), (40, 60, 200), (240, 220, 40)
"""The corners of `corners()`: upper left, upper right, lower left, lower right."""
MAKER = "Invented Phones"
ORIENTATION, _MAKE, _PLACE = 0x0112, 0x010F, 0x8825

# `corners()` at 64 x 48 as an iPhone would send it, with the EXIF data of `exif()`; encoded once by libheif.
_HEIC = """
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAeFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA
AA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAAExpbG9jAQAAAERAAAMAAQAAAAAAAAIFAAEAAAAAAAAAtAACAAEAAAAAAAAA
AQAAAAAAAAAIAAMAAAAAAAACuQABAAAAAAAAAKwAAABNaWluZgAAAAAAAwAAABVpbmZlAgAAAQABAABodmMxAAAAABVpbmZlAgAA
AAACAABncmlkAAAAABVpbmZlAgAAAQADAABFeGlmAAAAANVpcHJwAAAAs2lwY28AAABzaHZjQwEDcAAAAAAAAAAAAB7wAPz9+PgA
AA8DIAABABhAAQwB//8DcAAAAwCQAAADAAADAB66AkAhAAEAJ0IBAQNwAAADAJAAAAMAAAMAHqAggQWW6uSmubAgAAADACAAAAMA
ISIAAQAGRAHBc8CJAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAUaXNwZQAAAAAAAABAAAAAMAAAABBwaXhpAAAAAAMICAgAAAAaaXBt
YQAAAAAAAAACAAECgQIAAgIDhAAAAChpcmVmAAAAAAAAAA5kaW1nAAIAAQABAAAADmNkc2MAAwABAAIAAAFobWRhdAAAALAoAa8J
4CE4qf/yLd//Ex2XuZcnlae/WP/5hr7x/P/45G3R+ja83/hyH9N7/flcTCyflH/8VrL7xaFmuB7AywHO/G8Q2EDvQyJ/YPMBJIiK
YAO+SlA6wozRYA1t4IKoert4uJaDKAoiO9xsENBgEXN+tsi+rXH+Kj/g3D7YOByTA8UtsvihF0qk2H6CMSiVqDt1s5LJBNp3/5OW
pHfIsVI0835qkZXcC06g5XZPVBQKQAAAAABNTQAqAAAACAADAQ8AAgAAABAAAAAyARIAAwAAAAEAAQAAiCUABAAAAAEAAABCAAAA
AEludmVudGVkIFBob25lcwAABAABAAIAAAACTgAAAAACAAUAAAADAAAAeAADAAIAAAACRQAAAAAEAAUAAAADAAAAkAAAAAAAAAAU
AAAAAQAAADgAAAABAAAAGAAAAAEAAABqAAAAAQAAABMAAAABAAAAMAAAAAE=
"""


def encoded(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """A picture as a file."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def corners(width: int = 64, height: int = 48) -> Image.Image:
    """Four fields of four colours, so that one sees how it is turned."""
    picture = Image.new("RGB", (width, height))
    half, middle = width // 2, height // 2
    picture.paste(RED, (0, 0, half, middle))
    picture.paste(GREEN, (half, 0, width, middle))
    picture.paste(BLUE, (0, middle, half, height))
    picture.paste(YELLOW, (half, middle, width, height))
    return picture


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes into a photo: its maker, how it was held, and where its owner stood."""
    data = Image.Exif()
    data[_MAKE] = MAKER
    data[ORIENTATION] = orientation
    place = data.get_ifd(_PLACE)
    place[1], place[2], place[3], place[4] = "N", (20.0, 56.0, 24.0), "E", (106.0, 19.0, 48.0)
    return data


def photo(width: int = 64, height: int = 48, orientation: int = 1) -> bytes:
    """A JPEG from a phone, the place of its owner included."""
    return encoded(corners(width, height), quality=95, subsampling=0, exif=exif(orientation))


def heic() -> bytes:
    """A HEIC with EXIF data and a place."""
    return base64.b64decode(_HEIC)


def swapped_profile() -> bytes:
    """A colour profile of a made-up screen on which red and blue have changed places."""
    plain = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(plain[128:132], "big")
    entries = {bytes(plain[132 + 12 * n : 136 + 12 * n]): 132 + 12 * n for n in range(count)}
    red, blue = entries[b"rXYZ"], entries[b"bXYZ"]
    plain[red : red + 4], plain[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(plain)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A small PNG that unpacks to nearly a gigabyte of grey."""
    packer = zlib.compressobj(9)
    row = bytes(1 + width)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def jpeg_that_claims(width: int, height: int) -> bytes:
    """A small JPEG whose header tells another size."""
    content = bytearray(encoded(corners()))
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def gif_that_claims(width: int, height: int) -> bytes:
    """A small GIF whose screen is said to be as large as this."""
    content = bytearray(encoded(corners(), "GIF"))
    content[6:10] = struct.pack("<HH", width, height)
    return bytes(content)


def scan_bomb(width: int = 4000, height: int = 3000, times: int = 400) -> bytes:
    """A progressive JPEG that refines itself over and over: small to send, long to decode."""
    content = encoded(corners(width, height), progressive=True)
    last = content.rindex(b"\xff\xda")
    return content[:last] + content[last:-2] * times + content[-2:]


def box(name: bytes, body: bytes = b"") -> bytes:
    """A box of an ISO media file."""
    return struct.pack(">I", 8 + len(body)) + name + body


def film(brand: bytes = b"isom", tracks: tuple[bytes, ...] = (b"vide", b"soun"), also: bytes = b"") -> bytes:
    """The skeleton of an MP4, MOV, 3GP or M4A file: its brand and its tracks."""
    handlers = b"".join(box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + t + bytes(12)))) for t in tracks)
    return box(b"ftyp", brand + bytes(4) + also) + box(b"mdat", bytes(64)) + box(b"moov", handlers)


def matroska(doctype: bytes = b"webm", codecs: tuple[bytes, ...] = (b"V_VP9", b"A_OPUS")) -> bytes:
    """The skeleton of a WebM or Matroska file."""
    head = b"\x42\x82" + bytes([0x80 | len(doctype)]) + doctype
    tracks = b"".join(b"\x86" + bytes([0x80 | len(codec)]) + codec for codec in codecs)
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(head)]) + head + b"\x18\x53\x80\x67" + tracks


def ogg(first: bytes = b"OpusHead") -> bytes:
    """The first page of an Ogg stream."""
    return b"OggS" + bytes(22) + b"\x01\x13" + first + bytes(11)


def office(folder: bytes = b"word/", macros: bool = False) -> bytes:
    """The skeleton of a Word or Excel file."""
    names = [b"[Content_Types].xml", b"_rels/.rels", folder + b"document.xml"]
    names += [folder + b"vbaProject.bin"] if macros else []
    return b"".join(b"PK\x03\x04" + bytes(22) + struct.pack("<HH", len(n), 0) + n for n in names) + bytes(22)
