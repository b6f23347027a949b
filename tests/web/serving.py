"""A served application in processes of its own, as an operator starts it."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

# Who is started in the background may have been told to ignore Ctrl-C; a terminal would not.
_PROGRAM = """
import signal
import sys
from pathlib import Path
from explorer.app import create_app
from explorer.settings import Settings
from explorer.web.server import run
signal.signal(signal.SIGINT, signal.default_int_handler)
{before}
run(Settings(Path(sys.argv[1])), create_app, port=0, workers=2, on_ready=lambda address: print(address, flush=True))
print("over", flush=True)
"""
_ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Served:
    process: "subprocess.Popen[str]"
    port: int

    def get(self, path: str, headers: Mapping[str, str] | None = None, *, timeout: float = 30) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path, headers=dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def wait_until_ready(self, seconds: float = 60) -> None:
        self.wait_until_answered("/readyz", seconds, in_a_row=1)

    def wait_until_answered(self, path: str, seconds: float = 60, *, in_a_row: int = 8) -> None:
        """`in_a_row`: so that most likely each worker was asked, not only the one that was ready first."""
        until = time.monotonic() + seconds
        while any((answer := self.get(path))[0] != 200 for _ in range(in_a_row)):
            assert time.monotonic() < until, answer
            time.sleep(0.1)


@contextmanager
def serving(data: Path, before: str = "") -> Iterator[Served]:
    """`before`: Python that is run first in the serving process."""
    options: dict[str, Any] = {"cwd": _ROOT, "text": True, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", _PROGRAM.format(before=before), str(data)], **options) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline()
            assert address.startswith("http://127.0.0.1:"), process.communicate(timeout=10)
            yield Served(process, int(address.strip().rstrip("/").rpartition(":")[2]))
        finally:
            process.terminate()
            process.wait(30)
