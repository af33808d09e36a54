"""The command line: one module a command, gathered here."""

import sys
from typing import Final

import typer
from pydantic import ValidationError

from bot.commands import doctor, migrate, requests, rules, run, talk, ward
from bot.core.errors import CanDungError

app: Final = typer.Typer(
    name="candung",
    help="Cân Đúng: reports by chat for a Vietnamese ward, cases for its officers.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("run")(run.run)
app.command("web")(run.web)
app.command("worker")(run.worker)
app.command("migrate")(migrate.migrate)
app.command("doctor")(doctor.doctor)
app.command("talk")(talk.talk)
app.add_typer(ward.app, name="ward")
app.add_typer(rules.app, name="rules")
app.add_typer(requests.app, name="requests")


def main() -> None:
    """Run a command; what we know to go wrong is one sentence and exit code 1, bad settings are 2."""
    try:
        app()
    except ValidationError as problem:
        for fault in problem.errors():
            name = "_".join(str(part) for part in fault["loc"]).upper()
            print(f"CANDUNG_{name}: {fault['msg']}", file=sys.stderr)
        sys.exit(2)
    except CanDungError as problem:
        print(str(problem), file=sys.stderr)
        sys.exit(1)
