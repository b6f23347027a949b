"""Where a need stands on a day, and in which order needs and their lots come."""

from dataclasses import replace
from datetime import date

import pytest

from explorer.analysis.consortium import Need
from explorer.analysis.opportunities import PHASES, in_lots, is_open, phase, place, sought_by
from explorer.domain.facts import Facts
from explorer.domain.records import Entity
from explorer.domain.vocabulary import OPPORTUNITY_STATUSES
from tests.carriers import entity, tie

DAY = date(2024, 6, 15)
NEED = entity("need:1", "Opportunity", "Besoin")


def need(status: str | None, deadline: str | None, id: str = "need:1") -> Entity:
    said = {"status": status, "deadline": deadline}
    return replace(NEED, id=id, properties={name: value for name, value in said.items() if value})


@pytest.mark.parametrize(
    ("status", "deadline", "expected"),
    [
        ("open", None, "open"),
        ("open", "2024-06-15", "open"),
        ("open", "2024-06", "open"),
        ("open", "2024-06-14", "passed"),
        ("open", "2024-05", "passed"),
        ("open", "2023", "passed"),
        ("prospect", None, "followed"),
        ("prospect", "2024-01", "passed"),
        ("answered", "2024-01", "followed"),
        ("draft", None, "draft"),
        ("draft", "2020", "passed"),
        (None, None, "unsaid"),
        (None, "2020", "passed"),
        ("won", "2020", "ended"),
        ("lost", None, "ended"),
        ("closed", "2030", "ended"),
    ],
)
def test_where_a_need_stands(status: str | None, deadline: str | None, expected: str) -> None:
    assert phase(need(status, deadline), DAY) == expected


@pytest.mark.parametrize("status", [None, *OPPORTUNITY_STATUSES])
@pytest.mark.parametrize("deadline", [None, "2020", "2024-06", "2030-01-01"])
def test_what_counts_for_co_export_is_what_stands_as_open(status: str | None, deadline: str | None) -> None:
    found = need(status, deadline)
    assert phase(found, DAY) in PHASES
    assert is_open(found, DAY) == (phase(found, DAY) == "open")


def test_what_can_be_answered_soonest_comes_first_and_what_is_over_last() -> None:
    needs = [need("won", "2024-06-14", "a"), need("open", "2023", "b"), need("open", "2024-06-01", "c"), need("open", None, "d"), need("open", "2025", "e")]
    needs += [need("open", "2024-06-20", "f"), need("draft", None, "g")]
    assert [each.id for each in sorted(needs, key=lambda each: place(each, DAY))] == ["f", "e", "d", "g", "c", "b", "a"]


def test_lots_are_ordered_as_numbers() -> None:
    lots = ["lot 10", "lot 2", None, "Lot 2 bis", "B", "³"]
    assert sorted(lots, key=in_lots)[0] is None
    assert sorted(["lot 10", "lot 2", "lot 2 bis"], key=in_lots) == ["lot 2", "lot 2 bis", "lot 10"]


def test_the_needs_of_a_team_come_in_the_order_of_their_lots() -> None:
    lots = ["lot 10", "lot 2", "2", "B", "9" * 5_000]
    needs = sorted((Need(frozenset({"a"}), lot) for lot in (None, *lots)), key=lambda each: each.order)
    assert [each.lot for each in needs] == [*sorted(lots, key=in_lots), None]


def test_what_is_sought_by_lot() -> None:
    things = [entity(f"capability:{n}", "Capability", f"Savoir {n}") for n in range(4)]
    ties = [tie("SEEKS", "need:1", f"capability:{n}", lot=lot) for n, lot in enumerate(("10", "2", "2"))]
    ties += [tie("SEEKS", "need:1", "capability:3", until="2020")]
    found = sought_by(Facts([NEED, *things], ties), "need:1", DAY)
    assert [(each.lot, each.relationship.target) for each in found] == [("2", "capability:1"), ("2", "capability:2"), ("10", "capability:0")]
