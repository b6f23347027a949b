"""The places and sectors two entities can share."""

import pytest

from explorer.network.situation import situation
from tests.networks import AS_OF, told

WORLD = told("""
    Country country:FR
    Territory loire
    Territory region country=FR
    City saint-etienne
    City dubai country=AE
    loire PART_OF region
    saint-etienne PART_OF loire
    Sector s
    Sector t
    s PART_OF t
    Company c country=DE
    c LOCATED_IN saint-etienne
    c LOCATED_IN dubai until=2020
    c OPERATES_IN country:FR
    c ACTIVE_IN s
    c MEMBER_OF m
    Structure m
    m OPERATES_IN dubai
    Person p
    p WORKS_AT c
""")


@pytest.mark.parametrize(
    ("entity", "expected"),
    [
        ("c", {"country:DE", "country:FR", "saint-etienne", "s"}),
        ("m", {"dubai", "country:AE"}),
        ("p", set()),
        ("dubai", {"dubai", "country:AE"}),
        ("saint-etienne", {"saint-etienne", "country:FR"}),
        ("country:FR", {"country:FR"}),
        ("loire", {"country:FR"}),
        ("s", {"s"}),
        ("nobody", set()),
    ],
)
def test_situation(entity: str, expected: set[str]) -> None:
    assert situation(WORLD, entity, AS_OF) == expected


def test_the_day_decides() -> None:
    assert situation(WORLD, "c", AS_OF.replace(year=2019)) >= {"dubai", "country:AE"}
