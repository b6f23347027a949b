"""The k best introductions, and the best of each kind, exactly."""

from typing import Final

from explorer.network.arrays import Int32s
from explorer.network.compiling import bare
from explorer.network.kernels.enumeration import Paths, Queue, enumerate_paths
from explorer.network.kernels.ground import ANSWERED, BACK, BLOCKED, FORTH, SOURCE, TARGET, Ground, clear_marks, set_marks
from explorer.network.kernels.labels import Side, forget
from explorer.network.kernels.meeting import COMPLETE, CUT_SHORT, OUT_OF_ROOM, Best, meet
from explorer.network.kernels.remaining import complete_back

TWO_ACTORS: Final = 2


@bare
def best_and_diverse(
    ground: Ground,
    forth: Side,
    back: Side,
    best: Best,
    queue: Queue,
    sources: Int32s,
    targets: Int32s,
    blocked: Int32s,
    limit: int,
    most_work: int,
    paths: Paths,
    diverse: Paths,
) -> tuple[int, int, int]:
    """Fill `paths` with the best and, where it has room, `diverse` with the best of each first intermediary, direct ties being one kind.

    Returns how many there are of each, and COMPLETE, CUT_SHORT or OUT_OF_ROOM (then ask again with more room). Takes back every mark it made.
    """
    set_marks(ground.marks, blocked, BLOCKED)
    set_marks(ground.marks, sources, SOURCE)
    set_marks(ground.marks, targets, TARGET)
    found, status = _search(ground, forth, back, best, queue, sources, targets, limit, most_work, paths, 0)
    kinds = 0
    if len(diverse.keys) and status != OUT_OF_ROOM:
        kinds, status = _one_of_each(ground, forth, back, best, queue, sources, targets, limit, most_work, paths, found, diverse, status)
    clear_marks(ground.marks, blocked, BLOCKED)
    clear_marks(ground.marks, sources, SOURCE)
    clear_marks(ground.marks, targets, TARGET)
    return found, kinds, status


@bare
def _search(
    ground: Ground,
    forth: Side,
    back: Side,
    best: Best,
    queue: Queue,
    sources: Int32s,
    targets: Int32s,
    wanted: int,
    most_work: int,
    paths: Paths,
    found: int,
) -> tuple[int, int]:
    """Write the `wanted` best paths that begin with no closed tie into `paths`, from `found` on."""
    met = meet(ground, forth, back, best, sources, targets, wanted, most_work)
    carried = OUT_OF_ROOM if met == OUT_OF_ROOM else complete_back(ground, forth, back, best, most_work)
    listed = carried
    if carried != OUT_OF_ROOM:
        found, listed = enumerate_paths(ground, back, queue, best, sources, wanted, most_work, paths, found)
    forget(ground, forth, FORTH)
    forget(ground, back, BACK)
    if listed == OUT_OF_ROOM:
        return found, OUT_OF_ROOM
    return found, COMPLETE if met == COMPLETE and carried == COMPLETE and listed == COMPLETE else CUT_SHORT


@bare
def _one_of_each(
    ground: Ground,
    forth: Side,
    back: Side,
    best: Best,
    queue: Queue,
    sources: Int32s,
    targets: Int32s,
    limit: int,
    most_work: int,
    paths: Paths,
    found: int,
    diverse: Paths,
    status: int,
) -> tuple[int, int]:
    """The first path of each kind among the best is the best of its kind. For the kinds still missing the search is repeated with those found closed.

    `paths` has room for as many again behind what was found.
    """
    kinds = _keep_new_kinds(ground, targets, paths, 0, found, diverse, 0)
    while kinds < limit and found == limit and status == COMPLETE:
        missing = limit - kinds
        looked_at, status = _search(ground, forth, back, best, queue, sources, targets, missing, most_work, paths, found)
        kinds = _keep_new_kinds(ground, targets, paths, found, looked_at, diverse, kinds)
        if looked_at < found + missing:
            break
    for i in range(kinds):
        _close(ground, targets, diverse, i, closed=False)
    return kinds, status


@bare
def _keep_new_kinds(ground: Ground, targets: Int32s, paths: Paths, first: int, behind: int, diverse: Paths, kinds: int) -> int:
    for i in range(first, behind):
        if kinds == len(diverse.keys):
            break
        if ground.marks[paths.trails[i, 1]] & ANSWERED:
            continue
        diverse.keys[kinds] = paths.keys[i]
        diverse.lengths[kinds] = paths.lengths[i]
        for place in range(paths.lengths[i]):
            diverse.trails[kinds, place] = paths.trails[i, place]
        _close(ground, targets, diverse, kinds, closed=True)
        kinds += 1
    return kinds


@bare
def _close(ground: Ground, targets: Int32s, diverse: Paths, i: int, closed: bool) -> None:
    """Close (or open again) the first ties of a path's kind: to its first intermediary, or to every target for a direct tie."""
    if diverse.lengths[i] > TWO_ACTORS:
        if closed:
            ground.marks[diverse.trails[i, 1]] |= ANSWERED
        else:
            ground.marks[diverse.trails[i, 1]] &= 255 - ANSWERED
    elif closed:
        set_marks(ground.marks, targets, ANSWERED)
    else:
        clear_marks(ground.marks, targets, ANSWERED)
