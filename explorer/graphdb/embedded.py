"""The embedded server as its users see it: join the one of a data folder, starting it where nobody has, and leave it again."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

from filelock import FileLock, Timeout

from explorer.errors import DatabaseUnavailable
from explorer.graphdb import embedded_failures, java
from explorer.graphdb.watchdog import READY_SECONDS, Folder, ask_to_stop

LET_GO_SECONDS: Final = 3.0
"""A killed program is gone before the system has closed its ports: so long they are waited for."""
START_TURN_SECONDS: Final = READY_SECONDS + 30
WRITE_TURN_SECONDS: Final = 60.0
"""How long one waits for others to have written: longer than the largest transaction takes."""
_LOOK_SECONDS: Final = 0.003
LEFT_BEHIND_SECONDS: Final = 15.0
"""How long a server without a watchdog may take to let go of its files, once asked."""


class Server:
    """A user's hold on the embedded server. Ends with `leave`, or with the process."""

    def __init__(self, data: Path, heap_mb: int) -> None:
        self._folder = Folder(data / "graph")
        self._heap_mb = heap_mb
        self._watchdog: subprocess.Popen[bytes] | None = None
        java.bundled()
        _prepare(self._folder)
        self._use = FileLock(self._folder.clients / f"{os.getpid()}-{uuid4().hex}.lock", thread_local=False)
        try:
            self._join()
        except BaseException:
            self.leave()
            raise

    @property
    def address(self) -> str:
        return f"bolt://127.0.0.1:{self._port}"

    @property
    def password(self) -> str:
        return self._folder.password.read_text("utf-8")

    @property
    def started_here(self) -> bool:
        """Rather than joined. Not known any more once left."""
        return self._watchdog is not None

    def is_there(self) -> bool:
        """Whether it still runs. Only asked in `turn`."""
        return _watched(self._folder)

    def failed(self, error: DatabaseUnavailable) -> DatabaseUnavailable:
        """The same failure, with where this server's files and log are instead of its passing address."""
        return embedded_failures.failed(self._folder, error)

    def leave(self) -> None:
        """Give up the hold; the server ends with its last user. Harmless to repeat."""
        self._use.release(force=True)
        if self._watchdog is not None and self._watchdog.poll() is None:
            self._watchdog.returncode = 0  # It outlives us on purpose: subprocess need not warn of that.
        self._watchdog = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Alone among all who start, stop or prepare this server."""
        turn = FileLock(self._folder.start_lock, thread_local=False)
        try:
            turn.acquire(timeout=START_TURN_SECONDS)
        except Timeout:
            raise embedded_failures.start_blocked(self._folder) from None
        try:
            yield
        finally:
            turn.release()

    @contextmanager
    def turn_to_write(self) -> Iterator[None]:
        """Alone among all who write, in whichever process.

        The server itself lets two transactions run at once and fails one of them when it commits; but while it commits one, page by page, the other can
        read half of it and find, wrongly, that there is nothing to change.
        """
        turn = FileLock(self._folder.write_lock, thread_local=False)
        try:
            turn.acquire(timeout=WRITE_TURN_SECONDS, poll_interval=_LOOK_SECONDS)
        except Timeout:
            raise embedded_failures.write_blocked(self._folder) from None
        try:
            yield
        finally:
            turn.release()

    def _join(self) -> None:
        with self.turn():
            self._use.acquire(timeout=0)
            self._port = self._join_watched() or self._start_over()

    def _join_watched(self) -> int | None:
        """The port of the server that is there. None where there is none, or where its watchdog was only about to go, having stopped it."""
        if not _watched(self._folder):
            return None
        try:
            port = self._wait_until_ready()
        except DatabaseUnavailable:
            if _watched(self._folder):
                raise
            return None
        if _listens(port):
            return port
        time.sleep(0.5)  # Both may just have been killed, and the watchdog's lock be freed a moment later.
        return port if _watched(self._folder) else None

    def _start_over(self) -> int:
        """Start a server where there is no watchdog. If it was killed, its server may still be starting, serving or ending: that one goes first."""
        left_behind = self._folder.state()
        # What is said of it must not be taken for what is said of the next one.
        self._folder.forget()
        deadline = time.monotonic() + LEFT_BEHIND_SECONDS
        while True:
            _end(self._folder, left_behind)
            try:
                self._start(left_behind)
                return self._wait_until_ready()
            except DatabaseUnavailable as error:
                if not left_behind or error.errors["reason"] != "folder_locked" or time.monotonic() > deadline:
                    raise
                time.sleep(0.5)

    def _start(self, left_behind: Mapping[str, object]) -> None:
        _password(self._folder)
        # On the ports of the one before, if it left any: who still holds its address goes on with this one.
        bolt_port, http_port = _ports_of(left_behind) or _free_ports(2)
        command = java.command(self._folder.path, self._folder.password, bolt_port, http_port, self._heap_mb)
        watchdog = Path(__file__).with_name("watchdog.py")
        self._folder.output.write_bytes(b"")
        self._watchdog = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-P", str(watchdog), str(self._folder.path), str(bolt_port), str(http_port), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder.path,
            # Away from the terminal, whose Ctrl-C is meant for its programs and not for a server that others use too.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )

    def _wait_until_ready(self) -> int:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            state = self._folder.state()
            if state.get("ready") and isinstance(port := state.get("bolt_port"), int):
                return port
            if not self._still_watched():
                raise embedded_failures.not_started(self._folder)
            time.sleep(0.02)
        raise embedded_failures.not_started(self._folder)

    def _still_watched(self) -> bool:
        return self._watchdog.poll() is None if self._watchdog is not None else _watched(self._folder)


def wait_until_ended(data: Path, seconds: float = 20.0) -> bool:
    """Once nobody uses the server of a data folder any more: wait until it has ended and the folder may go. False where it has not by then."""
    try:
        with FileLock(Folder(data / "graph").watchdog_lock, timeout=seconds):
            return True
    except (Timeout, OSError):
        return False


def _prepare(folder: Folder) -> None:
    try:
        for place in (folder.path, folder.clients, folder.log):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder.clients / f"{uuid4().hex}.probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise embedded_failures.not_writable(folder, error) from error


def _password(folder: Folder) -> None:
    """Make the folder's password where there is none; the server then takes it for its account."""
    if folder.password.exists():
        return
    folder.users.unlink(missing_ok=True)
    with os.fdopen(os.open(folder.password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(24))


def _watched(folder: Folder) -> bool:
    """Whether a watchdog, and so a server, is there. Only asked by who holds `start_lock`."""
    lock = FileLock(folder.watchdog_lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


def _end(folder: Folder, left_behind: Mapping[str, object]) -> None:
    """Stop a server whose watchdog was killed: it holds the database's own lock and nobody would ever stop it."""
    port = left_behind.get("http_port")
    if not isinstance(port, int) or not ask_to_stop(folder, port):
        return
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and _listens(port):
        time.sleep(0.1)


def _ports_of(state: Mapping[str, object]) -> list[int] | None:
    """Those of a server that is no more, where nobody has taken them. One that was not ready yet may still be about to listen there."""
    if not state.get("ready"):
        return None
    ports = [port for port in (state.get("bolt_port"), state.get("http_port")) if isinstance(port, int)]
    until = time.monotonic() + LET_GO_SECONDS
    while not all(map(_is_free, ports)):
        if time.monotonic() > until:
            return None
        time.sleep(0.05)
    return ports if len(ports) == 2 else None


def _is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def _free_ports(number: int) -> list[int]:
    """Held open until all are known, so that they differ."""
    sockets = [socket.socket() for _ in range(number)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def _listens(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
