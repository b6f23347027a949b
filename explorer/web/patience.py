"""Waiting for the database only so long: a server that hangs must not hold every thread that answers requests."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotDone
from typing import Any, TypeVar

from explorer.errors import DatabaseUnavailable

T = TypeVar("T")
HANGS = "hangs"


class Errand:
    """Runs calls one after another in a thread of its own, started at the first one. Who asks gives up after a time; the call itself goes on.

    Calls that nobody waits for any more are not begun, so that what has piled up while the database hung is gone as soon as it is back.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._calls: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = queue.SimpleQueue()
        self._starting = threading.Lock()
        self._started = False

    def ask(self, call: Callable[[], T], seconds: float) -> T:
        """What `call` returns or raises. Raises DatabaseUnavailable where that takes longer."""
        self._start()
        answer: Future[T] = Future()
        self._calls.put((answer, call))
        try:
            return answer.result(seconds)
        except NotDone:
            answer.cancel()
            raise DatabaseUnavailable(f"The database has not answered for {seconds:.0f} seconds.", {"reason": HANGS}) from None

    def _start(self) -> None:
        with self._starting:
            if not self._started:
                self._started = True
                # A daemon: the process may end while the database still hangs.
                threading.Thread(target=self._run, name=self._name, daemon=True).start()

    def _run(self) -> None:
        while True:
            answer, call = self._calls.get()
            if answer.set_running_or_notify_cancel():
                try:
                    answer.set_result(call())
                except BaseException as error:
                    answer.set_exception(error)
