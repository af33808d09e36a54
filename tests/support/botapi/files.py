"""Files as the platform keeps them: recompressed photos, ids of one bot only, links that expire."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PIL import Image, UnidentifiedImageError

from tests.support.botapi.wire import Json, Upload, bad, too_many

DOWNLOAD_MOST: Final = 20 * 2**20
PHOTO_MOST: Final = 10 * 2**20
UPLOAD_MOST: Final = 50 * 2**20
LINK_LIVES: Final = 3600.0
SIDES: Final = (90, 320, 800, 1280)
SAME_SIZE_FROM: Final = 100_000
SAME_SIZE_PAUSE: Final = 0.2
SAME_SIZE_BEHIND: Final = 5.0
FOLDERS: Final = {"photo": "photos", "document": "documents", "voice": "voice", "video": "videos"}


@dataclass(frozen=True)
class Stored:
    """One file, the same for every bot. `facts`: what a message tells about it beside ids and size."""

    kind: str
    content: bytes
    extension: str
    facts: Json
    told_size: int | None = None

    @property
    def unique_id(self) -> str:
        """The same wherever the file turns up, and not enough to fetch it."""
        whole = f"{self.kind} {self.size} ".encode() + self.content
        return "AQAD" + hashlib.sha256(whole).hexdigest()[:14]

    @property
    def size(self) -> int:
        """As messages tell it; a test may claim more than there is."""
        return len(self.content) if self.told_size is None else self.told_size


def photo_sizes(content: bytes) -> list[Stored]:
    """What becomes of a photo: JPEG, at most 1280 wide or high, nothing of its EXIF; smallest first."""
    image = _opened(content)
    if image.width + image.height > 10_000 or max(image.size) > 20 * min(image.size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    flat = image.convert("RGB")
    sides = [side for side in SIDES if side < max(image.size)]
    return [_shrunk(flat, side) for side in (*sides[:3], min(SIDES[-1], max(image.size)))]


def _opened(content: bytes) -> Image.Image:
    if len(content) > PHOTO_MOST:
        raise bad("file must be at most 10 MB for a photo")
    try:
        image = Image.open(io.BytesIO(content))
        image.load()
    except (UnidentifiedImageError, OSError) as fault:
        raise bad("IMAGE_PROCESS_FAILED") from fault
    return image


def _shrunk(image: Image.Image, side: int) -> Stored:
    small = image.copy()
    small.thumbnail((side, side))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=85)
    return Stored("photo", out.getvalue(), "jpg", {"width": small.width, "height": small.height})


class Files:
    """All files of the platform, and the links that were given out."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._known: dict[str, list[Stored]] = {}
        """file_id to the file, all sizes of a photo under each of its ids."""
        self._links: dict[tuple[int, str], tuple[Stored, float]] = {}
        self._last_of_size: dict[tuple[int, int], float] = {}
        self.forgotten: set[str] = set()
        """File ids that the platform does not find any more."""

    def told(self, bot_id: int, stored: list[Stored]) -> list[Json]:
        """The files as this bot is told about them, each with an id that only this bot can use."""
        return [self._tell(bot_id, one, stored) for one in stored]

    def _tell(self, bot_id: int, one: Stored, together: list[Stored]) -> Json:
        file_id = f"{one.kind[:3].upper()}{bot_id}-{one.unique_id}"
        self._known[file_id] = together
        return {"file_id": file_id, "file_unique_id": one.unique_id, "file_size": one.size, **one.facts}

    def of(self, bot_id: int, file_id: str, kind: str) -> list[Stored]:
        """What an id stands for when it is sent again."""
        if not file_id.partition("-")[0].endswith(str(bot_id)) or file_id not in self._known:
            raise bad("wrong file identifier/HTTP URL specified")
        found = self._known[file_id]
        if found[0].kind != kind:
            raise bad(f"can't use file of type {found[0].kind.capitalize()} as {kind.capitalize()}")
        return found

    def link(self, bot_id: int, file_id: str) -> Json:
        """getFile."""
        if not file_id.partition("-")[0].endswith(str(bot_id)) or file_id not in self._known:
            raise bad("invalid file_id")
        if file_id in self.forgotten:
            raise bad("wrong file_id or the file is temporarily unavailable")
        unique = file_id.partition("-")[2]
        stored = next(one for one in self._known[file_id] if one.unique_id == unique)
        if stored.size > DOWNLOAD_MOST:
            raise bad("file is too big")
        path = f"{FOLDERS.get(stored.kind, 'documents')}/file_{len(self._links)}.{stored.extension}"
        self._links[bot_id, path] = (stored, self._now() + LINK_LIVES)
        told = {"file_id": file_id, "file_unique_id": stored.unique_id, "file_size": stored.size}
        return {**told, "file_path": path}

    def fetch(self, bot_id: int, path: str) -> bytes | None:
        """The content behind a link, as long as it lives."""
        stored, until = self._links.get((bot_id, path), (None, 0.0))
        return stored.content if stored is not None and self._now() <= until else None

    def pause_for(self, bot_id: int, uploads: dict[str, Upload]) -> float:
        """Big uploads of one and the same size are spaced, and refused when they pile up."""
        wait = 0.0
        for size in (len(one.content) for one in uploads.values()):
            if size > UPLOAD_MOST:
                raise bad("file is too big")
            if size >= SAME_SIZE_FROM:
                begin = max(self._now(), self._last_of_size.get((bot_id, size), 0.0) + SAME_SIZE_PAUSE)
                if begin - self._now() > SAME_SIZE_BEHIND:
                    raise too_many(60)
                self._last_of_size[bot_id, size] = begin
                wait = max(wait, begin - self._now())
        return wait
