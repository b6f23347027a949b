"""Strings, and lists of numbers, as arrays that can be mapped from files."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final, Self, TypeAlias, TypeVar, get_type_hints

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[Any]
NO_NUMBERS: Final[Numbers] = np.empty(0, np.int32)


@dataclass(frozen=True, slots=True)
class Strings:
    """Strings end to end in UTF-8: the i-th is `letters[starts[i]:starts[i + 1]]`."""

    letters: Numbers
    starts: Numbers

    @classmethod
    def of(cls, strings: Sequence[str]) -> Self:
        written = [string.encode("utf-8", "surrogatepass") for string in strings]
        lengths = np.fromiter(map(len, written), np.int64, len(written))
        return cls(np.frombuffer(b"".join(written), np.uint8), starts_of(lengths))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> str:
        return self._bytes(number).decode("utf-8", "surrogatepass")

    def _bytes(self, number: int) -> bytes:
        return self.letters[self.starts[number] : self.starts[number + 1]].tobytes()

    def beginning_with(self, prefix: str) -> tuple[int, int]:
        """Where those that begin with it stand, as (first, behind the last). The strings must be sorted."""
        sought = prefix.encode("utf-8", "surrogatepass")
        first = bisect_left(range(len(self)), sought, key=self._bytes)
        return first, bisect_right(range(len(self)), sought, lo=first, key=lambda number: self._bytes(number)[: len(sought)])

    def same_as(self, string: str) -> tuple[int, int]:
        """Where those stand that are it. The strings must be sorted."""
        sought = string.encode("utf-8", "surrogatepass")
        first = bisect_left(range(len(self)), sought, key=self._bytes)
        return first, bisect_right(range(len(self)), sought, lo=first, key=self._bytes)

    def number(self, string: str) -> int | None:
        """Where the first that is it stands, None if nowhere. The strings must be sorted."""
        first, last = self.same_as(string)
        return first if first < last else None


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers end to end: the i-th is `items[starts[i]:starts[i + 1]]`."""

    starts: Numbers
    items: Numbers

    @classmethod
    def of(cls, lists: Iterable[Sequence[int]]) -> Self:
        lengths, items = array("i"), array("i")
        for numbers in lists:
            lengths.append(len(numbers))
            items.extend(numbers)
        return cls(starts_of(np.array(lengths, np.int64)), np.array(items, np.int32))

    @classmethod
    def grouped(cls, groups: Numbers, items: Numbers, count: int) -> Self:
        """One list for each group below `count`, its items in the order given."""
        order = np.argsort(groups, kind="stable")
        return cls(starts_of(np.bincount(groups, minlength=count)), items[order].astype(np.int32))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> Numbers:
        return self.between(number, number + 1)

    def between(self, first: int, last: int) -> Numbers:
        """The items of the lists from `first` to before `last`."""
        items: Numbers = self.items[self.starts[first] : self.starts[last]]
        return items

    def lengths(self, numbers: Numbers) -> Numbers:
        lengths: Numbers = self.starts[numbers + 1] - self.starts[numbers]
        return lengths

    def gathered(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The items of these lists end to end, and where each list begins among them."""
        lengths = self.lengths(numbers)
        return self.items[ranges(self.starts, numbers)], np.cumsum(lengths) - lengths

    def taken(self, numbers: Numbers) -> "Lists":
        """These lists, in this order."""
        return Lists(starts_of(self.lengths(numbers)), self.items[ranges(self.starts, numbers)])

    def inverted(self, bound: int) -> "Lists":
        """For each number below `bound` the lists it stands in, ascending."""
        return Lists.grouped(self.items, np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts)), bound)


def ranges(starts: Numbers, numbers: Numbers) -> Numbers:
    """All numbers from `starts[i]` to before `starts[i + 1]`, for one i of `numbers` after the other."""
    lengths = starts[numbers + 1] - starts[numbers]
    begins = np.cumsum(lengths) - lengths
    return np.asarray(np.repeat(starts[numbers] - begins, lengths) + np.arange(lengths.sum()))


def starts_of(lengths: Numbers) -> Numbers:
    """Where each of so long lists begins among all of them end to end, and where the last one ends."""
    ends = np.cumsum(lengths, dtype=np.int64)
    return np.concatenate((np.zeros(1, np.int64), ends)).astype(np.int32 if ends[-1:].sum() < 2**31 else np.int64)


_Table = TypeVar("_Table")


def arrays_of(table: Any, prefix: str = "") -> dict[str, Numbers]:
    """Every array in a dataclass of arrays and of such dataclasses, named by the way to it (`words.strings.letters`)."""
    found: dict[str, Numbers] = {}
    for field in fields(table):
        value = getattr(table, field.name)
        found |= {prefix + field.name: value} if isinstance(value, np.ndarray) else arrays_of(value, f"{prefix}{field.name}.")
    return found


def table_of(kind: type[_Table], arrays: Mapping[str, Numbers], prefix: str = "") -> _Table:
    """The dataclass that `arrays_of` took apart. Raises KeyError where an array is missing."""
    hints: dict[str, type[Any]] = get_type_hints(kind)
    parts = {name: table_of(hint, arrays, f"{prefix}{name}.") if is_dataclass(hint) else arrays[prefix + name] for name, hint in hints.items()}
    return kind(**parts)


def distinct(numbers: Numbers, bound: int) -> Numbers:
    """Each number once, ascending. `bound`: all are below it."""
    if len(numbers) * 32 < bound:
        ordered = np.sort(numbers)
        return np.asarray(ordered[np.concatenate((np.ones(min(len(ordered), 1), bool), ordered[1:] != ordered[:-1]))])
    seen = np.zeros(bound, bool)
    seen[numbers] = True
    return np.flatnonzero(seen)
