"""`migrate`: bring the schema of the database up to date."""

from bot import logs
from bot.settings import Settings
from bot.wiring import furnish
from storage.migrations import standing


def migrate() -> None:
    """Bring the database to the newest schema, and say where it stands."""
    settings = Settings()
    logs.configure(settings)
    with furnish(settings, upgrade=True) as house:
        print(f"The database stands at {standing(house.database.engine)[0]}.")
