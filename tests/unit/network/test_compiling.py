"""Kernels run compiled where they can, and run all the same where they cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import sys
if {hidden}: sys.modules["numba"] = None
from explorer.network.compiling import available, kernel
@kernel
def twice(number): return 2 * number
print(available(), twice(4))
"""


def said(data: Path, *, hidden: bool = False, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR"}
    code = CODE.format(hidden=hidden)
    cache = {"XDG_CACHE_HOME": str(data), "LOCALAPPDATA": str(data), "HOME": str(data)}
    return subprocess.run([sys.executable, "-c", code], env=kept | cache | environment, capture_output=True, text=True, check=True, timeout=120).stdout.strip()


def test_what_was_compiled_is_kept(tmp_path: Path) -> None:
    assert said(tmp_path) == "True 8"
    assert list(tmp_path.rglob("*_one_more*.nbi"))


def test_nowhere_to_keep_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert said(tmp_path, NUMBA_CACHE_DIR=str(tmp_path / "file" / "folder")).endswith(" 8")


@pytest.mark.parametrize(("hidden", "environment"), [(True, {}), (False, {"NUMBA_DISABLE_JIT": "1"})])
def test_without_numba(tmp_path: Path, hidden: bool, environment: dict[str, str]) -> None:
    assert said(tmp_path, hidden=hidden, **environment) == "False 8"
