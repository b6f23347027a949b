"""Arrays of ties in mapped folders.

ids_text: uint8, ids_starts: int64[n + 1]       the ids, as an IdTable
starts: int64[n + 1], others, costs: int32[2m]  and tolls, labels, sums: as in TieArrays, without overlay
"""

from datetime import date
from hashlib import blake2b
from typing import Any, Final

import numpy as np

from explorer.network.arrays import ACTOR_LABEL_BITS, TieArrays
from explorer.network.files import Folder, Unusable, Writing
from explorer.network.idtable import IdTable

_TYPES_OF: Final[dict[str, type[np.generic]]] = {
    "ids_text": np.uint8,
    "ids_starts": np.int64,
    "starts": np.int64,
    "others": np.int32,
    "costs": np.int32,
    "tolls": np.int32,
    "labels": np.uint16,
    "sums": np.int64,
}


def kind_of(as_of: date, types: frozenset[str] | None = None) -> str:
    """The kind of folder that holds the ties of a day made of these types, None for all."""
    chosen = "" if types is None else "-" + blake2b(repr(sorted(types)).encode(), digest_size=8).hexdigest()
    return f"ties-{as_of.isoformat()}{chosen}"


def write_ties(writing: Writing, arrays: TieArrays) -> int:
    """Fill a folder of that kind; gives the number of the change it stands for. What an overlay says is not written: raises ValueError where there is one."""
    if arrays.overlaid or arrays.sums is None:
        raise ValueError("only arrays as they were made are written")
    starts = np.concatenate((arrays.starts, [len(arrays.others)])).astype(np.int64)
    values: tuple[np.ndarray, ...] = (arrays.ids.text, arrays.ids.starts, starts, arrays.others, arrays.costs, arrays.tolls, arrays.labels, arrays.sums)
    for name, array in zip(_TYPES_OF, values, strict=True):
        writing.array(name, array)
    writing.about |= {
        "as_of": arrays.as_of.isoformat(),
        "types": None if arrays.types is None else sorted(arrays.types),
        "label_bits": dict(ACTOR_LABEL_BITS),
    }
    return arrays.sequence


def read_ties(folder: Folder) -> TieArrays:
    """The arrays of an opened folder, mapped. Raises Unusable where they do not fit together: compiled code would read past their ends."""
    try:
        made = _arrays(folder)
    except (KeyError, ValueError, TypeError) as error:
        raise Unusable(folder.path, f"does not hold the ties of a day: {error}") from error
    if not _fits(made):
        raise Unusable(folder.path, "holds ties that do not fit together")
    return made


def _arrays(folder: Folder) -> TieArrays:
    about = folder.about
    values: dict[str, Any] = {name: folder.arrays[name] for name in _TYPES_OF}
    if wrong := [name for name, type_ in _TYPES_OF.items() if values[name].dtype != type_]:
        raise ValueError(f"{wrong[0]} are {values[wrong[0]].dtype}")
    if about["label_bits"] != ACTOR_LABEL_BITS:
        raise ValueError("labels have other bits")
    ids = IdTable(values.pop("ids_text"), values.pop("ids_starts"))
    types = None if about["types"] is None else frozenset(about["types"])
    return TieArrays.without_overlay(ids, **values, sequence=folder.sequence, as_of=date.fromisoformat(about["as_of"]), types=types)


def _fits(made: TieArrays) -> bool:
    actors, entries = len(made.ids), len(made.others)
    sizes = len(made.starts) == len(made.ends) == len(made.tolls) == len(made.labels) == actors and len(made.costs) == entries
    spans = not actors or (made.starts[0] == 0 and made.ends[-1] == entries and bool(np.all(made.starts <= made.ends)))
    ids = made.ids.starts[0] == 0 and made.ids.starts[-1] == len(made.ids.text) and bool(np.all(made.ids.starts[:-1] <= made.ids.starts[1:]))
    known = not entries or (made.others.min() >= 0 and made.others.max() < actors)
    return bool(sizes and made.sums is not None and made.sums.shape == (actors, 2) and spans and ids and known)
