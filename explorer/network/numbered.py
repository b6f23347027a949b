"""Sets of ids by their numbers in a table: a million are combined in a fraction of a millisecond, a few in next to nothing."""

from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from heapq import merge
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from explorer.network.idtable import IdTable

Marks: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.intp]

REMEMBERED: Final = 2**15
"""Ids whose number is known without looking: those of changed records are asked for again and again."""


class Numbering:
    """The numbers of ids, as a table has them."""

    def __init__(self, ids: IdTable) -> None:
        self.ids = ids
        self.id = ids.id
        self.size = len(ids)
        self.number = lru_cache(maxsize=REMEMBERED)(ids.number)


FEW: Final = 1 / 16
"""Of a table: a smaller share of its ids is kept as their numbers."""


class NumberedIds(Set[str]):
    """Ids of a table, and `others` that the table does not have. Goes through them in the order of their code points.

    Many are kept as one mark for each id of the table, few as their numbers, ascending: what has to do with one organisation must not cost a look at a million.
    """

    __slots__ = ("_few", "_marks", "others", "table")

    def __init__(self, table: Numbering, *, marks: Marks | None = None, few: Numbers | None = None, others: frozenset[str] = frozenset()) -> None:
        """In one of the two forms."""
        self.table = table
        self._marks = marks
        self._few = few
        self.others = others

    @classmethod
    def numbered(cls, table: Numbering, numbers: Numbers, others: frozenset[str] = frozenset()) -> "NumberedIds":
        """Numbers in any order, any of them more than once."""
        if len(numbers) < FEW * table.size:
            return cls(table, few=np.unique(numbers), others=others)
        marks = np.zeros(table.size, np.bool_)
        marks[numbers] = True
        return cls(table, marks=marks, others=others)

    @classmethod
    def of(cls, table: Numbering, ids: Iterable[str]) -> "NumberedIds":
        if isinstance(ids, NumberedIds) and ids.table is table:
            return ids
        numbers = {id: table.number(id) for id in ids}
        known = np.array([number for number in numbers.values() if number is not None], np.intp)
        return cls.numbered(table, known, frozenset(id for id, number in numbers.items() if number is None))

    @property
    def numbers(self) -> Numbers:
        """Those of the ids that the table has, ascending."""
        return np.flatnonzero(self._all()) if self._few is None else self._few

    def has(self, numbers: npt.NDArray[np.integer]) -> Marks:
        """Which of these ids of the table are in it."""
        return self._all()[numbers] if self._few is None else np.isin(numbers, self._few)

    def __len__(self) -> int:
        return len(self.others) + (len(self._few) if self._few is not None else int(np.count_nonzero(self._all())))

    def __bool__(self) -> bool:
        return bool(self.others) or (len(self._few) > 0 if self._few is not None else bool(self._all().any()))

    def __contains__(self, id: object) -> bool:
        if not isinstance(id, str):
            return False
        number = self.table.number(id)
        if number is None:
            return id in self.others
        if self._few is None:
            return bool(self._all()[number])
        place = int(np.searchsorted(self._few, number))
        return place < len(self._few) and bool(self._few[place] == number)

    def __iter__(self) -> Iterator[str]:
        return merge(map(self.table.id, self.numbers.tolist()), sorted(self.others)) if self.others else map(self.table.id, self.numbers.tolist())

    def __and__(self, other: Iterable[str]) -> "NumberedIds":
        them = self.of(self.table, other)
        fewer, more = (self, them) if self._few is not None else (them, self)
        others = self.others & them.others
        if fewer._few is not None:
            return NumberedIds(self.table, few=fewer._few[more.has(fewer._few)], others=others)
        return NumberedIds(self.table, marks=self._all() & them._all(), others=others)

    def __or__(self, other: Iterable[str]) -> "NumberedIds":  # type: ignore[override]
        them = self.of(self.table, other)
        others = self.others | them.others
        if self._few is not None and them._few is not None:
            return self.numbered(self.table, np.concatenate((self._few, them._few)), others)
        return NumberedIds(self.table, marks=self._all() | them._all(), others=others)

    def __sub__(self, other: Iterable[str]) -> "NumberedIds":
        them = self.of(self.table, other)
        others = self.others - them.others
        if self._few is not None:
            return NumberedIds(self.table, few=self._few[~them.has(self._few)], others=others)
        return NumberedIds(self.table, marks=self._all() & ~them._all(), others=others)

    def __rsub__(self, other: Iterable[str]) -> "NumberedIds":
        return self.of(self.table, other) - self

    __rand__ = __and__
    __ror__ = __or__

    def _all(self) -> Marks:
        """One mark for each id of the table."""
        if self._marks is not None:
            return self._marks
        marks = np.zeros(self.table.size, np.bool_)
        marks[self._few] = True
        return marks

    @classmethod
    def _from_iterable(cls, ids: Iterable[str]) -> Set[str]:  # type: ignore[override]
        return frozenset(ids)
