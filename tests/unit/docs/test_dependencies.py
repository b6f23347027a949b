"""The list of what Entremise stands on is the one its script writes, and says a version and a licence of everything."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.scripts import load_script

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "dependencies.md"
KNOWN_LICENCES = {
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "0BSD",
    "CC0-1.0",
    "Zlib",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "LGPL-2.1-or-later",
    "MIT",
    "MPL-2.0",
    "OFL-1.1",
    "Python-2.0",
    "PSF-2.0",
    "ISC",
}
"""Looked at, and fit for a product under the MIT licence. A new one is a decision, not an accident."""


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return load_script("dependencies")


def rows() -> list[list[str]]:
    table = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ") and not line.startswith("| package")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


@pytest.mark.skipif(sys.platform == "win32", reason="gunicorn, which is listed, is not installed on Windows")
def test_it_is_current(script: ModuleType) -> None:
    assert PAGE.read_text("utf-8") == script.page(), "run `python tools/dependencies.py`"


def test_everything_has_a_pinned_version_and_a_licence_that_was_looked_at() -> None:
    assert len(rows()) > 20
    for name, version, licence, *_ in rows():
        assert re.match(r"\d", version), f"{name} is not pinned in constraints.txt"
        assert set(re.split(r" (?:AND|OR|or) ", licence)) <= KNOWN_LICENCES, name


def test_what_is_needed_by_way_of_others_is_listed_too(script: ModuleType) -> None:
    needed = script.needed()
    assert needed["werkzeug"] >= {"flask"}
    assert script.OURS in needed["flask"]
    assert not needed.keys() & {"pytest", "waitress", "colorama"}, "neither for tests nor for Windows"
