"""The whole answer to an introduction question, as people ask it."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pytest

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.errors import Ambiguous, BadInput, NotFound
from explorer.services import engines
from explorer.services.introductions import Answer, Request, introduce
from explorer.services.snapshot import Snapshot
from explorer.texts import Texts, texts
from tests.unit.services.village import DAY, ENTITIES, RELATIONSHIPS, snapshot

EN = texts("en")


@pytest.fixture(scope="module")
def village() -> Snapshot:
    return snapshot()


def ask(village: Snapshot, source: str, target: str | None = None, t: Texts = EN, **more: Any) -> Answer:
    return introduce(village, Request(source, target, as_of=DAY, **more), t)


def names(answer: Answer) -> list[list[str]]:
    return [[stop.name for stop in path.stops] for path in answer.paths]


def test_paths_are_told_with_their_evidence(village: Snapshot) -> None:
    answer = ask(village, "company:lumen", "Atlas Groupe")
    assert names(answer)[0] == ["Lumen", "Chambre du Forez", "Atlas Groupe"]
    first, second = answer.paths[0].steps
    assert first.sentence == "Lumen is a member of Chambre du Forez (since April 2019)."
    assert (first.strength_word, first.facts[0].relationship.source_document) == ("medium", "report.pdf")
    assert (first.actionability, first.actionability_reason) == (1.0, "Ben Okafor can be asked there.")
    assert (second.actionability, second.actionability_reason) == (0.5, "Nobody to ask is named at Atlas Groupe.")
    assert answer.paths[0].title == "Through Chambre du Forez"
    assert answer.paths[0].next.startswith("Ask Ben Okafor, at Chambre du Forez, to introduce you to Atlas Groupe.")


def test_a_step_that_outlived_its_proof_is_to_be_confirmed_first(village: Snapshot) -> None:
    path = ask(village, "person:ana", "person:ben", types=("KNOWS",)).paths[0]
    assert path.steps[0].to_confirm
    assert path.steps[0].validity_word == "to confirm"
    assert "check that this still holds: Ben Okafor and Ana Duval know each other (1 January 2012)." in path.next


def test_the_slower_engine_says_that_it_answers_for_the_other(village: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = ask(village, "company:lumen", "Atlas Groupe")
    monkeypatch.setattr(engines, "PLAIN_ONCE", 0)
    answer = ask(village, "company:lumen", "Atlas Groupe")
    assert (usual.makeshift, answer.makeshift) == (False, True)
    assert answer.explanation == f"{usual.explanation} Searched by plain code for now: slower, with the same answers."


def test_who_objects_by_now_is_passed_no_more_and_counts_in_nobodys_ties() -> None:
    asked: list[str] = []

    def objecting(ids: Collection[str]) -> frozenset[str]:
        asked.extend(ids)
        return frozenset({"person:ben"}) & frozenset(ids)

    late = replace(snapshot(), objecting=objecting)
    answer = ask(late, "person:ana", "structure:cci", max_hops=3)
    willing = [replace(e, properties={"objects": True}) if e.id == "person:ben" else e for e in ENTITIES]
    known = Snapshot.of(Facts(willing, RELATIONSHIPS, sequence=7))
    assert "person:ben" in asked
    assert answer.as_json() == ask(known, "person:ana", "structure:cci", max_hops=3).as_json()
    assert all("Ben Okafor" not in stops for stops in names(answer))
    assert ask(late, "person:ana", "person:ben").paths == ()


def test_sentences_are_in_the_asked_language(village: Snapshot) -> None:
    answer = ask(village, "company:lumen", "Atlas Groupe", t=texts("fr"))
    assert answer.paths[0].steps[0].sentence == "Lumen est membre de Chambre du Forez (depuis avril 2019)."
    assert answer.paths[0].title == "Par Chambre du Forez"
    assert answer.explanation.startswith(f"{len(answer.paths)} introduction")
    assert "Atlas" in answer.explanation


def test_french_elides_before_vowels(village: Snapshot) -> None:
    assert "d’Ana Duval" in ask(village, "person:ana", "Atlas Groupe", t=texts("fr")).explanation


def test_derived_ties_say_what_was_shared_and_keep_the_stored_relationships(village: Snapshot) -> None:
    by_event = ask(village, "company:lumen", "company:lumen-2", types=("WORKED_WITH",)).paths[0].steps[0]
    assert by_event.sentence == "Lumen and LUMEN both took part in Salon de l'eau (May 2023)."
    assert {fact.relationship.type for fact in by_event.facts} == {"PARTICIPATES_IN"}
    assert {fact.via.id for fact in by_event.facts if fact.via} == {"event:fair"}
    by_programme = ask(village, "structure:cci", "company:lumen-2", types=("RUNS_FOR",)).paths[0].steps[0]
    assert by_programme.sentence == "Chambre du Forez runs Départ, which involves LUMEN."


def test_the_json_has_the_shape_of_the_contract(village: Snapshot) -> None:
    document = ask(village, "company:lumen", "Atlas Groupe").as_json()
    assert list(document) == ["source", "target", "paths", "diverse", "chokepoints", "complete", "snapshot", "as_of", "explanation", "nearest"]
    assert document["source"] == {"id": "company:lumen", "name": "Lumen", "labels": ["Company", "PME"]}
    assert (document["snapshot"], document["as_of"], document["complete"]) == (7, "2024-06-01", True)
    path = document["paths"][0]
    assert list(path) == ["source", "target", "score", "hops", "weakest", "steps", "next"]
    assert list(path["steps"][0]) == [
        "from", "to", "strength", "strength_word", "validity", "validity_word",
        "actionability", "actionability_word", "actionability_reason", "sentence", "ties",
    ]  # fmt: skip
    assert list(path["steps"][0]["ties"][0]) == [
        "id", "type", "from", "to", "role", "since", "until", "status", "evidence", "source_document", "observed_on", "origin", "via",
    ]  # fmt: skip
    assert path["steps"][0]["ties"][0]["since"] == "2019-04"


def test_none_says_where_the_ends_lie(village: Snapshot) -> None:
    answer = ask(village, "company:lumen", "Institut du Bout du Monde")
    assert answer.paths == ()
    assert "Institut du Bout du Monde has no tie to anybody." in answer.explanation
    assert "Lumen lies in the largest part of the network (6 actors)." in answer.explanation


def test_none_for_a_place_where_the_network_knows_nobody(village: Snapshot) -> None:
    answer = ask(village, "company:lumen", "Oslo")
    assert answer.paths == ()
    assert "The network knows no actor for Oslo." in answer.explanation


def test_who_objected_is_in_no_answer(village: Snapshot) -> None:
    for source, target in (("Nora Refuse", "Ana Duval"), ("Ana Duval", "Nora Refuse")):
        answer = ask(village, source, target)
        assert answer.paths == ()
        assert "Nora Refuse takes no part in introductions." in answer.explanation


@pytest.mark.parametrize("sector", ["sector:water", "E36", "eau", "EAU"])
def test_a_sector_goes_by_id_code_or_name(village: Snapshot, sector: str) -> None:
    assert names(ask(village, "person:ana", to_sector=sector))[0][-1] == "Atlas Groupe"


def test_a_need_instead_of_a_target(village: Snapshot) -> None:
    answer = ask(village, "person:ana", to_label="grandgroupe", to_market="ma", to_sector="eau")
    assert names(answer)[0][-1] == "Atlas Groupe"
    assert answer.as_json()["target"] == {"id": None, "name": "Large groups, on the market Morocco, in the sector Eau", "labels": []}


@pytest.mark.parametrize(
    ("typed", "id"),
    [("lumen", None), ("Lumen", "company:lumen"), ("LUMEN", "company:lumen-2"), ("cci", "structure:cci"), ("CHAMBRE DE COMMERCE", "structure:cci")],
)
def test_names_case_and_accents_aside_the_exact_one_wins(village: Snapshot, typed: str, id: str | None) -> None:
    if id is None:
        with pytest.raises(Ambiguous) as raised:
            ask(village, typed, "Atlas Groupe")
        assert [candidate["id"] for candidate in raised.value.errors["source"]] == ["company:lumen", "company:lumen-2"]
    else:
        assert ask(village, typed, "Atlas Groupe").source.id == id


def test_a_misspelt_name_is_told_those_much_alike(village: Snapshot) -> None:
    with pytest.raises(NotFound, match="Did you mean: Atlas Groupe") as raised:
        ask(village, "company:lumen", "Atlas Group")
    assert raised.value.errors["target"][0]["id"] == "company:atlas"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"target": None}, "target"),
        ({"target": "company:lumen"}, "target"),
        ({"max_hops": 0}, "max_hops"),
        ({"max_hops": 7}, "max_hops"),
        ({"limit": 0}, "limit"),
        ({"types": ("LOCATED_IN",)}, "type"),
        ({"labels": ("Ministry",)}, "label"),
        ({"via": "Feurs"}, "via"),
        ({"via": "company:lumen"}, "via"),
        ({"via": "person:ben", "avoid": ("person:ben",)}, "via"),
        ({"avoid": ("nobody at all",)}, "avoid"),
        ({"target": None, "to_market": "Morocco"}, "to_market"),
        ({"target": None, "to_label": "Banana"}, "to_label"),
        ({"target": None, "to_label": "City"}, "to_label"),
        ({"target": None, "to_market": "ZZ"}, "to_market"),
        ({"target": None, "to_market": "EU"}, "to_market"),
        ({"labels": ("City",)}, "label"),
        ({"via": "Nora Refuse"}, "via"),
        ({"target": None, "to_sector": "Feurs"}, "to_sector"),
    ],
)
def test_bad_questions_are_told_by_field(village: Snapshot, change: dict[str, Any], field: str) -> None:
    request = replace(Request("company:lumen", "Atlas Groupe", as_of=DAY), **change)
    with pytest.raises(BadInput) as raised:
        introduce(village, request, EN)
    assert field in raised.value.errors
    assert raised.value.message


def test_as_of_an_earlier_day(village: Snapshot) -> None:
    answer = introduce(village, Request("company:lumen", "Atlas Groupe", as_of=DAY.replace(year=2021)), EN)
    assert answer.paths == ()


def test_an_end_inside_the_other_is_said_to_be(village: Snapshot) -> None:
    answer = ask(village, "Feurs", "company:lumen")
    assert answer.paths == ()
    assert "Feurs contains Lumen: start from one entity instead." in answer.explanation
    assert "takes no part" not in answer.explanation


def test_who_objected_is_not_suggested(village: Snapshot) -> None:
    with pytest.raises(NotFound) as raised:
        ask(village, "Nora Refus", "company:lumen")
    assert raised.value.errors["source"] == []


def test_a_long_list_of_the_nearest_is_named_in_part() -> None:
    hub = Entity("s", "Structure", "Hub")
    members = [Entity(f"c{n}", "Company", f"Company {n}") for n in range(6)]
    city = Entity("v", "City", "Ambert")
    target = Entity("t", "Company", "Target")
    facts = Facts(
        [hub, city, target, *members],
        [
            *(Relationship(f"m{one.id}", "MEMBER_OF", one.id, "s") for one in members),
            *(Relationship(f"in{id}", "LOCATED_IN", id, "v") for id in ("t", *(one.id for one in members))),
        ],
    )
    answer = introduce(Snapshot.of(facts), Request("s", "t", as_of=DAY), EN)
    assert len(answer.nearest) == 5
    assert "The nearest that can be reached: Company 0, Company 1, Company 2, and 2 others." in answer.explanation


def test_a_target_that_is_reached_without_whom_to_pass_is_not_told_as_the_nearest() -> None:
    people = [Entity(f"p{n}", "Person", name) for n, name in enumerate(("Ana", "Ben", "Chloé", "Dan"))]
    met = [Relationship(f"m{a}{b}", "MET", f"p{a}", f"p{b}") for a, b in ((0, 1), (1, 2), (0, 3))]
    answer = introduce(Snapshot.of(Facts(people, met)), Request("p0", "p2", via="p3", as_of=DAY), EN)
    assert answer.paths == ()
    assert "Without the intermediary that was asked for, Chloé can be reached." in answer.explanation
    assert "nearest" not in answer.explanation
