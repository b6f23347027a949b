"""Who is asked about: pairs of actors of a made-up network, always the same ones."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Final, TypeAlias

import numpy as np

from tests.bench.made_up import TieLists

Pair: TypeAlias = tuple[int, int]
SEED: Final = 42
BEST_KNOWN: Final = 100
"""Those with the most ties, which stand for hubs."""
LEAST_KNOWN: Final = 2
"""Ties of those between whom there are few paths, at most."""


def random_pairs(lists: TieLists, number: int) -> list[Pair]:
    return _between(lists, number, _tied(lists), _tied(lists))


def hub_pairs(lists: TieLists, number: int) -> list[Pair]:
    return _between(lists, number, _best_known(lists), _best_known(lists))


def mixed_pairs(lists: TieLists, number: int) -> list[Pair]:
    return _between(lists, number, _tied(lists), _best_known(lists))


def lonely_pairs(lists: TieLists, number: int) -> list[Pair]:
    """Between actors with hardly any ties, where fewer paths are found than are asked for."""
    lonely: Sequence[int] = np.flatnonzero((lists.degrees > 0) & (lists.degrees <= LEAST_KNOWN)).tolist()
    return _between(lists, number, lonely, lonely)


def super_hub_pairs(lists: TieLists, number: int) -> list[Pair]:
    """From anybody to the few that know nearly everybody, and between these."""
    half = _between(lists, number // 2, _tied(lists), lists.hubs)
    return half + _between(lists, number - len(half), lists.hubs, lists.hubs)


KINDS: Final[Mapping[str, Callable[[TieLists, int], list[Pair]]]] = {"random": random_pairs, "hubs": hub_pairs, "mixed": mixed_pairs}


def _between(lists: TieLists, number: int, sources: Sequence[int], targets: Sequence[int]) -> list[Pair]:
    random = Random(SEED)
    pairs: list[Pair] = []
    while len(pairs) < number:
        source, target = random.choice(sources), random.choice(targets)
        if source != target:
            pairs.append((source, target))
    return pairs


def _tied(lists: TieLists) -> Sequence[int]:
    tied: list[int] = np.flatnonzero(lists.degrees).tolist()
    return tied


def _best_known(lists: TieLists) -> Sequence[int]:
    known: list[int] = np.argsort(-lists.degrees, kind="stable")[:BEST_KNOWN].tolist()
    return known
