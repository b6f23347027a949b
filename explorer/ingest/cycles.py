"""Companies that are subsidiaries of themselves through others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from explorer.domain.records import Relationship


def subsidiary_cycles(relationships: Iterable[Relationship]) -> Iterator[tuple[str, ...]]:
    """One cycle of SUBSIDIARY_OF for each way back found; none where there is none."""
    parents: dict[str, list[str]] = defaultdict(list)
    for relationship in relationships:
        if relationship.type == "SUBSIDIARY_OF":
            parents[relationship.source].append(relationship.target)
    done: set[str] = set()
    for start in list(parents):
        yield from _from(start, parents, done)


def _from(start: str, parents: dict[str, list[str]], done: set[str]) -> Iterator[tuple[str, ...]]:
    """Depth first, without recursion: chains may be long."""
    if start in done:
        return
    place, path = {start: 0}, [start]
    branches = [iter(parents.get(start, ()))]
    while branches:
        parent = next(branches[-1], None)
        if parent is None:
            branches.pop()
            finished = path.pop()
            done.add(finished)
            del place[finished]
        elif parent in place:
            yield tuple(path[place[parent] :])
        elif parent not in done:
            place[parent] = len(path)
            path.append(parent)
            branches.append(iter(parents.get(parent, ())))
