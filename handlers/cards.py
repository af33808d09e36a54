"""How a case is shown to whom: the receipt, one's own list, the thread. Features share this piece."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.core.messages import Button, Prompt, Receipt
from handlers.turn import Turn
from handlers.wardtexts import label_key
from locales import Speaker
from storage.cases import Case, Filing


def spell_out(say: Speaker, day: date) -> str:
    """The date as people say it: "thứ Sáu, ngày 04/12/2026"."""
    return say("date-long", weekday=say(f"weekday-{day.weekday()}"), day=day.strftime("%d/%m/%Y"))


def long_date(turn: Turn, day: date) -> str:
    """The date spelled out in the person's language."""
    return spell_out(turn.words, day)


def moment(turn: Turn, when: datetime) -> str:
    """A moment in the ward's time: "15:04 ngày 22/11/2026"."""
    local = turn.desk.ward.local(when)
    return turn.words("date-moment", time=local.strftime("%H:%M"), day=local.strftime("%d/%m/%Y"))


def topic(turn: Turn, category: str, subcategory: str | None) -> str:
    """What it is about, as the person tapped it."""
    return turn.words(label_key(subcategory or category))


def status(turn: Turn, case: Case) -> str:
    """Where the case stands, in the person's words."""
    key = f"status-{case.status}"
    return turn.words(key) if turn.desk.catalog.has(key) else turn.words("status-unknown")


def receipt_prompt(
    turn: Turn, code: str, secret: str, filing: Filing, *, returns: bool, similar: bool = False
) -> Prompt:
    """What the person keeps: the code, the secret (this once), the date by which they hear from us.

    `returns`: nothing can be sent to them, they must come back for news. `similar`: somebody else reported
    the same, which is all that they are told of it.
    """
    due = long_date(turn, filing.due_on)
    office = turn.words(f"ward-office-{filing.lead}")
    grouped = f"{secret[:4]} {secret[4:]}"
    text = turn.words("receipt", code=code, secret=grouped, due=due, office=office)
    news = "receipt-news-none" if returns else "receipt-news"
    also = [turn.words("receipt-similar")] if similar else []
    parts = [text, *also, turn.words(news), turn.words("receipt-care")]
    return Prompt("\n\n".join(parts), after(turn), picture=_picture(turn, code, grouped, filing, due))


def _picture(turn: Turn, code: str, secret: str, filing: Filing, due: str) -> Receipt:
    rows = (
        (turn.words("receipt-row-topic"), topic(turn, filing.category, filing.subcategory)),
        (turn.words("receipt-row-office"), turn.words(f"ward-office-{filing.lead}")),
        (turn.words("receipt-row-filed"), moment(turn, filing.filed_at)),
        (turn.words("receipt-row-due"), due),
    )
    return Receipt(
        issuer=turn.words("ward-authority"),
        title=turn.words("receipt-title"),
        code_label=turn.words("receipt-code"),
        code=code,
        secret_label=turn.words("receipt-secret"),
        secret=secret,
        rows=rows,
        footer=turn.words("receipt-footer"),
    )


def after(turn: Turn) -> tuple[Button, ...]:
    """What may follow where a case was shown or filed."""
    return (Button(turn.words("menu-track"), "go:track"), Button(turn.words("menu-report"), "go:report"))


def listed(turn: Turn, own: Sequence[Case]) -> list[tuple[str, str]]:
    """One's own cases as (code, one line)."""
    return [(case.code, _line(turn, case)) for case in own]


def _line(turn: Turn, case: Case) -> str:
    about = topic(turn, case.category, case.subcategory)
    return turn.words("case-line", code=case.code, topic=about, status=status(turn, case))


def head(turn: Turn, case: Case) -> str:
    """Which case it is, where it stands, and by when the ward tells so."""
    about = topic(turn, case.category, case.subcategory)
    office = turn.words(f"ward-office-{case.lead}")
    known = {"code": case.code, "topic": about, "status": status(turn, case), "office": office}
    if not case.status.is_open:
        return turn.words("case-head-over", **known)
    return turn.words("case-head", due=long_date(turn, case.due_on), **known)
