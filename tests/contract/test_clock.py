"""The clock of the machine may go back: what happened first stays first, and nothing waits for the clock to catch up."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from explorer.graphdb import Database, large_loads, logbook, open_database, reads
from explorer.services.snapshots import FRESH_FOR, Snapshots
from explorer.settings import Settings
from tests.contract.history import agree
from tests.contract.networks import CHAMBER, COMPANY, put


class Clock:
    """A year back at every look."""

    at = datetime(2030, 1, 1, tzinfo=UTC)

    @classmethod
    def now(cls, zone: object) -> datetime:
        cls.at -= timedelta(days=365)
        return cls.at


@pytest.fixture(autouse=True)
def _going_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "datetime", Clock)


def test_changes_stand_in_the_order_in_which_they_were_made(database: Database) -> None:
    names = [f"Name {number}" for number in range(5)]
    for name in names:
        put(database, [replace(COMPANY, name=name)])
    changes = agree(database)
    assert [change.sequence for change in changes] == [1, 2, 3, 4, 5]
    assert [change.at for change in changes] == sorted((change.at for change in changes), reverse=True)
    assert reads.entities(database, [COMPANY.id])[COMPANY.id].name == names[-1]


def test_a_snapshot_is_renewed_whatever_the_clock_says(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshots = Snapshots(database)
    put(database, [COMPANY])
    assert snapshots.current().sequence == 1
    monkeypatch.setattr(time, "time", lambda: 0.0)
    put(database, [CHAMBER])
    time.sleep(FRESH_FOR + 0.1)
    assert snapshots.current().sequence == 2


def test_an_interrupted_load_of_the_future_is_undone_all_the_same(database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_loads, "GONE_SECONDS", 0.5)
    database.write(lambda tx: large_loads._begin(tx, "killed", "tests"))
    monkeypatch.setattr(time, "time", lambda: 0.0)
    open_database(settings).close()
    assert database.read(large_loads.under_way) is None
