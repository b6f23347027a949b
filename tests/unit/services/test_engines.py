"""Which engine answers."""

from threading import Event

import pytest

from explorer.network import PlainEngine, compiling
from explorer.services import engines
from explorer.services.engines import Building, engine_for, outgrown, warm_up
from tests.networks import told

VILLAGE = told("Person a\nPerson b\na KNOWS b")
LASTING = Building(VILLAGE, lasting=True)


def test_a_small_network_needs_nothing_compiled() -> None:
    engine = engine_for(VILLAGE, LASTING)
    assert isinstance(engine, PlainEngine)
    assert not outgrown(engine, VILLAGE, LASTING)


def test_a_large_one_gets_the_compiled_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PLAIN_WILL_DO", 0)
    plain = PlainEngine(VILLAGE)
    warm_up().join()
    assert outgrown(plain, VILLAGE, LASTING)
    engine = engine_for(VILLAGE, LASTING)
    assert not isinstance(engine, PlainEngine)
    assert not outgrown(engine, VILLAGE, LASTING)


def test_nobody_waits_for_the_plain_engine_on_a_huge_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PLAIN_WILL_DO", 0)
    monkeypatch.setattr(engines, "PLAIN_IS_TOO_SLOW", 0)
    assert not isinstance(engine_for(VILLAGE, LASTING), PlainEngine)


def test_who_asks_once_waits_rather_than_searching_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PLAIN_ONCE", 0)
    assert not isinstance(engine_for(VILLAGE, Building(VILLAGE)), PlainEngine)


def test_where_nothing_can_be_compiled_the_plain_engine_answers(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(engines, "PLAIN_ONCE", 0)
    monkeypatch.setattr(engines, "_READY", Event())
    monkeypatch.setattr(compiling, "available", lambda: False)
    warm_up.cache_clear()
    assert isinstance(engine_for(VILLAGE, Building(VILLAGE)), PlainEngine)
    assert "numba does not run here" in caplog.text
    warm_up.cache_clear()
