"""Not waiting for ever: the driver reads without a time limit, and a server that is suspended, or behind a network that drops everything, never answers."""

import math
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self


class Watch:
    """Looks after all who wait for a server, from one thread, which is there while somebody waits: starting one for each question would take longer than many
    an answer.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: set[Silence] = set()
        self._looks_at = math.inf
        self._there = False

    def over(self, seconds: float, hang_up: Callable[[], None]) -> "Silence":
        """While it is entered, `hang_up` is called once, from another thread, as soon as nothing was heard for so many seconds."""
        return Silence(self, seconds, hang_up)

    def add(self, silence: "Silence") -> None:
        with self._changed:
            self._waiting.add(silence)
            if not self._there:
                self._there = True
                threading.Thread(target=self._look_after_all, name="silence", daemon=True).start()
            elif silence.ends_at < self._looks_at:
                self._changed.notify()

    def leave(self, silence: "Silence") -> None:
        with self._changed:
            self._waiting.discard(silence)

    def _look_after_all(self) -> None:
        with self._changed:
            while self._waiting:
                now = time.monotonic()
                for silence in [silence for silence in self._waiting if silence.ends_at <= now]:
                    self._waiting.discard(silence)
                    threading.Thread(target=silence.hang_up, name="hanging up", daemon=True).start()  # closing may take its time as well
                self._looks_at = min((silence.ends_at for silence in self._waiting), default=math.inf)
                if self._waiting:
                    self._changed.wait(self._looks_at - now)
            self._there = False


class Silence:
    """One who waits. Made by `Watch.over`."""

    def __init__(self, watch: Watch, seconds: float, hang_up: Callable[[], None]) -> None:
        self._watch = watch
        self._seconds = seconds
        self.hang_up = hang_up

    @property
    def ends_at(self) -> float:
        """When, by `time.monotonic`, it will have lasted too long."""
        return self._last + self._seconds

    def heard(self) -> None:
        """The server has said something."""
        self._last = time.monotonic()

    def __enter__(self) -> Self:
        self.heard()
        self._watch.add(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._watch.leave(self)
