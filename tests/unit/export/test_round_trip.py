"""What is exported and comes in again is the same, in every format that says so, and other programs read it too."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from explorer.domain.records import Entity, Relationship
from explorer.export import FORMATS, Exported, write
from explorer.ingest import read_files
from tests.unit.ingest.conftest import held
from tests.unit.ingest.test_round_trip import network

AGAIN = [name for name, format in FORMATS.items() if format.comes_in_again]
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NOT_IN_CELLS = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
"""A workbook's cells lose carriage returns besides."""
CIRCLE = (
    [Entity(f"Company:{n}", "Company", f"Company {n}") for n in (1, 2)],
    [Relationship(f"r{n}", "SUBSIDIARY_OF", f"Company:{n}", f"Company:{3 - n}") for n in (1, 2)],
)
HOSTILE = ("=1+1", "'=1", "+33", "-", "@a", "\tx", "a|b", '"><script>', "\u202eabc", "👩‍👩‍👧‍👦", "]]>", "&amp;", "<b>", "a\nb", "’", "NaN", "1e5", "  inside  ")


def strip(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, tuple):
        return tuple(strip(item, pattern) for item in value)
    return (pattern.sub("x", value) or "x") if isinstance(value, str) else value


def cleaned(one: Any, pattern: re.Pattern[str]) -> Any:
    """The same without what the format cannot write; texts of white space only would come in as nothing."""
    values = {name: strip(value, pattern) for name, value in one.properties.items()}
    more = (
        {"name": strip(one.name, pattern)} if isinstance(one, Entity) else {n: strip(getattr(one, n), pattern) for n in ("role", "evidence", "source_document")}
    )
    return replace(one, properties=values, **more)


def read_again(out: Path) -> tuple[list[Entity], list[Relationship]]:
    reading = read_files([out], held({}))
    assert reading.problems == ()
    # Who owns each other in a circle is asked about, and comes in.
    assert {note.code for note in reading.notes} <= {"subsidiary_cycle"}
    return [replace(e, origin=None) for e in reading.entities], [replace(r, origin=None) for r in reading.relationships]


@pytest.mark.parametrize("format", AGAIN)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=network())
@example(drawn=CIRCLE)
def test_a_network_comes_in_again(tmp_path: Path, format: str, drawn: tuple[list[Entity], list[Relationship]]) -> None:
    pattern = {"graphml": NOT_IN_XML, "gexf": NOT_IN_XML, "xlsx": NOT_IN_CELLS}.get(format)
    entities, relationships = drawn
    if pattern:
        entities, relationships = [cleaned(one, pattern) for one in entities], [cleaned(one, pattern) for one in relationships]
    out = tmp_path / f"out{FORMATS[format].suffix}"
    left = write(format, Exported(entities, relationships), out)
    assert not left
    assert read_again(out) == (entities, relationships)


@pytest.fixture
def hostile() -> Exported:
    entities = [
        Entity(f"id <&>\"' {n}", "Company", text.strip(), {"evidence": text, "aliases": tuple(part for part in text.split("|") if part.strip()), "lat": 1.0})
        for n, text in enumerate(HOSTILE)
    ]
    entities = [replace(e, properties={name: value for name, value in e.properties.items() if name != "lat"}) for e in entities]
    ids = [entity.id for entity in entities]
    ties = [Relationship(f"r{n} =<&>", "PARTNER_OF", ids[n], ids[n + 1], role=HOSTILE[n], evidence=HOSTILE[n]) for n in range(len(ids) - 1)]
    ties.append(Relationship("second", "SUPPLIES", ids[0], ids[1]))
    return Exported(entities, ties, title='"><script>alert(1)</script>')


@pytest.mark.parametrize("format", AGAIN)
def test_hostile_texts_come_in_again(tmp_path: Path, format: str, hostile: Exported) -> None:
    out = tmp_path / f"out{FORMATS[format].suffix}"
    write(format, hostile, out)
    entities, relationships = read_again(out)
    trimmed = [replace(e, properties={**e.properties, "aliases": tuple(part.strip() for part in e.properties["aliases"])}) for e in hostile.entities]  # type: ignore[union-attr]
    assert entities == trimmed
    assert relationships == list(hostile.relationships)


