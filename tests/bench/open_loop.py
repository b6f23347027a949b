"""Requests at a steady rate, whether or not earlier ones were answered: what is slow cannot hold back what comes next, and is counted from when it was due."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

from tests.bench.timing import Times

HEAD_LIMIT: Final = 2**20
OK: Final = 200
REQUEST_SECONDS: Final = 30.0
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Load:
    """What came of it. `wrong`: how what was no answer ended, and how often; its time counts as well."""

    seconds: list[float] = field(default_factory=list)
    wrong: dict[str, int] = field(default_factory=dict)

    @property
    def times(self) -> Times:
        return Times(self.seconds)


def load(port: int, paths: Sequence[str], rate: float) -> Load:
    """Get all of them from 127.0.0.1, so many a second."""
    return asyncio.run(_Client(port).get_all(paths, rate))


class _Client:
    """Keeps as many connections as were ever needed at once."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._free: list[Line] = []
        self._load = Load()

    async def get_all(self, paths: Sequence[str], rate: float) -> Load:
        began = perf_counter()
        async with asyncio.TaskGroup() as requests:
            for number, path in enumerate(paths):
                due = began + number / rate
                await asyncio.sleep(due - perf_counter())
                requests.create_task(self._get(path, due))
        for _, writer in self._free:
            writer.close()
        return self._load

    async def _get(self, path: str, due: float) -> None:
        try:
            status = await asyncio.wait_for(self._answered(path), REQUEST_SECONDS)
            wrong = None if status == OK else str(status)
        except (OSError, EOFError, TimeoutError) as error:
            wrong = type(error).__name__
        self._load.seconds.append(perf_counter() - due)
        if wrong:
            self._load.wrong[wrong] = self._load.wrong.get(wrong, 0) + 1

    async def _answered(self, path: str) -> int:
        """The status, once all of the answer is there. A connection that was closed while nobody used it is opened once more, as browsers do."""
        kept = self._free.pop() if self._free else None
        try:
            if kept is not None:
                return await self._exchange(kept, path)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        return await self._exchange(await asyncio.open_connection("127.0.0.1", self._port, limit=HEAD_LIMIT), path)

    async def _exchange(self, line: Line, path: str) -> int:
        reader, writer = line
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: en\r\n\r\n".encode())
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        lines = head.split("\r\n")
        length = next((int(text.partition(":")[2]) for text in lines if text.startswith("content-length:")), 0)
        await reader.readexactly(length)
        if "connection: close" in lines:
            writer.close()
        else:
            self._free.append(line)
        return int(lines[0].split(" ")[1])
