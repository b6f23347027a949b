"""Real networks load without a problem, and 20,000 rows in a few seconds."""

import time
from pathlib import Path

import pytest

from explorer.ingest import read_files
from tests.unit.ingest.conftest import held

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
SETS = {"cordis-fr": (2262, 4220), "twin-towns-fr": (5097, 8802), "us-boards-2004": (5167, 6019)}


@pytest.mark.parametrize("name", SETS)
def test_a_real_network_has_no_problem(name: str) -> None:
    folder = DATA / name
    if not folder.is_dir():
        pytest.skip("the real sets are not beside the repository")
    reading = read_files([folder], held({}))
    assert (reading.problems, reading.notes) == ((), ())
    assert (len(reading.entities), len(reading.relationships)) == SETS[name]


def test_twenty_thousand_rows_are_read_in_seconds(tmp_path: Path) -> None:
    """Measured at 0.9 s; the bound only catches a different order of magnitude."""
    count = 8_000
    nodes = (f"c{i},Company,Firm {i},FR,pme,{i},45.{i},2020-01" for i in range(count))
    edges = (f"c{i},c{i + k},SUPPLIES,20{i % 20:02d},supplier {k}" for i in range(6_000) for k in (1, 2))
    (tmp_path / "nodes.csv").write_text("id,label,name,country,size_class,headcount,turnover,naf\n" + "\n".join(nodes))
    (tmp_path / "edges.csv").write_text("source,target,type,since,role\n" + "\n".join(edges))
    begin = time.perf_counter()
    reading = read_files([tmp_path], held({}))
    assert time.perf_counter() - begin < 10
    assert reading.problems == ()
    assert len(reading.entities) + len(reading.relationships) == 20_000
