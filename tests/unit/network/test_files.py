"""Folders of arrays: nothing is trusted that was not written so, and only one process makes them."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from explorer.network import files
from explorer.network.files import BLOCK, Busy, Shelf, Unusable, Writing

NUMBERS = np.arange(100_000, dtype=np.int32)
ROW = bytes(range(256)) * (3 * BLOCK // 256) + b"end"


def filled(writing: Writing) -> int:
    writing.array("numbers", NUMBERS)
    writing.array("none", np.empty(0, np.float64))
    writing.array("square", np.ones((3, 4), np.uint16))
    with writing.blob("rows") as rows:
        assert [rows.append(ROW), rows.append(b"more")] == [0, len(ROW)]
    with writing.blob("nothing"):
        pass
    writing.about["names"] = ["é", "b"]
    return 7


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "snapshots", "one")


def test_what_was_written_is_read(shelf: Shelf) -> None:
    assert shelf.write("things", filled) == 7
    folder = shelf.open("things", 7)
    assert np.array_equal(folder.arrays["numbers"], NUMBERS)
    assert folder.arrays["numbers"].dtype == np.int32
    assert (folder.arrays["none"].shape, folder.arrays["square"].shape) == ((0,), (3, 4))
    assert set(folder.arrays) == {"numbers", "none", "square"}
    rows = folder.blobs["rows"]
    assert bytes(rows.read(BLOCK - 2, BLOCK + 2)) == ROW[BLOCK - 2 : BLOCK + 2]
    assert bytes(rows.read(len(ROW), len(rows))) == b"more"
    assert (len(folder.blobs["nothing"]), bytes(folder.blobs["nothing"].read(0, 0))) == (0, b"")
    assert folder.about == {"names": ["é", "b"]}
    with pytest.raises(ValueError, match="read-only"):
        folder.arrays["numbers"][0] = 1


def test_what_is_not_there_is_said(shelf: Shelf) -> None:
    assert shelf.held() == []
    with pytest.raises(Unusable, match="is not there"):
        shelf.open("things", 7)


def spoil_array(path: Path) -> None:
    data = bytearray((path / files.ARRAYS).read_bytes())
    data[1234] ^= 1
    (path / files.ARRAYS).write_bytes(data)


def cut_array(path: Path) -> None:
    (path / files.ARRAYS).write_bytes((path / files.ARRAYS).read_bytes()[:-4])


def lose_blob(path: Path) -> None:
    (path / "rows").unlink()


def lose_manifest(path: Path) -> None:
    (path / files.MANIFEST).unlink()


def garble_manifest(path: Path) -> None:
    (path / files.MANIFEST).write_bytes(b"\xff{")


def change_manifest(path: Path) -> None:
    written = json.loads((path / files.MANIFEST).read_text())
    (path / files.MANIFEST).write_text(json.dumps(written | {"manifest": written["manifest"].replace("100000", "99999")}))


def empty_manifest(path: Path) -> None:
    (path / files.MANIFEST).write_text("[]")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (spoil_array, "is damaged in its numbers"),
        (cut_array, r"has \d+ bytes instead of \d+"),
        (lose_blob, "is not there, or not whole"),
        (lose_manifest, "is not there, or not whole"),
        (garble_manifest, "cannot be read"),
        (change_manifest, "has a damaged manifest"),
        (empty_manifest, "cannot be read"),
    ],
)
def test_damage_is_noticed_and_made_good(shelf: Shelf, spoil: Callable[[Path], None], reason: str) -> None:
    shelf.write("things", filled)
    spoil(shelf.root / "things@7")
    with pytest.raises(Unusable, match=reason):
        shelf.open("things", 7)
    assert np.array_equal(shelf.ensure("things", 7, filled).arrays["numbers"], NUMBERS)
    assert shelf.held() == [("things", 7)]


def test_damage_within_a_blob_is_noticed_where_it_is_touched(shelf: Shelf) -> None:
    shelf.write("things", filled)
    data = bytearray(ROW + b"more")
    data[2 * BLOCK + 5] ^= 1
    (shelf.root / "things@7" / "rows").write_bytes(data)
    rows = shelf.open("things", 7).blobs["rows"]
    assert bytes(rows.read(10, 20)) == ROW[10:20]
    for _ in range(2):
        with pytest.raises(Unusable, match="is damaged in its block 2"):
            rows.read(BLOCK, 2 * BLOCK + 1)


def test_what_another_version_or_database_left_is_not_taken(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.write("things", filled)
    with pytest.raises(Unusable, match="has another database: 'one', not 'two'"):
        Shelf(shelf.root, "two").open("things", 7)
    (shelf.root / "things@7").rename(shelf.root / "things@8")
    with pytest.raises(Unusable, match="has another sequence: 7, not 8"):
        shelf.open("things", 8)
    (shelf.root / "things@8").rename(shelf.root / "things@7")
    monkeypatch.setattr(files, "__version__", "99")
    with pytest.raises(Unusable, match="has another product"):
        shelf.open("things", 7)


def test_what_fails_half_way_leaves_nothing(shelf: Shelf) -> None:
    def failing(writing: Writing) -> int:
        filled(writing)
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        shelf.write("things", failing)
    assert list(shelf.root.iterdir()) == []


def test_old_folders_go_and_who_reads_them_keeps_them(shelf: Shelf) -> None:
    shelf.write("things", filled)
    shelf.write("others", filled)
    old = shelf.open("things", 7)
    shelf.write("things", lambda writing: filled(writing) + 1)
    (shelf.root / ".making-things@left").mkdir()
    assert shelf.held() == [("others", 7), ("things", 8), ("things", 7)]
    with shelf.turn("things"):
        shelf.clear("things", keep=lambda sequence: sequence == 8)
    if sys.platform == "win32":
        assert ("things", 7) in shelf.held(), "in use"
    else:
        assert shelf.held() == [("others", 7), ("things", 8)]
    assert not list(shelf.root.glob(".making*"))
    assert np.array_equal(old.arrays["numbers"], NUMBERS)
    assert bytes(old.blobs["rows"].read(0, len(ROW))) == ROW


def test_one_process_at_a_time_makes_a_kind(shelf: Shelf) -> None:
    holding = f"""
from pathlib import Path
from explorer.network.files import Shelf
with Shelf(Path({str(shelf.root)!r}), "one").turn("things"):
    print("mine", flush=True)
    input()
"""
    other = subprocess.Popen([sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"mine"
        with pytest.raises(Busy):
            shelf.ensure("things", 7, filled, wait=0)
        shelf.ensure("others", 7, filled, wait=0)
    finally:
        other.kill()
        other.communicate()
    assert shelf.ensure("things", 7, filled, wait=5).sequence == 7, "a turn ends with its process"
