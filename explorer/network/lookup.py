"""From the ids of actors to their numbers in the network: of a few one by one, of many all at once."""

from collections.abc import Collection, Iterable
from typing import Final

import numpy as np

from explorer.network.arrays import Int32s, Int64s, TieArrays, read_only
from explorer.network.idtable import IdTable
from explorer.network.kernels.ground import Bytes
from explorer.network.kernels.matching import match
from explorer.network.numbered import NumberedIds

MANY: Final = 40
"""Looking an id up among so many times as many costs as much as going through all of them once."""


def present(arrays: TieArrays, ids: Collection[str]) -> Iterable[int]:
    """The numbers of those who are in the network."""
    if len(ids) * MANY > arrays.base:
        numbers = _numbers_in(arrays, ids) if isinstance(ids, NumberedIds) else numbers_of(arrays, ids)
        found: list[int] = numbers[numbers >= 0].tolist()
        return found
    known = (arrays.number(id) for id in ids)
    return (number for number in known if number is not None and arrays.labels[number])


def numbers_of(arrays: TieArrays, ids: Collection[str]) -> Int32s:
    """Of each id its number; -1 where it is not in the network."""
    if len(ids) * MANY > arrays.base:
        wanted = frozenset(ids)
        known = {id: number for number, id in enumerate(arrays.ids) if id in wanted} | {id: arrays.base + place for place, id in enumerate(arrays.added)}
        found = np.fromiter((known.get(id, -1) for id in ids), np.int32, len(ids))
    else:
        numbers = map(arrays.number, ids)
        found = np.fromiter((-1 if number is None else number for number in numbers), np.int32, len(ids))
    return _without_absent(arrays, found)


def _numbers_in(arrays: TieArrays, ids: NumberedIds) -> Int32s:
    """The same in no order to speak of, without making a string of each id."""
    of_table = np.empty(len(numbers := ids.numbers), np.int32)
    match(*_read_only(ids.table.ids), numbers, *_read_only(arrays.ids), of_table)
    besides = [number for id in ids.others if (number := arrays.number(id)) is not None]
    added = [arrays.base + place for place, id in enumerate(arrays.added) if id in ids]
    found = np.unique(np.concatenate((of_table, np.array(besides + added, np.int32))))
    return _without_absent(arrays, found)


def _read_only(table: IdTable) -> tuple[Bytes, Int64s]:
    return read_only(table.text), read_only(table.starts)


def _without_absent(arrays: TieArrays, numbers: Int32s) -> Int32s:
    there = numbers >= 0
    numbers[there] = np.where(arrays.labels[numbers[there]], numbers[there], -1)
    return numbers
