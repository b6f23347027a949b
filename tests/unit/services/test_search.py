"""Finding entities by what people type."""

import pytest

from explorer.services.search import search
from explorer.services.snapshot import Snapshot
from tests.unit.services.village import snapshot


@pytest.fixture(scope="module")
def village() -> Snapshot:
    return snapshot()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("atlas", "company:atlas"),
        ("forez chambre", "structure:cci"),
        ("cham", "structure:cci"),
        ("duv", "person:ana"),
        ("départ", "programme:go"),
        ("DEPART", "programme:go"),
        ("structure:cci", "structure:cci"),
        ("Chambrre du Forez", "structure:cci"),
    ],
)
def test_words_begin_words_in_any_order_and_typos_are_forgiven(village: Snapshot, typed: str, first: str) -> None:
    assert search(village, typed).hits[0].entity.id == first


def test_hits_say_where_and_how_connected(village: Snapshot) -> None:
    hit = search(village, "Lumen").hits[0]
    assert (hit.entity.id, hit.city and hit.city.name, hit.ties) == ("company:lumen", "Feurs", 4)


def test_kinds_are_counted_whatever_is_asked_and_pages_do_not_overlap(village: Snapshot) -> None:
    page = search(village, "lumen", labels=["PME"])
    assert (page.total, page.by_label) == (1, {"PME": 1, "Company": 1})
    first, second = search(village, "lumen", limit=1), search(village, "lumen", skip=1, limit=1)
    assert {first.hits[0].entity.id, second.hits[0].entity.id} == {"company:lumen", "company:lumen-2"}


@pytest.mark.parametrize("typed", ["", "   ", "'''", "(((", "%%%", "\x00", "zzzzzzzz" * 2000])
def test_odd_queries_find_nothing_quietly(village: Snapshot, typed: str) -> None:
    assert search(village, typed).total == 0
