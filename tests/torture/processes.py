"""Processes of one throw-away data folder: the command, the server and its watchdog, web workers. Nothing else is ever signalled."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import psutil

from tests.waiting import until

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Command:
    """How the command is run: on which folder, and how large its transactions are."""

    data: Path
    rows: int
    gone_seconds: float

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tests.torture.command", str(self.rows), str(self.gone_seconds), *arguments, "--data", str(self.data)]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ENTREMISE_")} | {"ENTREMISE_HEAP_MB": "256"}
        return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _of(data: Path) -> Iterator[psutil.Process]:
    """Server and watchdog, told by their working folder."""
    for process in psutil.process_iter(["cwd", "status"]):
        if process.info["cwd"] == str(data / "graph") and process.info["status"] != psutil.STATUS_ZOMBIE:
            yield process


def servers(data: Path) -> list[int]:
    return [process.pid for process in _of(data) if "java" in process.name()]


def watchdogs(data: Path) -> list[int]:
    return [process.pid for process in _of(data) if "java" not in process.name()]


def acknowledged(output: str) -> bool:
    """Whether the command said that all of it is in the database."""
    try:
        document: dict[str, Any] = json.loads(output)
    except ValueError:
        return False
    return document.get("committed") is True


@dataclass
class Web:
    """`entremise serve` with two workers."""

    process: "subprocess.Popen[str]"
    port: int

    def workers(self) -> list[int]:
        with suppress(psutil.NoSuchProcess):
            return [child.pid for child in psutil.Process(self.process.pid).children() if "java" not in child.name() and child.pid not in self._beside]
        return []

    _beside: Sequence[int] = ()

    def ready(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


@contextmanager
def web(command: Command) -> Iterator[Web]:
    process = command.start("serve", "--port", "0", "--workers", "2", "--lang", "en")
    served = Web(process, 0)
    workers: list[int] = []
    try:
        assert process.stderr is not None
        line = next((line for line in process.stderr if "http://" in line), "")
        assert line, "the web application did not start"
        served.port = int(line.partition("127.0.0.1:")[2].partition("/")[0])
        served._beside = watchdogs(command.data)
        until(served.ready, 60, "the web application is not ready")
        workers = served.workers()
        yield served
    finally:
        workers += served.workers()
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        until(lambda: not any(_is_worker(pid) for pid in workers), 30, "web workers outlive their master")


def _is_worker(pid: int) -> bool:
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and "tests.torture.command" in process.cmdline()
    except psutil.Error:
        return False
