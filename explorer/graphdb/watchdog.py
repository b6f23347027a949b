"""Stands beside the embedded server: starts it, starts it again if it dies, and stops it once nobody uses it any more.

Runs as a process of its own and by path (standard library and filelock only), so that it is there at once and outlives whoever started it. Who uses the server
holds a lock on a file of their own in `clients/`; the system frees it however they end, so a file that can be locked here belongs to nobody. Looking at them,
and stopping the server, happens under `start.lock`, which whoever wants to use the server takes too: nobody comes in between.

    python watchdog.py FOLDER BOLT_PORT HTTP_PORT COMMAND...
"""

import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from filelock import FileLock, Timeout

LOOK_SECONDS = 0.5
LOOKS_WITHOUT_CLIENT = 2
READY_SECONDS = 60.0
STOP_SECONDS = 20.0
MOST_DEATHS = 3
LONG_LIFE_SECONDS = 600.0
"""A server that died so often, and never lived that long in between, would only die again."""

GAVE_UP = b'Exception in thread "main"'


class Folder:
    """What lies where in the folder of the embedded database."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clients = path / "clients"
        self.log = path / "log"
        self.password = path / "password"
        self.users = path / "config" / "server-users.jsonl"
        self.output = path / "log" / "server.txt"
        self.start_lock = path / "start.lock"
        self.watchdog_lock = path / "watchdog.lock"
        self.write_lock = path / "write.lock"
        self._state = path / "server.json"

    def state(self) -> dict[str, object]:
        """`ready` or not yet, and the ports; empty where no server was started or the last one was stopped."""
        try:
            state: dict[str, object] = json.loads(self._state.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return state

    def say(self, **state: object) -> None:
        fresh = self._state.with_suffix(".new")
        fresh.write_text(json.dumps(state), "utf-8")
        fresh.replace(self._state)

    def forget(self) -> None:
        self._state.unlink(missing_ok=True)

    def clients_left(self) -> bool:
        """Whether anybody holds a client's lock; files of those who are gone are removed. Call it under `start_lock`."""
        held = [_held(file) for file in self.clients.glob("*.lock")]
        return any(held)


def _held(file: Path) -> bool:
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    file.unlink(missing_ok=True)
    return False


def request(folder: Folder, port: int, path: str, body: dict[str, str] | None = None) -> bool:
    """Ask the server over HTTP, on the loopback; whether it agreed."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        token = base64.b64encode(f"root:{folder.password.read_text('utf-8')}".encode()).decode()
        headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
        asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", json.dumps(body).encode() if body else None, headers)
        with direct.open(asked, timeout=5) as answer:
            return 200 <= int(answer.status) < 300
    except (OSError, urllib.error.URLError, ValueError):
        return False


def ask_to_stop(folder: Folder, port: int) -> bool:
    """The same way on every system; a signal would end the server without closing its files on Windows."""
    return request(folder, port, "/api/v1/server", {"command": "shutdown"})


class Watch:
    """One server process and the decision when it ends."""

    def __init__(self, folder: Folder, bolt_port: int, http_port: int, command: list[str]) -> None:
        self.folder = folder
        self.ports = {"bolt_port": bolt_port, "http_port": http_port}
        self.command = command
        self.deaths = 0

    def start(self) -> None:
        self.began = time.monotonic()
        self.folder.say(ready=False, **self.ports)
        with self.folder.output.open("ab") as output:
            self.said_before = output.tell()
            self.server = subprocess.Popen(self.command, cwd=self.folder.path, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603

    def wait_until_ready(self) -> bool:
        while self.server.poll() is None and time.monotonic() - self.began < READY_SECONDS and not self._gave_up():
            if request(self.folder, self.ports["http_port"], "/api/v1/ready"):
                self.folder.say(ready=True, **self.ports)
                return True
            time.sleep(0.05)
        return False

    def _gave_up(self) -> bool:
        """A server that cannot open its database, because another one has, says so and stays, of no use to anybody."""
        with self.folder.output.open("rb") as output:
            output.seek(self.said_before)
            return GAVE_UP in output.read()

    def run(self) -> None:
        """Until nobody is left, or the server cannot be kept alive."""
        self.start()
        try:
            alive = self.wait_until_ready()
            lonely = 0
            while alive:
                time.sleep(LOOK_SECONDS)
                if not self.folder.clients.exists():
                    return  # The folder was thrown away, and with it whatever the server could still write.
                if self.server.poll() is not None:
                    alive = self._start_again()
                elif (used := self._used(last_look=lonely + 1 >= LOOKS_WITHOUT_CLIENT)) is None:
                    return
                else:
                    lonely = 0 if used else lonely + 1
        finally:
            self._stop()

    def _start_again(self) -> bool:
        self.deaths = self.deaths + 1 if time.monotonic() - self.began < LONG_LIFE_SECONDS else 1
        if self.deaths >= MOST_DEATHS:
            return False
        self.start()
        return self.wait_until_ready()

    def _used(self, *, last_look: bool) -> bool | None:
        """Whether somebody uses the server; None once it was stopped because nobody did."""
        lock = FileLock(self.folder.start_lock)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return True
        try:
            if self.folder.clients_left():
                return True
            if not last_look:
                return False
            self._stop()
            return None
        finally:
            lock.release()

    def _stop(self) -> None:
        with contextlib.suppress(OSError):  # The folder may be gone.
            self.folder.say(ready=False, **self.ports)
        if self.server.poll() is None and not ask_to_stop(self.folder, self.ports["http_port"]):
            self.server.terminate()
        try:
            self.server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
        self.folder.forget()


def _end(signal_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(signal_number)


def main(arguments: list[str]) -> None:
    folder = Folder(Path(arguments[0]))
    with FileLock(folder.watchdog_lock, timeout=10):
        signal.signal(signal.SIGTERM, _end)
        folder.say(ready=False)
        Watch(folder, int(arguments[1]), int(arguments[2]), arguments[3:]).run()


if __name__ == "__main__":
    os.umask(0o077)
    main(sys.argv[1:])
