"""Which small companies suit a need or a large group."""

from dataclasses import replace

import pytest

from explorer.analysis.suited import WEIGHTS
from explorer.domain.records import Entity, Relationship
from explorer.errors import BadInput, NotFound
from explorer.services.snapshot import Snapshot
from explorer.services.suited import SuitedAnswer, find_suited
from explorer.texts import texts
from tests.carriers import DAY, ENTITIES, entity, facts, tie

EN = texts("en")
BOXER = entity("company:boxer", "Company", "Boîtes", size_class="micro")
MORE = (
    BOXER,
    tie("OFFERS", "company:boxer", "capability:boxes", source_document="catalogue.pdf"),
    tie("TARGETS", "company:boxer", "country:AE"),
    tie("LOCATED_IN", "company:boxer", "city:roanne"),
)


def ask(target: str, *more: Entity | Relationship, **options: int) -> SuitedAnswer:
    return find_suited(Snapshot.of(facts(*MORE, *more)), target, EN, as_of=DAY, **options)


def names(answer: SuitedAnswer) -> list[str]:
    return [card.company.name for card in answer.cards]


def test_who_can_make_what_a_need_seeks() -> None:
    answer = ask("500 conteneurs pour Dubaï")
    assert (answer.group.id, [p.id for p in answer.products], [m.id for m in answer.markets]) == ("company:meridian", ["capability:boxes"], ["country:AE"])
    assert names(answer) == ["Boîtes"], "Froid makes containers, and the need seeks boxes, a part of them"
    (best,) = answer.cards
    assert {f.name: f.value for f in best.factors if f.name != "path"} == {"capability_fit": 1, "market": 1, "proximity": 1}
    assert {fact.relationship.source_document for fact in best.matched} == {"catalogue.pdf", None}
    assert best.missing == ("No path is known from Groupe Méridien to Boîtes.",)


def test_a_whole_is_suited_by_who_makes_a_part() -> None:
    answer = ask("need:containers", tie("SEEKS", "need:containers", "capability:containers"))
    assert names(answer) == ["Boîtes", "Froid du Forez"]
    froid = answer.cards[1]
    assert next(f.value for f in froid.factors if f.name == "capability_fit") == 0.5, "one of the two that are sought"
    assert froid.path is not None
    assert froid.missing == ("We do not know whether Froid du Forez aims at this market: ask.",)


def test_a_group_is_about_what_its_open_needs_and_subsidiaries_seek() -> None:
    answer = ask("Groupe Méridien")
    assert ([p.id for p in answer.products], [m.id for m in answer.markets]) == (["capability:boxes"], ["country:AE"])
    assert "capability:containers" in [p.id for p in ask("Groupe Méridien", tie("SEEKS", "company:gulf-sub-2", "capability:containers")).products]
    assert [p.id for p in ask("Groupe Méridien", tie("ACTIVE_IN", "company:meridian", "sector:health")).products] == ["capability:boxes"]
    late = replace(next(e for e in ENTITIES if e.id == "need:containers"), properties={"status": "open", "deadline": "2024-05"})
    assert ask("Groupe Méridien", late).products == ()


def test_a_group_that_seeks_nothing_is_about_its_trade() -> None:
    answer = ask("Santé Monde", tie("ACTIVE_IN", "company:small", "sector:health"))
    assert [p.id for p in answer.products] == ["capability:boxes", "sector:health"]
    assert names(answer) == ["Boîtes", "Petite Voisine"]
    assert next(f.value for f in answer.cards[1].factors if f.name == "capability_fit") == 0.25


def test_small_companies_only_and_neither_competitors_nor_its_own() -> None:
    own = tie("SUBSIDIARY_OF", "company:boxer", "company:meridian")
    rival = tie("COMPETES_WITH", "company:boxer", "company:meridian")
    larger = replace(BOXER, properties={"size_class": "eti"})
    for more in (own, rival, larger):
        assert names(ask("need:containers", more)) == []


def test_what_is_over_counts_nothing() -> None:
    ended = facts(BOXER, tie("OFFERS", "company:boxer", "capability:boxes", until="2023"))
    assert names(find_suited(Snapshot.of(ended), "need:containers", EN, as_of=DAY)) == []


def test_none_says_why() -> None:
    assert ask("Travaux du Levant").explanation == "Nothing is known of what Travaux du Levant seeks or does: no company can be said to suit it."
    bare = find_suited(Snapshot.of(facts()), "need:containers", EN, as_of=DAY)
    assert bare.explanation == "No small company is known that suits 500 conteneurs pour Dubaï, which is about: Caisses isothermes."


def test_the_json_sums_to_the_score() -> None:
    document = ask("need:containers", tie("SEEKS", "need:containers", "capability:containers")).as_json()
    assert list(document) == ["target", "group", "products", "markets", "results", "unknown_size"]
    for result in document["results"]:
        assert list(result) == ["company", "score", "factors", "missing", "path"]
        assert {f["name"]: f["weight"] for f in result["factors"]} == WEIGHTS
        assert sum(f["contribution"] for f in result["factors"]) == result["score"]
    assert [r["company"]["id"] for r in ask("need:containers", limit=1).as_json()["results"]] == ["company:boxer"]


def test_who_objects_by_now_is_not_named() -> None:
    more = facts(*MORE, tie("SEEKS", "need:containers", "capability:containers"))
    late = replace(Snapshot.of(more), objecting=lambda ids: frozenset({"person:lea"}) & frozenset(ids))
    assert "Léa Morel" not in str(find_suited(late, "need:containers", EN, as_of=DAY).as_json())
    assert "Léa Morel" in str(find_suited(Snapshot.of(more), "need:containers", EN, as_of=DAY).as_json())


@pytest.mark.parametrize("target", ["Léa Morel", "need:late", "Dubaï"])
def test_only_of_a_company_or_of_a_need_it_publishes(target: str) -> None:
    with pytest.raises(BadInput) as raised:
        ask(target)
    assert list(raised.value.errors) == ["target"]


def test_a_need_of_a_body_that_is_no_company() -> None:
    body = (entity("structure:cci", "Structure", "Chambre"), tie("PUBLISHES", "structure:cci", "need:late"), tie("SEEKS", "need:late", "capability:boxes"))
    answer = ask("need:late", *body)
    assert (answer.group.id, names(answer)) == ("structure:cci", ["Boîtes"])


def test_unknown_names() -> None:
    with pytest.raises(NotFound):
        ask("nobody at all")


def test_who_may_be_small_stands_apart_and_rivals_do_not() -> None:
    unsized = entity("company:unsized", "Company", "Taille inconnue")
    offers = tie("OFFERS", "company:unsized", "capability:boxes")
    answer = ask("500 conteneurs pour Dubaï", unsized, offers)
    assert [one.id for one in answer.unsized] == ["company:unsized"]
    assert "Taille inconnue" not in names(answer)
    rival = tie("COMPETES_WITH", "company:unsized", "company:meridian")
    assert ask("500 conteneurs pour Dubaï", unsized, offers, rival).unsized == ()
