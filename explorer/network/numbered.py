"""Sets of ids as one mark for each id of a table: a million are combined in a fraction of a millisecond."""

from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from heapq import merge
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from explorer.network.idtable import IdTable

Marks: TypeAlias = npt.NDArray[np.bool_]


REMEMBERED: Final = 2**15
"""Ids whose number is known without looking: those of changed records are asked for again and again."""


class Numbering:
    """The numbers of ids, as a table has them."""

    def __init__(self, ids: IdTable) -> None:
        self.id = ids.id
        self.size = len(ids)
        self.number = lru_cache(maxsize=REMEMBERED)(ids.number)


class NumberedIds(Set[str]):
    """Ids of a table, by number in `marks`, and `others` that the table does not have. Goes through them in the order of their code points."""

    __slots__ = ("marks", "others", "table")

    def __init__(self, table: Numbering, marks: Marks, others: frozenset[str] = frozenset()) -> None:
        self.table = table
        self.marks = marks
        self.others = others

    @classmethod
    def of(cls, table: Numbering, ids: Iterable[str]) -> "NumberedIds":
        if isinstance(ids, NumberedIds) and ids.table is table:
            return ids
        numbers = {id: table.number(id) for id in ids}
        marks = np.zeros(table.size, np.bool_)
        marks[[number for number in numbers.values() if number is not None]] = True
        return cls(table, marks, frozenset(id for id, number in numbers.items() if number is None))

    @property
    def numbers(self) -> npt.NDArray[np.intp]:
        """Those of the ids that the table has."""
        return np.flatnonzero(self.marks)

    def __len__(self) -> int:
        return int(np.count_nonzero(self.marks)) + len(self.others)

    def __bool__(self) -> bool:
        return bool(self.others) or bool(self.marks.any())

    def __contains__(self, id: object) -> bool:
        if not isinstance(id, str):
            return False
        number = self.table.number(id)
        return id in self.others if number is None else bool(self.marks[number])

    def __iter__(self) -> Iterator[str]:
        return merge(map(self.table.id, self.numbers.tolist()), sorted(self.others)) if self.others else map(self.table.id, self.numbers.tolist())

    def __and__(self, other: Iterable[str]) -> "NumberedIds":
        them = self.of(self.table, other)
        return NumberedIds(self.table, self.marks & them.marks, self.others & them.others)

    def __or__(self, other: Iterable[str]) -> "NumberedIds":  # type: ignore[override]
        them = self.of(self.table, other)
        return NumberedIds(self.table, self.marks | them.marks, self.others | them.others)

    def __sub__(self, other: Iterable[str]) -> "NumberedIds":
        them = self.of(self.table, other)
        return NumberedIds(self.table, self.marks & ~them.marks, self.others - them.others)

    def __rsub__(self, other: Iterable[str]) -> "NumberedIds":
        return self.of(self.table, other) - self

    __rand__ = __and__
    __ror__ = __or__

    @classmethod
    def _from_iterable(cls, ids: Iterable[str]) -> Set[str]:  # type: ignore[override]
        return frozenset(ids)
