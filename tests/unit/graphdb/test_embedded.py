"""The embedded server belongs to the processes that use its data folder: started by the first, shared, gone with the last however that one ends."""

import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from filelock import FileLock

from explorer.domain.records import Entity
from explorer.errors import DatabaseUnavailable
from explorer.graphdb import Database, embedded, java, open_database, reads, schema, wait_until_ended, writes
from explorer.graphdb import database as timing
from explorer.graphdb.embedded import _free_ports
from explorer.graphdb.embedded_failures import failed
from explorer.graphdb.failures import unavailable
from explorer.graphdb.watchdog import Folder
from explorer.settings import Settings
from tests.waiting import until

CLIENT = """
import sys
from pathlib import Path
from explorer.graphdb import open_database
from explorer.settings import Settings
with open_database(Settings(Path(sys.argv[1]), heap_mb=256)) as database:
    print(database.address, flush=True)
    sys.stdin.read()
"""
CITY = Entity("city:a", "City", "A")


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    until(lambda: not processes(tmp_path), 30)


def processes(data: Path) -> list[psutil.Process]:
    """The watchdog and the server of one folder, told by their working folder."""
    found = []
    for process in psutil.process_iter(["cwd"]):
        if process.info["cwd"] == str(data / "graph") and process.status() != psutil.STATUS_ZOMBIE:
            found.append(process)
    return found


def server(data: Path) -> psutil.Process:
    return next(process for process in processes(data) if "java" in process.name())


def watchdog(data: Path) -> psutil.Process:
    return next(process for process in processes(data) if "java" not in process.name())


def small(data: Path) -> Settings:
    return Settings(data, heap_mb=256)


@contextmanager
def client(data: Path) -> Iterator[subprocess.Popen[str]]:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", CLIENT, str(data)]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        if process.poll() is None:
            process.communicate("")


def address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def save_city(database: Database) -> None:
    writes.save(database, [CITY], [], who="tests", batch="b")


def test_two_processes_that_start_at_once_share_one_server_and_the_last_one_ends_it(data: Path) -> None:
    with client(data) as first:
        with client(data) as second:
            assert address(first) == address(second) != ""
            assert len(processes(data)) == 2
        time.sleep(4)
        assert len(processes(data)) == 2, "it ended although one client is left"
    until(lambda: not processes(data), 15)


def test_a_killed_client_ends_the_server_too_and_what_it_saved_is_kept(data: Path) -> None:
    with client(data) as process:
        with open_database(small(data)) as database:
            save_city(database)
            address(process)
        process.kill()
        process.wait()
        until(lambda: not processes(data), 15)
    assert not Folder(data / "graph").state()
    with open_database(small(data)) as database:
        assert list(reads.entities(database, [CITY.id])) == [CITY.id]


def test_a_server_that_dies_is_started_again_and_its_clients_go_on(data: Path) -> None:
    with open_database(small(data)) as database:
        save_city(database)
        dead = server(data)
        dead.kill()
        dead.wait(5)
        until(lambda: Folder(data / "graph").state().get("ready") is True and any("java" in p.name() for p in processes(data)), 15)
        assert reads.sequence(database) == 1


def test_a_server_whose_watchdog_was_killed_is_replaced_by_the_next_start(data: Path) -> None:
    database = open_database(small(data))
    save_city(database)
    forgotten = server(data)
    killed = watchdog(data)
    killed.kill()
    until(lambda: not killed.is_running() or killed.status() == psutil.STATUS_ZOMBIE, 15)
    database.close()
    assert forgotten.is_running()
    with open_database(small(data)) as again:
        assert not forgotten.is_running() or forgotten.status() == psutil.STATUS_ZOMBIE
        assert reads.sequence(again) == 1


