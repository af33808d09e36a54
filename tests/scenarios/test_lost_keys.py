"""A case whose words nobody can open any more: its office still finds it, and works on the others."""

from sqlalchemy import Connection, text

from bot.core.people import Role
from tests.scenarios.dialogues import files
from tests.support.world import World


async def test_a_case_that_cannot_be_opened_stands_in_its_list_and_says_so(viet: World) -> None:
    lan, minh = await viet.person("lan"), await viet.appoints("minh", Role.OFFICER, "economic")
    lost, fine = await files(lan), await files(lan)

    def spoil(conn: Connection) -> None:
        junk = {"junk": b"sealed with a lost key", "code": lost}
        conn.execute(text("UPDATE cases SET report = :junk, route = :junk WHERE code = :code"), junk)

    await viet.house.database.write(spoil)
    await minh.says("/viec")
    assert [choice.label[:9] for choice in minh.last.buttons[:2]] == [lost, fine]
    await minh.says("1")
    minh.hears(f"Hồ sơ {lost}")
    minh.hears("card-unreadable")
    await minh.taps("Nhận việc")
    minh.hears("work-took", code=lost)
    await minh.says(f"/viec {fine}")
    minh.hears(f"Hồ sơ {fine}")
    minh.hears_not("card-unreadable")
    await lan.says("/tracuu")
    assert lan.sees(lost)
    assert lan.sees(fine)
