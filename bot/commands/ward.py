"""`candung ward`: is the ward file sound, and where does the ward end?"""

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from bot.core.errors import WardError
from bot.core.geo import TOLERANCE, area_km2, simplify, vertices
from bot.settings import Settings
from bot.timekeeping import wall_now
from bot.ward import Ward, check, load_ward
from bot.ward.boundary import read_boundary, write_boundary

app = typer.Typer(help="Check the ward file; import the ward's outline.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("check")
def check_ward(
    file: Annotated[Path | None, typer.Argument(help="The ward file; the one in use when left out.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say what in the ward file cannot work (exit code 1), and what is still open."""
    try:
        ward = load_ward(file or Settings().ward_file)
    except WardError as problem:
        _print_findings([{"level": "fault", "sentence": str(problem)}], as_json)
        raise typer.Exit(1) from problem
    if not as_json:
        print(_sound(ward))
    findings = check(ward, ward.local(wall_now()).date())
    _print_findings([{"level": f.level.value, "sentence": f.sentence} for f in findings], as_json)


@app.command("boundary")
def import_boundary(
    file: Annotated[Path, typer.Argument(help="A GeoJSON file in WGS84 degrees.")],
    ward: Annotated[
        Path | None, typer.Option(help="The ward file beside which boundary.geojson goes.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write to this file instead.")] = None,
    tolerance: Annotated[float, typer.Option(min=0, help="How far it may move, in degrees.")] = TOLERANCE,
    note: Annotated[str, typer.Option(help="Whose work the outline is, and under which licence.")] = "",
    as_json: AsJson = False,
) -> None:
    """Import the outline of a ward: read it, thin it, write it as boundary.geojson."""
    target = _target(ward, out)
    try:
        given = read_boundary(file)
        thin = simplify(given, tolerance)
        write_boundary(target, thin, note)
    except (WardError, OSError) as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(1) from problem
    measured = {
        "file": str(target),
        "vertices_before": vertices(given),
        "vertices_after": vertices(thin),
        "area_km2_before": round(area_km2(given), 3),
        "area_km2_after": round(area_km2(thin), 3),
    }
    if as_json:
        _print_json(measured)
        return
    print(
        f"{target}: {measured['vertices_before']} -> {measured['vertices_after']} vertices, "
        f"{measured['area_km2_before']} -> {measured['area_km2_after']} km²"
    )
    print(f'Say boundary = "{target.name}" in the ward file beside it.')


def _target(ward: Path | None, out: Path | None) -> Path:
    """The file to write; a usage error where nobody said which ward it is."""
    if out is not None:
        return out
    ward = ward or Settings().ward_file
    if ward is None:
        raise typer.BadParameter("say --ward FILE or --out FILE: the packaged ward is not written to")
    return ward.parent / "boundary.geojson"


def _sound(ward: Ward) -> str:
    return f"{ward.path}: {ward.name.vi} ({ward.code}), {len(ward.routing)} routing rows: no fault"


def _print_findings(findings: list[dict[str, str]], as_json: bool) -> None:
    if as_json:
        _print_json(findings)
        return
    for finding in findings:
        print(f"{finding['level']}: {finding['sentence']}")


def _print_json(data: Any) -> None:
    print(msgspec.json.format(msgspec.json.encode(data)).decode())