def test_networkx_reads_them(tmp_path: Path, hostile: Exported) -> None:
    def of(format: str) -> Path:
        out = tmp_path / f"x{FORMATS[format].suffix}"
        write(format, hostile, out)
        return out

    def graphs() -> Iterator[Any]:
        yield nx.read_graphml(of("graphml"), force_multigraph=True)
        document = json.loads(of("node_link").read_text("utf-8"))
        yield nx.node_link_graph(document, edges="edges")

    for graph in graphs():
        assert set(graph.nodes) == {entity.id for entity in hostile.entities}
        assert graph.number_of_edges() >= len(hostile.relationships)
        assert graph.nodes[hostile.entities[0].id]["name"] == "=1+1"


def test_networkx_reads_gexf(tmp_path: Path) -> None:
    network = Exported([Entity("a", "City", "A", {"lat": 1.5}), Entity("b", "City", "B")], [Relationship("r", "TWINNED_WITH", "a", "b")])
    write("gexf", network, tmp_path / "x.gexf")
    graph = nx.read_gexf(tmp_path / "x.gexf")
    assert graph.nodes["a"]["lat"] == 1.5
    assert graph.nodes["b"]["label"] in {"B", "City"}


def test_what_gephi_and_networkx_write_is_read(tmp_path: Path) -> None:
    graph: Any = nx.MultiDiGraph()
    graph.add_node("a", label="Company", name="Forge", headcount=12)
    graph.add_node("b", label="Structure", name="Cluster", aliases="C|Cl")
    graph.add_edge("a", "b", key="k1", type="MEMBER_OF", since="2019-05")
    graph.add_edge("a", "b", key="k2", type="PARTNER_OF", stated_strength=3)
    nx.write_graphml(graph, tmp_path / "g.graphml")
    (tmp_path / "g.json").write_text(json.dumps(nx.node_link_data(graph, edges="links")), encoding="utf-8")
    for name in ("g.graphml", "g.json"):
        entities, relationships = read_again(tmp_path / name)
        assert [(e.id, e.label, e.name) for e in entities] == [("a", "Company", "Forge"), ("b", "Structure", "Cluster")]
        assert {(r.type, r.since and r.since.text, r.stated_strength) for r in relationships} == {("MEMBER_OF", "2019-05", None), ("PARTNER_OF", None, 3)}
        assert entities[0].properties == {"headcount": 12}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.graphml", b"<graphml><node", "not_a_graph"),
        ("a.graphml", b"<html></html>", "not_a_graph"),
        ("a.gexf", b'<!DOCTYPE gexf [<!ENTITY x "aaaa">]><gexf>&x;</gexf>', "not_a_graph"),
        ("a.gexf", '<?xml version="1.0" encoding="UTF-16"?><gexf/>'.encode("utf-16"), "other_encoding"),
        ("a.json", b"[1, 2]", "not_a_graph"),
        ("a.json", b'{"nodes": 1, "edges": []}', "not_a_graph"),
        ("a.json", b'{"nodes": ["a"], "edges": []}', "not_a_graph"),
        ("a.json", b"[" * 100_000, "not_a_graph"),
        ("a.json", b'{"nodes": [], "edges": []}', "empty"),
        ("a.graphml", b"<graphml/>", "empty"),
        ("a.xlsx", b"PK\x03\x04 damaged", "spreadsheet"),
        ("a.xlsx", b"id,label,name\n", "spreadsheet"),
    ],
)
def test_what_is_no_such_file_is_said(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert {problem.code for problem in read_files([tmp_path / name], held({})).problems} == {code}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_is_no_crash(tmp_path: Path, data: st.DataObject) -> None:
    format = data.draw(st.sampled_from([name for name in AGAIN if name != "csv"]))
    out = tmp_path / f"d{FORMATS[format].suffix}"
    write(format, Exported([Entity("a", "City", "A", {"lat": 1.5}), Entity("b", "City", "B")], [Relationship("r", "TWINNED_WITH", "a", "b")]), out)
    whole = bytearray(out.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        # A workbook holds the time it was written at, and is not always as long.
        place = data.draw(st.integers(0, 1_000_000)) * (len(whole) - 1) // 1_000_000
        whole[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    out.write_bytes(whole)
    read_files([out], held({}))
