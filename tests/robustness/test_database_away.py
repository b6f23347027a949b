"""The database stopped, suspended, slow, unreachable or closed to us while it is being asked: answers in time, the truth, and going on by itself."""

import threading
import time
from collections.abc import Callable, Iterator
from itertools import count

import psutil
import pytest
from flask import Flask

from explorer.app import create_app
from explorer.domain.records import Entity
from explorer.graphdb import writes
from explorer.web import held, patience
from tests.robustness.asking import ORGANISATION, READS, Said, all_at_once, timed
from tests.robustness.conftest import Server
from tests.robustness.proxy import DELAYS, DROPS, GARBLES, REFUSES, THREAD, TRUNCATES
from tests.waiting import until

RECOVERY = 60.0
"""Seconds after which everything is answered again, at the latest: a server takes long to start on two cores that much else runs on."""
SLACK = 1.5
"""Two cores are shared by everything that runs."""
_NUMBERS = count()

Away = Callable[[], None]

pytestmark = pytest.mark.usefixtures("short_waits")


@pytest.fixture
def app(server: Server) -> Iterator[Flask]:
    app = create_app(server.settings, testing=True)
    yield app
    held.held_by(app).close()


class Visitors:
    """What visitors, programs and operators get from one application; remembers the longest answer."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.longest = 0.0

    def get(self, address: str) -> tuple[int, str]:
        answer = self.app.test_client().get(address, headers={"Cookie": ORGANISATION, "Accept-Language": "en"})
        return answer.status_code, answer.get_data(as_text=True)

    def everything(self, times: int = 1) -> list[Said]:
        said = all_at_once(self.get, READS, times)
        self.longest = max([self.longest, *(one.seconds for one in said)])
        return said

    def operator(self) -> tuple[Said, Said]:
        return timed(self.get, "/healthz"), timed(self.get, "/readyz")

    def all_well(self) -> bool:
        return self.operator()[1].status == 200 and all(one.status == 200 for one in self.everything())


@pytest.fixture
def visitors(app: Flask) -> Visitors:
    visitors = Visitors(app)
    until(visitors.all_well, RECOVERY)
    return visitors


def of_the_application() -> int:
    """Threads, without those of the proxy."""
    return sum(thread.name != THREAD for thread in threading.enumerate())


def fault(server: Server, kind: str, request: pytest.FixtureRequest) -> tuple[Away, Away]:
    """Begin it, and end it."""
    if kind == "suspended":
        suspend: Callable[[psutil.Process], None] = request.getfixturevalue("suspend")
        process = server.process()
        return lambda: suspend(process), process.resume
    return lambda: server.proxy.now(kind), lambda: server.proxy.now("passes")


@pytest.mark.parametrize("kind", ["suspended", REFUSES, DROPS, TRUNCATES, GARBLES])
def test_every_request_says_why_in_time_and_all_is_well_afterwards(server: Server, visitors: Visitors, kind: str, request: pytest.FixtureRequest) -> None:
    threads = of_the_application()
    begin, end = fault(server, kind, request)
    begin()
    try:
        time.sleep(1.1)
        visitors.longest = 0.0
        said = [*visitors.everything(times=2), *visitors.everything()]
        assert {one.status for one in said} == {503}, [(one.address, one.status) for one in said]
        assert visitors.longest < held.READ_WITHIN + SLACK
        for one in said:
            assert "Traceback" not in one.body
            assert str(server.settings.database_url) not in one.body
            if one.address.startswith("/api/"):
                assert one.reason in {"unreachable", patience.HANGS}
        health, ready = visitors.operator()
        assert (health.status, ready.status) == (200, 503)
        assert health.seconds < SLACK
        assert ready.seconds < held.ANSWER_WITHIN + SLACK
    finally:
        end()
    longest = visitors.longest
    back = until(visitors.all_well, RECOVERY)
    until(lambda: of_the_application() <= threads, 10)
    print(f"{server.name:8} {kind:10} longest answer {longest:5.1f} s, back after {back:4.1f} s")


def test_a_slow_database_is_waited_for(server: Server, visitors: Visitors) -> None:
    """Everything takes twenty round trips' time longer, and is answered all the same."""
    server.proxy.now(DELAYS)
    time.sleep(1.1)
    visitors.longest = 0.0
    assert {one.status for one in visitors.everything()} == {200}
    assert visitors.longest < held.READ_WITHIN
    print(f"{server.name:8} {'slow':10} longest answer {visitors.longest:5.1f} s")


def test_what_was_written_meanwhile_is_never_answered_without(server: Server, visitors: Visitors) -> None:
    """Somebody else reaches the database while we do not: nothing that we kept may pass for what it holds."""
    server.proxy.now(REFUSES)
    name = f"Meanwhile{next(_NUMBERS)}"
    writes.save(server.direct, [Entity(f"company:{name}", "Company", name)], [], who="tests", batch=name)
    time.sleep(1.1)
    for _ in range(3):
        assert visitors.get(f"/api/v1/search?q={name}")[0] == 503
    server.proxy.now("passes")
    until(lambda: visitors.get("/readyz")[0] == 200, RECOVERY)
    assert f'"{name}"' in visitors.get(f"/api/v1/search?q={name}")[1]


def test_a_restarted_server_is_found_again(server: Server, visitors: Visitors) -> None:
    threads = of_the_application()
    server.restart()
    time.sleep(1.1)
    said = visitors.everything()
    assert {one.status for one in said} <= {200, 503}
    back = until(visitors.all_well, RECOVERY)
    until(lambda: of_the_application() <= threads, 10)
    print(f"{server.name:8} restarted  longest answer {visitors.longest:5.1f} s, back after {back:4.1f} s")


def test_another_password_shuts_out_and_the_right_one_lets_in(server: Server, visitors: Visitors) -> None:
    right = server.settings.database_password
    assert right is not None
    server.set_password("quite another one")
    server.proxy.cut()  # who is in stays in
    try:
        time.sleep(1.1)
        visitors.longest = 0.0
        said = visitors.everything()
        assert {one.status for one in said} == {503}
        assert visitors.longest < held.READ_WITHIN + SLACK
        assert {one.reason for one in said if one.address.startswith("/api/")} == {"wrong_password"}
        assert not any("another one" in one.body or right in one.body for one in said)
        health, ready = visitors.operator()
        assert (health.status, ready.status) == (200, 503)
    finally:
        server.set_password(right)
    back = until(visitors.all_well, RECOVERY)
    print(f"{server.name:8} password   longest answer {visitors.longest:5.1f} s, back after {back:4.1f} s")


def test_an_application_that_starts_without_its_database_begins_once_it_is_there(server: Server) -> None:
    server.proxy.now(REFUSES)
    app = create_app(server.settings, testing=True)
    visitors = Visitors(app)
    assert {one.status for one in visitors.everything()} == {503}
    assert [one.status for one in visitors.operator()] == [200, 503]
    server.proxy.now("passes")
    until(visitors.all_well, RECOVERY)
    held.held_by(app).close()
