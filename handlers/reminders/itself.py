"""What time does to a case: its reporter is asked once more, it goes on without an answer, it closes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.core.case import Action, Side, decide
from bot.core.ladder import Hearer
from bot.core.messages import Button, Kind, Prompt, Value
from handlers import clockwork, reporters, tell
from handlers.deadlines import disputed
from handlers.reminders.crew import at_work
from handlers.turn import Recipient, Turn
from locales import Speaker
from storage import cases, clocks
from storage.cases import Case, Change, Event
from storage.clocks import Stamped


def ask_again(turn: Turn, args: Mapping[str, Value]) -> None:
    """Half-way, where there is no answer yet."""
    case, row = _look(turn, args)
    if case is None or row is None or not clockwork.waits(case, row):
        return
    until = clockwork.goes_on_at(turn.desk.ward, row).date()
    question = _question(turn, case)

    def worded(say: Speaker) -> Prompt:
        key = "news-asked-again" if question else "news-asked-again-bare"
        text = say(key, code=case.code, question=question, day=until.strftime("%d/%m/%Y"))
        return Prompt(text, (Button(say("news-answer"), f"own:answer:{case.code}"),))

    tell.write(turn, case, worded, Kind.REMINDER)


def go_on(turn: Turn, args: Mapping[str, Value]) -> None:
    """Nobody answered in time: that is written down, the clocks run again. Raises `Stale` where an answer
    was faster by a hair."""
    case, row = _look(turn, args)
    if case is None or row is None or not clockwork.waits(case, row):
        return
    if clockwork.goes_on_at(turn.desk.ward, row) > turn.now:
        return
    case = _move(turn, case, Action.LAPSE)
    _tell_holder(turn, case)
    tell.reporter(turn, case, "news-goes-on")


def close(turn: Turn, args: Mapping[str, Value]) -> None:
    """The days in which it could be begun again are over."""
    case, row = _look(turn, args)
    closes = clockwork.closes_at(turn.desk.ward, case, row) if case is not None and row is not None else None
    if case is not None and closes is not None and closes <= turn.now:
        _move(turn, case, Action.CLOSE)


def dispute_waits(turn: Turn, args: Mapping[str, Value]) -> None:
    """Nobody has decided yet whether the case is looked at once more: its head hears of it again."""
    case, row = _look(turn, args)
    if case is None or row is None:
        return
    asked = disputed(cases.history(turn.connection(), case.id))
    if asked is None:
        return
    crew = at_work(turn.connection(), turn.desk.ward, turn.now)
    for id_ in crew.hears(case, {Hearer.HEAD}):
        member = crew.members[id_]
        if member.address is None:
            continue
        say = turn.worded(member.language)
        day = turn.desk.ward.local(asked.at).strftime("%d/%m/%Y")
        buttons = tuple(
            Button(say(f"dispute-{verb}"), f"case:reopen:{case.code}:{verb}") for verb in ("yes", "no")
        )
        to = Recipient(member.lane, member.address, member.language)
        reporter = reporters.named(turn.desk.keyring, case, say)
        text = say("remind-dispute", code=case.code, reporter=reporter, day=day)
        turn.post(to, Prompt(text, buttons))


def _look(turn: Turn, args: Mapping[str, Value]) -> tuple[Case | None, Stamped | None]:
    conn, id_ = turn.connection(), int(args.get("case", 0))
    return cases.by_id(conn, id_), clocks.hold(conn, id_)


def _move(turn: Turn, case: Case, action: Action) -> Case:
    after = decide(case.status, action, Side.MACHINE)
    line = Event(turn.now, Side.MACHINE, turn.message.address.channel, action, after)
    cases.move(turn.connection(), case.id, case.version, Change(after), line)
    case = replace(case, status=after, version=case.version + 1)
    tell.changed(turn, case)
    return case


def _question(turn: Turn, case: Case) -> str:
    """What its reporter was asked last."""
    asked: list[Any] = [
        line.details
        for line in cases.history(turn.connection(), case.id)
        if line.action == Action.ASK_RESIDENT and line.details
    ]
    return str(asked[-1].get("text", "")) if asked else ""


def _tell_holder(turn: Turn, case: Case) -> None:
    """Whoever has it hears that it is on again."""
    crew = at_work(turn.connection(), turn.desk.ward, turn.now)
    for id_ in crew.hears(case, {Hearer.HOLDER}):
        member = crew.members[id_]
        if member.address is not None:
            say = turn.worded(member.language)
            opens = Button(say("card-open"), f"case:open:{case.code}")
            to = Recipient(member.lane, member.address, member.language)
            reporter = reporters.named(turn.desk.keyring, case, say)
            turn.post(to, Prompt(say("remind-goes-on", code=case.code, reporter=reporter), (opens,)))
