"""Nobody waits for ever: a database that hangs, dies or comes back."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from explorer.errors import DatabaseUnavailable
from explorer.web.patience import MOST_WAITING, Errand
from tests.web.serving import Served, serving

WAITS = "import explorer.web.held as h; h.READ_WITHIN = h.ANSWER_WITHIN = 2.0"


def test_an_errand_brings_back_what_was_returned_or_raised() -> None:
    errand = Errand("test")
    assert errand.ask(lambda: 7, 1) == 7
    with pytest.raises(ZeroDivisionError):
        errand.ask(lambda: 1 // 0, 1)


def test_an_errand_is_given_up_and_what_piled_up_is_not_begun() -> None:
    errand, hangs, begun = Errand("test"), threading.Event(), []
    for _ in range(3):
        with pytest.raises(DatabaseUnavailable):
            errand.ask(lambda: begun.append(hangs.wait(10)), 0.05)
    hangs.set()
    assert errand.ask(lambda: "back", 5) == "back"
    assert begun == [True]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A server with an embedded database of its own, to be done violence to."""
    with serving(tmp_path, before=WAITS) as served:
        served.wait_until_answered("/api/v1/search?q=a")
        yield served


def database_process(data: Path) -> psutil.Process:
    for process in psutil.process_iter(["cmdline"]):
        command = process.info["cmdline"] or [""]
        if "java" in command[0] and any(str(data) in part for part in command):
            return process
    raise AssertionError("the embedded server does not run")


def test_while_the_network_is_made_ready_the_database_is_not_blamed(tmp_path: Path) -> None:
    slow = "import time, explorer.services.snapshots as s; of = s.reads.snapshot; s.reads.snapshot = lambda *a, **k: (time.sleep(8), of(*a, **k))[1]"
    with serving(tmp_path, before=f"{WAITS}\n{slow}") as served:
        until, said = time.monotonic() + 60, ""
        while "is being read and made ready" not in said:  # the database itself has to start first
            assert time.monotonic() < until, said
            time.sleep(0.1)
            status, said = served.get("/api/v1/search?q=a", {"Accept-Language": "en"})
            assert status == 503, said
        served.wait_until_answered("/api/v1/search?q=a")


def test_while_the_database_hangs_every_request_says_so_in_time(served: Served, tmp_path: Path) -> None:
    process = database_process(tmp_path)
    process.suspend()
    try:
        time.sleep(1.1)
        began = time.monotonic()
        for address in ("/readyz", "/api/v1/search?q=a", "/search?q=a"):
            status, body = served.get(address)
            assert status == 503, address
            assert str(tmp_path) not in body
        asking = [threading.Thread(target=served.get, args=("/api/v1/search?q=a",)) for _ in range(30)]
        for thread in asking:
            thread.start()
        assert served.get("/healthz")[0] == 200
        for thread in asking:
            thread.join()
        assert time.monotonic() - began < 20
    finally:
        process.resume()
    served.wait_until_answered("/api/v1/search?q=a", 20)


def test_notes_that_do_not_come_hold_up_nobody(tmp_path: Path) -> None:
    hanging = "import time, explorer.services.snapshots as s; s.notes.all_notes = lambda _db: time.sleep(90) or {}"
    with serving(tmp_path, before=f"{WAITS}\n{hanging}") as served:
        served.wait_until_answered("/api/v1/search?q=a")
        began = time.monotonic()
        for address in ("/opportunities", "/api/v1/opportunities"):
            status, body = served.get(address, timeout=60)
            assert status == 503, address
            assert str(tmp_path) not in body
        assert time.monotonic() - began < 45
        assert served.get("/search?q=a")[0] == 200


def test_a_killed_database_is_back_by_itself(served: Served, tmp_path: Path) -> None:
    database_process(tmp_path).kill()
    served.wait_until_answered("/api/v1/search?q=a", 30)


def test_once_the_database_was_found_away_all_who_wait_are_told() -> None:
    errand, found = Errand("test"), threading.Event()

    def away() -> None:
        found.wait(5)
        raise DatabaseUnavailable("gone")

    told: list[str] = []

    def ask() -> None:
        try:
            errand.ask(away, 10)
        except DatabaseUnavailable as error:
            told.append(error.message)

    waiting = [threading.Thread(target=ask) for _ in range(6)]
    for thread in waiting:
        thread.start()
    time.sleep(0.2)
    found.set()
    for thread in waiting:
        thread.join(5)
    assert told == ["gone"] * 6


def test_few_wait_long_and_nobody_once_it_has_taken_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.web.patience.SHORT_WAIT", 0.3)
    errand, hangs = Errand("test"), threading.Event()
    waited: list[float] = []

    def ask(seconds: float = 1.2) -> None:
        began = time.monotonic()
        with pytest.raises(DatabaseUnavailable):
            errand.ask(lambda: hangs.wait(10), seconds)
        waited.append(time.monotonic() - began)

    asking = [threading.Thread(target=ask) for _ in range(10)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert sum(seconds < 0.8 for seconds in waited) == 10 - MOST_WAITING
    assert max(waited) < 2
    ask()
    assert waited[-1] < 0.2
    hangs.set()
    assert errand.ask(lambda: "back", 5) == "back"


def test_who_waits_for_something_that_gets_on_goes_on_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.web.patience.MOST_WAITING", 0)
    monkeypatch.setattr("explorer.web.patience.SHORT_WAIT", 0.3)
    errand = Errand("test")

    def slow() -> str:
        for _ in range(8):
            time.sleep(0.1)
            errand.heard()
        return "all of it"

    assert errand.ask(slow, 5) == "all of it"
