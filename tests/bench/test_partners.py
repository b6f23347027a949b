"""The measure of partners counts what it says: nobody is lucky by their id, what is hidden is not known, and an absent folder is told."""

from pathlib import Path

import pytest

from tests.bench.bench import Bench
from tests.bench.measures import partners
from tests.bench.measures.partners import COUNTED, DATA, by_time, measured

NODES = "id,label,name\n" + "\n".join(f"company:{n},Company,Firm {n}" for n in range(4)) + "\nproject:1,Project,One\nproject:2,Project,Two\n"
EDGES = """source,target,type,since
company:0,project:1,PARTICIPATES_IN,2015-01-01
company:1,project:1,PARTICIPATES_IN,2015-01-01
company:1,project:2,PARTICIPATES_IN,2017-06-01
company:2,project:2,PARTICIPATES_IN,2017-06-01
"""


def test_without_the_data_nothing_is_measured_and_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA, str(tmp_path))
    (seen,) = partners.partners(Bench("S"))
    assert seen.value == "NOT TAKEN"
    assert str(tmp_path) in seen.note


def test_what_came_in_the_last_year_is_hidden_and_asked_for(tmp_path: Path) -> None:
    (tmp_path / "nodes.csv").write_text(NODES, "utf-8")
    (tmp_path / "edges.csv").write_text(EDGES, "utf-8")
    last = next(by_time(tmp_path))
    assert "project:2" not in last.known.entities
    assert {r.target for r in last.known.relationships} == {"project:1"}
    assert last.after == {frozenset({"company:1", "company:2"})}
    assert str(last.day) == "2016-06-01"


def test_equals_count_as_the_mean_of_all_orders() -> None:
    clear = measured(lambda _: [(3.0, "a"), (2.0, "b"), (1.0, "c")], {"x": {"b"}})
    assert (clear.precision, clear.recall, clear.first) == (1 / COUNTED, 1.0, 1 / 2)
    equal = measured(lambda _: [(1.0, str(n)) for n in range(20)], {"x": {"0"}})
    assert equal.precision == pytest.approx(0.5 / COUNTED)
    assert equal.first == pytest.approx(sum(1 / place for place in range(1, COUNTED + 1)) / 20)
    two = measured(lambda _: [(1.0, "a"), (1.0, "b"), (1.0, "c")], {"x": {"a", "b"}})
    assert two.first == pytest.approx(2 / 3 + 1 / 3 / 2)
