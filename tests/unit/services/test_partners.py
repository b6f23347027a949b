"""Who is worth meeting: who is suggested, why, who never is, and odd networks."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.analysis import partners as analysis
from explorer.analysis import partners_themes
from explorer.analysis.partners import REASONS, WEIGHTS, dealt_with
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.errors import BadInput, NotFound
from explorer.services.partners import Answer, Card, Request, find_partners
from explorer.services.snapshot import Snapshot
from explorer.texts import texts
from tests.carriers import entity, tie
from tests.meeting import AQUA, DAY, ENTITIES, RELATIONSHIPS, facts
from tests.networks import AS_OF, random_facts

EN = texts("en")


def ask(known: Facts, text: str = AQUA, limit: int = 10) -> Answer:
    return find_partners(Snapshot.of(known), Request(text, limit, DAY), EN)


def cards(known: Facts, text: str = AQUA) -> dict[str, Card]:
    return {card.entity.id: card for card in ask(known, text).cards}


def reasons(card: Card) -> dict[str, float]:
    return {reason.name: reason.contribution for reason in card.reasons}


def test_needs_ties_themes_and_places_bring_partners_together() -> None:
    found = cards(facts())
    assert set(found) == {"company:pumps", "company:buyer", "company:peer", "company:far", "structure:lab"}
    assert set(reasons(found["company:pumps"])) == {"offers", "shared_ties", "place", "kind"}
    assert set(reasons(found["company:buyer"])) == {"seeks", "kind"}
    assert set(reasons(found["company:peer"])) == {"sectors", "place", "kind"}
    assert set(reasons(found["company:far"])) == {"sectors", "place", "kind"}
    assert set(reasons(found["structure:lab"])) == {"shared_ties"}
    assert next(iter(found)) == "company:pumps"


def test_every_reason_has_its_facts_and_together_they_are_the_score() -> None:
    for card in ask(facts()).cards:
        assert sum(reasons(card).values()) == pytest.approx(card.score)
        assert all(name in REASONS and contribution > 0 for name, contribution in reasons(card).items())
        assert card.score <= sum(WEIGHTS.values())
        for reason in card.reasons:
            assert reason.facts or reason.name in ("kind", "place"), reason.name
    pumps = cards(facts())["company:pumps"]
    offers = next(reason for reason in pumps.reasons if reason.name == "offers")
    assert offers.sentence == "Pompes Réunies has what Aqua seeks: Pompes."
    assert {fact.relationship.type for fact in offers.facts} == {"SEEKS", "OFFERS", "PART_OF"}
    assert offers.contribution == WEIGHTS["offers"]
    shared = next(reason for reason in pumps.reasons if reason.name == "shared_ties")
    assert shared.sentence == "1 shared tie: Pont."
    assert {fact.relationship.type for fact in shared.facts} == {"MEMBER_OF"}
    assert pumps.path is not None
    assert [stop.id for stop in pumps.path.stops] == [AQUA, "structure:pont", "company:pumps"]


def test_what_a_colleague_knows_counts_for_the_organisation() -> None:
    lab = cards(facts())["structure:lab"]
    (shared,) = lab.reasons
    assert "Bob Doré" in shared.sentence
    assert {fact.relationship.type for fact in shared.facts} == {"KNOWS", "WORKS_AT"}


def test_the_nearer_the_same_and_the_rarer_the_better() -> None:
    found = cards(facts())
    assert reasons(found["company:peer"])["sectors"] > reasons(found["company:far"])["sectors"]
    assert reasons(found["company:peer"])["place"] == WEIGHTS["place"]
    assert reasons(found["company:far"])["place"] == WEIGHTS["place"] / 2


def test_projects_of_one_programme_are_a_theme_also_when_they_are_over() -> None:
    far = cards(facts(), "structure:lab")["company:far"]
    programmes = next(reason for reason in far.reasons if reason.name == "programmes")
    assert programmes.sentence == "Both take part in: Programme H."
    assert len(programmes.facts) == 4


@pytest.mark.parametrize(
    "never", ["company:rival", "company:rival-sub", "company:sister", "company:mother", "company:known", "structure:pont", AQUA, "company:alone"]
)
def test_existing_ties_competitors_and_the_own_group_never_appear(never: str) -> None:
    assert never not in cards(facts())


def test_a_competitor_is_never_in_between() -> None:
    known = facts(tie("PARTNER_OF", "company:rival", "company:alone"), tie("PARTNER_OF", "company:rival", AQUA))
    assert "company:alone" not in cards(known)


def test_a_rival_of_the_one_suggested_is_no_shared_tie() -> None:
    more = (tie("PARTNER_OF", AQUA, "company:far"), tie("PARTNER_OF", "company:far", "company:alone"))
    assert "company:alone" in cards(facts(*more))
    assert "company:alone" not in cards(facts(*more, tie("COMPETES_WITH", "company:far", "company:alone")))


def test_who_objects_is_nowhere_and_asks_for_nobody() -> None:
    bob = next(e for e in ENTITIES if e.id == "person:bob")
    objecting = replace(bob, properties={"objects": True})
    assert "structure:lab" not in cards(facts(objecting))
    with pytest.raises(BadInput, match="takes no part"):
        ask(facts(objecting), "person:bob")
    late = Snapshot.of(facts(), objecting=lambda ids: frozenset({"person:bob"} & set(ids)))
    told = str(find_partners(late, Request(AQUA, 10, DAY), EN).as_json())
    assert "Bob" not in told
    assert "Labo" not in told


def test_a_person_meets_people_and_organisations_but_no_colleague() -> None:
    more = (
        entity("person:eve", "Person", "Eve Franc"),
        tie("WORKS_AT", "person:eve", AQUA, since="2022"),
        tie("KNOWS", "person:bob", "person:cyr", since="2023"),
    )
    found = cards(facts(*more), "person:ada")
    assert "structure:lab" in found
    assert "structure:pont" in found
    assert not {"person:eve", AQUA, "person:bob", "person:cyr", "company:rival"} & found.keys()


def test_content_comes_first_where_there_are_few_ties() -> None:
    lab = reasons(cards(facts())["structure:lab"])["shared_ties"]
    assert lab < WEIGHTS["shared_ties"]
    hermit = entity("company:new", "Company", "Nouvelle")
    told = ask(facts(hermit, tie("ACTIVE_IN", "company:new", "sector:water")), "company:new")
    assert "No tie of theirs is known" in told.explanation
    assert all("shared_ties" not in reasons(card) for card in told.cards)
    assert {card.entity.id for card in told.cards} >= {AQUA, "company:far"}


def test_nothing_known_is_an_honest_none() -> None:
    told = ask(facts(entity("company:new", "Company", "Nouvelle")), "company:new")
    assert told.cards == ()
    assert told.explanation.startswith("Nobody can be suggested to Nouvelle: nothing is known")
    tied = ask(facts(entity("company:new", "Company", "Nouvelle"), tie("MEMBER_OF", "company:new", "structure:pont")), "company:new")
    assert "Nothing is known of what they do or seek" in tied.explanation


@pytest.mark.parametrize(("text", "error"), [("city:feurs", BadInput), ("sector:water", BadInput), ("nobody", NotFound)])
def test_who_meets_nobody_is_told_so(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        ask(facts(), text)


@pytest.mark.parametrize("limit", [0, 101])
def test_the_limit_is_bounded(limit: int) -> None:
    with pytest.raises(BadInput, match="limit"):
        ask(facts(), limit=limit)


def test_fewer_asked_for_are_the_first() -> None:
    everybody = [card.entity.id for card in ask(facts()).cards]
    assert [card.entity.id for card in ask(facts(), limit=2).cards] == everybody[:2]


def test_circles_end_by_themselves() -> None:
    circles = (
        tie("PART_OF", "sector:water", "sector:treatment"),
        tie("PART_OF", "capability:pump", "capability:rotor"),
        tie("SUBSIDIARY_OF", "company:mother", AQUA),
        tie("SUBSIDIARY_OF", "company:rival", "company:rival-sub"),
    )
    assert "company:pumps" in cards(facts(*circles))


def test_the_order_of_the_facts_changes_nothing() -> None:
    mixed = [*RELATIONSHIPS]
    Random(3).shuffle(mixed)
    assert ask(Facts(reversed(ENTITIES), mixed)).as_json() == ask(facts()).as_json()


def test_what_was_cut_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    more: list[Entity | Relationship] = []
    for n in range(30):
        more += [entity(f"company:{n}", "Company", f"Firme {n}"), tie("ACTIVE_IN", f"company:{n}", "sector:treatment")]
    assert ask(facts(*more)).complete
    monkeypatch.setattr(partners_themes, "MOST_OF_A_THEME", 5)
    told = ask(facts(*more))
    assert not told.complete
    assert "too large to look at everybody" in told.explanation
    monkeypatch.undo()
    monkeypatch.setattr(analysis, "MOST_FOUND", 1)
    assert not ask(facts(*more)).complete


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_whatever_the_network_nobody_known_competing_or_objecting_is_suggested(random: Random) -> None:
    known = random_facts(random, 12, ties=20)
    snapshot = Snapshot.of(known)
    for actor in [e for e in known.entities.values() if e.is_actor and not e.objects]:
        told = find_partners(snapshot, Request(actor.id, 100, AS_OF), EN)
        for card in told.cards:
            id = card.entity.id
            assert id != actor.id
            assert not card.entity.objects
            assert snapshot.engine.tie_between(actor.id, id, AS_OF) is None
            assert not dealt_with(known, actor.id, id)
            assert not any(r.type == "COMPETES_WITH" and r.open_at(AS_OF) for r in known.between(actor.id, id))
            assert sum(reasons(card).values()) == pytest.approx(card.score)
        assert scores_fall(told.cards)


def scores_fall(told: Iterable[Card]) -> bool:
    scores = [card.score for card in told]
    return scores == sorted(scores, reverse=True)
