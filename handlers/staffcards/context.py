"""What stands beside a report on its card: how much of the evidence is there, and what is similar to it."""

from collections.abc import Iterator

from bot.core.authority import may_see
from handlers import checked
from handlers.hands import hand_of, matter_of
from handlers.staffcards.sheet import Sheet
from handlers.turn import Desk
from handlers.wardtexts import evidence_key
from locales import Speaker
from storage.cases import Case
from storage.staff import Member


def worth(desk: Desk, sheet: Sheet, say: Speaker) -> Iterator[str]:
    """The score, and what is missing. Photos are counted, nobody has looked at them: the line says so."""
    found = checked.of_case(desk.ward, sheet.case, sheet.files, sheet.added)
    if not found.of:
        return
    counted = {"have": found.have, "of": found.of, "photos": found.photos, "wanted": found.wanted}
    missing = "; ".join(say(evidence_key("label", item.id)) for item in found.missing)
    yield (
        say("card-evidence-lacks", missing=missing, **counted) if missing else say("card-evidence", **counted)
    )


def alike(member: Member, sheet: Sheet, say: Speaker) -> Iterator[str]:
    """The codes of similar reports, those that this member may open."""
    codes = [case.code for case in sheet.similar if _may_open(member, case)]
    if codes:
        yield say("card-similar", count=len(codes), codes=", ".join(codes))


def _may_open(member: Member, case: Case) -> bool:
    """A report about an official is on nobody's list; one's own is for others to look into."""
    own = case.lane is not None and case.lane == member.lane
    return not (own or case.confidential) and may_see(hand_of(member), matter_of(case, member))
