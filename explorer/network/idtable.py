"""Ids in the order of their code points, as two arrays: a number for every id and the id of every number, without a Python object for each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Self

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class IdTable:
    """Id number v is UTF-8 in text[starts[v] : starts[v + 1]]. Bytes of UTF-8 compare as code points do, so the table is sorted by either.

    text: uint8, starts: int64[n + 1]; both may be mapped from files.
    """

    text: npt.NDArray[np.uint8]
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, ids: Iterable[str]) -> Self:
        """`ids` in the order of their code points, none twice."""
        written = [_bytes(id) for id in ids]
        if any(one >= other for one, other in pairwise(written)):
            raise ValueError("ids are not in order, or one is there twice")
        starts = np.fromiter(accumulate(map(len, written), initial=0), np.int64, len(written) + 1)
        return cls(np.frombuffer(b"".join(written), np.uint8), starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __iter__(self) -> Iterator[str]:
        text = self.text.tobytes()
        return (text[start:end].decode("utf-8", "surrogatepass") for start, end in pairwise(self.starts.tolist()))

    def id(self, number: int) -> str:
        return self._written(number).decode("utf-8", "surrogatepass")

    def number(self, id: str) -> int | None:
        place = self.place(id)
        return place if place < len(self) and self._written(place) == _bytes(id) else None

    def place(self, id: str) -> int:
        """How many ids stand before this one, which need not be there."""
        sought = _bytes(id)
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._written(middle) < sought:
                low = middle + 1
            else:
                high = middle
        return low

    def _written(self, number: int) -> bytes:
        return self.text[self.starts[number] : self.starts[number + 1]].tobytes()


def _bytes(id: str) -> bytes:
    return id.encode("utf-8", "surrogatepass")
