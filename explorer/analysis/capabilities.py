"""What the members of a structure can do and make: who holds what, what rests on one of them, and what calls ask for that none of them holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from explorer.analysis.below import Chain, above, open_in_order
from explorer.analysis.consortium.needs import needs_of
from explorer.analysis.holding import holders
from explorer.analysis.opportunities import is_open
from explorer.domain.facts import Facts
from explorer.domain.kinds import BODIES


@dataclass(frozen=True, slots=True)
class Held:
    """A capability, and the members that hold it or a part of it, by id, each with a shortest chain of relationships that says so."""

    capability: str
    holders: Mapping[str, Chain]

    @property
    def rests_on_one(self) -> bool:
        return len(self.holders) == 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an open call seeks that no member holds. `elsewhere`: how many others hold it."""

    call: str
    lot: str | None
    thing: str
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """`held`: most holders first, then by id. `silent`: members of which no capability is known. `by_city`: members there, those of no known city last."""

    members: tuple[str, ...]
    held: tuple[Held, ...]
    wanted: tuple[Wanted, ...]
    silent: tuple[str, ...]
    by_city: Mapping[str | None, frozenset[str]]


def members_of(facts: Facts, structure: str, day: date) -> tuple[str, ...]:
    """Companies and structures that are members on that day, by id."""
    return tuple(sorted(id for id in facts.sources(frozenset({structure}), ("MEMBER_OF",), day) if facts.entities[id].label in BODIES))


def coverage(facts: Facts, members: Sequence[str], calls: Iterable[str], day: date) -> Coverage:
    """`calls`: ids of the needs looked at; those that are not open on that day are passed over."""
    own = {member: _offered(facts, member, day) for member in members}
    able: dict[str, dict[str, Chain]] = {}
    for member, offered in own.items():
        for thing, chain in offered.items():
            able.setdefault(thing, {})[member] = chain
    held = sorted((Held(thing, by) for thing, by in able.items()), key=lambda held: (-len(held.holders), held.capability))
    wanted = [wanted for call in sorted(calls) if is_open(facts.entities[call], day) for wanted in _wanted(facts, call, members, day)]
    return Coverage(
        members=tuple(members),
        held=tuple(held),
        wanted=tuple(wanted),
        silent=tuple(member for member in members if not own[member]),
        by_city=_by_city(facts, own, day),
    )


def _offered(facts: Facts, member: str, day: date) -> dict[str, Chain]:
    """What a member can do: what it offers, and what that is part of, each with the chain that says so."""
    found: dict[str, Chain] = {}
    for r in open_in_order(facts.outgoing(member, "OFFERS"), day):
        for thing, chain in above(facts, {r.target}, "PART_OF", day).items():
            if thing not in found or len(chain) + 1 < len(found[thing]):
                found[thing] = (r, *chain)
    return found


def _wanted(facts: Facts, call: str, members: Sequence[str], day: date) -> Iterable[Wanted]:
    for need in needs_of(facts, call, day):
        able = holders(facts, need.things, day)
        if able.isdisjoint(members):
            yield Wanted(call, need.lot, min(need.things), len(able))


def _by_city(facts: Facts, own: Mapping[str, Mapping[str, Chain]], day: date) -> dict[str | None, frozenset[str]]:
    """By city the members there, None for those whose city is not known."""
    found: dict[str | None, set[str]] = {}
    for member in own:
        cities: list[str | None] = [r.target for r in open_in_order(facts.outgoing(member, "LOCATED_IN"), day)]
        for city in cities or [None]:
            found.setdefault(city, set()).add(member)
    return {city: frozenset(there) for city, there in sorted(found.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0] or ""))}
