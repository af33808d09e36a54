"""Pictures are shown to their owner and to nobody else."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from bot.core.messages import Attachment, EvidenceId, LaneKey, MediaKind, Receipt
from storage import cases, evidence
from storage.cases import Filing
from storage.evidence import Kept, Wanted
from tests.web.rig import Door, Someone, prompt

ID = EvidenceId("e" * 32)
SEALED_OFF = "sandbox; default-src 'none'; frame-ancestors 'none'"


async def keeps(door: Door, lane: LaneKey, *, has_copy: bool = True) -> None:
    now = door.clock.now()
    wanted = Wanted(ID, lane, "web", Attachment("r", MediaKind.PHOTO), 0, now)
    kept = Kept(ID, MediaKind.PHOTO, "image/jpeg", "d", 5, has_copy=has_copy)
    await door.parts.database.write(lambda conn: evidence.want(conn, [wanted], wall=now))
    await door.parts.database.write(lambda conn: evidence.keep(conn, kept))
    door.store.files |= {f"{ID}/copy": b"clean", f"{ID}/original": b"original"}


async def files(door: Door, lane: LaneKey | None) -> int:
    filing = Filing(
        code="26-0001-8", secret="s", lane=lane, anonymous=lane is None, channel="web", language="vi",
        category="DL", subcategory=None, priority="P2", lead="economic", route={}, report={}, place_key=None,
        filed_at=datetime(2026, 11, 23, tzinfo=UTC), due_on=date(2026, 12, 7),
    )  # fmt: skip
    return await door.parts.database.write(lambda conn: cases.file(conn, filing).id)


async def test_the_sender_sees_the_clean_copy_in_a_sealed_off_frame(door: Door, someone: Someone) -> None:
    await keeps(door, someone.lane)
    response = await someone.get(f"/chat/files/{ID}")
    assert (response.status, await response.read()) == (200, b"clean")
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == SEALED_OFF
    assert response.headers["Cache-Control"] == "private, no-store"


async def test_nobody_else_sees_it(door: Door, someone: Someone) -> None:
    await keeps(door, someone.lane)
    async with door.person() as other:
        assert (await other.get(f"/chat/files/{ID}")).status == 404
        assert (await other.get(f"/chat/files/{'f' * 32}")).status == 404
        assert (await other.get("/chat/files/../../x")).status == 404


async def test_after_filing_the_reporter_still_sees_it(door: Door, someone: Someone) -> None:
    await keeps(door, someone.lane)
    case = await files(door, someone.lane)
    await door.parts.database.write(lambda conn: evidence.attach(conn, [ID], case, keep_lane=False))
    assert (await someone.get(f"/chat/files/{ID}")).status == 200
    async with door.person() as other:
        assert (await other.get(f"/chat/files/{ID}")).status == 404


async def test_once_the_tie_is_cut_nobody_sees_it(door: Door, someone: Someone) -> None:
    await keeps(door, someone.lane)
    case = await files(door, None)
    await door.parts.database.write(lambda conn: evidence.attach(conn, [ID], case, keep_lane=False))
    assert (await someone.get(f"/chat/files/{ID}")).status == 404


async def test_a_file_without_a_copy_or_whose_copy_is_lost_is_not_shown(door: Door, someone: Someone) -> None:
    await keeps(door, someone.lane, has_copy=False)
    assert (await someone.get(f"/chat/files/{ID}")).status == 404


async def test_a_lost_copy_is_not_found(door: Door, someone: Someone) -> None:
    await keeps(door, someone.lane)
    door.store.files.clear()
    assert (await someone.get(f"/chat/files/{ID}")).status == 404


async def test_ones_own_receipt_is_drawn_and_nobody_elses(door: Door, someone: Someone) -> None:
    receipt = Receipt("UBND", "Biên nhận", "Mã", "26-0001-8")
    plain = await door.says(someone.address, prompt("không ảnh"))
    id_ = await door.says(someone.address, replace(prompt("biên nhận"), picture=receipt))
    response = await someone.get(f"/chat/receipts/{id_}.png")
    assert (response.status, await response.read()) == (200, b"\x89PNG " + "biên nhận".encode())
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Security-Policy"] == SEALED_OFF
    for path in (f"{plain}.png", "0.png", "999.png", "x.png", f"{10**17}.png"):
        assert (await someone.get(f"/chat/receipts/{path}")).status == 404
    async with door.person() as other:
        assert (await other.get(f"/chat/receipts/{id_}.png")).status == 404
