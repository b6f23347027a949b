"""Waiting for the database only so long: a server that hangs must not hold every thread that answers requests."""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotDone
from typing import Any, Final, TypeVar

from explorer.errors import DatabaseUnavailable

T = TypeVar("T")
HANGS = "hangs"
SHORT_WAIT: Final = 3.0
MOST_WAITING: Final = 4
"""So many wait as long as they may; others only `SHORT_WAIT` seconds of silence: threads must be left for what needs no database."""


class Errand:
    """Runs calls one after another in a thread of its own, started at the first one. Who asks gives up after a time; the call itself goes on.

    Calls that nobody waits for any more are not begun, so that what has piled up while the database hung is gone as soon as it is back. Once a call has found
    the database away, all who wait are told so.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._calls: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = queue.SimpleQueue()
        self._starting = threading.Lock()
        self._started = False
        self._patient = threading.BoundedSemaphore(MOST_WAITING)
        self._silent_since: float | None = None

    def ask(self, call: Callable[[], T], seconds: float) -> T:
        """What `call` returns or raises. Raises DatabaseUnavailable where that takes longer, or where an earlier call has taken longer already."""
        self._start()
        answer: Future[T] = Future()
        self._calls.put((answer, call))
        began = time.monotonic()
        patient = self._patient.acquire(blocking=False)
        try:
            return self._wait(answer, began, seconds, seconds if patient else min(seconds, SHORT_WAIT))
        finally:
            answer.cancel()
            if patient:
                self._patient.release()

    def heard(self) -> None:
        """The running call is getting on: whoever waits for it goes on waiting."""
        self._silent_since = time.monotonic()

    def _wait(self, answer: Future[T], began: float, seconds: float, silence: float) -> T:
        """`silence`: how long nothing at all may come back, whoever asked for it."""
        while True:
            until = min(began + seconds, (self._silent_since or began) + silence)
            try:
                return answer.result(max(0.0, until - time.monotonic()))
            except NotDone:
                if time.monotonic() >= min(began + seconds, (self._silent_since or began) + silence):
                    raise DatabaseUnavailable(f"The database has not answered for {silence:.0f} seconds.", {"reason": HANGS}) from None

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
                self._silent_since = time.monotonic()
                try:
                    answer.set_result(call())
                except DatabaseUnavailable as error:
                    self._tell_all_who_wait(error)
                    answer.set_exception(error)
                except BaseException as error:
                    answer.set_exception(error)
                self._silent_since = None

    def _tell_all_who_wait(self, error: DatabaseUnavailable) -> None:
        while True:
            try:
                answer, _ = self._calls.get_nowait()
            except queue.Empty:
                return
            if answer.set_running_or_notify_cancel():
                answer.set_exception(error)
