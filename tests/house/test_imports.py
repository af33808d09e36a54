"""Does every part of the house have its place in the order of imports?"""

import re
import tomllib

from tests.house.source import ROOT, modules, name_of

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
ORDER = "Left may import right, never back"


def test_a_new_part_of_the_machine_is_given_its_layer() -> None:
    [contract] = [contract for contract in CONTRACTS if contract["name"] == ORDER]
    placed = {part for layer in contract["layers"] for part in re.split(r"[\s|:]+", layer)}
    parts = {_part(name_of(path)) for path in modules("bot")} - {"bot"}
    assert parts <= placed


def _part(name: str) -> str:
    """The part of the machine that a file belongs to: `bot/web/app.py` to `bot.web`."""
    names = name.removesuffix(".py").removesuffix("/__init__").split("/")
    return ".".join(names[:2])
