"""Who has the market, who the product, and what speaks for a group: each rule on a network made by hand."""

from dataclasses import replace

import pytest

from explorer.analysis.coexport import FIT, Coexport, Wanted
from explorer.analysis.factors import Factor
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship, Value
from tests.carriers import DAY, ENTITIES, FROID, RELATIONSHIPS, entity, facts, group, tie

CONTAINERS = frozenset({"capability:containers"})
WANTED = Wanted(FROID, "AE", CONTAINERS, DAY)


def tiers(known: Facts, wanted: Wanted = WANTED) -> dict[str, list[str]]:
    return Coexport(known, wanted).by_tier()


def tier_of(id: str, *more: Entity | Relationship, without: frozenset[str] = frozenset(), wanted: Wanted = WANTED) -> str | None:
    return next((tier for tier, ids in tiers(facts(*more, without=without), wanted).items() if id in ids), None)


def factor(id: str, name: str, *more: Entity | Relationship, wanted: Wanted = WANTED) -> Factor:
    return Coexport(facts(*more), wanted).candidate(id, "product_and_market").factors[name]


def types(found: Factor) -> list[str]:
    return [r.type for r in found.facts]


def without_tie(type: str, source: str, target: str) -> frozenset[str]:
    return frozenset({next(r.id for r in RELATIONSHIPS if (r.type, r.source, r.target) == (type, source, target))})


def known_as(id: str, **changes: Value) -> Entity:
    """An entity with other properties."""
    found = next(e for e in ENTITIES if e.id == id)
    return replace(found, properties={**found.properties, **changes})


def test_both_then_the_market_then_the_product() -> None:
    assert tiers(facts()) == {
        "product_and_market": ["company:meridian", "company:mid"],
        "market": ["company:levant", "company:opener"],
        "product": ["company:sante"],
    }


def test_the_market_by_a_subsidiary_at_any_depth_in_a_city_of_it() -> None:
    assert types(factor("company:meridian", "market")) == ["PUBLISHES", "TARGETS", "OPERATES_IN", "PART_OF", "SUBSIDIARY_OF", "SUBSIDIARY_OF"]
    assert tier_of("company:meridian", without=frozenset({"need:containers"})) == "market"
    assert tier_of("company:meridian", without=frozenset({"need:containers"}) | without_tie("SUBSIDIARY_OF", "company:gulf-sub-2", "company:gulf-sub")) is None


def test_the_market_by_the_country_of_a_company_or_of_its_subsidiary() -> None:
    assert tier_of("company:levant") == "market"
    assert tier_of("company:levant", known_as("company:levant", country="FR")) is None
    abroad = (entity("company:branch", "Company", "Branche", country="AE"), tie("SUBSIDIARY_OF", "company:branch", "company:sante"))
    assert tier_of("company:sante", *abroad) == "product_and_market"


def test_the_market_in_a_city_that_says_its_country_by_property_alone() -> None:
    assert tier_of("company:sante", tie("OPERATES_IN", "company:sante", "city:sharjah")) == "product_and_market"


def test_a_market_without_a_node_of_its_own() -> None:
    elsewhere = replace(WANTED, market="JP")
    assert tier_of("company:sante", wanted=elsewhere) == "product"
    assert tier_of("company:sante", known_as("company:sante", country="JP"), wanted=elsewhere) == "product_and_market"


@pytest.mark.parametrize("type", FIT)
def test_the_product_by_offering_seeking_or_being_active_in_it(type: str) -> None:
    wanted = replace(WANTED, products=frozenset({"sector:health"})) if type == "ACTIVE_IN" else WANTED
    product = next(iter(wanted.products))
    assert tier_of("company:levant", tie(type, "company:levant", product), wanted=wanted) == "product_and_market"
    assert factor("company:levant", "capability_fit", tie(type, "company:levant", product), wanted=wanted).value == FIT[type]


def test_a_part_of_the_product_will_do_and_a_whole_will_not() -> None:
    assert tier_of("company:sante") == "product"
    parts = replace(WANTED, products=frozenset({"capability:boxes"}))
    assert tier_of("company:mid", wanted=parts) == "market"


def test_the_best_way_to_have_the_product_counts_and_brings_its_facts() -> None:
    both = factor("company:mid", "capability_fit", tie("OFFERS", "company:mid", "capability:boxes"))
    assert (both.value, types(both)) == (FIT["SEEKS"], ["SEEKS"])


