"""The whole answer to a co-export question, as people ask it."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.analysis.coexport import WEIGHTS
from explorer.domain.facts import Facts
from explorer.errors import Ambiguous, BadInput, NotFound
from explorer.network import PlainEngine
from explorer.network.compiled import CompiledEngine
from explorer.services.coexport import Answer, Card, Request, find_carriers
from explorer.services.paths_from import PathsFrom
from explorer.services.snapshot import Snapshot
from explorer.texts import Texts, texts
from tests.carriers import DAY, ENTITIES, FROID, RELATIONSHIPS, entity, facts, tie
from tests.networks import AS_OF, networks

EN = texts("en")


@pytest.fixture(scope="module")
def gulf() -> Snapshot:
    return Snapshot.of(facts())


def ask(snapshot: Snapshot, company: str = FROID, market: str = "AE", t: Texts = EN, **more: Any) -> Answer:
    return find_carriers(snapshot, Request(company, market, as_of=DAY, **more), t)


def names(answer: Answer) -> list[str]:
    return [card.group.name for card in answer.cards]


def card(answer: Answer, name: str) -> Card:
    return next(card for card in answer.cards if card.group.name == name)


def test_the_tiers_come_in_their_order(gulf: Snapshot) -> None:
    answer = ask(gulf)
    assert names(answer) == ["Groupe Méridien", "Milieu Logistique", "Travaux du Levant", "Sans Taille mais Ouverte", "Santé Monde"]
    assert [c.tier for c in answer.cards] == ["product_and_market", "product_and_market", "market", "market", "product"]
    assert answer.explanation.startswith("5 groups could carry Froid du Forez into United Arab Emirates. The product and the market: 2.")


def test_a_card_tells_facts_with_their_source_and_the_way_there(gulf: Snapshot) -> None:
    best = card(ask(gulf), "Groupe Méridien")
    told = {fact.sentence: fact.relationship.source_document for fact in best.matched}
    assert told["Méridien Stockage operates in Dubaï (since 2019)."] == "rapport.pdf"
    assert "500 conteneurs pour Dubaï seeks: Caisses isothermes." in told
    assert [said.sentence for said in best.said] == ["Groupe Méridien says that it welcomes SMEs."]
    assert best.missing == ()
    assert best.path is not None
    assert [stop.name for stop in best.path.stops] == ["Froid du Forez", "Léa Morel", "Max Petit"], "to the contact there, not only to the group"
    assert (
        best.next
        == "Answer the open need “500 conteneurs pour Dubaï” by June 2024: 29 days are left. Ask your colleague Léa Morel to introduce you to Max Petit."
    )
    assert {f.name: f.amount for f in best.weighed} == {
        "open_opportunities": "strong", "welcomes_sme": "strong", "capability_fit": "strong", "proximity": "medium", "path": "strong",
    }  # fmt: skip


def test_what_is_not_known_is_a_sentence(gulf: Snapshot) -> None:
    answer = ask(gulf)
    assert card(answer, "Sans Taille mais Ouverte").missing == (
        "Too little is known to rank Sans Taille mais Ouverte.",
        "We do not know whether Sans Taille mais Ouverte buys, sells or makes this: Conteneurs isothermes. Ask.",
        "We do not know the size of Sans Taille mais Ouverte.",
        "We know of no open need of Sans Taille mais Ouverte: ask whether one is coming.",
        "We do not know whether Sans Taille mais Ouverte carries SMEs abroad: ask.",
        "We do not know how near Sans Taille mais Ouverte and Froid du Forez are to each other.",
        "No path is known from Froid du Forez to Sans Taille mais Ouverte.",
        "Nobody to ask is named at Sans Taille mais Ouverte.",
    )
    assert "We do not know whether Santé Monde is on the market United Arab Emirates: ask." in card(answer, "Santé Monde").missing
    assert card(answer, "Travaux du Levant").next == "Find out who to ask at Travaux du Levant."


def test_a_contact_without_a_path_is_named() -> None:
    more = (entity("person:zoe", "Person", "Zoé Azur"), tie("WORKS_AT", "person:zoe", "company:sante"))
    found = card(ask(Snapshot.of(facts(*more))), "Santé Monde")
    assert found.path is None
    assert found.next == "Write to Zoé Azur, at Santé Monde, who does not know you yet."


def test_without_a_product_it_is_what_the_company_makes_else_its_trade(gulf: Snapshot) -> None:
    answer = ask(gulf)
    assert answer.product is not None
    assert (answer.product.id, answer.product.name) == ("capability:containers", "Conteneurs isothermes")
    two = ask(Snapshot.of(facts(tie("OFFERS", FROID, "capability:boxes"))))
    assert two.product is not None
    assert (two.product.id, two.product.name) == (None, "Caisses isothermes, Conteneurs isothermes")
    offer = next(r.id for r in RELATIONSHIPS if r.type == "OFFERS" and r.source == FROID)
    by_trade = ask(Snapshot.of(facts(tie("ACTIVE_IN", FROID, "sector:health"), without=frozenset({offer}))))
    assert card(by_trade, "Santé Monde").tier == "product"
    silent = ask(Snapshot.of(facts(without=frozenset({offer}))))
    assert silent.product is None
    assert silent.as_json()["product"] is None
    assert "We do not know what Froid du Forez makes: name a product." in card(silent, "Travaux du Levant").missing


@pytest.mark.parametrize("product", ["capability:containers", "HS 8609", "hs 8609", "conteneurs ISOTHERMES"])
def test_a_product_goes_by_id_code_or_name(gulf: Snapshot, product: str) -> None:
    assert ask(gulf, product=product).as_json() == ask(gulf).as_json()


def test_a_name_that_a_trade_and_a_product_share_means_both() -> None:
    both = Snapshot.of(facts(entity("capability:sante", "Capability", "santé"), tie("SEEKS", "company:levant", "capability:sante")))
    answer = ask(both, product="Santé")
    assert answer.product is not None
    assert answer.product.id is None
    assert {c.group.id: c.tier for c in answer.cards if c.tier != "market"} == {"company:levant": "product_and_market", "company:sante": "product"}


def test_weights_change_the_order_inside_a_tier_alone() -> None:
    more = Snapshot.of(facts(tie("OPERATES_IN", "company:sante", "country:AE"), tie("LOCATED_IN", "company:sante", "city:feurs")))
    assert names(ask(more))[:2] == ["Groupe Méridien", "Santé Monde"]
    near = ask(more, weights={"proximity": 100, "open_opportunities": 0, "welcomes_sme": 0, "capability_fit": 0})
    assert names(near)[:3] == ["Santé Monde", "Groupe Méridien", "Milieu Logistique"]
    assert near.weights["proximity"] == 100
    assert near.weights["path"] == WEIGHTS["path"]
    assert near.full == 115


def test_the_limit_is_over_all_tiers(gulf: Snapshot) -> None:
    assert names(ask(gulf, limit=3)) == names(ask(gulf))[:3]


def test_the_json_has_the_shape_of_the_contract(gulf: Snapshot) -> None:
    document = ask(gulf).as_json()
    assert list(document) == ["company", "market", "product", "results"]
    assert document["company"] == {"id": FROID, "name": "Froid du Forez", "labels": ["Company", "PME"]}
    assert document["market"] == {"id": "country:AE", "name": "United Arab Emirates", "labels": ["Country"]}
    assert document["product"] == {"id": "capability:containers", "name": "Conteneurs isothermes", "labels": ["Capability"]}
    for result in document["results"]:
        assert list(result) == ["group", "tier", "score", "factors", "missing", "path"]
        assert all(list(f) == ["name", "value", "weight", "contribution", "facts"] for f in result["factors"])
        assert {f["name"]: f["weight"] for f in result["factors"]} == {"market": 0, "product": 0, **WEIGHTS}
        assert sum(f["contribution"] for f in result["factors"]) == result["score"]
        assert all(f["contribution"] == f["value"] * f["weight"] for f in result["factors"])
    best = document["results"][0]
    assert list(best["path"]) == ["source", "target", "score", "hops", "weakest", "steps", "next"]
    assert "via" in best["factors"][0]["facts"][0]


def test_none_says_how_many_groups_there_are(gulf: Snapshot) -> None:
    answer = ask(gulf, market="JP", product="sector:health")
    assert names(answer) == ["Santé Monde"]
    none = ask(gulf, "Petite Voisine", market="JP")
    assert none.cards == ()
    assert none.explanation == "No large group is known to be on the market Japan that could carry Petite Voisine. The network knows 4 large groups in all."
    elsewhere = ask(Snapshot.of(facts(entity("sector:x", "Sector", "Rien"))), market="JP", product="Rien", t=texts("fr"))
    assert elsewhere.explanation.startswith("On ne connaît aucun grand groupe qui puisse porter Froid du Forez")


def test_sentences_are_in_the_asked_language(gulf: Snapshot) -> None:
    answer = ask(gulf, t=texts("fr"))
    assert answer.market.name == "Émirats arabes unis"
    assert "On ne sait pas si Santé Monde porte des PME à l’étranger : à demander." in card(answer, "Santé Monde").missing


def test_who_objects_by_now_is_neither_passed_nor_named() -> None:
    asked: list[str] = []

    def objecting(ids: Collection[str]) -> frozenset[str]:
        asked.extend(ids)
        return frozenset({"person:max"}) & frozenset(ids)

    late = replace(Snapshot.of(facts()), objecting=objecting)
    willing = [replace(e, properties={"objects": True}) if e.id == "person:max" else e for e in ENTITIES]
    known = Snapshot.of(Facts(willing, RELATIONSHIPS, 3))
    answer = ask(late)
    assert {"person:lea", "person:max"} <= set(asked)
    assert answer.as_json() == ask(known).as_json()
    assert "Max Petit" not in str(answer)


def test_a_contact_of_two_groups_is_the_way_to_both() -> None:
    both = ask(Snapshot.of(facts(tie("WORKS_AT", "person:max", "company:sante"), tie("WORKS_AT", "person:max", "company:levant", until="2020"))))
    ways = {c.group.id: c.path.stops[-1].id for c in both.cards if c.path}
    assert (ways["company:meridian"], ways["company:sante"]) == ("person:max", "person:max")
    assert ways.get("company:levant") != "person:max"


def test_a_contact_who_objects_by_now_is_not_written_to() -> None:
    more = (entity("person:zoe", "Person", "Zoé Azur"), tie("WORKS_AT", "person:zoe", "company:sante"))
    late = replace(Snapshot.of(facts(*more)), objecting=lambda ids: frozenset({"person:zoe"}) & frozenset(ids))
    assert card(ask(late), "Santé Monde").next == "Find out who to ask at Santé Monde."


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"market": "ZZ"}, "market"),
        ({"market": "Dubai"}, "market"),
        ({"market": ""}, "market"),
        ({"company": "Léa Morel"}, "company"),
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"weights": {"path": -1}}, "weight_path"),
        ({"weights": {"path": 101}}, "weight_path"),
        ({"weights": {"path": float("nan")}}, "weight_path"),
        ({"weights": {"luck": 1}}, "weight_luck"),
    ],
)
def test_bad_questions_are_told_by_field(gulf: Snapshot, change: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as raised:
        find_carriers(gulf, replace(Request(FROID, "AE", as_of=DAY), **change), EN)
    assert list(raised.value.errors) == [field]
    assert raised.value.message


def test_unknown_and_ambiguous_names(gulf: Snapshot) -> None:
    with pytest.raises(NotFound) as raised:
        ask(gulf, product="Conteneur isotherme")
    assert raised.value.errors["product"][0]["id"] == "capability:containers"
    with pytest.raises(NotFound):
        ask(gulf, "nobody at all")
    with pytest.raises(Ambiguous):
        ask(Snapshot.of(facts(entity("company:froid-2", "Company", "Froid du Forez"))), "froid du forez")


@settings(max_examples=100, deadline=None)
@given(networks(8), st.data())
def test_what_paths_score_is_known_before_they_are_looked_for(facts: Facts, data: st.DataObject) -> None:
    """And the best path to all of some is the best of the paths to each."""
    actors = sorted(entity.id for entity in facts.entities.values() if entity.is_actor)
    asker, ids = data.draw(st.sampled_from(actors)), data.draw(st.lists(st.sampled_from(actors), min_size=1, unique=True))
    rivalry = any(r.type == "COMPETES_WITH" for r in facts.relationships)
    for engine in (PlainEngine(facts), CompiledEngine(facts)):
        snapshot = replace(Snapshot.of(facts), engine=engine)
        paths = PathsFrom(snapshot, asker, AS_OF, ids)
        scores, found = paths.scores(ids), {id: path for id in ids if (path := paths.to(id))}
        assert found.keys() <= scores.keys()
        for id, path in found.items():
            assert path.score == scores[id] if not rivalry else path.score <= scores[id]
        if not rivalry:
            assert found.keys() == scores.keys()
            assert paths.to(*ids) == min(found.values(), key=lambda path: path.order, default=None)