def test_who_writes_is_alone_and_who_waits_too_long_is_told_why(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_database(small(data)) as database, FileLock(Folder(data / "graph").write_lock, thread_local=False) as other:
        monkeypatch.setattr(embedded, "WRITE_TURN_SECONDS", 0.1)
        with pytest.raises(DatabaseUnavailable, match="writing into the database"):
            save_city(database)
        assert reads.sequence(database) == 0, "who reads does not wait"
        other.release()
        save_city(database)
        assert reads.sequence(database) == 1


def test_only_the_loopback_listens_and_only_the_owner_reads_the_password(data: Path) -> None:
    with open_database(small(data)):
        listening = [c.laddr.ip.removeprefix("::ffff:") for c in server(data).net_connections() if c.status == psutil.CONN_LISTEN]
        assert len(listening) == 2
        assert set(listening) == {"127.0.0.1"}
        password = data / "graph" / "password"
        assert password.read_text("utf-8") not in " ".join(server(data).cmdline())
        if os.name == "posix":
            assert stat.S_IMODE(password.stat().st_mode) == 0o600
            assert stat.S_IMODE((data / "graph").stat().st_mode) == 0o700
        assert list((data / "graph" / "log").iterdir())


def test_a_lost_password_is_replaced(data: Path) -> None:
    with open_database(small(data)) as database:
        save_city(database)
    until(lambda: not processes(data), 15)
    (data / "graph" / "password").unlink()
    with open_database(small(data)) as database:
        assert reads.sequence(database) == 1


def test_a_folder_that_another_server_uses_is_said(data: Path) -> None:
    with open_database(small(data)):
        pass
    until(lambda: not processes(data), 15)
    folder = data / "graph"
    bolt_port, http_port = _free_ports(2)
    command = java.command(folder, folder / "password", bolt_port, http_port, 256)
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as other:
        until((folder / "databases" / "entremise" / "database.lck").exists, 15)
        time.sleep(1)
        try:
            assert refusal(data).errors["reason"] == "folder_locked"
        finally:
            other.kill()


def test_damaged_files_are_said_with_what_to_do(data: Path) -> None:
    with open_database(small(data)):
        pass
    until(lambda: not processes(data), 15)
    for file in (data / "graph" / "databases" / "entremise").glob("Counter_0.*.bucket"):
        file.write_bytes(b"\xff" * file.stat().st_size)
    refused = refusal(data)
    assert refused.errors["reason"] in ("failed", "not_started")
    assert "restore a backup" in refused.message
    assert str(data) in refused.message


def test_a_server_that_ran_out_of_memory_is_said_with_what_to_do(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.output.parent.mkdir()
    silent = failed(folder, unavailable("unreachable", "away"))
    assert silent.errors["reason"] == "unreachable"
    folder.output.write_text("INFO started\nTerminating due to java.lang.OutOfMemoryError: Java heap space\nINFO started", "utf-8")
    told = failed(folder, unavailable("unreachable", "away"))
    assert told.errors["reason"] == "ran_out_of_memory"
    assert "ENTREMISE_HEAP_MB" in str(told)


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = refusal(tmp_path / "file")
    assert refused.errors["reason"] == "folder_not_writable"
    assert "--data" in refused.message


def test_a_system_without_the_embedded_server_is_sent_to_neo4j(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "find_spec", lambda name: None)
    refused = refusal(tmp_path)
    assert refused.errors["reason"] == "no_embedded_server"
    assert "ENTREMISE_DATABASE_URL" in refused.message


def refusal(data: Path) -> DatabaseUnavailable:
    with pytest.raises(DatabaseUnavailable) as refused:
        open_database(small(data))
    return refused.value


def test_a_folder_that_is_thrown_away_ends_its_server(data: Path) -> None:
    with open_database(small(data)):
        running = processes(data)
        shutil.rmtree(data)
        until(lambda: not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in running), 15)


def test_a_watchdog_that_is_about_to_go_is_not_waited_for_in_vain(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stops the server, lets the next one come, and only then ends: for that moment it looks as if a server were there."""
    really, looks = embedded._watched, iter([True])
    monkeypatch.setattr(embedded, "_watched", lambda folder: next(looks, None) or really(folder))
    with open_database(small(data)) as database:
        assert reads.sequence(database) == 0


def test_one_can_wait_for_the_end(data: Path) -> None:
    open_database(small(data)).close()
    assert wait_until_ended(data)
    until(lambda: not processes(data), 15)


def test_what_is_said_of_a_killed_server_is_not_taken_for_the_next_one(data: Path) -> None:
    """Watchdog and server killed at once leave a file that says the server is ready."""
    database = open_database(small(data))
    save_city(database)
    for process in (watchdog(data), server(data)):
        process.kill()
    until(lambda: not processes(data), 15)
    database.close()
    assert Folder(data / "graph").state()["ready"] is True
    with open_database(small(data)) as again:
        assert reads.sequence(again) == 1


def test_who_held_the_address_of_a_killed_server_goes_on_with_the_next_one(data: Path) -> None:
    with open_database(small(data)) as database:
        save_city(database)
        for process in (watchdog(data), server(data)):
            process.kill()
        until(lambda: not processes(data), 15)
        with open_database(small(data)) as again:
            # Unless another program took the port in between: then it has a new address, and who held the old one opens the database anew.
            assert reads.sequence(database if again.address == database.address else again) == 1


def test_a_server_killed_while_it_is_joined_is_replaced_at_once(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_database(small(data)) as database:
        save_city(database)
        killed: list[psutil.Process] = []

        def apply_to_what_was_just_killed(joined: Database) -> None:
            for process in (watchdog(data), server(data)) if not killed else ():
                process.kill()
                killed.append(process)
            apply(joined)

        apply = schema.apply
        monkeypatch.setattr(schema, "apply", apply_to_what_was_just_killed)
        monkeypatch.setattr(timing, "GONE_SECONDS", 0.5)
        with open_database(small(data)) as again:
            assert len(killed) == 2
            assert reads.sequence(again) == 1


def test_a_server_that_is_left_behind_while_it_starts_is_ended_and_replaced(data: Path) -> None:
    with client(data) as process:
        until(lambda: any("java" in each.name() for each in processes(data)), 15)
        watchdog(data).kill()
        process.kill()
        process.wait()
    left = server(data)
    with open_database(small(data)) as again:
        assert reads.sequence(again) == 0
        assert not left.is_running() or left.status() == psutil.STATUS_ZOMBIE
