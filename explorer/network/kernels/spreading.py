"""Everybody at once: what the best way to each actor costs, how many ties away each is, and which part of the network each lies in.

These look at the whole network where they must, tie by tie in compiled code, and fill arrays that the caller makes.
"""

from explorer.network.arrays import Int32s, Int64s
from explorer.network.compiling import bare, inlined
from explorer.network.kernels.ground import NEVER_BETWEEN, SOURCE, Bytes, Ground, key_of, list_of, toll_of


@bare
def spread(ground: Ground, sources: Int32s, keys: Int64s, lowered_in: Bytes, edges: Int32s, edge_keys: Int64s) -> None:
    """Fill `keys` (FAR all over): by actor, the least key of a way from any source over at most `max_hops` ties.

    Bellman and Ford's algorithm, one round for each tie: those whose key went down in a round are looked from in the next, with the keys they had at its end.
    Nobody who may not be between is passed, but everybody can be reached, except other sources. `lowered_in` (zeros): uint8[n]; `edges`: int32[2, n];
    `edge_keys`: int64[n].
    """
    size = 0
    for source in sources:
        keys[source] = 0
        edges[0, size] = source
        edge_keys[size] = 0
        size += 1
    marks, labels, allowed = ground.marks, ground.labels, ground.allowed
    for hops in range(1, ground.max_hops + 1):
        now, then = (hops - 1) % 2, hops % 2
        reached = 0
        for i in range(size):
            here = edges[now, i]
            if hops > 1 and (marks[here] & NEVER_BETWEEN or (allowed and not labels[here] & allowed)):
                continue
            enter = edge_keys[i] + toll_of(ground, here)
            others, costs, first, behind = list_of(ground, here)
            for at in range(first, behind):
                there = others[at]
                key = enter + key_of(costs[at])
                if key < keys[there] and not marks[there] & SOURCE:
                    keys[there] = key
                    if lowered_in[there] != hops:
                        lowered_in[there] = hops
                        edges[then, reached] = there
                        reached += 1
        for i in range(reached):
            edge_keys[i] = keys[edges[then, i]]
        size = reached


@bare
def next_layer(ground: Ground, hops: Int32s, line: Int32s, first: int, behind: int) -> int:
    """Put those one tie further into `line` (int32[n]), from `behind` on, and say where they end: a search in breadth, a layer at a call.

    `hops` (-1 where nobody was yet): by actor, the fewest ties from a root. `line[first:behind]`: the layer before; all of it is passed if it are the roots
    (0 ties away), else only who may be between.
    """
    marks, labels, allowed = ground.marks, ground.labels, ground.allowed
    size = behind
    for i in range(first, behind):
        here = line[i]
        if hops[here] > 0 and (marks[here] & NEVER_BETWEEN or (allowed and not labels[here] & allowed)):
            continue
        others, _, start, end = list_of(ground, here)
        for at in range(start, end):
            there = others[at]
            if hops[there] < 0:
                hops[there] = hops[here] + 1
                line[size] = there
                size += 1
    return size


@bare
def join_parts(starts: Int64s, ends: Int64s, others: Int32s, more_others: Int32s, above: Int32s) -> None:
    """Turn `above` (each actor's own number) into one actor of the connected part it lies in, the same for all in it.

    Disjoint sets with path halving (Tarjan and van Leeuwen 1984).
    """
    for here in range(len(above)):
        start = starts[here]
        pool = more_others if start < 0 else others
        for at in range(~start if start < 0 else start, ends[here]):
            if pool[at] < here:
                one, other = _top(above, here), _top(above, pool[at])
                above[max(one, other)] = min(one, other)
    for here in range(len(above)):
        above[here] = _top(above, here)


@bare
def join_more(starts: Int64s, ends: Int64s, others: Int32s, more_others: Int32s, above: Int32s, actors: Int32s) -> None:
    """The same, for an `above` of before these actors got more ties."""
    for here in actors:
        start = starts[here]
        pool = more_others if start < 0 else others
        for at in range(~start if start < 0 else start, ends[here]):
            one, other = _top(above, here), _top(above, pool[at])
            above[max(one, other)] = min(one, other)
    for here in range(len(above)):
        above[here] = _top(above, here)


@inlined
def _top(above: Int32s, actor: int) -> int:
    while above[actor] != actor:
        above[actor] = above[above[actor]]
        actor = above[actor]
    return actor
