"""What a resident writes to the ward about their request.

While nothing is open and an officer is awaited, plain words are for the officer, not the beginning of a
report: whoever asked for a person must reach one, and a report is one button away, with these very words.

Inside a report, words answer its question. There the button "Nhắn cho cán bộ" lets exactly the next message
pass to the officer, and the same question is put again. It is no flow of its own on purpose: a second
interview inside the first would have its own "Quay lại" and "Huỷ", and nobody of seventy should have to
know which of the two they leave.
"""

from collections.abc import Callable, Sequence
from typing import Final

from bot.core.errors import Reask
from bot.core.messages import Button, Point, Prompt
from bot.flow import match
from bot.flow.fields import clean, has_words
from bot.flow.fields.words import words_of
from bot.flow.questions import Json, Nav, Reply, Stored
from handlers import talk
from handlers.counter import cards, told
from handlers.counter.entry import Entry, look, stand
from handlers.turn import Turn
from locales.catalog import LANGUAGES
from storage import evidence, limits, people, threads
from storage.limits import Limit
from storage.threads import Line, ThreadAction, ThreadSide

FOR_REPORT: Final = "ask:report"
"""The button that makes a report of what was just said to the officer."""
LETTER: Final = "letter"
"""In the draft: the request for which the next words are meant."""
KEPT: Final = "for_report"
"""In the draft: what a report would begin with."""
LONGEST: Final = 2000
LETTERS: Final = Limit("letters", 60, 86_400)
"""What one person may write to the ward in a day."""


def hear(turn: Turn, greets: Callable[[str], bool], secret: Callable[[Turn], bool]) -> bool:
    """Take the message where it is for an officer. `greets`: whether words say no more than hello; `secret`:
    whether they are only for those who lead."""
    message = turn.message
    if message.tap is not None or message.group:
        return False
    number = turn.talk.draft.get(LETTER)
    if number is not None:
        return _take_letter(turn, int(number))
    entry = _listening(turn) if _speaks(turn) else None
    if entry is None or (_means_else(turn, entry, greets) and not turn.files):
        return False
    if secret(turn) and not entry.kind.confidential:
        return False
    _take(turn, entry)
    return True


def _speaks(turn: Turn) -> bool:
    """Whether something is said that could be for an officer."""
    if turn.talk.flow is not None or turn.talk.version == 0 or _commands(turn):
        return False
    return has_words(clean(turn.message.text)) or bool(turn.files)


def _means_else(turn: Turn, entry: Entry, greets: Callable[[str], bool]) -> bool:
    """Whether it is a choice of the menu, or a mere hello to nobody who has spoken."""
    return _chooses(turn, entry) or (not entry.ward_spoke_last and greets(turn.message.text))


def _commands(turn: Turn) -> bool:
    """Whether the words ask the machine for something, and nobody else."""
    text = turn.message.text.strip()
    cancels = match.navigation(text) is Nav.CANCEL
    return cancels or text == "0" or text.startswith("/") or match.called(text) is not None


def _chooses(turn: Turn, entry: Entry) -> bool:
    """Whether the words name a choice that was offered. Once the ward has asked something, a number is an
    answer and none of the menu's."""
    text = turn.message.text
    home = [(button.tap, button.label) for button in talk.home(turn)]
    tap = talk.aside(turn) or match.offered(text, home)
    of_menu = tap == FOR_REPORT or tap in {known for known, _ in home}
    return tap is not None and not (entry.ward_spoke_last and of_menu and match.number(text) is not None)


def _listening(turn: Turn) -> Entry | None:
    """The request that plain words are for: the one about which the ward spoke last, else the call for an
    officer. A request about one's data is none of it until the ward asks something."""
    conn = turn.connection()
    waiting = [stand(turn, row) for row in people.open_requests(conn, lane=turn.lane)]
    spoken = [entry for entry in waiting if entry.ward_spoke_last]
    if spoken:
        return max(spoken, key=lambda entry: entry.written[-1].at)
    return max((entry for entry in waiting if entry.kind.calls), key=lambda entry: entry.number, default=None)


def _take(turn: Turn, entry: Entry) -> None:
    text = clean(turn.message.text)
    if match.means(text, [turn.words("counter-thanks")]):
        thank(turn, entry.number)
        return
    if has_words(text) and not pass_on(turn, entry, turn.message.text) and not turn.files:
        return
    if turn.files:
        _offer_report(turn, "counter-files", entry, turn.files)
    else:
        _offer_report(turn, "counter-passed", entry, ())


def _offer_report(turn: Turn, key: str, entry: Entry, files: tuple[Stored, ...]) -> None:
    """Say where it went. The button begins a report with the same words, and with the files."""
    before = turn.talk.draft.get(KEPT, {}).get("files", ())
    keep(turn, [*before, *([file.id, file.kind, file.name] for file in files)])
    office = cards.office_name(turn.desk, turn.worded(turn.talk.language), entry.office)
    text = turn.words(key, number=str(entry.number), office=office)
    talk.offer(turn, Prompt(text, (Button(turn.words("menu-report"), FOR_REPORT),)))


def keep(turn: Turn, files: Sequence[Json], words: str | None = None, point: Point | None = None) -> None:
    """What was just said (or these words) may become the begin of a report, or a word to an officer."""
    text = clean(turn.message.text if words is None else words)
    kept: dict[str, Json] = {"text": text[:LONGEST], "files": list(files)}
    if point is not None:
        kept["point"] = [point.latitude, point.longitude]
    turn.change(draft={**turn.talk.draft, KEPT: kept})


