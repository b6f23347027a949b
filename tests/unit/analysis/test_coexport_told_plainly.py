"""Who has the market and who the product, on networks made at random: held against the rules told once more, and whatever the facts rest on."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.analysis.coexport import TIERS, Coexport, Wanted
from explorer.analysis.factors import Candidate
from explorer.domain.countries import country_id
from explorer.domain.facts import Facts
from explorer.domain.records import Relationship
from tests.carriers import DAY, entity, tie
from tests.forms import FORMS

IDS = [f"company:{n}" for n in range(7)]


@st.composite
def territories(draw: st.DrawFn) -> Facts:
    """Companies of all sizes that own each other in any way, with presences, trades and needs at random."""
    random = draw(st.randoms(use_true_random=False))
    entities = [
        entity("country:AE", "Country", "AE"),
        entity("city:dubai", "City", "Dubai", country="AE"),
        *(entity(f"capability:{n}", "Capability", f"c{n}") for n in range(3)),
    ]
    for id in IDS:
        size, country = random.choice([None, "pme", "eti", "grand_groupe", "grand_groupe"]), random.choice([None, None, "FR", "AE"])
        entities.append(entity(id, "Company", id, **{k: v for k, v in (("size_class", size), ("country", country)) if v}))
    for n in range(3):
        values = {
            "status": random.choice(["open", "open", "won"]),
            "kind": random.choice(["co_export", "mission"]),
            "deadline": random.choice(["2024-05-31", "2024-06", "2030"]),
        }
        entities.append(entity(f"need:{n}", "Opportunity", f"n{n}", **values))
    ties: dict[str, Relationship] = {}
    for _ in range(random.randint(0, 24)):
        type, source, target = random.choice(LINKS)(random)
        if source != target:
            made = tie(type, source, target, **random.choice([{}, {}, {}, {"until": "2023"}, {"since": "2026"}]))
            ties[made.id] = made
    return Facts(entities, ties.values())


def _one(random: Random, kind: str) -> str:
    return random.choice(IDS) if kind == "company" else f"{kind}:{random.randint(0, 2)}"


LINKS: list[Callable[[Random], tuple[str, str, str]]] = [
    lambda random: ("SUBSIDIARY_OF", _one(random, "company"), _one(random, "company")),
    lambda random: ("SUBSIDIARY_OF", _one(random, "company"), _one(random, "company")),
    lambda random: ("OPERATES_IN", _one(random, "company"), random.choice(["country:AE", "city:dubai"])),
    lambda random: (random.choice(["OFFERS", "SEEKS"]), _one(random, "company"), _one(random, "capability")),
    lambda random: ("PART_OF", _one(random, "capability"), _one(random, "capability")),
    lambda random: ("PUBLISHES", _one(random, "company"), _one(random, "need")),
    lambda random: ("TARGETS", _one(random, "need"), "country:AE"),
    lambda random: ("SEEKS", _one(random, "need"), _one(random, "capability")),
    lambda random: ("COMPETES_WITH", _one(random, "company"), _one(random, "company")),
]
QUESTION = Wanted(IDS[0], "AE", frozenset({"capability:0"}), DAY)


def plainly(known: Facts, wanted: Wanted) -> dict[str, list[str]]:
    """The rules once more, one company at a time, with nothing but what is written down."""
    open_ties = [r for r in known.relationships if r.open_at(wanted.day)]
    owners = {(r.source, r.target) for r in open_ties if r.type == "SUBSIDIARY_OF"}

    def closure(start: set[str], pairs: set[tuple[str, str]]) -> set[str]:
        """All from which something of `start` is reached."""
        found = set(start)
        while more := {a for a, b in pairs if b in found} - found:
            found |= more
        return found

    own = closure({wanted.company}, owners)
    products = closure(set(wanted.products), {(r.source, r.target) for r in open_ties if r.type == "PART_OF"})
    direct = {r.source if r.target == wanted.company else r.target for r in open_ties if r.type == "COMPETES_WITH" and wanted.company in (r.source, r.target)}
    rivals = closure(direct, owners) | closure(direct, {(b, a) for a, b in owners})

    def is_open(id: str) -> bool:
        need = known.entities[id]
        return need.text("status") == "open" and need.properties["deadline"] != "2024-05-31"

    def published(id: str) -> set[str]:
        return {r.target for r in open_ties if r.type == "PUBLISHES" and r.source == id and is_open(r.target)}

    def ends(id: str, *types_: str) -> set[str]:
        return {r.target for r in open_ties if r.source == id and r.type in types_}

    tiers_: dict[str, list[str]] = {tier: [] for tier in TIERS}
    for id in sorted(IDS):
        size = known.entities[id].text("size_class")
        carries = size in ("eti", "grand_groupe") or (size is None and any(known.entities[n].text("kind") == "co_export" for n in published(id)))
        if not carries or id in own | rivals:
            continue
        family = closure({id}, {(a, b) for a, b in owners if a not in own})
        needs = {need for member in family for need in published(member)}
        market = any(known.entities[m].text("country") == "AE" or ends(m, "OPERATES_IN") & {"country:AE", "city:dubai"} for m in family)
        market = market or any(ends(need, "TARGETS") for need in needs)
        product = any(ends(m, "OFFERS", "SEEKS", "ACTIVE_IN") & products for m in family) or any(ends(need, "SEEKS") & products for need in needs)
        if market or product:
            tiers_["product_and_market" if market and product else "market" if market else "product"].append(id)
    return tiers_


@given(territories())
@settings(max_examples=200, deadline=None)
def test_tiers_are_those_of_the_rules_told_plainly(known: Facts) -> None:
    assert Coexport(known, QUESTION).by_tier() == plainly(known, QUESTION)


@given(territories(), st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_the_order_of_the_rows_changes_nothing(known: Facts, random: Random) -> None:
    entities, relationships = list(known.entities.values()), list(known.relationships)
    random.shuffle(entities)
    random.shuffle(relationships)
    assert everything(Facts(entities, relationships)) == everything(known)


@pytest.mark.parametrize("form", FORMS)
@given(known=territories())
@settings(max_examples=40, deadline=None)
def test_whatever_the_facts_rest_on(form: str, known: Facts) -> None:
    assert everything(FORMS[form](known.entities.values(), known.relationships)) == everything(known)


def everything(known: Facts) -> list[Candidate]:
    question = Coexport(known, QUESTION)
    return [question.candidate(id, tier) for tier, ids in question.by_tier().items() for id in ids]


@given(territories())
@settings(max_examples=80, deadline=None)
def test_a_tier_is_what_its_facts_say(known: Facts) -> None:
    """Every candidate brings what put it where it is, and nothing that is over."""
    for candidate in everything(known):
        has = {name: candidate.factors[name].known for name in ("market", "product")}
        assert has == {"market": candidate.tier != "product", "product": candidate.tier != "market"}
        for found in candidate.factors.values():
            assert 0 <= found.value <= 1
            assert all(r.open_at(DAY) for r in found.facts) or found.name == "welcomes_sme"
            assert {r.target for r in found.facts if r.type == "TARGETS"} <= {country_id("AE")}
