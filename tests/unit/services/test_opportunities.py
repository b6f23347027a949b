"""Published needs as people ask for them: filters, pages, one need with who holds what it seeks."""

from dataclasses import replace
from typing import Any

import pytest

from explorer.domain.records import Entity, Relationship
from explorer.errors import BadInput, NotFound
from explorer.services.opportunities import MOST_LISTED, MOST_SOUGHT, WITH_HOLDERS, Filters, Listing, list_opportunities, opportunity
from explorer.services.snapshot import Snapshot
from explorer.texts import texts
from tests.carriers import DAY, entity, facts, tie

EN = texts("en")
MORE = (
    entity("need:sector", "Opportunity", "Partenaire santé", kind="Recherche de blouses", summary="Des blouses lavables.", status="prospect"),
    tie("ACTIVE_IN", "need:sector", "sector:health"),
    tie("PUBLISHES", "company:sante", "need:sector"),
)


def snapshot(*more: Entity | Relationship) -> Snapshot:
    return Snapshot.of(facts(*MORE, *more))


def ask(*more: Entity | Relationship, page: int = 1, page_size: int = 20, **filters: Any) -> Listing:
    return list_opportunities(snapshot(*more), Filters(**filters), EN, page=page, page_size=page_size, as_of=DAY)


def ids(listing: Listing) -> list[str]:
    return [need.entity.id for need in listing.needs]


def test_all_of_them_in_the_order_of_what_can_be_done() -> None:
    listing = ask()
    assert ids(listing) == ["need:containers", "need:anything", "need:sector", "need:draft", "need:late", "need:won"]
    assert listing.phases == {"open": 2, "followed": 1, "draft": 1, "passed": 1, "ended": 1}
    assert listing.explanation == "6 needs"
    assert (listing.needs[0].deadline, listing.needs[4].deadline) == ("until June 2024: 29 days are left", "the deadline, 31 May 2024, passed 1 day ago")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kind": "co-export"}, ["need:containers", "need:anything", "need:draft", "need:late", "need:won"]),
        ({"kind": "RECHERCHE de Blouses"}, ["need:sector"]),
        ({"market": "ae"}, ["need:containers", "need:draft"]),
        ({"market": "country:AE", "status": "draft"}, ["need:draft"]),
        ({"sector": "Q86"}, ["need:sector"]),
        ({"status": "open"}, ["need:containers", "need:anything", "need:late"]),
        ({"publisher": "Travaux du Levant"}, ["need:won"]),
        ({"text": "lavables"}, ["need:sector"]),
        ({"text": "Portage"}, ["need:anything", "need:won"]),
        ({"text": "Portage", "status": "won"}, ["need:won"]),
        ({"text": "zzzz"}, []),
    ],
)
def test_filters_narrow(filters: dict[str, Any], expected: list[str]) -> None:
    assert ids(ask(**filters)) == expected


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [("market", "ZZ", BadInput), ("status", "pending", BadInput), ("sector", "unicorns", NotFound), ("publisher", "unicorns", NotFound)],
)
def test_what_is_no_market_status_or_sector(field: str, value: str, kind: type[BadInput]) -> None:
    with pytest.raises(kind) as raised:
        list_opportunities(snapshot(), Filters(**{field: value}), EN, as_of=DAY)
    assert list(raised.value.errors) == [field]


def test_none_says_why() -> None:
    assert ask(text="zzzz").explanation == "No need fits these filters; the network knows 6 in all. Take a filter away."
    empty = list_opportunities(Snapshot.of(facts().__class__([], [])), Filters(), EN, as_of=DAY)
    assert empty.explanation.startswith("No need is known yet.")


def test_pages() -> None:
    first, second, beyond = (ask(page=page, page_size=4) for page in (1, 2, 3))
    assert ids(first) + ids(second) == ids(ask())
    assert (first.pages, beyond.needs, beyond.total) == (2, (), 6)


def test_the_json_of_a_list() -> None:
    document = ask(market="AE").as_json()
    assert list(document) == ["total", "page", "page_size", "results", "phases", "explanation", "funnel", "snapshot"]
    found = document["results"][0]
    assert found["opportunity"]["id"] == "need:containers"
    assert (found["status"], found["phase"], found["deadline"], found["amount"]) == ("open", "open", "2024-06", None)
    assert [publisher["id"] for publisher in found["publishers"]] == ["company:meridian"]
    assert [(need["lot"], need["sought"]["id"]) for need in found["needs"]] == [(None, "capability:boxes")]


def test_a_contact_who_objects_is_not_named() -> None:
    told: dict[str, Any] = {"status": "open", "contact": "person:lea"}
    asked = replace(entity("need:asked", "Opportunity", "Avec contact"), properties=told)
    assert next(need for need in ask(asked).needs if need.entity.id == "need:asked").contact is not None
    late = replace(snapshot(asked), objecting=lambda ids: frozenset({"person:lea"}) & frozenset(ids))
    assert "Léa Morel" not in str(list_opportunities(late, Filters(), EN, as_of=DAY).as_json())
    assert opportunity(late, "need:asked", EN, DAY).need.contact is None


def test_holders_of_what_is_sought_come_nearest_first() -> None:
    far = (entity("company:far", "Company", "Au loin"), tie("OFFERS", "company:far", "capability:containers"))
    detail = opportunity(snapshot(*far, tie("SEEKS", "need:containers", "capability:containers", lot="lot 2")), "need:containers", EN, DAY)
    boxes, containers = detail.held
    assert (boxes.total, [holder.entity.id for holder in boxes.nearest]) == (1, ["company:sante"])
    assert (containers.sought.lot, containers.total) == ("lot 2", 4)
    assert [(holder.entity.id, holder.path is not None) for holder in containers.nearest][:2] == [("company:froid", True), ("company:far", False)]


def test_a_need_that_seeks_nothing_or_that_nobody_publishes() -> None:
    lonely = entity("need:lonely", "Opportunity", "Seul")
    detail = opportunity(snapshot(lonely), "need:lonely", EN, DAY)
    assert (detail.held, detail.need.publishers, detail.need.phase) == ((), (), "unsaid")
    sought = opportunity(snapshot(lonely, tie("SEEKS", "need:lonely", "capability:boxes")), "need:lonely", EN, DAY)
    assert sought.held[0].nearest[0].path is None


def test_ten_thousand_things_sought_are_counted_and_the_first_named() -> None:
    things = [entity(f"capability:{n}", "Capability", f"Chose {n:05}") for n in range(10_000)]
    ties = [tie("SEEKS", "need:anything", thing.id, lot=str(n)) for n, thing in enumerate(things)]
    many = snapshot(*things, *ties)
    detail = opportunity(many, "need:anything", EN, DAY)
    assert (detail.need.sought_total, len(detail.need.sought), len(detail.held)) == (10_000, MOST_SOUGHT, WITH_HOLDERS)
    assert detail.unnamed == 10_000 - MOST_SOUGHT
    listed = next(need for need in list_opportunities(many, Filters(), EN, as_of=DAY).needs if need.entity.id == "need:anything")
    assert (listed.sought_total, len(listed.sought)) == (10_000, MOST_LISTED)


@pytest.mark.parametrize("id", ["nothing", "company:froid"])
def test_only_a_need_has_such_a_page(id: str) -> None:
    with pytest.raises(NotFound):
        opportunity(snapshot(), id, EN, DAY)