def unkeep(turn: Turn) -> None:
    """What was kept before is forgotten."""
    turn.change(draft={name: value for name, value in turn.talk.draft.items() if name != KEPT})


def kept_words(turn: Turn) -> str:
    """The words that were kept last; empty where none were."""
    return str(turn.talk.draft.get(KEPT, {}).get("text", ""))


def brought(turn: Turn) -> Reply | None:
    """What a report begins with, where its button stood under words for an officer."""
    return kept(turn) if (turn.message.tap or talk.aside(turn)) == FOR_REPORT else None


def kept(turn: Turn) -> Reply | None:
    """What was kept last, of its files those that still stand."""
    held = turn.talk.draft.get(KEPT)
    if held is None:
        return None
    stands = evidence.standing(turn.connection(), [file[0] for file in held["files"]])
    files = tuple(Stored(*file) for file in held["files"] if file[0] in stands)
    point = Point(*held["point"]) if "point" in held else None
    return Reply(text=held["text"], files=files, point=point)


def begin(turn: Turn, number: int) -> None:
    """The next words are for the officer."""
    entry = _own(turn, number)
    if entry is None:
        return
    turn.change(draft={**turn.talk.draft, LETTER: number})
    never = Button(turn.words("counter-never"), f"ask:never:{number}")
    turn.queue(Prompt(turn.words("counter-ask-note", number=str(number)), (never,)))


def unlisten(turn: Turn) -> None:
    """The next words are for somebody else."""
    turn.change(draft={name: value for name, value in turn.talk.draft.items() if name != LETTER})


def listens(turn: Turn) -> bool:
    """Whether the next words are for an officer, because a button said so."""
    return LETTER in turn.talk.draft


def drop(turn: Turn, _number: int = 0) -> None:
    """They are not; what was open goes on."""
    unlisten(turn)
    feature = talk.open_feature(turn)
    if feature is not None:
        talk.again(turn, feature)
    else:
        talk.offer(turn, Prompt(turn.words("counter-dropped"), talk.home(turn)))


def _take_letter(turn: Turn, number: int) -> bool:
    """The words after the button. Files, moves and commands mean what they mean without it."""
    text = turn.message.text
    strict = match.called(text, strict=True) is not None or text.strip() == "0"
    if not has_words(clean(text)) or turn.files or strict or text.startswith("/"):
        return False
    leaves = match.navigation(text, strict=True) is Nav.CANCEL
    if leaves or match.means(text, [turn.words("counter-never")]):
        drop(turn)
        return True
    entry = _own(turn, number)
    if entry is not None and pass_on(turn, entry, turn.message.text):
        _after_letter(turn, entry)
    return True


def _after_letter(turn: Turn, entry: Entry) -> None:
    unlisten(turn)
    feature = talk.open_feature(turn)
    if feature is None:
        _offer_report(turn, "counter-passed", entry, ())
        return
    office = cards.office_name(turn.desk, turn.worded(turn.talk.language), entry.office)
    turn.say("counter-passed-on", number=str(entry.number), office=office)
    talk.again(turn, feature)


def pass_on(turn: Turn, entry: Entry, said: str) -> bool:
    """Add the words to the thread and show them to those who answer; says why where that cannot be."""
    conn = turn.connection()
    who = turn.desk.keyring.tag("limit-letters", turn.lane.encode())
    if _own(turn, entry.number) is None:
        return False
    try:
        words = words_of(Reply(text=said), 1, LONGEST)
    except Reask as problem:
        turn.say(problem.reason, **problem.args_)
        return False
    if not limits.take(conn, LETTERS, who, wall=turn.wall):
        turn.say("counter-too-many")
        return False
    threads.write(conn, entry.number, _line(turn, words, ThreadAction.WRITE))
    now = look(turn, entry.number)
    assert now is not None, "it was there before"
    heard = told.is_told(turn, now)
    told.refresh(turn, now.number)
    if heard:
        told.announce(turn, now, words)
    else:
        told.tell(turn, now)
    return True


def thank(turn: Turn, number: int) -> None:
    """The resident needs no more. Only a call for an officer ends so."""
    entry = _own(turn, number)
    if entry is None:
        return
    if entry.kind.calls:
        conn = turn.connection()
        outcome = turn.worded(LANGUAGES[0])("counter-outcome-thanks")
        people.settle_request(conn, number, outcome, at=turn.now)
        threads.write(conn, number, _line(turn, outcome, ThreadAction.DONE))
        told.refresh(turn, number)
    _say_and_go_on(turn, "counter-welcome", number)


def _line(turn: Turn, words: str, action: ThreadAction) -> Line:
    return Line(ThreadSide.RESIDENT, None, words, turn.now, action, channel=turn.message.address.channel)


def _own(turn: Turn, number: int) -> Entry | None:
    """One's own open request; says why there is none."""
    entry = look(turn, number, alone=True)
    own = entry is not None and entry.resident is not None and entry.resident.lane == turn.lane
    if entry is None or not own:
        _say_and_go_on(turn, "counter-not-own", number)
    elif not entry.is_open:
        _say_and_go_on(turn, "counter-over-resident", number)
    else:
        return entry
    return None


def _say_and_go_on(turn: Turn, key: str, number: int) -> None:
    unlisten(turn)
    feature = talk.open_feature(turn)
    text = turn.words(key, number=str(number))
    if feature is None:
        talk.offer(turn, Prompt(text, talk.home(turn)))
    else:
        turn.queue(Prompt(text))
        talk.again(turn, feature)
