"""What a new colleague is told: what they are, what they can do, and that they are residents as before."""

from bot.core.authority import INVITES
from bot.core.people import Role
from handlers.staff import people
from locales import Catalog
from storage.staff import Member


def words(catalog: Catalog, language: str, joined: Member) -> str:
    """The first words to somebody who may act from now on."""
    say = catalog.speaker(language)
    what = people.title(catalog, language, joined.role, joined.office)
    lines = [say("staff-welcome", name=joined.name, title=what)]
    if joined.role is not Role.MEDIA:
        lines.append(say("staff-welcome-cases"))
    if joined.role in INVITES:
        lines.append(say("staff-welcome-invite"))
    return "\n".join([*lines, say("staff-welcome-resident")])
