"""How one message looks to the page: the ITEM of the chat contract."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias

from bot.channels.webchat import Sent, on_page
from bot.core.messages import Ask
from storage.evidence import EvidenceState, File
from storage.outbox import Said

Item: TypeAlias = dict[str, Any]


def _item(who: str, id_: int, at: datetime, **more: object) -> Item:
    plain: Item = {
        "id": id_, "from": who, "at": at.astimezone(UTC).isoformat(), "text": "", "buttons": [],
        "ask": Ask.NOTHING.value, "optional": False, "progress": None, "picture": None, "photos": [],
        "point": None, "files": [], "subject": None, "edits": None, "gone": False,
    }  # fmt: skip
    return plain | more


def ward_item(said: Said) -> Item:
    """What the ward said."""
    if said.prompt is None:
        return _item("ward", said.id, said.at, edits=said.edits, gone=True)
    prompt = on_page(said.prompt)
    return _item(
        "ward", said.id, said.at,
        text=prompt.text,
        buttons=[{"label": button.label, "tap": button.tap} for button in prompt.buttons],
        ask=str(prompt.ask),
        optional=prompt.optional,
        progress=prompt.progress and list(prompt.progress),
        picture=f"/chat/receipts/{said.id}.png" if prompt.picture is not None else None,
        photos=[f"/chat/evidence/{said.id}/{n + 1}.jpg" for n in range(len(prompt.photos))],
        point=prompt.point and {"latitude": prompt.point.latitude, "longitude": prompt.point.longitude},
        subject=said.subject,
        edits=said.edits,
    )  # fmt: skip


def own_item(id_: int, at: datetime, sent: Sent | None, text: str, files: Mapping[int, File]) -> Item:
    """What the person said; None once it was blanked. `files`: what is known of each, by its position."""
    if sent is None:
        return _item("me", id_, at, gone=True)
    shown = [
        {"name": file.name, "kind": file.kind.value, **_fate(files.get(index))}
        for index, file in enumerate(sent.files)
    ]
    return _item("me", id_, at, text=text, files=shown)


def _fate(file: File | None) -> Item:
    """Where the file stands; only our own clean copies can be looked at."""
    if file is None:
        return {"state": EvidenceState.WANTED.value, "url": None}
    return {"state": str(file.state), "url": f"/chat/files/{file.id}" if is_shown(file) else None}


def is_shown(file: File) -> bool:
    """Whether there is a copy to look at."""
    return file.state is EvidenceState.READY and file.has_copy
