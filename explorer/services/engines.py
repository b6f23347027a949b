"""Which engine answers: the plain one for small networks and while the other is being compiled, the compiled one otherwise."""

import logging
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
from explorer.network.building import of_types, tie_arrays
from explorer.network.evidence import touched_by
from explorer.network.overlay import with_changes

PLAIN_WILL_DO: Final = 500
"""Entities up to which nothing need be compiled for a process that lasts: after each change the plain engine begins anew, but that takes no time."""
PLAIN_ONCE: Final = 5_000
"""The same for a process that asks once."""
PLAIN_IS_TOO_SLOW: Final = 50_000
"""Entities from which on the plain engine does not even answer while the other is being compiled: that is done sooner."""

LOADED_WITHIN: Final = 10.0
"""Seconds in which what was compiled earlier is loaded, on a busy machine: worth a wait, since the first questions would keep the plain engine busy."""

_READY: Final = Event()


@dataclass(frozen=True, slots=True)
class Building:
    """Where an engine gets its arrays from: for today and tomorrow those that are `kept` of its base, with what changed since; else the facts themselves.

    `kept` gives the arrays of a day's ties in the base; None: nothing is kept. `lasting`: for a process that goes on asking.
    """

    base: Facts
    kept: Callable[[Facts, date], TieArrays] | None = None
    lasting: bool = False

    def __call__(self, facts: Facts, day: date, types: frozenset[str] | None) -> TieArrays:
        if self.kept is None or not 0 <= (day - today()).days <= 1:
            return tie_arrays(facts, day, types)
        whole = self.kept(self.base, day)
        arrays = whole if types is None else of_types(whole, types)
        if facts is self.base:
            return arrays
        touched = touched_by(self.base, facts, day, facts.changed_entities, facts.changed_relationships)
        return with_changes(arrays, self.base, facts, touched)


def engine_for(facts: Facts, building: Building) -> PathEngine:
    """The best there is now, or in a moment. Where nobody could wait for the plain engine, waits for the compiled one."""
    size = len(facts.entities)
    if size <= _plain_up_to(building):
        return PlainEngine(facts)
    compiling = warm_up()
    compiling.join(None if size > PLAIN_IS_TOO_SLOW or not building.lasting else LOADED_WITHIN)
    return _compiled(facts, building) if _READY.is_set() else PlainEngine(facts)


def makeshift(engine: PathEngine, facts: Facts, building: Building) -> bool:
    """Whether this is the slower engine where the other one ought to answer: it is being compiled, or cannot be."""
    return isinstance(engine, PlainEngine) and len(facts.entities) > _plain_up_to(building)


def outgrown(engine: PathEngine, facts: Facts, building: Building) -> bool:
    """Whether a better engine has become available meanwhile."""
    return makeshift(engine, facts, building) and _READY.is_set()


def _plain_up_to(building: Building) -> int:
    return PLAIN_WILL_DO if building.lasting else PLAIN_ONCE


@cache
def warm_up() -> Thread:
    """Begin to load the compiled engine, and to compile what was not kept from last time: a minute at worst, during which others go on. Begun once."""
    compiling = Thread(target=_compile, name="compiling", daemon=True)
    compiling.start()
    return compiling


def _compile() -> None:
    if import_module("explorer.network.compiling").available():
        import_module("explorer.network.compiled").warm_up()
        _READY.set()
    else:
        logging.getLogger("explorer").warning("paths are searched by plain code: numba does not run here")


def _compiled(facts: Facts, building: Building) -> PathEngine:
    engine: PathEngine = import_module("explorer.network.compiled").CompiledEngine(facts, building)
    return engine


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=warm_up.cache_clear)  # the thread stayed behind
