"""Facts answer alike whatever they rest on, objects in memory or mapped files, and whatever changed since."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.dates import parse_date
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.domain.vocabulary import LABELS, SUB_LABELS
from explorer.network.files import Shelf, Unusable, Writing
from explorer.network.records import MappedRecords, write_records
from tests.forms import Form, in_memory, mapped
from tests.networks import AS_OF, random_facts

DAYS = (date(2018, 1, 1), AS_OF)
IDS = ("a", "b", "é", "ﬀ", "𝔞", "z\0", "Z")
TYPES = ("WORKS_AT", "KNOWS", "LOCATED_IN", "PART_OF")
SETTING = settings(deadline=None, max_examples=60)


forms = pytest.mark.parametrize("form", [in_memory, mapped])

dates = st.sampled_from([None, "2016", "2021-05", "2024-06-01", "2026"]).map(lambda written: parse_date(written) if written else None)
texts = st.none() | st.sampled_from(["", "a document", "é\n\0"])
values = (
    st.text(max_size=3) | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.booleans() | st.lists(st.text(max_size=2), max_size=2).map(tuple)
)
own = st.fixed_dictionaries(
    {},
    optional={
        "country": st.sampled_from(["FR", "IE"]),
        "objects": st.booleans(),
        "synthetic": st.booleans(),
        "size_class": st.sampled_from(["pme", "eti", "grand_groupe"]),
        "source_document": st.sampled_from(["press", "register"]),
        "value": values,
    },
)
ids = st.sampled_from(IDS)
entities = st.builds(Entity, ids, st.sampled_from(["Person", "Company", "City", "Sector"]), st.sampled_from(["A", "B"]), own, texts, texts, texts)
ends = st.tuples(ids, ids).filter(lambda both: both[0] != both[1])


@st.composite
def a_relationship(draw: st.DrawFn) -> Relationship:
    source, target = draw(ends)
    id = draw(st.sampled_from("rstuvw")) + draw(st.sampled_from(["", "é", "2"]))
    type_ = draw(st.sampled_from(TYPES))
    since, until, observed = draw(dates), draw(dates), draw(dates)
    strength, status = draw(st.none() | st.integers(1, 5)), draw(st.sampled_from(["stated", "inferred"]))
    properties = draw(st.dictionaries(st.sampled_from(["year", "lot"]), values, max_size=1))
    return Relationship(
        id, type_, source, target, since, until, observed, draw(texts), strength, status, draw(texts), draw(texts), properties, draw(texts), draw(st.booleans())
    )


def by_id(records: Iterable[Any]) -> dict[str, Any]:
    held = list(records)
    assert len({record.id for record in held}) == len(held), "each is told once"
    return {record.id: record for record in held}


def all_told(facts: Facts) -> dict[str, Any]:
    """Everything that can be asked of facts."""
    sets = [frozenset(), frozenset(["a"]), frozenset(IDS), frozenset(["b", "é", "nobody"])]
    return {
        "entities": dict(facts.entities),
        "items": dict(facts.entities.items()),
        "values": by_id(facts.entities.values()),
        "keys": set(facts.entities),
        "got": {id: facts.entities.get(id) for id in (*IDS, "nobody")},
        "in": {id: id in facts.entities for id in (*IDS, "nobody")},
        "sizes": (len(facts.entities), len(facts.relationships)),
        "relationships": by_id(facts.relationships),
        "waiting": by_id(facts.waiting),
        "one": {id: facts.relationship(id) for id in ("r", "sé", "t2", "u", "none")},
        "of": {id: by_id(facts.of(id)) for id in (*IDS, "nobody")},
        "degree": {id: facts.degree(id) for id in (*IDS, "nobody")},
        "between": {(a, b): by_id(facts.between(a, b)) for a in IDS[:4] for b in (*IDS, "nobody")},
        "outgoing": {(id, type_): by_id(facts.outgoing(id, type_)) for id in IDS for type_ in TYPES},
        "incoming": {(id, type_): by_id(facts.incoming(id, type_, "RUNS")) for id in (*IDS, "nobody") for type_ in TYPES},
        "of two types": {id: (by_id(facts.outgoing(id, *TYPES[:2])), by_id(facts.incoming(id, *TYPES[1:3]))) for id in IDS},
        "contacts": {id: [one.id for one in facts.contacts(id, AS_OF)] for id in (*IDS, "nobody")},
        "counts": {id: dict(facts.counts(id)) for id in (*IDS, "nobody")},
        "inside": [by_id(facts.inside(some)) for some in (*sets, facts.bearing("Person"))],
        "best connected": [facts.best_connected(some, limit) for some in (None, *sets, facts.bearing("Person")) for limit in (1, 3, 20)],
        "bearing": {label: set(facts.bearing(label)) for label in (*LABELS, *SUB_LABELS)},
        "country": {code: set(facts.saying_country(code)) for code in ("FR", "IE", "")},
        "objectors": set(facts.objectors),
        "willing": (set(facts.willing), len(facts.willing), bool(facts.willing)),
        "sources": [set(facts.sources(some, (type_, "RUNS"), day, ended=ended)) for some in sets for type_ in TYPES for day in DAYS for ended in (True, False)],
        "sources within": [set(facts.sources(some, TYPES[1:], DAYS[1], within=other)) for some in sets for other in [*sets, facts.willing]],
        "combined": [sorted((facts.willing & facts.bearing("Company")) | some - facts.objectors) for some in sets],
        "tally": facts.tally,
        "dated": [facts.dated(day) for day in DAYS],
    }


@forms
@SETTING
@given(st.lists(entities, max_size=9), st.lists(a_relationship(), max_size=14))
def test_what_is_put_in_comes_out(form: Form, entities: list[Entity], relationships: list[Relationship]) -> None:
    facts = form(entities, relationships)
    there = {entity.id: entity for entity in entities}
    whole = {r.id: r for r in relationships}
    shown = {id: r for id, r in whole.items() if r.source in there and r.target in there}
    assert dict(facts.entities) == there
    assert by_id(facts.relationships) == shown
    assert {id: r.status_given for id, r in by_id(facts.relationships).items()} == {id: r.status_given for id, r in shown.items()}
    assert [type(r.properties.get("year")) for r in facts.relationships] == [type(shown[r.id].properties.get("year")) for r in facts.relationships]
    assert by_id(facts.waiting) == {id: r for id, r in whole.items() if id not in shown}
    for id in IDS:
        assert by_id(facts.between(id, "b")) == {r.id: r for r in shown.values() if {id, "b"} == {r.source, r.target}}
        assert by_id(facts.of(id)) == {r.id: r for r in shown.values() if id in (r.source, r.target)}
        counts = Counter((r.type, id == r.target) for r in shown.values() if id in (r.source, r.target))
        assert facts.counts(id) == counts
        assert by_id(facts.inside({id, "b"})) == {r.id: r for r in shown.values() if {r.source, r.target} == {id, "b"}}
        assert by_id(facts.incoming(id, "KNOWS")) == {r.id: r for r in shown.values() if id == r.target and r.type == "KNOWS"}
        for day in DAYS:
            here = [r for r in shown.values() if r.target == id and r.type == "LOCATED_IN"]
            assert set(facts.sources({id}, ("LOCATED_IN",), day)) == {r.source for r in here if r.open_at(day)}
            assert set(facts.sources({id}, ("LOCATED_IN",), day, ended=True)) == {r.source for r in here if r.exists_at(day)}
    assert facts.tally.types == {type_: n for type_ in TYPES if (n := sum(r.type == type_ for r in shown.values()))}
    degrees = {id: -facts.degree(id) for id in there}
    assert list(facts.best_connected(None, 4)) == sorted(there, key=lambda id: (degrees[id], id))[:4]
    assert set(facts.joined_by("KNOWS")) == {end for r in shown.values() if r.type == "KNOWS" for end in (r.source, r.target)}
    known = [d for r in shown.values() if (d := r.latest_date_at(AS_OF))]
    dated = facts.dated(AS_OF)
    assert (dated.dated, dated.undated, dated.oldest, dated.latest) == (len(known), len(shown) - len(known), min(known, default=None), max(known, default=None))


@forms
@SETTING
@given(
    st.lists(entities, max_size=9),
    st.lists(a_relationship(), max_size=14),
    st.lists(
        st.tuples(st.lists(entities, max_size=2), st.lists(ids, max_size=2), st.lists(a_relationship(), max_size=4), st.sets(st.sampled_from("rstu"))),
        max_size=4,
    ),
)
def test_changes_give_what_facts_of_the_result_give(form: Form, entities: list[Entity], relationships: list[Relationship], batches: list[Any]) -> None:
    state: dict[str, Entity] = {entity.id: entity for entity in entities}
    held: dict[str, Relationship] = {r.id: r for r in relationships}
    facts = form(entities, relationships)
    for sequence, (changed, gone, related, parted) in enumerate(batches, start=1):
        before, told_before = facts, all_told(facts)
        now = dict.fromkeys(gone) | {entity.id: entity for entity in changed}
        ties = dict.fromkeys(parted) | {r.id: r for r in related}
        facts = facts.with_changes(now, ties, sequence)
        state = {id: entity for id, entity in (state | now).items() if entity is not None}
        held = {id: r for id, r in (held | ties).items() if r is not None}
        assert facts.sequence == sequence
        assert all_told(facts) == all_told(Facts(state.values(), held.values()))
        assert all_told(before) == told_before, "who reads the earlier state keeps it"


def test_what_is_written_again_is_the_same() -> None:
    facts = random_facts(Random(5), 12, 60)
    gone = next(iter(facts.entities))
    changed = mapped(facts.entities.values(), facts.relationships).with_changes({gone: None}, {}, 3)
    assert changed.waiting
    again = mapped(changed.entities.values(), [*changed.relationships, *changed.waiting])
    assert all_told(again) == all_told(changed)
    back = {gone: facts.entities[gone]}
    assert all_told(again.with_changes(back, {}, 4)) == all_told(facts)


def test_a_set_is_gone_through_in_the_order_of_code_points() -> None:
    facts = mapped([Entity(id, "Person", "A") for id in ("b", "é", "𝔞", "ﬀ")], [])
    assert list(facts.with_changes({"c": Entity("c", "Person", "C")}, {}, 1).willing) == ["b", "c", "é", "ﬀ", "𝔞"]


def test_damage_in_a_row_is_noticed(tmp_path: Path) -> None:
    def fill(writing: Writing) -> int:
        write_records(writing, [Entity("a", "Person", "Anne"), Entity("b", "City", "B")], [])
        return 1

    shelf = Shelf(tmp_path, "a database")
    shelf.write("facts", fill)
    rows = tmp_path / "facts@1" / "entities"
    rows.write_bytes(rows.read_bytes().replace(b"Anne", b"Anna"))
    facts = Facts.on(MappedRecords(shelf.open("facts", 1)), 1)
    assert set(facts.bearing("Person")) == {"a"}
    with pytest.raises(Unusable, match="is damaged"):
        _ = facts.entities["a"]
