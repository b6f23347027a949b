"""Answers that name nobody who objects, even where they said so a moment ago and the network in memory does not know yet."""

from collections.abc import Callable, Iterable, Set
from typing import TypeVar

from explorer.services.snapshot import Snapshot

T = TypeVar("T")


def willing(snapshot: Snapshot, answer: Callable[[Snapshot], T], named: Callable[[Snapshot, T], Iterable[str]]) -> tuple[Snapshot, T]:
    """What `answer` finds, and the snapshot it was found in: asked again without those who object, of the people `named` in it.

    Raises DatabaseUnavailable where nobody can be asked about, and RuntimeError where an answer names somebody the snapshot says objects: it would be
    asked for ever.
    """
    known: Set[str] = frozenset()
    while True:
        found = answer(snapshot)
        objectors = snapshot.objecting(sorted(set(named(snapshot, found))))
        if not objectors:
            return snapshot, found
        if objectors & known:
            raise RuntimeError("An answer names people who object, though it was told so.")
        known = known | objectors
        snapshot = snapshot.without(objectors)
