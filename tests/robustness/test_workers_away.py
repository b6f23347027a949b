"""Real workers, and the command line, while the database is away: no worker dies, no thread is left, nobody waits for ever."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from explorer.graphdb import open_database
from explorer.settings import Settings
from explorer.web.server import THREADS
from tests.contract.networks import COMPANY, ENTITIES, RELATIONSHIPS, put
from tests.robustness.asking import ORGANISATION, READS, all_at_once, timed
from tests.robustness.conftest import SHORT, Server
from tests.robustness.proxy import DELAYS, DROPS, REFUSES, TRUNCATES
from tests.torture.processes import kill, servers, watchdogs
from tests.waiting import until
from tests.web.serving import Served, serving

READ_WITHIN = SHORT["explorer.web.held.READ_WITHIN"]
SLACK = 3.0
STEPS = (REFUSES, DROPS, DELAYS, TRUNCATES)

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="one process serves where the system cannot fork"),
    pytest.mark.usefixtures("short_waits"),
]


@pytest.fixture
def served(server: Server, tmp_path: Path) -> Iterator[Served]:
    """Two workers that reach the database through the proxy, with short time limits."""
    patched = "\n".join(f"import {name.rpartition('.')[0]}; {name} = {seconds}" for name, seconds in SHORT.items())
    url, user, password, name = (getattr(server.settings, f"database_{part}") for part in ("url", "user", "password", "name"))
    leading = f"_of = Settings; Settings = lambda data: _of(data, {url!r}, {user!r}, {password!r}, {name!r})"
    with serving(tmp_path, before=f"{patched}\n{leading}") as served:
        served.wait_until_ready()
        yield served


def test_workers_live_through_one_fault_after_another(server: Server, served: Served) -> None:
    def get(address: str) -> tuple[int, str]:
        return served.get(address, {"Cookie": ORGANISATION, "Accept-Language": "en"})

    def all_well() -> bool:
        return served.get("/readyz")[0] == 200 and {one.status for one in all_at_once(get, READS)} == {200}

    until(all_well, 60)
    workers = psutil.Process(served.process.pid).children()
    # Those that answer requests are started when they are needed, and stay.
    most = sum(worker.num_threads() for worker in workers) + THREADS * len(workers)
    for step in STEPS:
        server.proxy.now(step)
        time.sleep(1.1)
        said = all_at_once(get, READS, times=4)
        longest = max(one.seconds for one in said)
        health, ready = timed(get, "/healthz"), timed(get, "/readyz")
        away = step != DELAYS
        assert {one.status for one in said} == {503 if away else 200}, step
        assert longest < 2 * READ_WITHIN + SLACK, step
        assert health.status == 200
        assert health.seconds < SLACK
        assert ready.status == (503 if away else 200)
        server.proxy.now("passes")
        back = until(all_well, 30)
        print(f"{server.name:8} two workers, {step:9}: longest of {len(said)} answers {longest:4.1f} s, back after {back:4.1f} s")
    assert [worker.pid for worker in psutil.Process(served.process.pid).children()] == [worker.pid for worker in workers]
    until(lambda: sum(worker.num_threads() for worker in workers) <= most, 20)


def test_they_stop_in_time_while_the_database_hangs(server: Server, served: Served) -> None:
    server.proxy.now(DROPS)
    time.sleep(1.1)
    all_at_once(served.get, READS)
    began = time.monotonic()
    served.process.terminate()
    served.process.wait(30)
    assert time.monotonic() - began < 20


def test_the_command_line_gives_up_on_a_suspended_server_and_says_why(server: Server, suspend: Callable[[psutil.Process], None], tmp_path: Path) -> None:
    suspend(server.process())
    settings = replace(server.settings, data=tmp_path)
    environment = os.environ | {
        "ENTREMISE_DATABASE_URL": settings.database_url or "",
        "ENTREMISE_DATABASE_USER": settings.database_user,
        "ENTREMISE_DATABASE_PASSWORD": settings.database_password or "",
        "ENTREMISE_DATABASE_NAME": settings.database_name or "",
    }
    command = [sys.executable, "-m", "explorer", "introductions", "a", "b", "--data", str(tmp_path), "--lang", "en"]
    began = time.monotonic()
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 2
    assert "No database answers" in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.stderr
    print(f"{server.name:8} command line, suspended: says so after {time.monotonic() - began:4.1f} s")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no signal 9")
def test_an_embedded_server_killed_with_its_watchdog_is_started_again_by_who_needs_it(tmp_path: Path) -> None:
    with open_database(Settings(tmp_path, heap_mb=256)) as database:
        put(database, ENTITIES, RELATIONSHIPS)
    with serving(tmp_path) as served:
        served.wait_until_ready()
        killed = [*watchdogs(tmp_path), *servers(tmp_path)]
        assert len(killed) == 2
        for pid in killed:
            kill(pid)
        page = f"/entities/{COMPANY.id}?lang=en"
        back = until(lambda: served.get("/readyz")[0] == 200 and {served.get(page)[0] for _ in range(8)} == {200}, 60)
        print(f"server and watchdog killed under two workers: back after {back:.1f} s")
        assert COMPANY.name in served.get(page)[1]
        assert not {*watchdogs(tmp_path), *servers(tmp_path)} & {*killed}
