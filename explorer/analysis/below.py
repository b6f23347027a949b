"""What lies below something: subsidiaries below a group, parts below a capability, places below a country."""

from collections import deque
from collections.abc import Collection, Iterable
from datetime import date
from typing import TypeAlias

from explorer.domain.facts import Facts
from explorer.domain.records import Relationship

Chain: TypeAlias = tuple[Relationship, ...]
"""The relationships that lead from something up to what it lies below, the nearest first; empty for that itself."""


def open_in_order(relationships: Iterable[Relationship], day: date) -> list[Relationship]:
    """Those open on that day, by id."""
    return sorted((r for r in relationships if r.open_at(day)), key=lambda r: r.id)


def below(facts: Facts, tops: Iterable[str], type_name: str, day: date, without: Collection[str] = ()) -> dict[str, Chain]:
    """The tops and all that leads up to them by open relationships of a type, at any depth, each once with a shortest chain; circles end by themselves.

    Nothing of `without` is gone through. The order of the facts changes nothing.
    """
    chains: dict[str, Chain] = dict.fromkeys(sorted(set(tops) - set(without)), ())
    waiting = deque(chains)
    while waiting:
        top = waiting.popleft()
        for r in open_in_order(facts.incoming(top, type_name), day):
            if r.source not in chains and r.source not in without:
                chains[r.source] = (r, *chains[top])
                waiting.append(r.source)
    return chains


def above(facts: Facts, bottoms: Iterable[str], type_name: str, day: date) -> dict[str, Chain]:
    """The bottoms and all that they lead up to, each with the chain from a bottom, the nearest to it first."""
    chains: dict[str, Chain] = dict.fromkeys(sorted(bottoms), ())
    waiting = deque(chains)
    while waiting:
        bottom = waiting.popleft()
        for r in open_in_order(facts.outgoing(bottom, type_name), day):
            if r.target not in chains:
                chains[r.target] = (*chains[bottom], r)
                waiting.append(r.target)
    return chains


def once(links: Iterable[Relationship]) -> Chain:
    """Each of them, where it stands first."""
    return tuple({r.id: r for r in links}.values())
