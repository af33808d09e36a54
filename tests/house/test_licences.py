"""May everything that the product runs with be passed on under Apache-2.0?"""

import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from tests.house.source import ROOT

FREE = re.compile(r"MIT|BSD|ISC|Apache|APL 2|PSF|Python Software Foundation|HPND|Unlicense|OFL-1\.1")
LESSER = {
    "psycopg": "LGPL: used as the library it is, and anybody may put in another one",
    "psycopg-binary": "the same",
    "python-telegram-bot": "the same",
    "pi-heif": "its wheel carries libheif and libde265 (LGPL) as libraries of their own",
}
WEAK = {"certifi": "a list of certificates under the MPL-2.0, which asks only that changes to it stay free"}
SAID_ELSEWHERE = {"xstatic-leaflet": "the licence of Leaflet, BSD-2-Clause"}
NAMES = re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements" / "run.lock").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_a_library_is_free_to_pass_on(name: str) -> None:
    try:
        licences = _licences(name)
    except PackageNotFoundError:
        pytest.skip("not for this platform")
    if name in LESSER:
        assert any("LGPL" in licence for licence in licences), licences
    elif name in WEAK:
        assert any("Mozilla Public License 2.0" in licence for licence in licences), licences
    elif name not in SAID_ELSEWHERE:
        assert licences
        assert all(FREE.search(licence) for licence in licences), licences


def _licences(name: str) -> list[str]:
    """The licence by its best witness: the expression, else the classifiers, else the field."""
    told = metadata(name)
    expression = told.get_all("License-Expression")
    classified = [line for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    return expression or classified or told.get_all("License") or []
