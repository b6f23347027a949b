"""Ties in files are those that were written, or are refused."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from explorer.network import IntroductionNetwork
from explorer.network.arrays import TieArrays
from explorer.network.building import of_types, tie_arrays
from explorer.network.files import Folder, Shelf, Unusable, Writing
from explorer.network.overlay import with_changes
from explorer.network.tie_files import kind_of, read_ties, write_ties
from tests.networks import AS_OF, random_facts, told
from tests.unit.network.crowds import crowd
from tests.unit.network.test_arrays import assert_holds

ARRAYS = ("starts", "ends", "others", "costs", "tolls", "labels", "order", "sums")
KIND = kind_of(AS_OF)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path, "a database")


def written(shelf: Shelf, arrays: TieArrays) -> TieArrays:
    kind = kind_of(arrays.as_of)
    with shelf.turn(kind):
        sequence = shelf.write(kind, lambda writing: write_ties(writing, arrays))
    return read_ties(shelf.open(kind, sequence))


def test_what_was_written_is_read(shelf: Shelf) -> None:
    facts, types = crowd(Random(3)), frozenset({"WORKS_AT", "WORKED_WITH"})
    arrays = tie_arrays(facts, AS_OF)
    read = written(shelf, arrays)
    assert_holds(read, facts, IntroductionNetwork.build(facts, AS_OF), None)
    assert all(np.array_equal(getattr(read, name), getattr(arrays, name)) for name in ARRAYS)
    assert not any(getattr(read, name).flags.writeable for name in ARRAYS)
    assert_holds(of_types(read, types), facts, IntroductionNetwork.build(facts, AS_OF, types), types)


def test_nothing_may_be_what_is_written(shelf: Shelf) -> None:
    assert len(written(shelf, tie_arrays(told("City c"), AS_OF))) == 0


def test_changes_are_made_to_mapped_arrays_too(shelf: Shelf) -> None:
    facts = random_facts(Random(1), 5)
    after = facts.with_changes({"new": told("Person new").entities["new"]}, {}, 1)
    arrays = with_changes(written(shelf, tie_arrays(facts, AS_OF)), facts, after, {"new"})
    assert_holds(arrays, after, IntroductionNetwork.build(after, AS_OF), None)
    with pytest.raises(ValueError, match="only arrays as they were made"):
        written(shelf, arrays)
    with pytest.raises(ValueError, match="only arrays as they were made"):
        written(shelf, tie_arrays(facts, AS_OF, frozenset({"MET"})))
    with pytest.raises(ValueError, match="only arrays as they were made"):
        of_types(arrays, frozenset({"MET"}))


def other_about(folder: dict[str, Any]) -> None:
    folder["about"]["label_bits"]["Person"] = 2


def other_type(folder: dict[str, Any]) -> None:
    folder["arrays"]["tolls"] = folder["arrays"]["tolls"].astype(np.int64)


def other_end(folder: dict[str, Any]) -> None:
    folder["arrays"]["others"] = folder["arrays"]["others"] + 100


def past_the_end(folder: dict[str, Any]) -> None:
    folder["arrays"]["starts"] = folder["arrays"]["starts"] + 1


def too_short(folder: dict[str, Any]) -> None:
    folder["arrays"]["labels"] = folder["arrays"]["labels"][1:]


def ids_past_the_end(folder: dict[str, Any]) -> None:
    folder["arrays"]["ids_starts"] = folder["arrays"]["ids_starts"] * 2


def other_kinds(folder: dict[str, Any]) -> None:
    folder["about"]["kinds"] = []


def unknown_kind(folder: dict[str, Any]) -> None:
    folder["arrays"]["kinds"] = folder["arrays"]["kinds"] + np.uint8(100)


def reasons_of_nobody(folder: dict[str, Any]) -> None:
    folder["arrays"]["b"] = folder["arrays"]["b"] + 100


def fewer_strengths(folder: dict[str, Any]) -> None:
    folder["arrays"]["strengths"] = folder["arrays"]["strengths"][1:]


SPOILT = (other_about, other_type, other_end, past_the_end, too_short, ids_past_the_end, other_kinds, unknown_kind, reasons_of_nobody, fewer_strengths)


def nothing_there(folder: dict[str, Any]) -> None:
    del folder["arrays"]["costs"]


@pytest.mark.parametrize("spoil", [*SPOILT, nothing_there], ids=lambda f: f.__name__)
def test_what_does_not_fit_is_refused(shelf: Shelf, spoil: Callable[[dict[str, Any]], None]) -> None:
    def fill(writing: Writing) -> int:
        return write_ties(writing, tie_arrays(random_facts(Random(1), 8), AS_OF))

    whole = shelf.ensure(KIND, 0, fill)
    parts: dict[str, Any] = {"about": {**whole.about, "label_bits": dict(whole.about["label_bits"])}, "arrays": dict(whole.arrays)}
    spoil(parts)
    read_ties(whole)
    with pytest.raises(Unusable):
        read_ties(Folder(whole.path, whole.kind, whole.sequence, parts["about"], parts["arrays"], whole.blobs))


def test_a_damaged_folder_is_refused(shelf: Shelf) -> None:
    written(shelf, tie_arrays(random_facts(Random(1), 8), AS_OF))
    file = max((shelf.root / f"{KIND}@0").iterdir(), key=lambda file: file.stat().st_size)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 4
    file.write_bytes(bytes(data))
    with pytest.raises(Unusable):
        shelf.open(KIND, 0)
