"""What an entity's page says."""

from dataclasses import replace

import pytest

from explorer.errors import NotFound
from explorer.services import about as about_service
from explorer.services import overview as overview_service
from explorer.services.about import about
from explorer.services.entity import profile, ties_page
from explorer.services.overview import overview
from explorer.services.snapshot import Snapshot
from explorer.services.willing import willing
from explorer.texts import texts
from tests.unit.services.village import DAY, relationship, snapshot

EN = texts("en")


@pytest.fixture(scope="module")
def village() -> Snapshot:
    return snapshot()


def test_facts_in_words_and_what_is_missing(village: Snapshot) -> None:
    told = profile(village, "company:lumen", EN, DAY)
    assert {row.name: row.value for row in told.facts} == {"Size": "SME", "SIREN": "732829320", "Country": "France"}
    assert told.missing == ("Website",)


def test_ties_are_grouped_by_type_with_strength_in_words_where_they_introduce(village: Snapshot) -> None:
    told = profile(village, "company:lumen", EN, DAY)
    rows = {group.type: [(row.other.id, row.strength_word) for row in group.rows] for group in told.ties.groups}
    assert rows["WORKS_AT"] == [("person:ana", "strong tie")]
    assert rows["LOCATED_IN"] == [("city:forez", None)]
    assert list(rows).index("WORKS_AT") < list(rows).index("LOCATED_IN")


def test_the_drawing_has_the_strongest_neighbours_and_derived_ties(village: Snapshot) -> None:
    ego = profile(village, "company:lumen-2", EN, DAY).ego
    drawn = {entity.id for entity in ego.neighbours}
    assert {"company:lumen", "structure:cci"} <= drawn
    assert ego.left_out == 0
    assert any({tie.a, tie.b} == {"company:lumen", "structure:cci"} for tie in ego.ties)


def test_ties_come_in_pages(village: Snapshot) -> None:
    total, first = ties_page(village, "structure:cci", EN, limit=2, as_of=DAY)
    _, second = ties_page(village, "structure:cci", EN, skip=2, limit=10, as_of=DAY)
    assert total == len(first) + len(second) == 4
    assert {r.fact.relationship.id for r in first}.isdisjoint(r.fact.relationship.id for r in second)


def test_an_unknown_id_is_told(village: Snapshot) -> None:
    with pytest.raises(NotFound, match="nothing-here"):
        profile(village, "nothing-here", EN)


def test_about_counts_what_is_there(village: Snapshot) -> None:
    told = about(village, EN, DAY)
    assert (told.entities, told.relationships, told.actors) == (14, 13, 8)
    assert {s.document: s.relationships for s in told.sources}["press.txt"] == 2
    assert sum(s.relationships for s in told.sources) == told.relationships
    assert sum(s.entities for s in told.sources) == told.entities
    assert told.freshness.dated + told.freshness.undated == told.relationships
    assert told.example is not None


def test_of_a_network_too_large_to_look_at_every_tie_the_rest_is_told(village: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = about(village, EN, DAY)
    together = overview(village, EN, DAY).together
    for module in (about_service, overview_service):
        monkeypatch.setattr(module, "MOST_LOOKED_AT", 2)
    told, seen = about(village, EN, DAY), overview(village, EN, DAY)
    assert (told.freshness.ties, told.freshness.to_confirm, told.example) == (whole.freshness.ties, None, None)
    assert (seen.ties, seen.path, seen.together) == ((), None, together)


def test_nobody_elses_answer_names_who_objects(village: Snapshot) -> None:
    facts = village.facts.with_changes({}, {"works": relationship("WORKS_AT", "person:no", "company:lumen", since="2022")}, 8)
    known = Snapshot.of(facts)
    told = profile(known, "company:lumen", EN, DAY)
    assert told.withheld == 1
    assert {row.other.id for group in told.ties.groups for row in group.rows}.isdisjoint({"person:no"})
    assert "person:no" not in {entity.id for entity in told.ego.neighbours}
    assert "person:no" not in {moment.other for moment in told.timeline}
    assert "person:no" not in {row.other.id for row in ties_page(known, "company:lumen", EN, limit=50, as_of=DAY)[1]}
    own = profile(known, "person:no", EN, DAY)
    assert {row.other.id for group in own.ties.groups for row in group.rows} == {"person:ana", "company:lumen"}


def test_an_answer_that_cannot_leave_somebody_out_is_an_error_and_no_endless_question(village: Snapshot) -> None:
    objecting = replace(village, objecting=lambda ids: frozenset(ids))
    with pytest.raises(RuntimeError, match="though it was told so"):
        willing(objecting, lambda _: None, lambda _now, _found: ["person:ana"])


def test_an_objection_of_a_moment_ago_counts(village: Snapshot) -> None:
    asked_late = replace(village, objecting=lambda ids: frozenset({"person:ana"}) & frozenset(ids))
    told = profile(asked_late, "company:lumen", EN, DAY)
    assert told.withheld == 1
    assert "person:ana" not in {moment.other for moment in told.timeline} | {entity.id for entity in told.ego.neighbours}
    assert ties_page(asked_late, "company:lumen", EN, limit=50, as_of=DAY)[0] == ties_page(village, "company:lumen", EN, limit=50, as_of=DAY)[0] - 1
