"""A peer in a process of its own, so that one that does not come to an end is ended, and its memory is its own."""

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from time import perf_counter
from types import TracebackType
from typing import Any, Final, Generic, Self, TypeVar

BUILD_SECONDS: Final = 600.0
T = TypeVar("T")


class NoAnswer(Exception):
    """The peer gave none; says why."""


class TookTooLong(NoAnswer):
    """It was ended after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"over {seconds:g} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Timed(Generic[T]):
    """An answer and the seconds it took there, without the way to the other process."""

    answer: T
    seconds: float


class Aside:
    """What `make` makes, made and called in another process; made again after it had to be ended."""

    def __init__(self, make: Callable[..., Any], *given: Any) -> None:
        self._make = make
        self._given = given
        self._context = multiprocessing.get_context("spawn")
        self._process: Any = None
        self._line: Connection | None = None
        self.built_in = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def call(self, method: str, *arguments: Any, seconds: float) -> Timed[Any]:
        """Raises NoAnswer."""
        line = self._line or self._begin()
        line.send((method, arguments))
        return self._heard(line, seconds)

    def _begin(self) -> Connection:
        line, far = self._context.Pipe()
        self._process = self._context.Process(target=_serve, args=(far, self._make, self._given), daemon=True)
        self._process.start()
        far.close()
        self._line = line
        self.built_in = self._heard(line, BUILD_SECONDS).seconds
        return line

    def _heard(self, line: Connection, seconds: float) -> Timed[Any]:
        if not line.poll(seconds):
            self._end()
            raise TookTooLong(seconds)
        try:
            answer, took = line.recv()
        except EOFError:
            self._end()
            raise NoAnswer("its process ended") from None
        if isinstance(answer, NoAnswer):
            raise answer
        return Timed(answer, took)

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None


def _serve(line: Connection, make: Callable[..., Any], given: tuple[Any, ...]) -> None:
    start = perf_counter()
    made = make(*given)
    line.send((None, perf_counter() - start))
    while True:
        try:
            method, arguments = line.recv()
        except EOFError:
            return
        start = perf_counter()
        try:
            answer = getattr(made, method)(*arguments)
        except Exception as error:
            answer = NoAnswer(f"{type(error).__name__}: {error}")
        line.send((answer, perf_counter() - start))
