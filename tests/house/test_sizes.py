"""Is everything still small enough to read?"""

from collections.abc import Iterable
from pathlib import Path
from statistics import median, quantiles

from tests.house.source import PRODUCT, code_lines, functions, modules, name_of

FROZEN = "storage/migrations/versions/"
"""A migration is written once and read from top to bottom; splitting it would hide the order."""
EVERYTHING = (*PRODUCT, "tests", "benchmarks")


def living(*folders: str) -> list[Path]:
    return [path for path in modules(*folders) if not name_of(path).startswith(FROZEN)]


def ninth_tenth(sizes: Iterable[int]) -> float:
    return quantiles(sizes, n=10)[-1]


def test_no_file_is_longer_than_three_hundred_lines_of_code() -> None:
    sizes = {name_of(path): len(code_lines(path)) for path in living(*EVERYTHING)}
    assert {name: size for name, size in sizes.items() if size > 300} == {}


def test_no_function_is_longer_than_fifty_lines_of_code() -> None:
    sizes = {
        f"{name_of(path)}: {function.name}": size
        for path in living(*EVERYTHING)
        for function, size in functions(path)
    }
    assert {name: size for name, size in sizes.items() if size > 50} == {}


def test_most_files_are_short() -> None:
    sizes = [len(code_lines(path)) for path in living(*PRODUCT)]
    assert median(sizes) <= 80
    assert ninth_tenth(sizes) <= 200


def test_most_functions_are_short() -> None:
    sizes = [size for path in living(*PRODUCT) for _, size in functions(path)]
    assert ninth_tenth(sizes) <= 25
