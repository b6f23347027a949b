"""Companies that are subsidiaries of each other in a circle, be it by files, by the database or by both together."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from explorer.ingest.known import Known

Parents: TypeAlias = Mapping[str, Collection[str]]
Tie: TypeAlias = tuple[str, str]
"""A subsidiary and its parent."""

MOST_LEVELS: Final = 100
"""How far up the database's companies are followed: no group of companies has more levels, and each costs a question."""


def with_known_parents(ties: Sequence[Tie], known: Known) -> Parents:
    """The ties of files, and those by which the database goes on from their parents."""
    parents: dict[str, set[str]] = defaultdict(set)
    for child, parent in ties:
        parents[child].add(parent)
    ask, asked = {parent for _, parent in ties}, set[str]()
    for _ in range(MOST_LEVELS):
        if not ask:
            break
        asked |= ask
        for child, held in known.parents(ask).items():
            parents[child].update(held)
        ask = {parent for child in ask for parent in parents.get(child, ())} - asked
    return parents


def circles(parents: Parents, ties: Sequence[Tie]) -> Iterator[tuple[Tie, tuple[str, ...]]]:
    """For each group of companies in circles, the last of `ties` that lies in it, and the shortest circle that it closes, from its parent to its subsidiary."""
    group = _groups(parents)
    told: set[int] = set()
    for tie in reversed(ties):
        child, parent = tie
        if group[child] == group[parent] and group[child] not in told:
            told.add(group[child])
            yield tie, _way(parents, parent, child)


def _groups(parents: Parents) -> Mapping[str, int]:
    """A number for each company; those that can be reached from each other share it (Kosaraju's algorithm, without recursion, since chains may be long)."""
    children: dict[str, list[str]] = defaultdict(list)
    for child, above in parents.items():
        for parent in above:
            children[parent].append(child)
    group: dict[str, int] = {}
    for number, start in enumerate(reversed(_finished(parents))):
        reached = [] if start in group else [start]
        group.setdefault(start, number)
        while reached:
            new = [child for child in children[reached.pop()] if child not in group]
            group.update(dict.fromkeys(new, number))
            reached += new
    return group


def _finished(parents: Parents) -> list[str]:
    """Every company, after all that it reaches and that were not reached before."""
    seen: set[str] = set()
    order: list[str] = []
    for start in parents:
        branches = [] if start in seen else [(start, iter(parents[start]))]
        seen.add(start)
        while branches:
            company, above = branches[-1]
            parent = next((each for each in above if each not in seen), None)
            if parent is None:
                order.append(company)
                branches.pop()
            else:
                seen.add(parent)
                branches.append((parent, iter(parents.get(parent, ()))))
    return order


def _way(parents: Parents, start: str, end: str) -> tuple[str, ...]:
    """The shortest way up from one company to another; the first by id where several are as short."""
    came_from: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while end not in came_from:
        company = waiting.popleft()
        for parent in sorted(parents.get(company, ())):
            if parent not in came_from:
                came_from[parent] = company
                waiting.append(parent)
    way: list[str] = []
    at: str | None = end
    while at is not None:
        way.append(at)
        at = came_from[at]
    return tuple(reversed(way))
