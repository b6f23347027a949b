"""The best of many: whom a search from one end reaches first, each with a handicap of its own.

A label setting search from the sources, nearest first. A candidate counts by the key of its best way plus its handicap (none for the best fit), until none that
is left can come before the last one kept: it would cost at least the next key plus the least handicap of those not reached yet.

Where the best-fitting candidates are few and far away that bound is low. So ways are found from the candidates too, each setting out at its handicap. They say
what the best candidate costs at least from every actor they reached, and that from any other it costs at least as much as they have got to. No label is made
of what comes to nothing within the bound, and where only a known rest can be cheap enough, ties to actors of whom none is known are passed over.
"""

from typing import Final, NamedTuple

from explorer.network.arrays import Int32s, Int64s
from explorer.network.compiling import bare, inlined
from explorer.network.kernels.ground import BACK, BLOCKED, FAR, FORTH, SOURCE, Bytes, Ground, clear_marks, list_of, set_marks, toll_of
from explorer.network.kernels.heap import pop
from explorer.network.kernels.labels import (
    NO_ROOM,
    NOWHERE,
    QUEUED,
    WORK,
    Side,
    advance,
    arrive,
    enqueue,
    forget,
    is_beaten,
    is_reached,
    move_on,
    row_of,
    settle,
)
from explorer.network.kernels.meeting import COMPLETE, CUT_SHORT, OUT_OF_ROOM

UP_TO: Final = 0
COUNT: Final = 1


class Candidates(NamedTuple):
    """Whom a search is for.

    actors: int32[c]      by ascending handicap
    handicaps: int64[c]   added to the key of the best way to each
    places: int32[n]      of an actor 1 + its place in `actors`, 0 for who is none
    reached: uint8[c]     zeros; 1 for those whose best way is known
    """

    actors: Int32s
    handicaps: Int64s
    places: Int32s
    reached: Bytes


class Kept(NamedTuple):
    """The best so far, ascending by total, then by the order of ids.

    totals, keys: int64[most]   the key of the best way to each, with and without its handicap
    actors: int32[most]
    state: int64[2]             UP_TO: the total that none may exceed any more; COUNT
    """

    totals: Int64s
    keys: Int64s
    actors: Int32s
    state: Int64s


@bare
def best_targets(ground: Ground, forth: Side, back: Side, sources: Int32s, blocked: Int32s, candidates: Candidates, most_work: int, kept: Kept) -> int:
    """Fill `kept`. Returns COMPLETE, CUT_SHORT or OUT_OF_ROOM. No source is a candidate.

    `ground.max_hops` must be one more than the limit of ties: labels of both ends leave the last tie to the other end, and here there is none.
    """
    set_marks(ground.marks, blocked, BLOCKED)
    set_marks(ground.marks, sources, SOURCE)
    kept.state[UP_TO] = FAR
    kept.state[COUNT] = 0
    status = _search(ground, forth, back, sources, candidates, most_work, kept)
    forget(ground, forth, FORTH)
    forget(ground, back, BACK)
    clear_marks(ground.marks, blocked, BLOCKED)
    clear_marks(ground.marks, sources, SOURCE)
    return status


@bare
def _search(ground: Ground, forth: Side, back: Side, sources: Int32s, candidates: Candidates, most_work: int, kept: Kept) -> int:
    for source in sources:
        number = settle(ground, forth, FORTH, source, 0, 0, 0, -1)
        if number == NO_ROOM:
            return OUT_OF_ROOM
        enqueue(ground, forth, FORTH, number, FAR, FAR, 0)
    coming = 0  # the candidate that sets out next
    left = 0  # the best-fitting candidate not reached yet
    while forth.counts[QUEUED] > 0:
        while left < len(candidates.actors) and candidates.reached[left]:
            left += 1
        if left == len(candidates.actors) or forth.queue[0]["key"] + candidates.handicaps[left] > kept.state[UP_TO]:
            break
        if forth.counts[WORK] > most_work:
            return CUT_SHORT
        if back.counts[WORK] <= forth.counts[WORK]:
            coming = _step_back(ground, back, candidates, coming, kept)
        if coming == NO_ROOM or not _step_forth(ground, forth, back, candidates, coming, kept):
            return OUT_OF_ROOM
    return COMPLETE


@bare
def nearest_actors(ground: Ground, forth: Side, sources: Int32s, blocked: Int32s, kept: Kept) -> int:
    """Fill `kept` with the actors that the best ways lead to, whoever they are. As `best_targets`."""
    set_marks(ground.marks, blocked, BLOCKED)
    set_marks(ground.marks, sources, SOURCE)
    kept.state[UP_TO] = FAR
    kept.state[COUNT] = 0
    status = COMPLETE
    for source in sources:
        number = settle(ground, forth, FORTH, source, 0, 0, 0, -1)
        if number == NO_ROOM:
            status = OUT_OF_ROOM
            break
        enqueue(ground, forth, FORTH, number, FAR, FAR, 0)
    while status == COMPLETE and forth.counts[QUEUED] > 0 and forth.queue[0]["key"] <= kept.state[UP_TO]:
        number = advance(ground, forth, FORTH, kept.state[UP_TO], 0)
        if number >= 0:
            label = forth.labels[number]
            if label["older"] < 0:
                _keep(ground, kept, label["key"], label["key"], label["actor"])
            enqueue(ground, forth, FORTH, number, kept.state[UP_TO], kept.state[UP_TO], 0)
        elif number == NO_ROOM:
            status = OUT_OF_ROOM
    forget(ground, forth, FORTH)
    clear_marks(ground.marks, blocked, BLOCKED)
    clear_marks(ground.marks, sources, SOURCE)
    return status


