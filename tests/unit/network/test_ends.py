"""What an end of a question stands for."""

from datetime import date

import pytest

from explorer.domain.facts import Facts
from explorer.network import actors_meeting, actors_of, sectors_called
from tests.forms import FORMS
from tests.networks import AS_OF, told

WORLD = told("""
    Country country:CA
    Territory quebec country=CA
    Territory region
    City montreal
    City laval country=CA
    City toronto country=CA
    City lyon country=FR
    montreal PART_OF region
    region PART_OF quebec
    quebec PART_OF region
    laval PART_OF quebec until=2020
    Person pm
    Person objector objects=true
    Company in_montreal size_class=pme
    Company in_laval size_class=grand_groupe
    Company in_toronto
    Company left_montreal
    Company canadian country=CA
    Company exporter size_class=micro
    Structure in_lyon
    pm LOCATED_IN montreal
    objector LOCATED_IN montreal
    in_montreal LOCATED_IN montreal
    in_laval LOCATED_IN laval
    in_toronto LOCATED_IN toronto
    left_montreal LOCATED_IN montreal until=2023
    in_lyon LOCATED_IN lyon
    exporter OPERATES_IN country:CA
    in_lyon OPERATES_IN toronto since=2025
    Opportunity need
    in_lyon PUBLISHES need
    canadian PUBLISHES need since=2030
    Project p
    Event e
    Programme g
    e LOCATED_IN montreal
    pm PARTICIPATES_IN p until=2020
    objector PARTICIPATES_IN p
    canadian RUNS p
    exporter PARTICIPATES_IN p since=2030
    exporter PARTICIPATES_IN e
    in_lyon RUNS g
    exporter SUPPORTED_BY g
    Sector water name=Eau_potable code=E36
    Sector pipes name=Tuyaux
    Sector wood name=Forêt
    pipes PART_OF water
    in_montreal ACTIVE_IN pipes
    in_lyon ACTIVE_IN water
    exporter ACTIVE_IN wood
    canadian ACTIVE_IN water until=2020
    Capability milling
    Capability fine
    fine PART_OF milling
    exporter OFFERS fine
    Figure figure
    figure ABOUT canadian
""")


@pytest.fixture(scope="module", params=FORMS)
def world(request: pytest.FixtureRequest) -> Facts:
    return FORMS[request.param](WORLD.entities.values(), WORLD.relationships)


IN_CANADA = {"pm", "in_montreal", "in_laval", "in_toronto", "canadian", "exporter"}


@pytest.mark.parametrize(
    ("end", "actors"),
    [
        ("canadian", {"canadian"}),
        ("objector", set()),
        ("montreal", {"pm", "in_montreal"}),
        ("laval", {"in_laval"}),
        ("quebec", {"pm", "in_montreal"}),
        ("region", {"pm", "in_montreal"}),
        ("country:CA", IN_CANADA),
        ("need", {"in_lyon"}),
        ("p", {"pm", "canadian"}),
        ("e", {"exporter"}),
        ("g", {"in_lyon"}),
        ("water", {"in_montreal", "in_lyon"}),
        ("milling", {"exporter"}),
        ("figure", set()),
    ],
)
def test_actors_of(world: Facts, end: str, actors: set[str]) -> None:
    assert actors_of(world, end, AS_OF) == actors


def test_the_day_decides(world: Facts) -> None:
    assert actors_of(world, "montreal", date(2023, 12, 30)) == {"pm", "in_montreal", "left_montreal"}
    assert actors_of(world, "quebec", date(2020, 12, 30)) >= {"in_laval"}
    assert actors_of(world, "need", date(2030, 1, 1)) == {"in_lyon", "canadian"}
    assert "in_lyon" in actors_of(world, "country:CA", date(2025, 1, 1))


def test_who_is_unknown_is_an_error(world: Facts) -> None:
    with pytest.raises(KeyError):
        actors_of(world, "nobody", AS_OF)


@pytest.mark.parametrize(
    ("need", "actors"),
    [
        ({"label": "PME"}, {"in_montreal", "exporter"}),
        ({"label": "GrandGroupe"}, {"in_laval"}),
        ({"label": "Person"}, {"pm"}),
        ({"label": "City"}, set()),
        ({"market": "CA"}, IN_CANADA),
        ({"market": "ca"}, IN_CANADA),
        ({"market": "FR"}, {"in_lyon"}),  # no such node: known by the city's property
        ({"sector": "water"}, {"in_montreal", "in_lyon"}),
        ({"sector": "EAU POTABLE"}, {"in_montreal", "in_lyon"}),
        ({"sector": "e36"}, {"in_montreal", "in_lyon"}),
        ({"sector": "foret"}, {"exporter"}),
        ({"sector": "unheard of"}, set()),
        ({"label": "PME", "market": "CA", "sector": "wood"}, {"exporter"}),
        ({"label": "PME", "market": "FR"}, set()),
    ],
)
def test_actors_meeting(world: Facts, need: dict[str, str], actors: set[str]) -> None:
    assert actors_meeting(world, AS_OF, **need) == actors


def test_sectors_called(world: Facts) -> None:
    assert sectors_called(world, " Forêt ") == {"wood"}
    assert sectors_called(world, "pipes") == {"pipes"}
    assert sectors_called(world, "montreal") == frozenset()
