"""Which engine answers."""

import pytest

from explorer.network import PlainEngine
from explorer.services import engines
from explorer.services.engines import Building, engine_for, outgrown, warm_up
from tests.networks import told

VILLAGE = told("Person a\nPerson b\na KNOWS b")


def test_a_small_network_needs_nothing_compiled() -> None:
    engine = engine_for(VILLAGE, Building(VILLAGE))
    assert isinstance(engine, PlainEngine)
    assert not outgrown(engine, VILLAGE)


def test_a_large_one_gets_the_compiled_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PLAIN_WILL_DO", 0)
    plain = PlainEngine(VILLAGE)
    warm_up().join()
    assert outgrown(plain, VILLAGE)
    engine = engine_for(VILLAGE, Building(VILLAGE))
    assert not isinstance(engine, PlainEngine)
    assert not outgrown(engine, VILLAGE)


def test_nobody_waits_for_the_plain_engine_on_a_huge_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PLAIN_WILL_DO", 0)
    monkeypatch.setattr(engines, "PLAIN_IS_TOO_SLOW", 0)
    assert not isinstance(engine_for(VILLAGE, Building(VILLAGE)), PlainEngine)
