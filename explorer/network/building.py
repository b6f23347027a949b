"""From facts to the arrays of one day: what each relationship and each gathering gives is noted in a few bytes, then combined by pair."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from explorer.domain.facts import Facts
from explorer.domain.strength import COST_SCALE, COURTESY_COST, HUB_SCALE, cost_of, faded, hub_factor, worth
from explorer.domain.vocabulary import INTRODUCING_TYPES, TYPES
from explorer.network.arrays import LOW_BITS, SUM_BITS, Int32s, Int64s, Reasons, TieArrays, label_bits, lists_of
from explorer.network.derive import BENEFITING, GATHERINGS, RUN, Gathering, benefits, bodies, directly_supported, runs_for
from explorer.network.idtable import IdTable

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many rows are done, of how many."""
TOLD_EVERY: Final = 10_000

KINDS: Final[Mapping[str, int]] = {type: kind for kind, type in enumerate(sorted(INTRODUCING_TYPES))}
OWN_POST: Final = len(KINDS)
"""The kind of a WORKS_AT that is open, which makes a tie somebody's own post; other kinds are types."""


@dataclass(frozen=True, slots=True)
class Contributions:
    """What speaks for ties, a few bytes each: actors by number, the lesser first; the strength; the kind."""

    a: "array[int]" = field(default_factory=lambda: array("i"))
    b: "array[int]" = field(default_factory=lambda: array("i"))
    strengths: "array[float]" = field(default_factory=lambda: array("d"))
    kinds: "array[int]" = field(default_factory=lambda: array("B"))

    def add(self, a: int, b: int, strength: float, kind: int) -> None:
        self.a.append(min(a, b))
        self.b.append(max(a, b))
        self.strengths.append(strength)
        self.kinds.append(kind)

    def add_all(self, a: Int32s, b: Int32s, strengths: npt.NDArray[np.float64], kind: int) -> None:
        """`a` are the lesser ones."""
        self.a.frombytes(a.astype(np.int32).tobytes())
        self.b.frombytes(b.astype(np.int32).tobytes())
        self.strengths.frombytes(strengths.tobytes())
        self.kinds.frombytes(bytes((kind,)) * len(a))


def tie_arrays(facts: Facts, as_of: date, types: frozenset[str] | None = None, progress: Progress | None = None) -> TieArrays:
    """`types` keeps only these relationship types, stored or derived; what passing through somebody costs is of the whole network."""
    labels: dict[str, int] = {}
    shared: list[str] = []
    for id, entity in facts.entities.items():
        if entity.is_actor:
            labels[id] = label_bits(entity)
        elif entity.label in GATHERINGS or entity.label in RUN:
            shared.append(id)
    ids = sorted(labels)
    numbers = {id: number for number, id in enumerate(ids) if labels[id]}
    found = _contributions(facts, numbers, shared, as_of, progress or (lambda _done, _of: None))
    bits = np.fromiter((labels[id] for id in ids), np.uint16, len(ids))
    del labels, numbers
    whole = combined(found, IdTable.of(ids), bits, facts.sequence, as_of)
    return whole if types is None else of_types(whole, types)


def combined(found: Contributions, ids: IdTable, labels: npt.NDArray[np.uint16], sequence: int, as_of: date) -> TieArrays:
    """The arrays of what was found."""
    from explorer.network.combining import add_up  # loads the compiler

    reasons = _by_pair(found, len(ids))
    a, b, strengths, costs = _ties(reasons, np.ones(OWN_POST + 1, np.bool_))
    sums = np.zeros((len(ids), 2), np.int64)
    for ends in (a, b):
        add_up(ends, strengths, sums)
    starts, others, list_costs = lists_of(len(ids), a, b, costs)
    return TieArrays.without_overlay(ids, starts, others, list_costs, tolls_of(sums), labels, sequence, as_of, None, sums, reasons)


def of_types(whole: TieArrays, types: frozenset[str]) -> TieArrays:
    """The same network with ties of these types alone, without looking at the facts again; changes are then made to it as to the whole.

    Raises ValueError where there are changes already, or its reasons are not there.
    """
    if whole.overlaid or whole.reasons is None:
        raise ValueError("only arrays as they were made say which types their ties are of")
    a, b, _, costs = _ties(whole.reasons, np.array([*(type in types for type in KINDS), "WORKS_AT" in types], np.bool_))
    starts, others, list_costs = lists_of(len(whole), a, b, costs)
    return replace(whole, starts=starts[:-1], ends=starts[1:], others=others, costs=list_costs, types=types)


def _by_pair(found: Contributions, actors: int) -> Reasons:
    from explorer.network.combining import in_order_of  # loads the compiler

    a, b, strengths, kinds = (
        np.array(column, dtype)
        for column, dtype in zip((found.a, found.b, found.strengths, found.kinds), (np.int32, np.int32, np.float64, np.uint8), strict=True)
    )
    places = in_order_of(a, in_order_of(b, np.arange(len(a), dtype=np.int32), actors), actors)
    return Reasons(a[places], b[places], strengths[places], kinds[places])


