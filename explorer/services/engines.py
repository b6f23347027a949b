"""Which engine answers: the plain one for small networks and while the other is being compiled, the compiled one otherwise."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from threading import Event, Thread
from typing import Final

from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.network import PathEngine, PlainEngine
from explorer.network.arrays import TieArrays
from explorer.network.building import tie_arrays
from explorer.network.evidence import touched_by
from explorer.network.overlay import with_changes

PLAIN_WILL_DO: Final = 5_000
PLAIN_IS_TOO_SLOW: Final = 50_000
"""Entities up to which the plain engine is used, and from which on it is not even meanwhile."""

_READY: Final = Event()


@dataclass(frozen=True, slots=True)
class Building:
    """Where an engine gets its arrays from: for today and tomorrow those that are `kept` of its base, with what changed since; else the facts themselves.

    `kept` gives the arrays of a day's ties in the base; None: nothing is kept.
    """

    base: Facts
    kept: Callable[[Facts, date], TieArrays] | None = None

    def __call__(self, facts: Facts, day: date, types: frozenset[str] | None) -> TieArrays:
        if self.kept is None or types is not None or not 0 <= (day - today()).days <= 1:
            return tie_arrays(facts, day, types)
        arrays = self.kept(self.base, day)
        if facts is self.base:
            return arrays
        touched = touched_by(self.base, facts, day, facts.changed_entities, facts.changed_relationships)
        return with_changes(arrays, self.base, facts, touched)


def engine_for(facts: Facts, building: Building) -> PathEngine:
    """The best there is now. Where nobody could wait for the plain engine, waits for the compiled one."""
    if len(facts.entities) <= PLAIN_WILL_DO:
        return PlainEngine(facts)
    compiling = warm_up()
    if len(facts.entities) > PLAIN_IS_TOO_SLOW:
        compiling.join()
    return _compiled(facts, building) if _READY.is_set() else PlainEngine(facts)


def outgrown(engine: PathEngine, facts: Facts) -> bool:
    """Whether a better engine has become available meanwhile."""
    return isinstance(engine, PlainEngine) and len(facts.entities) > PLAIN_WILL_DO and _READY.is_set()


@cache
def warm_up() -> Thread:
    """Begin to load the compiled engine, and to compile what was not kept from last time: a minute at worst, during which others go on. Begun once."""
    compiling = Thread(target=_compile, name="compiling", daemon=True)
    compiling.start()
    return compiling


def _compile() -> None:
    import_module("explorer.network.compiled").warm_up()
    _READY.set()


def _compiled(facts: Facts, building: Building) -> PathEngine:
    engine: PathEngine = import_module("explorer.network.compiled").CompiledEngine(facts, building)
    return engine


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=warm_up.cache_clear)  # the thread stayed behind
