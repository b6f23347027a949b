"""The one driver of a process: managed transactions, retries, time limits."""

import logging
import random
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from explorer.errors import DatabaseUnavailable
from explorer.graphdb import failures, server_differences
from explorer.graphdb.catalogue import catalogue
from explorer.graphdb.silence import Watch

T = TypeVar("T")

READ_SECONDS: Final = 30.0
WRITE_SECONDS: Final = 300.0
CONNECT_SECONDS: Final = 4.0
"""How long one attempt to connect may take."""
GONE_SECONDS: Final = 5.0
"""How long a server that does not answer is tried again, instead of the driver's own half minute. An embedded one that died is back within two."""
BUSY_SECONDS: Final = 30.0
"""How long a transaction that lost against another one is repeated."""
SILENT_READ_SECONDS: Final = 35.0
SILENT_WRITE_SECONDS: Final = 130.0
"""How long nothing may come back from the server before the connection is taken for dead. A write may have to wait for another one, and the embedded server
ends no statement before `COMMAND_LIMIT_SECONDS`."""
FETCH: Final = 5_000
_BOLT: Final = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://[^/\s]")

# Neo4j hints at labels and properties that an empty database does not have yet; on a terminal that is noise.
logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)


class Transaction:
    """What runs inside one managed transaction; statements go by their name in the catalogue."""

    def __init__(self, transaction: neo4j.ManagedTransaction, heard: Callable[[], None]) -> None:
        self._transaction = transaction
        self._heard = heard

    def rows(self, statement: str, /, *, each: str | None = None, **parameters: Any) -> Iterator[Mapping[str, Any]]:
        """Run it and stream what it returns. `each` chooses the label or type of a statement that stands for all of them."""
        text = catalogue()[statement].text(each, parameters)
        result = self._transaction.run(text, parameters)
        columns = result.keys()
        self._heard()
        return (dict(zip(columns, record, strict=True)) for record in self._listened(result))

    def _listened(self, result: neo4j.Result) -> Iterator[neo4j.Record]:
        for record in result:
            self._heard()
            yield record

    def run(self, statement: str, /, *, each: str | None = None, **parameters: Any) -> None:
        """Run it for what it does."""
        for _ in self.rows(statement, each=each, **parameters):
            pass

    def value(self, statement: str, /, **parameters: Any) -> Any:
        """The only column of the only row, or None where there is no row."""
        return next((next(iter(row.values())) for row in list(self.rows(statement, **parameters))), None)


class Database:
    """A graph database to read and write. Thread-safe; one for a process. Made by `open_database`."""

    def __init__(
        self,
        address: str,
        user: str | None,
        password: str | None,
        name: str | None = None,
        *,
        on_close: Callable[[], None] | None = None,
        explain: Callable[[DatabaseUnavailable], DatabaseUnavailable] = lambda error: error,
        turn_to_write: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """`explain`: the same failure as who runs the server can say it. `turn_to_write`: holds others back who write, where the server itself does not."""
        self.address = address
        self._explain = explain
        self._turn_to_write = turn_to_write
        self._user = user
        self._password = password
        self._name = name
        self._on_close = on_close
        if not _BOLT.match(address):
            raise failures.bad_address(address, "this is not a Bolt address")
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self._driver = self._connected()
        self._hanging_up = threading.Lock()
        self._watch = Watch()

    def _connected(self) -> neo4j.Driver:
        """Not yet: at its first use."""
        try:
            return neo4j.GraphDatabase.driver(
                self.address,
                auth=(self._user, self._password) if self._user is not None and self._password is not None else None,
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=CONNECT_SECONDS * 1.5,
                liveness_check_timeout=30,
                max_connection_lifetime=600,
                max_transaction_retry_time=0,
                user_agent="entremise",
            )
        except (DriverError, ValueError) as error:
            raise failures.told(error, self.address, self._user) or error from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._driver.close()
        if self._on_close is not None:
            self._on_close()
            self._on_close = None

    def _hang_up(self, driver: neo4j.Driver) -> None:
        """Close the connections of a driver to whose thread the server says nothing, so that it gets an error; others connect anew."""
        with self._hanging_up:
            if self._driver is not driver:
                return
            self._driver = self._connected()
        driver.close()

    def check(self) -> None:
        """A quick round trip. Raises DatabaseUnavailable, at once where the server is not there."""
        self._attempt(neo4j.READ_ACCESS, lambda tx: tx.run("read/answer"), seconds=CONNECT_SECONDS, patience=0)

    def read(self, work: Callable[[Transaction], T], *, seconds: float = READ_SECONDS) -> T:
        """Run `work` in a read transaction, on any server of a cluster. It may run more than once."""
        return self._attempt(neo4j.READ_ACCESS, work, seconds=seconds)

    def write(self, work: Callable[[Transaction], T], *, seconds: float = WRITE_SECONDS, beside: bool = False) -> T:
        """Run `work` in a write transaction: all of it or nothing. It may run more than once, so it must do nothing else.

        `beside`: it touches nothing that others look at before they write, and need not wait for them.
        """
        return self._attempt(neo4j.WRITE_ACCESS, work, seconds=seconds, turn=nullcontext if beside else self._turn_to_write)

    def _attempt(
        self,
        access: str,
        work: Callable[[Transaction], T],
        *,
        seconds: float,
        patience: float = 1,
        turn: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> T:
        began = time.monotonic()
        pause = 0.02
        while True:
            try:
                with turn():
                    return self._once(access, work, seconds)
            except (DriverError, Neo4jError, OSError) as error:
                if time.monotonic() - began > patience * _worth_repeating_for(error):
                    told = failures.told(error, self.address, self._user)
                    raise (self._explain(told) if told else error) from error
            time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - spreads repeated attempts, guards nothing
            pause = min(pause * 2, 1.0)

    def _once(self, access: str, work: Callable[[Transaction], T], seconds: float) -> T:
        driver = self._driver
        reads = access == neo4j.READ_ACCESS
        with (
            self._watch.over(SILENT_READ_SECONDS if reads else SILENT_WRITE_SECONDS, lambda: self._hang_up(driver)) as silence,
            driver.session(database=self._name, fetch_size=FETCH, bookmark_manager=self._bookmarks) as session,
        ):
            limited = neo4j.unit_of_work(timeout=seconds)(lambda tx: work(Transaction(tx, silence.heard)))
            return session.execute_read(limited) if reads else session.execute_write(limited)


def _worth_repeating_for(error: Exception) -> float:
    if isinstance(error, Neo4jError):
        return BUSY_SECONDS if error.is_retryable() or server_differences.lost_a_race(error) else 0
    return GONE_SECONDS if failures.connection_lost(error) else 0
