"""Not waiting for ever: the driver reads without a time limit, and a server that is suspended, or behind a network that drops everything, never answers."""

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self


class Silence:
    """While it is entered, calls `hang_up` once, from another thread, as soon as nothing was heard for so many seconds."""

    def __init__(self, seconds: float, hang_up: Callable[[], None]) -> None:
        self._seconds = seconds
        self._hang_up = hang_up
        self._lock = threading.Lock()
        self._over = False

    def heard(self) -> None:
        """The server has said something."""
        self._last = time.monotonic()

    def __enter__(self) -> Self:
        self.heard()
        self._look_again_in(self._seconds)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._lock:
            self._over = True
            self._timer.cancel()

    def _look_again_in(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._look)
        self._timer.daemon = True
        self._timer.start()

    def _look(self) -> None:
        with self._lock:
            if self._over:
                return
            left = self._last + self._seconds - time.monotonic()
            if left > 0:
                self._look_again_in(left)
                return
        self._hang_up()
