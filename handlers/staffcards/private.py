"""The card of one member of staff, and what is left of it when they may not see the case any more."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.core.case import Action
from bot.core.messages import Button, MediaKind, Prompt
from bot.core.people import Role
from handlers import reporters
from handlers.hands import able
from handlers.masking import mask
from handlers.staffcards.cleaned import cleaned_card
from handlers.staffcards.context import alike, worth
from handlers.staffcards.sheet import Sheet
from handlers.staffcards.story import CUT, story
from handlers.staffcards.told import place_of, told
from handlers.staffcards.wording import clock, label, office_name, on_duty, priority, status, who
from handlers.turn import Desk
from locales import Speaker
from storage.cases import Case
from storage.staff import Member

KINDS: Final = {
    MediaKind.PHOTO: "card-files-photo",
    MediaKind.VIDEO: "card-files-video",
    MediaKind.VOICE: "card-files-voice",
    MediaKind.DOCUMENT: "card-files-document",
}
DOING: Final = (
    (Action.TAKE, "card-take", "take"),
    (Action.ASK_RESIDENT, "card-ask", "ask"),
    (Action.TRANSFER, "card-move", "move"),
    (Action.NOTE, "card-note", "note"),
    (Action.CONCLUDE, "card-conclude", "conclude"),
    (Action.EXTEND, "card-extend", "extend"),
)
"""The buttons of the card, in their order; everything else stands behind "Thêm…"."""
TRIAGE: Final = frozenset({Role.COORDINATOR, Role.LEADER})
"""They sort what came without a sub-category."""


def private_card(desk: Desk, member: Member, sheet: Sheet, *, stands_in: bool = False) -> Prompt:
    """The whole case, but for who reported it, with its place on the map."""
    if sheet.case.cleaned_at is not None:
        return cleaned_card(desk, member.language, sheet)
    say = desk.catalog.speaker(member.language)
    notes = [say("card-stands-in", office=office_name(say, sheet.case.lead))] if stands_in else []
    work = (*alike(member, sheet, say), *_work(desk, member.language, sheet, say))
    head = [*_head(desk, sheet, say), *_away(member, sheet, say)]
    blocks = [notes, head, list(_reported(desk, sheet, say)), list(work)]
    steps = story(desk, member.language, sheet.case, sheet.steps, sheet.people, CUT)
    blocks.append([say("card-steps"), *steps] if steps else [])
    text = "\n\n".join("\n".join(block) for block in blocks if block)
    point = place_of(sheet.case.report).point
    return Prompt(text, tuple(_buttons(member, sheet, say)), point=point)


def photos_of(desk: Desk, language: str, sheet: Sheet) -> Prompt | None:
    """The clean copies of its pictures; None where there are none."""
    if not sheet.photos:
        return None
    return Prompt(desk.catalog.say(language, "card-photos", code=sheet.case.code), photos=sheet.photos)


def closed_card(desk: Desk, language: str, case: Case, *, tells: bool) -> Prompt:
    """What is left for who may not see the case any more; `tells`: they may know whose it is now."""
    say = desk.catalog.speaker(language)
    moved = say("card-moved", code=case.code, office=office_name(say, case.lead)) if tells else ""
    return Prompt(moved or say("card-closed"))


def bare_card(desk: Desk, language: str) -> Prompt:
    """That a case about an official waits for a leader whom nobody can reach, and nothing of it."""
    return Prompt(desk.catalog.say(language, "card-bare"))


def _head(desk: Desk, sheet: Sheet, say: Speaker) -> Iterator[str]:
    case = sheet.case
    words = {"code": case.code, "priority": priority(case, say), "status": status(desk, case, say)}
    yield say("card-head", **words)
    topics = dict.fromkeys((case.category, case.subcategory or case.category))
    yield say("card-topic", topic=" – ".join(label(desk, code, say) for code in topics))
    yield say("card-holder", who=who(say, sheet.holder)) if sheet.holder else say("card-free")
    yield from on_duty(sheet.duty, say)
    if case.confidential:
        yield say("card-confidential")
    if case.kept_at is not None:
        yield say("card-kept", day=desk.ward.local(case.kept_at).strftime("%d/%m/%Y"))


def _away(member: Member, sheet: Sheet, say: Speaker) -> Iterator[str]:
    """Whoever has it is not there today: who acts instead."""
    if sheet.holder is None or not sheet.away:
        return
    if sheet.stand_in is None:
        yield say("card-holder-away-alone", who=sheet.holder.name)
    elif sheet.stand_in.id == member.id:
        yield say("card-in-place", who=sheet.holder.name)
    else:
        yield say("card-holder-away", who=sheet.holder.name, deputy=sheet.stand_in.name)


def _reported(desk: Desk, sheet: Sheet, say: Speaker) -> Iterator[str]:
    case = sheet.case
    if case.unreadable:
        yield say("card-unreadable")
    yield from told(desk.ward, case.report, say)
    if sheet.place:
        yield say("card-place", place=sheet.place)
    reporter = reporters.named(desk.keyring, case, say)
    for words in sheet.edits:
        yield say("card-edited", reporter=reporter, words=mask(words, say))
    yield say("card-files", files=", ".join(_files(sheet, say)) or say("summary-no-files"))
    if sheet.checks:
        yield say("card-checks", count=len(sheet.checks))
    if any(file.kind is not MediaKind.PHOTO for file in (*sheet.files, *sheet.checks)):
        yield say("card-originals")
    yield from worth(desk, sheet, say)
    yield say("card-reporter-anonymous" if case.anonymous else "card-reporter-sealed", reporter=reporter)
    if case.lane is None:
        yield say("card-reporter-cut")
    elif sheet.unreached:
        yield say("card-reporter-unreached")


def _files(sheet: Sheet, say: Speaker) -> Iterator[str]:
    """How many files of which kind."""
    for kind, key in KINDS.items():
        count = sum(file.kind is kind for file in sheet.files)
        if count:
            yield say(key, count=count)


def _work(desk: Desk, language: str, sheet: Sheet, say: Speaker) -> Iterator[str]:
    """Whose it is, why, and until when."""
    case, route = sheet.case, sheet.case.route
    yield say("card-lead", office=office_name(say, case.lead))
    helpers = [office_name(say, office) for office in route.get("coordinators", ()) if office != case.lead]
    if helpers:
        yield say("card-coordinators", offices=", ".join(helpers))
    if sheet.handed is not None:
        handed = sheet.handed.details
        yield say("card-handed", office=office_name(say, handed["from"]), reason=handed["reason"])
    for reason in route.get("reasons", ()):
        yield say("card-reason", reason=reason.get(language) or reason["vi"])
    laws = "; ".join(_laws(desk, route.get("basis", ())))
    if laws:
        yield say("card-basis", laws=laws)
    yield from clock(desk, sheet, say)


def _laws(desk: Desk, ids: Iterable[str]) -> Iterator[str]:
    """The rules of law by name, those that the ward file still has."""
    for id_ in ids:
        law = desk.ward.laws.citation(id_)
        if law is not None:
            yield f"{law.title}, {law.article}" if law.article else law.title


def _buttons(member: Member, sheet: Sheet, say: Speaker) -> Iterator[Button]:
    """What this member can do now. More time is given once."""
    case, can = sheet.case, able(member, sheet.case)
    if case.subcategory is None and member.role in TRIAGE and Action.TRANSFER in can:
        yield Button(say("card-triage"), f"case:triage:{case.code}")
    for action, key, verb in DOING:
        if action in can and not (action is Action.EXTEND and sheet.extended):
            yield Button(say(key), f"case:{verb}:{case.code}")
    if sheet.photos:
        yield Button(say("card-see-photos"), f"case:photos:{case.code}")
    if can:
        yield Button(say("card-more"), f"case:more:{case.code}")
