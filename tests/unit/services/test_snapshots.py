"""What a process holds is asked about once a second, and never handed out older."""

from typing import cast

import pytest

from explorer.domain.facts import Facts
from explorer.domain.records import Entity
from explorer.graphdb import Database, reads
from explorer.services.snapshots import FRESH_FOR, Snapshots


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The database's sequence, and how often it was read whole: [sequence, reads]."""
    state = [1, 0]

    def snapshot(_: object, _progress: object = None) -> Facts:
        state[1] += 1
        return Facts([Entity("a", "Person", "A")], [], state[0])

    monkeypatch.setattr(reads, "sequence", lambda _: state[0])
    monkeypatch.setattr(reads, "snapshot", snapshot)
    monkeypatch.setattr(reads, "follow", lambda database, _known: snapshot(database))
    return state


def test_is_renewed_only_when_something_changed(stored: list[int]) -> None:
    clock = Clock()
    snapshots = Snapshots(cast(Database, None), clock)
    assert snapshots.fresh() is None
    assert snapshots.current().sequence == 1
    stored[0] = 2
    clock.now += FRESH_FOR / 2
    assert snapshots.current().sequence == 1
    clock.now += FRESH_FOR / 2
    assert snapshots.fresh() is None
    assert snapshots.current().sequence == 2
    clock.now += FRESH_FOR
    assert snapshots.current().sequence == 2
    assert stored[1] == 2
