"""`candung rules`: where would this report go, and why?"""

import sys
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from bot.core.errors import WardError
from bot.core.routing import FACTS, Route, RoutingFacts, explain
from bot.settings import Settings
from bot.ward import Ward, load_ward

app = typer.Typer(help="Ask the routing rules.", no_args_is_help=True)


@app.callback()
def rules() -> None:
    """Ask the routing rules."""


@app.command("explain")
def explain_report(
    file: Annotated[str, typer.Argument(help="A report as JSON, or - for standard input.", metavar="FILE|-")],
    ward: Annotated[Path | None, typer.Option(help="The ward file; the one in use when left out.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say which row takes a report: lead, coordinators, priority, escalation and the reasons.

    The report is a JSON object of routing facts, e.g. {"category": "DL", "subcategory": "DL.1"}.
    """
    try:
        plan = load_ward(ward or Settings().ward_file)
        facts = _facts(_read(file), plan)
    except (WardError, OSError, ValueError, msgspec.MsgspecError) as problem:
        typer.echo(f"{file}: {problem}" if not isinstance(problem, WardError) else str(problem), err=True)
        raise typer.Exit(1) from problem
    found = plan.route(facts)
    if as_json:
        print(msgspec.json.format(msgspec.json.encode(_data(found))).decode())
    else:
        print("\n".join(_lines(found, plan)))


def _read(file: str) -> dict[str, Any]:
    raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    return msgspec.json.decode(raw, type=dict[str, Any])


def _facts(report: dict[str, Any], ward: Ward) -> RoutingFacts:
    """The facts in a report; what is no fact is named on standard error and left out."""
    stray = sorted(report.keys() - FACTS)
    if stray:
        typer.echo(f"not routing facts, left out: {', '.join(stray)}", err=True)
    known = {key: value for key, value in report.items() if key in FACTS}
    code = known.get("subcategory") or known.get("category")
    if not isinstance(code, str) or ward.category(code) is None:
        raise ValueError(f"no category {code!r}; there are {', '.join(c.code for c in ward.categories)}")
    if "." in code and ward.subcategory(code) is None:
        raise ValueError(f"no sub-category {code!r}")
    parts = {"category": code.partition(".")[0], "subcategory": code if "." in code else None}
    return msgspec.convert(known | parts, RoutingFacts)


def _data(found: Route) -> dict[str, Any]:
    return {
        "row": found.row,
        "lead": found.lead,
        "coordinators": found.coordinators,
        "priority": found.priority.value,
        "escalation": found.escalate.value,
        "referred": found.referred,
        "reasons": explain(found),
        "basis": found.basis,
    }


def _lines(found: Route, ward: Ward) -> list[str]:
    def name(id_: str) -> str:
        office = ward.office(id_)
        return f"{id_} ({office.name.vi})" if office else id_

    lead = name(found.lead) if found.lead else "- (referred, no case)"
    laws = (ward.laws.citation(id_) for id_ in found.basis)
    return [
        f"row:          {found.row}",
        f"lead:         {lead}",
        f"coordinators: {', '.join(map(name, found.coordinators)) or '-'}",
        f"priority:     {found.priority.value}",
        f"escalation:   {found.escalate.value}",
        *(f"reason:       {sentence}" for sentence in explain(found)),
        *(f"basis:        {law.title}, {law.article or '-'}" for law in laws if law),
    ]
