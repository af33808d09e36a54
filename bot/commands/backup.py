"""`backup` and `restore`: database, evidence and key in one file."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands import archive
from bot.settings import Settings


def backup(
    file: Annotated[Path, typer.Argument(help="The archive to write (.tar); it must not be there yet.")],
) -> None:
    """Write database, evidence and key into one file, also beside a running `run`."""
    kept = archive.write(Settings(), file)
    print(f"{file}: the database and {kept.files} evidence files.")
    if kept.key:
        print("It holds the key: whoever has this file can read everything. Keep it locked away.")
    else:
        print(
            "It does not hold the key (CANDUNG_SECRET_KEY): keep that apart, without it nothing can be read."
        )
    if kept.elsewhere:
        print(
            "The evidence lies in a bucket or another place (CANDUNG_EVIDENCE_URL) and is NOT in this file."
        )


def restore(
    file: Annotated[Path, typer.Argument(help="An archive that `backup` wrote.")],
) -> None:
    """Put a backup into an empty data folder (CANDUNG_DATA_DIR)."""
    settings = Settings()
    archive.read(settings, file)
    print(f"{settings.data_dir} holds the backup. Start it with candung run.")
