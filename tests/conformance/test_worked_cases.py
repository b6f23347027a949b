"""The worked cases that every implementation of the introduction network agrees on."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from explorer.domain.answers import Question
from explorer.domain.facts import Facts
from explorer.domain.identity import relationship_id
from explorer.domain.kinds import Kind
from explorer.domain.records import Entity, Relationship, Value
from explorer.domain.vocabulary import FILE_LABELS, REVERSED_TYPES, node_properties, relationship_properties
from explorer.network import IntroductionNetwork, PathEngine, PlainEngine
from explorer.network.compiled import CompiledEngine

FOLDER = Path(__file__).parents[3] / "shared" / "conformance"
CASES = sorted(FOLDER.glob("*.json"))
COST_ROOM = 2
"""A logarithm can fall on a half."""

pytestmark = pytest.mark.skipif(not CASES, reason=f"the worked cases are not here: {FOLDER}")


def value(kind: Kind, text: str) -> Value:
    if kind is Kind.BOOLEAN:
        return text == "true"
    return int(text) if kind in (Kind.INTEGER, Kind.YEAR) else text


def entity(row: Mapping[str, str]) -> Entity:
    size = FILE_LABELS.get(row["label"])
    label = "Company" if size else row["label"]
    known = node_properties(label)
    properties = {name: value(known[name].kind, text) for name, text in row.items() if name in known}
    return Entity(row["id"], label, row["name"], properties | ({"size_class": size} if size else {}))


def relationship(row: Mapping[str, str]) -> Relationship:
    type = REVERSED_TYPES.get(row["type"], row["type"])
    ends = (row["source"], row["target"]) if type == row["type"] else (row["target"], row["source"])
    known = relationship_properties(type)
    properties = {name: value(known[name].kind, text) for name, text in row.items() if name in known}
    return Relationship.from_properties(row.get("id") or relationship_id(type, *ends, properties), type, *ends, properties)


def read(path: Path) -> tuple[dict[str, Any], Facts, date]:
    case = json.loads(path.read_text(encoding="utf-8"))
    return case, Facts(map(entity, case["nodes"]), map(relationship, case["edges"])), date.fromisoformat(case["as_of"])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_ties_agree(path: Path) -> None:
    case, facts, as_of = read(path)
    network = IntroductionNetwork.build(facts, as_of)
    found = {frozenset((tie.a, tie.b)): tie for tie in network.ties()}
    expected = {frozenset((a, b)): (strength, open_post) for a, b, strength, open_post in case["ties"]}
    assert found.keys() == expected.keys()
    for ends, (strength, open_post) in expected.items():
        assert found[ends].strength == pytest.approx(strength, rel=1e-12)
        assert found[ends].open_post is open_post


@pytest.mark.parametrize("engine_of", [PlainEngine, CompiledEngine])
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_answers_agree(path: Path, engine_of: Callable[[Facts], PathEngine]) -> None:
    case, facts, as_of = read(path)
    engine = engine_of(facts)
    for asked in case["questions"]:
        question = Question(
            sources=frozenset({asked["source"]}),
            targets=frozenset({asked["target"]}),
            as_of=as_of,
            max_hops=asked["max_hops"],
            limit=asked["limit"],
            avoid=frozenset(asked["avoid"]),
        )
        found = engine.answer(question)
        assert found.complete
        assert [list(path.ids) for path in found.paths] == [path["ids"] for path in asked["paths"]], question
        assert [path.cost for path in found.paths] == pytest.approx([path["cost"] for path in asked["paths"]], abs=COST_ROOM)
        assert [path.score for path in found.paths] == pytest.approx([path["score"] for path in asked["paths"]], rel=1e-7)
