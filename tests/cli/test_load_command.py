"""`entremise load`: all or nothing, every problem named, hostile text inert."""

import json
import os
import unicodedata
from pathlib import Path

import pytest

from tests.cli.conftest import Entremise

HOSTILE = Path(__file__).resolve().parents[1] / "data" / "hostile"

GOOD = "id,label,name\np:1,Person,Ana\nc:1,Company,Lumen\n"
EDGES = "source,target,type,since\np:1,c:1,WORKS_AT,2020\n"


def tables(folder: Path, nodes: str = GOOD, edges: str = EDGES) -> str:
    folder.mkdir(exist_ok=True)
    (folder / "nodes.csv").write_text(nodes, encoding="utf-8")
    (folder / "edges.csv").write_text(edges, encoding="utf-8")
    return str(folder)


def test_loading_twice_changes_nothing(entremise: Entremise, tmp_path: Path) -> None:
    folder = tables(tmp_path / "ours")
    first = entremise("load", folder, "--json")
    assert (first.code, first.document["nodes"]["created"], first.document["edges"]["created"], first.document["committed"]) == (0, 2, 1, True)
    again = entremise("load", folder, "--json")
    assert (again.document["nodes"], again.document["edges"]) == ({"created": 0, "updated": 0, "unchanged": 2}, {"created": 0, "updated": 0, "unchanged": 1})
    assert entremise("introductions", "Ana", "Lumen", "--json").document["paths"]


def test_one_bad_row_keeps_all_out_and_is_named(entremise: Entremise, tmp_path: Path) -> None:
    folder = tables(tmp_path / "ours", edges=EDGES + "p:1,c:9,WORKS_AT,2020-13\n")
    ran = entremise("load", folder, "--json", "--lang", "fr")
    assert (ran.code, ran.document["committed"]) == (2, False)
    assert {(p["file"], p["row"], p["column"], p["value"]) for p in ran.document["problems"]} == {
        ("ours/edges.csv", 3, "target", "c:9"),
        ("ours/edges.csv", 3, "since", "2020-13"),
    }
    assert all(p["message"] and p["fix"] for p in ran.document["problems"])
    assert entremise("introductions", "Ana", "Lumen").code == 2


def test_the_good_rows_alone(entremise: Entremise, tmp_path: Path) -> None:
    folder = tables(tmp_path / "ours", nodes=GOOD + "x:1,Banana,Nothing\n")
    ran = entremise("load", folder, "--keep-good", "--json")
    assert (ran.code, ran.document["committed"], ran.document["nodes"]["created"], len(ran.document["problems"])) == (0, True, 2, 1)


def test_a_dry_run_changes_nothing_and_reports_to_a_file(entremise: Entremise, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    ran = entremise("load", tables(tmp_path / "ours"), "--dry-run", "--report", str(report))
    assert ran.code == 0
    assert json.loads(report.read_text("utf-8"))["nodes"]["created"] == 2
    assert entremise("introductions", "Ana", "Lumen").code == 2


def test_a_missing_file_is_told(entremise: Entremise, tmp_path: Path) -> None:
    ran = entremise("load", str(tmp_path / "nowhere"), "--json")
    assert ran.code == 2
    assert "nowhere" in ran.out


def test_names_cannot_steer_the_terminal(entremise: Entremise, tmp_path: Path) -> None:
    nodes = GOOD.replace("Ana", "[red]Ana\u202e\u200bevil[/red]").replace("Lumen", "Lu[bold]men")
    assert entremise("load", tables(tmp_path / "ours", nodes=nodes)).code == 0
    shown = entremise("introductions", "p:1", "c:1").out
    assert "[red]Ana" in shown
    assert "Lu[bold]men" in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("case", ["utf16", "zero_bytes", "hostile_labels", "hostile_ids", "spreadsheet", "unclosed_quote"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_hostile_files_end_in_a_report_that_steers_no_terminal(entremise: Entremise, case: str, lang: str) -> None:
    ran = entremise("load", str(HOSTILE / case), "--lang", lang)
    assert ran.code == 2
    assert f"{case}/" in ran.out
    assert "Traceback" not in ran.out + ran.err
    assert not {unicodedata.category(c) for c in ran.out.replace("\n", "")} & {"Cc", "Cf", "Cs"}
    told = entremise("load", str(HOSTILE / case), "--lang", lang, "--json").document
    assert not told["committed"]
    assert all(problem["message"] and problem["fix"] for problem in told["problems"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name here")
def test_a_pipe_or_a_device_is_not_waited_for(entremise: Entremise, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "nodes.csv")
    for path in (tmp_path, tmp_path / "nodes.csv", Path("/dev/zero")):
        assert entremise("load", str(path), "--json").code == 2


def test_hostile_text_loads_and_stays_text(entremise: Entremise) -> None:
    for case in ("cypher", "format_strings", "terminal"):
        ran = entremise("load", str(HOSTILE / case))
        assert ran.code == 0, ran.out
        assert "\x1b" not in ran.out
    shown = entremise("introductions", "%(x)s", "{0.__class__}").out
    assert "from %s %d %n to %(id)s %%" in shown
    assert "%(role)s{}" in shown


def test_a_report_that_cannot_be_written_is_told_before_anything_is_saved(entremise: Entremise, tmp_path: Path) -> None:
    ran = entremise("load", tables(tmp_path / "ours"), "--report", str(tmp_path / "nowhere" / "report.json"))
    assert ran.code == 2
    assert entremise("introductions", "Ana", "Lumen").code == 2
