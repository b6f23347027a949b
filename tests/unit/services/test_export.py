"""What is taken out: all of it or some, nobody who objects, nothing too large to be read."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.errors import BadInput, NotFound
from explorer.export import FORMATS
from explorer.services.export import export, exported
from explorer.services.snapshot import Snapshot
from explorer.texts import texts
from explorer.texts.exports import FORMATS as WORDS

EN = texts("en")
FACTS = Facts(
    [
        Entity("p:1", "Person", "Anne"),
        Entity("person:basile", "Person", "Basile", {"objects": True}),
        Entity("person:claire", "Person", "Claire"),
        Entity("c:1", "Company", "Forge"),
        Entity("o:1", "Opportunity", "Appel", {"contact": "person:basile"}),
        Entity("o:2", "Opportunity", "Offre", {"contact": "person:claire"}),
    ],
    [
        Relationship("1", "WORKS_AT", "p:1", "c:1"),
        Relationship("2", "WORKS_AT", "person:basile", "c:1"),
        Relationship("3", "WORKS_AT", "person:claire", "c:1"),
        Relationship("4", "PUBLISHES", "c:1", "o:1"),
    ],
)


@pytest.mark.parametrize("format", list(FORMATS))
def test_who_objects_is_in_no_export(tmp_path: Path, format: str) -> None:
    """Neither who is known to, nor who said so a moment ago."""
    snapshot = replace(Snapshot.of(FACTS), objecting=lambda ids: frozenset({"person:claire"} & set(ids)))
    report = export(snapshot, format, tmp_path / "out", EN)
    assert (report.nodes, report.edges) == (4, 2)
    files = [tmp_path / "out"] if (tmp_path / "out").is_file() else [*(tmp_path / "out").iterdir()]
    for file in files:
        written = file.read_bytes()
        assert not any(name in written for name in (b"Basile", b"Claire", b"person:basile", b"person:claire"))


def test_some_with_the_ties_among_them() -> None:
    network = exported(Snapshot.of(FACTS), EN, ["c:1", "person:claire", "o:2"])
    assert [entity.id for entity in network.entities] == ["c:1", "o:2", "person:claire"]
    assert [r.id for r in network.relationships] == ["3"]
    assert network.by_id["o:2"].properties == {"contact": "person:claire"}
    assert exported(Snapshot.of(FACTS), EN, ["o:2"]).by_id["o:2"].properties == {}, "nobody outside is named"


def test_an_unknown_id_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="gone"):
        export(Snapshot.of(FACTS), "csv", tmp_path / "out", EN, ["p:1", "gone"])
    assert not (tmp_path / "out").exists()


def test_too_many_to_be_drawn(tmp_path: Path) -> None:
    many = Snapshot.of(Facts([Entity(f"c:{n}", "City", f"C{n}") for n in range(401)], []))
    with pytest.raises(BadInput, match="401 entries"):
        export(many, "svg", tmp_path / "out", EN)
    assert json.loads(json.dumps(export(many, "html", tmp_path / "out", EN).as_json()))["nodes"] == 401


def test_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Nothing could be written"):
        export(Snapshot.of(FACTS), "csv", tmp_path / "none" / "out", EN)


def test_every_format_has_words() -> None:
    assert WORDS.keys() == FORMATS.keys()