@pytest.mark.parametrize(
    ("change", "tier"),
    [({}, "product_and_market"), ({"deadline": "2024-05"}, "market"), ({"deadline": "2024-06-01"}, "product_and_market"), ({"status": "answered"}, "market")],
)
def test_a_need_counts_while_it_is_open(change: dict[str, Value], tier: str) -> None:
    assert tier_of("company:meridian", known_as("need:containers", **change)) == tier


def test_a_need_taken_back_counts_no_more() -> None:
    gone = without_tie("PUBLISHES", "company:meridian", "need:containers")
    assert tier_of("company:meridian", tie("PUBLISHES", "company:meridian", "need:containers", until="2024-05"), without=gone) == "market"


@pytest.mark.parametrize("type", ["OPERATES_IN", "SEEKS"])
@pytest.mark.parametrize(("dates", "counts"), [({"until": "2024-05-31"}, False), ({"since": "2025"}, False), ({"since": "2020", "until": "2030"}, True)])
def test_what_is_over_or_not_begun_counts_nothing(type: str, dates: dict[str, str], counts: bool) -> None:
    target = "country:AE" if type == "OPERATES_IN" else "capability:containers"
    fresh = group("company:fresh", "Nouveau")
    assert (tier_of("company:fresh", fresh, tie(type, "company:fresh", target, **dates)) is not None) is counts


def test_a_subsidiary_sold_speaks_for_nobody() -> None:
    sold = without_tie("SUBSIDIARY_OF", "company:gulf-sub", "company:meridian")
    again = tie("SUBSIDIARY_OF", "company:gulf-sub", "company:meridian", until="2023")
    assert tier_of("company:meridian", again, without=sold | {"need:containers"}) is None


def test_subsidiaries_in_a_circle_end() -> None:
    circle = (tie("SUBSIDIARY_OF", "company:meridian", "company:gulf-sub-2"), tie("SUBSIDIARY_OF", "company:sante", "company:sante-2"))
    known = facts(*circle, entity("company:sante-2", "Company", "Santé 2"), tie("SUBSIDIARY_OF", "company:sante-2", "company:sante"))
    assert tiers(known)["product_and_market"] == ["company:meridian", "company:mid"]


def test_only_large_groups_and_companies_of_intermediate_size() -> None:
    found = [id for ids in tiers(facts()).values() for id in ids]
    assert "company:mid" in found
    assert not {"company:small", "company:unsized", "company:gulf-sub", "company:gulf-sub-2"} & set(found)
    assert tier_of("company:mid", known_as("company:mid", size_class="micro")) is None


@pytest.mark.parametrize(
    ("change", "counts"),
    [({}, True), ({"deadline": "2024-05"}, False), ({"status": "draft"}, False), ({"kind": "call_for_tenders"}, False), ({"kind": "co export"}, True)],
)
def test_of_unknown_size_only_with_an_open_co_export_need(change: dict[str, Value], counts: bool) -> None:
    assert (tier_of("company:opener", known_as("need:anything", **change)) is not None) is counts


def test_never_itself_nor_its_own_subsidiaries() -> None:
    large = known_as(FROID, size_class="grand_groupe", country="AE")
    own = group("company:own", "Froid Golfe", country="AE")
    assert tier_of(FROID, large) is None
    assert tier_of("company:own", own, tie("SUBSIDIARY_OF", "company:own", FROID)) is None


def test_its_own_group_counts_but_not_for_what_the_company_itself_does() -> None:
    owned = tie("SUBSIDIARY_OF", FROID, "company:levant")
    assert tier_of("company:levant", owned) == "market"
    assert not factor("company:levant", "product", owned).known


def test_never_a_competitor_its_group_or_its_subsidiaries() -> None:
    assert tier_of("company:rival-sub") is None
    assert tier_of("company:rival") is None
    below = group("company:rival-below", "Rival dessous", country="AE")
    assert tier_of("company:rival-below", below, tie("SUBSIDIARY_OF", "company:rival-below", "company:rival-sub")) is None
    over = without_tie("COMPETES_WITH", FROID, "company:rival-sub")
    assert tier_of("company:rival-sub", tie("COMPETES_WITH", "company:rival-sub", FROID, until="2020"), without=over) == "product_and_market"


