"""Arrays of ties in mapped folders.

ids_text: uint8, ids_starts: int64[n + 1]       the ids, as an IdTable
starts: int64[n + 1], others, costs: int32[2m]  and tolls, labels, sums: as in TieArrays, without overlay, of all types
a, b, strengths, kinds                          as in Reasons
"""

from datetime import date
from typing import Any, Final

import numpy as np

from explorer.network.arrays import ACTOR_LABEL_BITS, Reasons, TieArrays
from explorer.network.building import KINDS, OWN_POST
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
    "a": np.int32,
    "b": np.int32,
    "strengths": np.float64,
    "kinds": np.uint8,
}


TIES: Final = "ties-"
"""How the kind of every folder of ties begins."""


def kind_of(as_of: date) -> str:
    """The kind of folder that holds the ties of a day."""
    return f"{TIES}{as_of.isoformat()}"


def write_ties(writing: Writing, arrays: TieArrays) -> int:
    """Fill a folder of that kind; gives the number of the change it stands for.

    Raises ValueError where the arrays are not as `tie_arrays` makes them, with all types and without overlay.
    """
    if arrays.overlaid or arrays.sums is None or arrays.reasons is None or arrays.types is not None:
        raise ValueError("only arrays as they were made are written, of all types")
    reasons = arrays.reasons
    starts = np.concatenate((arrays.starts, [len(arrays.others)])).astype(np.int64)
    values: tuple[np.ndarray, ...] = (
        arrays.ids.text,
        arrays.ids.starts,
        starts,
        arrays.others,
        arrays.costs,
        arrays.tolls,
        arrays.labels,
        arrays.sums,
        reasons.a,
        reasons.b,
        reasons.strengths,
        reasons.kinds,
    )
    for name, array in zip(_TYPES_OF, values, strict=True):
        writing.array(name, array)
    writing.about |= {"as_of": arrays.as_of.isoformat(), "label_bits": dict(ACTOR_LABEL_BITS), "kinds": list(KINDS)}
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
    if about["kinds"] != list(KINDS):
        raise ValueError("types have other places")
    ids = IdTable(values.pop("ids_text"), values.pop("ids_starts"))
    reasons = Reasons(values.pop("a"), values.pop("b"), values.pop("strengths"), values.pop("kinds"))
    return TieArrays.without_overlay(ids, **values, reasons=reasons, sequence=folder.sequence, as_of=date.fromisoformat(about["as_of"]), types=None)


def _fits(made: TieArrays) -> bool:
    actors, entries = len(made.ids), len(made.others)
    sizes = len(made.starts) == len(made.ends) == len(made.tolls) == len(made.labels) == actors and len(made.costs) == entries
    spans = not actors or (made.starts[0] == 0 and made.ends[-1] == entries and bool(np.all(made.starts <= made.ends)))
    ids = made.ids.starts[0] == 0 and made.ids.starts[-1] == len(made.ids.text) and bool(np.all(made.ids.starts[:-1] <= made.ids.starts[1:]))
    known = not entries or (made.others.min() >= 0 and made.others.max() < actors)
    sums = made.sums is not None and made.sums.shape == (actors, 2)
    return bool(sizes and sums and spans and ids and known and made.reasons is not None and _reasons_fit(made.reasons, actors))


def _reasons_fit(reasons: Reasons, actors: int) -> bool:
    sizes = len({len(reasons.a), len(reasons.b), len(reasons.strengths), len(reasons.kinds)}) == 1
    known = not len(reasons.a) or (
        min(reasons.a.min(), reasons.b.min()) >= 0 and max(reasons.a.max(), reasons.b.max()) < actors and reasons.kinds.max() <= OWN_POST
    )
    return bool(sizes and known)
