"""Files that no repository could hold: very long ones, bombs, pipes and links, and names made to deceive. They are loaded as written, or refused at once."""

import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.graphdb import Database, reads
from explorer.ingest import opening
from explorer.services.load import load
from explorer.texts import texts
from tests.services.harm import loads_as_written, refused, table


def megabyte_cells(folder: Path) -> Path:
    cell = ('<é"\n' * 300_000)[: 2**20].replace('"', '""')
    return table(folder, f'id,label,name,evidence\nn1,Company,One,"{cell}"\nn2,Company,Two,{"=" * 2**20}\n')


def million_commas(folder: Path) -> Path:
    return table(folder, f"id,label,name\nn1,Company,One{',' * 1_000_000}\n")


def very_long_row(folder: Path) -> Path:
    return table(folder, f'id,label,name,evidence,website,short_name\nn1,Company,One,{"e" * 500_000},{"w" * 500_000},"{chr(10) * 150_000}s"\n')


def many_quotes(folder: Path) -> Path:
    return table(folder, 'id,label,name,evidence\nn1,Company,One,"' + '""' * 500_000 + '"\n')


@pytest.mark.parametrize("make", [megabyte_cells, million_commas, very_long_row, many_quotes])
def test_what_is_very_long_loads_exactly_as_written(kept: Database, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    begin = time.perf_counter()
    created, _, _ = loads_as_written(kept, make(tmp_path / "long"))
    assert created >= 1
    assert time.perf_counter() - begin < 30


def too_long_a_row(folder: Path) -> Path:
    return table(folder, f"id,label,name,evidence,website\nn1,Company,One,{'e' * 700_000},{'w' * 700_001}\n")


def zip_bomb(folder: Path) -> Path:
    """Two hundred kilobytes that would unpack to two hundred megabytes."""
    folder.mkdir()
    with zipfile.ZipFile(folder / "nodes.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(200_000_000))
    return folder


def folder_called_nodes(folder: Path) -> Path:
    (folder / "nodes.csv").mkdir(parents=True)
    return folder


def link_to_itself(folder: Path) -> Path:
    folder.mkdir()
    (folder / "nodes.csv").symlink_to(folder / "nodes.csv")
    return folder


def pipe(folder: Path) -> Path:
    folder.mkdir()
    os.mkfifo(folder / "nodes.csv")
    return folder


def endless(folder: Path) -> Path:
    folder.mkdir()
    (folder / "nodes.csv").symlink_to("/dev/zero")
    return folder


def unreadable(folder: Path) -> Path:
    (table(folder, "id,label,name\n") / "nodes.csv").chmod(0)
    return folder


def too_large(folder: Path) -> Path:
    """Mostly a hole, so that it takes no room."""
    with (table(folder, "id,label,name\nn1,Company,One\n") / "nodes.csv").open("r+b") as file:
        file.truncate(opening.LARGEST_FILE + 1)
    return folder


UNIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes and no such links here")
NO_ROOT = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever runs this may read everything")


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (too_long_a_row, ("row_long", "nodes.csv", 2, "website", "w" * 80 + "…")),
        (zip_bomb, ("spreadsheet", "nodes.xlsx", None, None, None)),
        (folder_called_nodes, ("not_a_file", "nodes.csv", None, None, None)),
        (too_large, ("too_large", "nodes.csv", None, None, None)),
        pytest.param(link_to_itself, ("not_a_file", "nodes.csv", None, None, None), marks=UNIX),
        pytest.param(pipe, ("not_a_file", "nodes.csv", None, None, None), marks=UNIX),
        pytest.param(endless, ("not_a_file", "nodes.csv", None, None, None), marks=UNIX),
        pytest.param(unreadable, ("unreadable", "nodes.csv", None, None, None), marks=NO_ROOT),
    ],
)
def test_what_must_not_be_read_is_refused_at_once(kept: Database, tmp_path: Path, make: Callable[[Path], Path], expected: tuple[str, ...]) -> None:
    folder = make(tmp_path / "hostile")
    begin = time.perf_counter()
    (problem,) = refused(kept, folder)
    assert time.perf_counter() - begin < 10
    code, file, *place = expected
    assert [problem["file"], problem["row"], problem["column"], problem["value"]] == [f"hostile/{file}", *place]
    assert [p.code for p in load(kept, [folder], texts("en"), who="test").problems] == [code]


NAMES = [
    "'}) DETACH DELETE n --.csv",
    "<img src=x onerror=alert(1)>.csv",
    "$(reboot);`id`.csv",
    "%(x)s%s{0}.csv",
    "\x1b[2J\x07.csv",
    "line\nbreak, row 7.csv",
    "-rf.csv",
    "\u202egnp.csv",
    b"\xff\xfe.csv".decode("utf-8", "surrogateescape"),
]


@UNIX
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_names_of_files_are_only_names(kept: Database, tmp_path: Path, name: str) -> None:
    """They stand in reports and as the origin of what came in, without what would steer a terminal."""
    path = tmp_path / name
    path.write_text("id,label,name\nn1,Shop,One\n")
    (problem,) = refused(kept, path)
    assert problem["file"].isprintable()
    assert (problem["row"], problem["column"], problem["value"]) == (2, "label", "Shop")
    path.write_text("id,label,name\nn1,Company,One\nn2,Company,Two\n")
    assert load(kept, [path], texts("en"), who="test").committed
    assert reads.entities(kept, ["n2"])["n2"].origin == f"{problem['file']}, row 3"
    assert "kept:1" in reads.entities(kept, ["kept:1"])
