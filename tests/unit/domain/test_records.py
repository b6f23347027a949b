"""Entities and relationships keep their invariants and know what holds on a day."""

from datetime import date
from typing import Any

import pytest

from explorer.domain.dates import parse_date
from explorer.domain.records import Entity, Relationship, Value


def relationship(**properties: Any) -> Relationship:
    return Relationship.from_properties("r", "KNOWS", "a", "b", properties)


@pytest.mark.parametrize(
    ("label", "size_class", "labels"),
    [
        ("Company", "micro", ("Company", "PME")),
        ("Company", "pme", ("Company", "PME")),
        ("Company", "eti", ("Company",)),
        ("Company", "grand_groupe", ("Company", "GrandGroupe")),
        ("Company", None, ("Company",)),
        ("Structure", "pme", ("Structure",)),
    ],
)
def test_the_size_of_a_company_gives_its_second_label(label: str, size_class: str | None, labels: tuple[str, ...]) -> None:
    entity = Entity("e", label, "E", {"size_class": size_class} if size_class else {})
    assert entity.labels == labels
    assert entity.shown_label == labels[-1]


def test_only_people_object() -> None:
    assert Entity("p", "Person", "P", {"objects": True}).objects
    assert not Entity("p", "Person", "P", {"objects": False}).objects
    assert not Entity("p", "Person", "P").objects
    assert not Entity("c", "Company", "C", {"objects": True}).objects


def test_who_is_an_actor() -> None:
    assert [label for label in ("Person", "Company", "Structure", "City", "Programme") if Entity("e", label, "E").is_actor] == [
        "Person",
        "Company",
        "Structure",
    ]


@pytest.mark.parametrize("impossible", [("", "City", "X"), ("x", "City", ""), ("x", "PME", "X"), ("x", "Ville", "X")])
def test_an_impossible_entity_is_refused(impossible: tuple[str, str, str]) -> None:
    with pytest.raises(ValueError, match=r"id and a name|unknown label"):
        Entity(*impossible)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"type": "CLIENT_OF"}, "unknown relationship type"),
        ({"type": "WORKED_WITH"}, "unknown relationship type"),
        ({"status": "guessed"}, "unknown status"),
        ({"target": "a"}, "to itself"),
        ({"stated_strength": 0}, "stated strength"),
        ({"stated_strength": 6}, "stated strength"),
    ],
)
def test_an_impossible_relationship_is_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Relationship(**({"id": "r", "type": "KNOWS", "source": "a", "target": "b"} | changed))


def test_flat_properties_come_back_unchanged() -> None:
    values: dict[str, Value] = {"since": "2019", "until": "2020-02", "observed_on": "2020-02-01", "role": "chair", "stated_strength": 3, "status": "inferred"}
    values |= {"evidence": "e", "source_document": "d", "origin": "f.csv:3", "outcome": "order"}
    again = Relationship.from_properties("r", "MET", "a", "b", values)
    assert again.flat() == values
    assert again.properties == {"outcome": "order"}
    assert again.until == parse_date("2020-02")
    assert relationship().flat() == {"status": "stated"}


def test_the_other_end() -> None:
    assert (relationship().other("a"), relationship().other("b")) == ("b", "a")


@pytest.mark.parametrize(
    ("dates", "day", "exists", "is_open"),
    [
        ({}, "2000-01-01", True, True),
        ({"since": "2020"}, "2019-12-31", False, False),
        ({"since": "2020"}, "2020-01-01", True, True),
        ({"until": "2020"}, "2020-12-30", True, True),
        ({"until": "2020"}, "2020-12-31", True, False),
        ({"since": "2020-05", "until": "2020-05"}, "2020-05-02", True, True),
    ],
)
def test_what_holds_on_a_day(dates: dict[str, str], day: str, exists: bool, is_open: bool) -> None:
    on = date.fromisoformat(day)
    assert relationship(**dates).exists_at(on) is exists
    assert relationship(**dates).open_at(on) is is_open
    assert relationship(**dates).ended_at(on) is (exists and not is_open)


@pytest.mark.parametrize(
    ("dates", "counts", "latest"),
    [
        ({}, None, None),
        ({"since": "2020"}, "2020-01-01", "2020-01-01"),
        ({"since": "2020", "observed_on": "2019"}, "2020-01-01", "2020-01-01"),
        ({"since": "2020", "observed_on": "2021-03"}, "2021-03-01", "2021-03-01"),
        ({"since": "2020", "observed_on": "2024-06-02"}, "2020-01-01", "2020-01-01"),
        ({"observed_on": "2024-06-02"}, None, None),
        ({"since": "2020", "until": "2022"}, "2022-12-31", "2022-12-31"),
        ({"since": "2020", "until": "2022", "observed_on": "2023"}, "2022-12-31", "2023-01-01"),
        ({"since": "2020", "until": "2024"}, "2020-01-01", "2020-01-01"),
    ],
)
def test_which_date_counts(dates: dict[str, str], counts: str | None, latest: str | None) -> None:
    day = date(2024, 6, 1)
    assert relationship(**dates).date_at(day) == (date.fromisoformat(counts) if counts else None)
    assert relationship(**dates).latest_date_at(day) == (date.fromisoformat(latest) if latest else None)
