"""What the staff sees of a case whose contents were deleted: how it went, and nothing of whom or where."""

from bot.core.case import Outcome
from bot.core.messages import Button, Prompt
from handlers.staffcards.sheet import Sheet
from handlers.staffcards.wording import label, office_name, status
from handlers.turn import Desk
from locales import Speaker


def cleaned_card(desk: Desk, language: str, sheet: Sheet) -> Prompt:
    """That its time is over, and what is left of it."""
    say, case = desk.catalog.speaker(language), sheet.case
    assert case.cleaned_at is not None, "it was cleaned"
    topics = dict.fromkeys((case.category, case.subcategory or case.category))
    filed, gone = (desk.ward.local(at).strftime("%d/%m/%Y") for at in (case.filed_at, case.cleaned_at))
    lines = [
        say("card-cleaned-head", code=case.code, status=status(desk, case, say)),
        say("card-topic", topic=" – ".join(label(desk, code, say) for code in topics)),
        say("card-lead", office=office_name(say, case.lead)),
        say("card-cleaned-filed", day=filed),
        *_outcome(case.outcome, say),
        "",
        say("card-cleaned", day=gone),
    ]
    return Prompt("\n".join(lines), (Button(say("more-story"), f"case:story:{case.code}"),))


def _outcome(outcome: str | None, say: Speaker) -> list[str]:
    known = outcome in {each.value for each in Outcome}
    return [say("card-cleaned-outcome", outcome=say(f"outcome-{outcome}"))] if known else []