def _ties(reasons: Reasons, kept: npt.NDArray[np.bool_]) -> tuple[Int32s, Int32s, npt.NDArray[np.float64], Int32s]:
    """Ends, strengths and costs of the ties that reasons of the kept kinds make."""
    from explorer.network.combining import combine  # loads the compiler

    most = len(reasons.a)
    a, b, strengths, own_posts = np.empty(most, np.int32), np.empty(most, np.int32), np.empty(most, np.float64), np.empty(most, np.bool_)
    count = combine(reasons.a, reasons.b, reasons.strengths, reasons.kinds, kept, OWN_POST, a, b, strengths, own_posts)
    favours = np.where(own_posts[:count], 0, COURTESY_COST).astype(np.int32)
    return a[:count], b[:count], strengths[:count], costs_of(strengths[:count]) + favours


def costs_of(strengths: npt.NDArray[np.float64]) -> Int32s:
    """`cost_of` each of them."""
    return rounded(COST_SCALE * -np.log(strengths), lambda place: cost_of(float(strengths[place])))


def tolls_of(sums: Int64s) -> Int32s:
    """What passing through each actor costs, by the sums of strengths that `combining.add_up` made."""
    # Each half is exact as a double, so this one addition rounds once: it gives what `fsum` gives.
    total = (sums[:, 0] * float(2**LOW_BITS) + sums[:, 1]) / float(2**SUM_BITS)
    return rounded(COST_SCALE * np.log1p(np.log1p(total / HUB_SCALE)), lambda place: cost_of(hub_factor(float(total[place]))))


def rounded(about: npt.NDArray[np.float64], exactly: Callable[[int], int]) -> Int32s:
    """Rounded, where logarithms may be off in their last bits: what lies near a half is asked for exactly, which is rare."""
    rounded = np.rint(about).astype(np.int32)
    for place in np.flatnonzero(np.abs(about - np.floor(about) - 0.5) < 0.001).tolist():
        rounded[place] = exactly(place)
    return rounded


def _contributions(facts: Facts, numbers: Mapping[str, int], shared: list[str], day: date, progress: Progress) -> Contributions:
    """All between actors with a number, `shared` being what may tie those who had to do with it."""
    rows = len(facts.relationships) + len(shared)
    found = Contributions()
    steps = (_note_stored(found, facts, numbers, day), _note_derived(found, facts, shared, numbers, day))
    for done, _ in enumerate((row for step in steps for row in step), 1):
        if done % TOLD_EVERY == 0:
            progress(done, rows)
    progress(rows, rows)
    return found


def _note_stored(found: Contributions, facts: Facts, numbers: Mapping[str, int], day: date) -> Iterator[None]:
    """One step per relationship."""
    for r in facts.relationships:
        if TYPES[r.type].weight is not None and r.source in numbers and r.target in numbers and (worth_ := worth(r, day)):
            kind = OWN_POST if r.type == "WORKS_AT" and r.open_at(day) else KINDS[r.type]
            found.add(numbers[r.source], numbers[r.target], faded(*worth_), kind)
        yield


def _note_derived(found: Contributions, facts: Facts, shared: list[str], numbers: Mapping[str, int], day: date) -> Iterator[None]:
    """One step per gathering or programme."""
    supported = cache(lambda body: directly_supported(facts, body, day))
    for id in shared:
        entity = facts.entities[id]
        if entity.label in GATHERINGS:
            _note_gathering(found, Gathering.on(facts, entity, day), numbers)
        if entity.label in RUN:
            running = {body: run for body, run in bodies(facts.incoming(id, "RUNS"), day).items() if body in numbers}
            for benefit in benefits(facts.incoming(id, *BENEFITING[entity.label]), entity, day) if running else ():
                for body in running:
                    if benefit.source != body and benefit.source in numbers and benefit.source not in supported(body):
                        strength = runs_for(entity, running[body], benefit, day).strength
                        found.add(numbers[body], numbers[benefit.source], strength, KINDS["RUNS_FOR"])
        yield


def _note_gathering(found: Contributions, gathering: Gathering, numbers: Mapping[str, int]) -> None:
    """What every two participants get, all at once.

    It follows from a quality and a date, of which there are few: each participant has places in the lists of both, unknown dates last,
    and the lesser place of two is the lesser quality, or the older known date.
    """
    present = [participant for participant in gathering.participations if participant in numbers]
    best = [gathering.quality_of(participant) for participant in present]
    latest = [gathering.dated or gathering.date_of(participant) for participant in present]
    qualities, dates = sorted(set(best)), sorted({dated for dated in latest if dated})
    table = np.array([[gathering.strength(q, dated) for dated in (*dates, None)] for q in qualities], np.float64)
    by_quality = np.array([bisect_left(qualities, q) for q in best], np.intp)
    by_date = np.array([len(dates) if dated is None else bisect_left(dates, dated) for dated in latest], np.intp)
    own = np.array([numbers[participant] for participant in present], np.int32)
    one, other = np.triu_indices(len(present), 1)
    if len(one):
        strengths = table[np.minimum(by_quality[one], by_quality[other]), np.minimum(by_date[one], by_date[other])]
        found.add_all(own[one], own[other], strengths, KINDS["WORKED_WITH"])
