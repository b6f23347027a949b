"""Mixed reads at a steady rate, and a write every second; what each came to."""

import http.client
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import quantiles
from typing import Final
from urllib.parse import quote

from explorer.domain.records import Entity
from explorer.graphdb import Database
from explorer.graphdb.writes import save

CLIENTS: Final = 32
"""Requests that may be under way at the same time; beyond that they wait, and the waiting is counted."""
REQUEST_SECONDS: Final = 30.0
ACTORS: Final = ("Person", "Company", "Structure")
WRITE: Final = "write"

Ask = Callable[[Random, Sequence[Entity]], str]


def _pair(rng: Random, entities: Sequence[Entity]) -> str:
    source, target = rng.sample([entity for entity in entities if entity.label in ACTORS], 2)
    return f"source={quote(source.id)}&target={quote(target.id)}&max_hops=3"


def _word(rng: Random, entities: Sequence[Entity]) -> str:
    return quote(rng.choice(entities).name.split()[0])


def _one(rng: Random, entities: Sequence[Entity]) -> str:
    return quote(rng.choice(entities).id, safe="")


KINDS: Final[dict[str, tuple[int, Ask]]] = {
    "page: home": (10, lambda rng, entities: "/"),
    "page: search": (20, lambda rng, entities: f"/search?q={_word(rng, entities)}"),
    "page: entity": (20, lambda rng, entities: f"/entities/{_one(rng, entities)}"),
    "page: introductions": (10, lambda rng, entities: f"/introductions?{_pair(rng, entities)}"),
    "api: search": (15, lambda rng, entities: f"/api/v1/search?q={_word(rng, entities)}"),
    "api: entity": (10, lambda rng, entities: f"/api/v1/entities/{_one(rng, entities)}"),
    "api: introductions": (10, lambda rng, entities: f"/api/v1/introductions?{_pair(rng, entities)}"),
    "readyz": (5, lambda rng, entities: "/readyz"),
}
"""What is asked, and of a hundred requests how many."""


@dataclass(slots=True)
class Tally:
    """`seconds`: from when a request was due, so that waiting for a free client counts. `errors`: how the others ended, and how often."""

    seconds: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)

    def note(self, seconds: float, error: str | None) -> None:
        self.seconds.append(seconds)
        if error:
            self.errors[error] = self.errors.get(error, 0) + 1

    def percentile(self, which: int) -> float:
        return quantiles(self.seconds, n=100, method="inclusive")[which - 1] if len(self.seconds) > 1 else sum(self.seconds)


class Load:
    """So many seconds of it: bounded in number by `rate * seconds`, in time by what the last requests may take."""

    def __init__(self, port: int, database: Database, entities: Sequence[Entity], rate: int, seconds: int) -> None:
        self.tallies: dict[str, Tally] = {kind: Tally() for kind in (*KINDS, WRITE)}
        self._port = port
        self._database = database
        self._entities = entities
        self._seconds = seconds
        self._due = self._schedule(rate)
        self._next = 0
        self._lock = threading.Lock()

    def _schedule(self, rate: int) -> list[tuple[float, str, str]]:
        rng = Random(7)
        kinds = rng.choices(list(KINDS), [share for share, _ in KINDS.values()], k=rate * self._seconds)
        return [(number / rate, kind, KINDS[kind][1](rng, self._entities)) for number, kind in enumerate(kinds)]

    def run(self) -> float:
        """Returns how long it took."""
        began = time.monotonic()
        threads = [threading.Thread(target=self._client, args=(began,)) for _ in range(CLIENTS)]
        threads.append(threading.Thread(target=self._writer, args=(began,)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.monotonic() - began

    def _take(self) -> tuple[float, str, str] | None:
        with self._lock:
            self._next += 1
            return self._due[self._next - 1] if self._next <= len(self._due) else None

    def _client(self, began: float) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=REQUEST_SECONDS)
        while (request := self._take()) is not None and time.monotonic() < began + self._seconds + REQUEST_SECONDS:
            due, kind, path = request
            time.sleep(max(0.0, began + due - time.monotonic()))
            error = self._get(connection, path)
            self._note(kind, time.monotonic() - began - due, error)
        connection.close()

    @staticmethod
    def _get(connection: http.client.HTTPConnection, path: str) -> str | None:
        """What went wrong, if anything. A connection that the server closed between two requests is opened once more, as browsers do."""
        fresh = connection.sock is None
        try:
            connection.request("GET", path, headers={"Accept-Language": "fr"})
            answer = connection.getresponse()
            answer.read()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError) as error:
            connection.close()
            return type(error).__name__ if fresh else Load._get(connection, path)
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            return type(error).__name__
        return None if answer.status == http.client.OK else f"{answer.status}"

    def _writer(self, began: float) -> None:
        for second in range(self._seconds):
            time.sleep(max(0.0, began + second - time.monotonic()))
            if time.monotonic() > began + self._seconds:
                return
            entity = Entity(f"soak:{second % 100}", "Company", f"Société {second % 100}", {"headcount": second})
            start = time.monotonic()
            try:
                save(self._database, [entity], [], who="soak", batch="soak")
                self._note(WRITE, time.monotonic() - start, None)
            except Exception as error:
                self._note(WRITE, time.monotonic() - start, type(error).__name__)

    def _note(self, kind: str, seconds: float, error: str | None) -> None:
        with self._lock:
            self.tallies[kind].note(seconds, error)
