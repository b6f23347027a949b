"""The made-up network keeps to the vocabulary at every size and is the same whenever and wherever it is made."""

import hashlib
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from functools import cache

import pytest

from explorer.domain.kinds import Kind
from explorer.domain.records import Entity, Relationship
from explorer.domain.vocabulary import LABELS, TYPES, node_properties, relationship_properties
from explorer.examples.synthetic import LEAST, generate

SIZES = (LEAST, 2_000)


@cache
def made(n: int, seed: int = 42) -> tuple[list[Entity], list[Relationship]]:
    return generate(n, seed)


def digest(n: int) -> str:
    entities, relationships = generate(n)
    return hashlib.sha256(repr((entities, relationships)).encode()).hexdigest()


@pytest.mark.parametrize("n", SIZES)
def test_has_the_size_every_label_and_every_type(n: int) -> None:
    entities, relationships = made(n)
    assert len(entities) == n
    assert {e.label for e in entities} == set(LABELS)
    assert {r.type for r in relationships} == set(TYPES)


@pytest.mark.parametrize("n", SIZES)
def test_ids_and_names_stand_once_and_no_end_dangles(n: int) -> None:
    entities, relationships = made(n)
    label = {e.id: e.label for e in entities}
    assert len(label) == len(entities) == len({e.name for e in entities})
    assert len({r.id for r in relationships}) == len(relationships)
    assert all(TYPES[r.type].allows(label[r.source], label[r.target]) for r in relationships)
    symmetric = Counter((r.type, frozenset((r.source, r.target)), r.since, r.properties.get("event")) for r in relationships if TYPES[r.type].symmetric)
    assert max(symmetric.values()) == 1


def test_properties_are_those_of_the_vocabulary() -> None:
    entities, relationships = made(2_000)
    everything = [(e, node_properties(e.label), e.properties) for e in entities] + [(r, relationship_properties(r.type), r.flat()) for r in relationships]
    for thing, known, given in everything:
        for name, value in given.items():
            choices = known[name].choices
            assert not choices or set(value if isinstance(value, tuple) else [value]) <= set(choices), (thing, name)
            assert known[name].kind is not Kind.INTEGER or isinstance(value, int), (thing, name)


def test_everything_is_marked_as_made_up() -> None:
    entities, relationships = made(2_000)
    assert all(e.properties["synthetic"] is True for e in entities)
    assert all("inventé" in (r.evidence or "") for r in relationships)
    assert all("inventée" in str(e.properties["headline"]) for e in entities if e.label == "Person")


def test_no_relationship_ends_before_it_begins_and_all_lie_within_ten_years() -> None:
    for r in made(2_000)[1]:
        assert r.since is None or date(2015, 1, 1) <= r.since.first <= date(2025, 12, 31)
        assert r.since is None or r.until is None or r.since.first <= r.until.last


def test_has_what_makes_real_data_hard() -> None:
    entities, relationships = made(2_000)
    assert any(e.objects for e in entities)
    assert any(r.until for r in relationships if r.type == "PARTNER_OF")
    assert any(r.status == "inferred" for r in relationships)
    assert any(r.source_document is None for r in relationships)
    assert {len(r.since.text) for r in relationships if r.since} == {4, 7, 10}
    assert any(r.properties.get("lot") for r in relationships)


def test_a_few_actors_have_very_many_ties() -> None:
    entities, relationships = made(2_000)
    actors = {e.id for e in entities if e.is_actor}
    degrees = Counter(end for r in relationships if TYPES[r.type].weight for end in (r.source, r.target) if end in actors)
    ordered = sorted((degrees[actor] for actor in actors), reverse=True)
    assert ordered[len(ordered) // 2] <= 5
    assert ordered[0] >= 10 * ordered[len(ordered) // 2]


def test_most_partners_share_the_town_or_the_trade() -> None:
    _, relationships = made(2_000)
    where = {(r.source, r.target) for r in relationships if r.type in ("LOCATED_IN", "ACTIVE_IN")}
    places: dict[str, set[str]] = {}
    for source, target in where:
        places.setdefault(source, set()).add(target)
    shared = [bool(places[r.source] & places[r.target]) for r in relationships if r.type in ("PARTNER_OF", "SUPPLIES")]
    assert sum(shared) > 0.7 * len(shared)


def test_another_seed_gives_another_network() -> None:
    assert [e.name for e in made(LEAST, 1)[0]] != [e.name for e in made(LEAST)[0]]


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_same_seed_gives_the_same_network_in_any_process(hash_seed: str) -> None:
    script = "import hashlib; from explorer.examples.synthetic import generate; print(hashlib.sha256(repr(generate(300)).encode()).hexdigest())"
    other = subprocess.run([sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": hash_seed}, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == digest(300)


def test_two_thousand_nodes_are_made_in_a_moment() -> None:
    began = time.process_time()
    generate(2_000)
    assert time.process_time() - began < 2
