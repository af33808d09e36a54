"""The command line: one module a command, imported when it is asked for, so that `--help` is quick."""

import sys
from importlib import import_module
from typing import Any, Final, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup


class Place(NamedTuple):
    """Where a command is found, and what the overview says of it."""

    module: str
    name: str
    help: str


COMMANDS: Final = {
    "run": Place("run", "run", "Start everything in one process: chat page and loops."),
    "web": Place("run", "web", "Start only the chat page and the webhooks (PostgreSQL)."),
    "worker": Place("run", "worker", "Start only the loops (PostgreSQL)."),
    "migrate": Place("migrate", "migrate", "Bring the database to the newest schema."),
    "doctor": Place("doctor", "doctor", "Say what is wrong with this installation, and what to look at."),
    "talk": Place("talk", "talk", "Walk through a flow in the terminal."),
    "ward": Place("ward", "app", "Check the ward file; import the ward's outline."),
    "rules": Place("rules", "app", "Ask the routing rules."),
    "trial": Place("trial", "trial", "Score what is heard in labelled messages."),
    "clock": Place("clock", "app", "By when must what be done about a case, and why then?"),
    "staff": Place("staff", "app", "Who works here; links that let people and groups in."),
    "requests": Place("requests", "app", "Requests that wait for a person of the ward."),
    "retention": Place("retention", "retention", "What was deleted by the ward's table, and what goes next."),
    "evidence": Place("evidence", "app", "Files of a case; originals are opened with a written reason."),
    "backup": Place("backup", "backup", "Write database, evidence and key into one file."),
    "restore": Place("backup", "restore", "Put a backup into an empty data folder."),
}


class Lazily(TyperGroup):
    """Knows every command by name, and imports only the one that is run."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name, place in COMMANDS.items():
            self.add_command(TyperCommand(name=name, help=place.help))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Put the real command in its place before it is looked up."""
        if args and args[0] in COMMANDS:
            self.add_command(load(args[0]), args[0])
        return super().resolve_command(ctx, args)


def load(name: str) -> Any:
    """The command of this name, imported."""
    place = COMMANDS[name]
    found = getattr(import_module(f"bot.commands.{place.module}"), place.name)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
        alone.command(name)(found)
        found = alone
    command = typer.main.get_command(found)
    command.name = name
    return command


app: Final = typer.Typer(
    name="candung",
    cls=Lazily,
    help="Cân Đúng: reports by chat for a Vietnamese ward, cases for its officers.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def candung() -> None:
    """Cân Đúng: reports by chat for a Vietnamese ward, cases for its officers."""


def main() -> None:
    """Run a command; what we know to go wrong is a sentence and exit code 1, bad settings are 2."""
    try:
        app()
    except Exception as problem:  # what is known becomes a sentence, what is a bug goes on
        from bot.commands.trouble import told  # noqa: PLC0415  needed only when something went wrong

        trouble = told(problem)
        if trouble is None:
            raise
        print("\n".join(trouble.sentences), file=sys.stderr)
        sys.exit(trouble.exit_code)
