"""The introductions the example network is there to show come out, and the honest "none" does not."""

from datetime import date
from functools import cache

import pytest

from explorer.domain.answers import Found, Question
from explorer.network import PlainEngine
from explorer.network.ends import actors_of
from tests.unit.examples.reading import facts

AS_OF = date(2024, 1, 1)
BEST = [
    ("company:rsa-cosmos", "city:katowice", ()),
    ("company:olivo", "structure:business-france-moyen-orient", ()),
    ("company:my-cyber-royaume", "country:IE", ("person:caroll-dutherage", "person:ambassade-irlande")),
    ("structure:mecaloire", "structure:ecole-des-mines-de-saint-etienne", ()),
    ("company:olivo", "company:bouygues-construction", ("structure:business-france-moyen-orient", "structure:business-france")),
]


@cache
def engine() -> PlainEngine:
    return PlainEngine(facts())


def ask(source: str, target: str) -> Found:
    known = facts()
    return engine().answer(Question(actors_of(known, source, AS_OF), actors_of(known, target, AS_OF), AS_OF, target_places=frozenset({target})))


@pytest.mark.parametrize(("source", "target", "intermediaries"), BEST)
def test_best_introduction(source: str, target: str, intermediaries: tuple[str, ...]) -> None:
    assert ask(source, target).paths[0].intermediaries == intermediaries


def test_two_companies_of_the_mission_can_meet_directly() -> None:
    """Both took part in November 2021; the office that prepared both is a way too."""
    kinds = {path.first_intermediary for path in ask("company:neyret", "company:cfl-klozmann").diverse}
    assert {None, "structure:business-france-moyen-orient"} <= kinds


def test_a_partner_city_introduces_nobody() -> None:
    found = ask("company:id-touch", "city:montreal")
    assert not found.paths
    assert (found.source_part.size, found.target_part.size) == (2, 0)


def test_a_request_for_money_is_no_tie() -> None:
    """Saint-Étienne Métropole and Mécaloire are tied by the grant that was voted, not by what the plan asks for."""
    tie = engine().network(AS_OF).tie("structure:mecaloire", "structure:saint-etienne-metropole")
    assert [[r.role for r in c.behind] for c in tie.contributions] == [["subvention votée, Production France 2023/2024"]]