def test_open_needs_are_worth_what_of_the_question_they_are_about() -> None:
    assert factor("company:meridian", "open_opportunities").value == 1
    market_only = without_tie("SEEKS", "need:containers", "capability:boxes")
    assert Coexport(facts(without=market_only), WANTED).candidate("company:meridian", "product_and_market").factors["open_opportunities"].value == 0.5
    assert factor("company:meridian", "open_opportunities", wanted=replace(WANTED, products=frozenset())).value == 1
    assert not factor("company:levant", "open_opportunities").known


def test_a_need_of_a_subsidiary_is_one_of_the_group() -> None:
    more = (
        entity("need:sub", "Opportunity", "Besoin", status="open"),
        tie("PUBLISHES", "company:gulf-sub-2", "need:sub"),
        tie("TARGETS", "need:sub", "country:AE"),
    )
    assert "need:sub" in {r.target for r in factor("company:meridian", "open_opportunities", *more).facts}


def test_welcome_is_what_a_group_says_else_what_it_did() -> None:
    said = factor("company:meridian", "welcomes_sme")
    assert (said.value, said.known, said.facts, said.said[0].property) == (1, True, (), "welcomes_sme")
    refused = factor("company:levant", "welcomes_sme", known_as("company:levant", welcomes_sme=False))
    assert (refused.value, refused.known) == (0, True)
    once = factor("company:levant", "welcomes_sme")
    assert (once.value, types(once)) == (0.5, ["PUBLISHES"])
    carrying = entity("programme:carrying", "Programme", "Portage", kind="carrying")
    twice = factor("company:levant", "welcomes_sme", carrying, tie("PARTICIPATES_IN", "company:levant", "programme:carrying", until="2015"))
    assert twice.value == 0.75
    assert not factor("company:sante", "welcomes_sme").known


def test_proximity_falls_with_every_step_up_to_a_place_both_are_in() -> None:
    def near(*more: Entity | Relationship) -> tuple[float, bool]:
        found = factor("company:sante", "proximity", *more)
        return found.value, found.known

    assert near() == (0, False)
    assert near(tie("LOCATED_IN", "company:sante", "city:feurs")) == (1, True)
    assert near(tie("LOCATED_IN", "company:sante", "city:roanne")) == (0.5, True)
    assert near(tie("LOCATED_IN", "company:sante", "city:lille")) == (0.1, True)
    assert near(tie("LOCATED_IN", "company:sante", "city:sharjah")) == (0, True)
    assert near(tie("LOCATED_IN", "company:sante", "city:feurs", until="2020")) == (0, False)
    branch = (entity("company:branch", "Company", "Branche"), tie("SUBSIDIARY_OF", "company:branch", "company:sante"))
    assert near(*branch, tie("LOCATED_IN", "company:branch", "city:feurs")) == (1, True)
    roanne = factor("company:meridian", "proximity")
    assert types(roanne) == ["LOCATED_IN", "PART_OF", "LOCATED_IN", "PART_OF"]


def test_a_company_of_unknown_place_is_near_nobody() -> None:
    nowhere = facts(without=without_tie("LOCATED_IN", FROID, "city:feurs"))
    assert not Coexport(nowhere, WANTED).candidate("company:meridian", "product_and_market").factors["proximity"].known


def test_without_a_product_only_the_market_counts() -> None:
    found = tiers(facts(), replace(WANTED, products=frozenset()))
    assert found["product_and_market"] == found["product"] == []
    assert "company:meridian" in found["market"]


def test_ten_thousand_needs_and_one_without_any() -> None:
    needs = [entity(f"need:{n}", "Opportunity", f"Besoin {n}", status="open") for n in range(10_000)]
    ties = [tie(*ends) for n in range(10_000) for ends in (("PUBLISHES", "company:sante", f"need:{n}"), ("SEEKS", f"need:{n}", "capability:boxes"))]
    empty = (entity("need:empty", "Opportunity", "Rien", status="open"), tie("PUBLISHES", "company:levant", "need:empty"))
    known = facts(*needs, *ties, *empty)
    found = Coexport(known, WANTED)
    assert found.by_tier()["product"] == ["company:sante"]
    assert found.candidate("company:sante", "product").factors["open_opportunities"].value == 0.5
    assert not found.candidate("company:levant", "market").factors["open_opportunities"].known
