"""A full disk, a folder that cannot be written to: said in a sentence, nothing lost, and all is well once there is room."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.graphdb import open_database, wait_until_ended
from explorer.settings import Settings
from tests.contract.history import Model, agree
from tests.torture.files import Load
from tests.torture.processes import Command

MEGABYTES = 64


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data folder on a small disk of its own."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only the root of a Linux machine can mount a small disk")
    folder = tmp_path / "data"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    try:
        yield folder
        wait_until_ended(folder, 40)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def load(data: Path, load: Load) -> tuple[int, str, str]:
    if not load.folder.exists():
        load.write()
    with Command(data, 50_000, 15).start("load", str(load.folder), "--json", "--lang", "en") as process:
        out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def held(data: Path) -> Model:
    with open_database(Settings(data, heap_mb=256)) as database:
        agree(database)
        return Model.of(database)


def fill(data: Path, left: int) -> Path:
    """Fill the disk but for so many bytes."""
    filler = data / "filler"
    with filler.open("wb") as file:
        for _ in range((shutil.disk_usage(data).free - left) // 4096):
            file.write(bytes(4096))
    return filler


@pytest.mark.parametrize("left", [1_000_000, 0])
def test_a_full_disk_is_said_and_nothing_is_lost(data: Path, tmp_path: Path, left: int) -> None:
    assert load(data, Load(1, 50, tmp_path / "small"))[0] == 0
    before = held(data)
    assert wait_until_ended(data, 40)  # It gives back what it had kept for its own journal.
    filler = fill(data, left)
    large = Load(2, 3000, tmp_path / "large")
    code, out, err = load(data, large)
    assert code == 2
    assert json.loads(out)["code"] == "database_unavailable"
    assert "Traceback" not in err
    assert "full" in err or "No space left" in err
    wait_until_ended(data, 40)
    filler.unlink()
    assert held(data) == before
    assert load(data, large)[0] == 0
    assert len(held(data).entities) == len(before.entities) + 3000


def test_a_folder_that_became_read_only_is_said_and_nothing_is_lost(data: Path, tmp_path: Path) -> None:
    small, other = Load(1, 50, tmp_path / "small"), Load(2, 50, tmp_path / "other")
    assert load(data, small)[0] == 0
    before = held(data)
    assert wait_until_ended(data, 40)
    subprocess.run(["mount", "-o", "remount,ro", str(data)], check=True)
    code, out, err = load(data, other)
    assert (code, json.loads(out)["errors"]["reason"]) == (2, "folder_not_writable")
    assert "Traceback" not in err
    assert "--data" in err
    subprocess.run(["mount", "-o", "remount,rw", str(data)], check=True)
    assert held(data) == before
    assert load(data, other)[0] == 0