@inlined
def _step_forth(ground: Ground, forth: Side, back: Side, candidates: Candidates, coming: int, kept: Kept) -> bool:
    """One tie further from the sources. False where there is no room left."""
    top = forth.labels[forth.queue[0]["item"]]
    if top["parent"] >= 0 and _leads_nowhere(ground, back, candidates, coming, kept, top["actor"], top["hops"], top["enter"]):
        forth.counts[QUEUED] = pop(forth.queue, forth.counts[QUEUED])
        return True
    key, hops = forth.queue[0]["key"], top["hops"] + 1
    others, _, _, _ = list_of(ground, top["actor"])
    actor = others[top["at"]]
    place = candidates.places[actor] - 1
    if place >= 0 and not candidates.reached[place]:
        candidates.reached[place] = 1
        _keep(ground, kept, key + candidates.handicaps[place], key, actor)
    number = NOWHERE
    if not _leads_nowhere(ground, back, candidates, coming, kept, actor, hops, key + toll_of(ground, actor)):
        number = arrive(ground, forth, FORTH, 0)
    alone = kept.state[UP_TO] - _got_to(back, candidates, coming)
    move_on(ground, forth, FORTH, kept.state[UP_TO], alone, 0)
    if number >= 0:
        enqueue(ground, forth, FORTH, number, kept.state[UP_TO], alone, 0)
    return bool(number != NO_ROOM)


@inlined
def _leads_nowhere(ground: Ground, back: Side, candidates: Candidates, coming: int, kept: Kept, actor: int, hops: int, enter: int) -> bool:
    """Whether a way to an actor, with so many ties and this key once it is passed, comes to no candidate within the bound any more.

    Never asked of the sources: ways from the candidates do not come to one.
    """
    rest = _got_to(back, candidates, coming)
    if is_reached(ground, BACK, actor, 0):
        rest = min(rest, back.rows[row_of(ground, back, actor, 0), ground.max_hops - 1 - hops])
    return bool(enter + rest > kept.state[UP_TO])


@inlined
def _got_to(back: Side, candidates: Candidates, coming: int) -> int:
    """The least key of what the ways from the candidates have not come to yet."""
    setting_out = candidates.handicaps[coming] if coming < len(candidates.actors) else FAR
    going_on = back.queue[0]["key"] if back.counts[QUEUED] > 0 else FAR
    return min(setting_out, going_on)


@inlined
def _step_back(ground: Ground, back: Side, candidates: Candidates, coming: int, kept: Kept) -> int:
    """One candidate sets out, or one tie further from those that did. Returns the candidate that sets out next, NO_ROOM where there is no room left."""
    going_on = back.queue[0]["key"] if back.counts[QUEUED] > 0 else FAR
    if coming < len(candidates.actors) and candidates.handicaps[coming] <= going_on:
        actor = candidates.actors[coming]
        if not is_beaten(ground, back, BACK, actor, 0, 0):
            number = settle(ground, back, BACK, actor, 0, candidates.handicaps[coming], 0, -1)
            if number == NO_ROOM:
                return NO_ROOM
            back.labels[number]["enter"] = back.labels[number]["key"]  # at the end of a way nobody is passed
            enqueue(ground, back, BACK, number, kept.state[UP_TO], kept.state[UP_TO], 0)
        back.counts[WORK] += 1
        return coming + 1
    if back.counts[QUEUED] > 0:
        number = advance(ground, back, BACK, kept.state[UP_TO], 0)
        if number == NO_ROOM:
            return NO_ROOM
        if number >= 0:
            enqueue(ground, back, BACK, number, kept.state[UP_TO], kept.state[UP_TO], 0)
    else:
        back.counts[WORK] += FAR  # nothing left to do
    return coming


@inlined
def _keep(ground: Ground, kept: Kept, total: int, key: int, actor: int) -> None:
    most, count = len(kept.totals), kept.state[COUNT]
    if count == most and not _is_before(ground, kept, total, actor, most - 1):
        return
    place = min(count, most - 1)
    while place > 0 and _is_before(ground, kept, total, actor, place - 1):
        kept.totals[place] = kept.totals[place - 1]
        kept.keys[place] = kept.keys[place - 1]
        kept.actors[place] = kept.actors[place - 1]
        place -= 1
    kept.totals[place] = total
    kept.keys[place] = key
    kept.actors[place] = actor
    kept.state[COUNT] = min(count + 1, most)
    if kept.state[COUNT] == most:
        kept.state[UP_TO] = kept.totals[most - 1]


@inlined
def _is_before(ground: Ground, kept: Kept, total: int, actor: int, place: int) -> bool:
    if total != kept.totals[place]:
        return bool(total < kept.totals[place])
    return bool(ground.order[actor] < ground.order[kept.actors[place]])
