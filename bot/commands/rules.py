"""`candung rules`: where would this report go, and why?"""

import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from bot.core.errors import WardError
from bot.core.routing import FACTS, Route, RoutingFacts, explain
from bot.settings import Settings
from bot.ward import Ward, load_ward
from handlers.report.questions import make_questions
from handlers.report.told import Counted, facts_of, from_storage

app = typer.Typer(help="Ask the routing rules.", no_args_is_help=True)


class Language(StrEnum):
    """In which the reasons are told."""

    VI = "vi"
    EN = "en"


@app.callback()
def rules() -> None:
    """Ask the routing rules."""


@app.command("explain")
def explain_report(
    file: Annotated[str, typer.Argument(help="A report as JSON, or - for standard input.", metavar="FILE|-")],
    ward: Annotated[Path | None, typer.Option(help="The ward file; the one in use when left out.")] = None,
    language: Annotated[Language, typer.Option(help="The language of the reasons.")] = Language.VI,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say which row takes a report: lead, coordinators, priority, escalation and the reasons.

    The report is a JSON object: routing facts, e.g. {"category": "DL", "subcategory": "DL.1"}; or the answers
    of a report as they are stored; or a case, {"report": answers, "route": what was kept of its route}.
    """
    try:
        plan = load_ward(ward or Settings().ward_file)
        facts = _facts(_read(file), plan)
        found = plan.route(facts)
    except (WardError, OSError, ValueError, msgspec.MsgspecError) as problem:
        typer.echo(f"{file}: {problem}" if not isinstance(problem, WardError) else str(problem), err=True)
        raise typer.Exit(1) from problem
    if as_json:
        print(msgspec.json.format(msgspec.json.encode(_data(found, language))).decode())
    else:
        print("\n".join(_lines(found, plan, language)))


def _read(file: str) -> dict[str, Any]:
    raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    return msgspec.json.decode(raw, type=dict[str, Any])


def _facts(report: dict[str, Any], ward: Ward) -> RoutingFacts:
    """The facts of a case, of stored answers, or those that stand there by themselves."""
    if isinstance(report.get("report"), Mapping):
        route = report.get("route")
        return _told(report["report"], route if isinstance(route, Mapping) else {}, ward)
    # The fact of this name is a word, the answer is an object.
    if isinstance(report.get("place"), Mapping):
        return _told(report, {}, ward)
    return _given(report, ward)


def _told(answers: Mapping[str, Any], route: Mapping[str, Any], ward: Ward) -> RoutingFacts:
    """The facts that the answers tell, with what was counted when the report was filed."""
    told = from_storage(make_questions(ward), answers)
    if told.ask.category not in told.answers or told.ask.place not in told.answers:
        raise ValueError("the report has no category or no place that this ward knows")
    return facts_of(ward, told, msgspec.convert(route.get("counted", {}), Counted))


def _given(report: Mapping[str, Any], ward: Ward) -> RoutingFacts:
    """The facts as they stand; what is none is named on standard error and left out."""
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


def _data(found: Route, language: Language) -> dict[str, Any]:
    return {
        "row": found.row,
        "lead": found.lead,
        "coordinators": found.coordinators,
        "priority": found.priority.value,
        "escalation": found.escalate.value,
        "referred": found.referred,
        "reasons": explain(found, language),
        "basis": found.basis,
    }


def _lines(found: Route, ward: Ward, language: Language) -> Iterator[str]:
    def name(id_: str) -> str:
        office = ward.office(id_)
        return f"{id_} ({office.name.to(language)})" if office else id_

    yield f"row:          {found.row}"
    yield f"lead:         {name(found.lead) if found.lead else '- (referred, no case)'}"
    yield f"coordinators: {', '.join(map(name, found.coordinators)) or '-'}"
    yield f"priority:     {found.priority.value}"
    yield f"escalation:   {found.escalate.value}"
    yield from (f"reason:       {sentence}" for sentence in explain(found, language))
    for law in map(ward.laws.citation, found.basis):
        if law is not None:
            yield f"basis:        {law.title}, {law.article or '-'}"
