"""Needs that are published: lists of them with filters, and one of them with who holds what it seeks."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from explorer.analysis.below import open_in_order
from explorer.analysis.holding import holders
from explorer.analysis.opportunities import PHASES, phase, place, sought_by
from explorer.domain.answers import Question
from explorer.domain.countries import country_id
from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.domain.identity import plain
from explorer.domain.records import Entity, Relationship
from explorer.domain.vocabulary import OPPORTUNITY_STATUSES
from explorer.errors import BadInput, NotFound
from explorer.graphdb.exact import version
from explorer.network.ends import sectors_called
from explorer.services.ends import known_market, named, shortened
from explorer.services.entity import entity_of
from explorer.services.funnel import Funnel, funnel, pairs_of
from explorer.services.snapshot import Snapshot
from explorer.services.told import Teller, ToldPath, entity_json, named_on
from explorer.services.willing import willing
from explorer.texts import Texts
from explorer.texts import opportunities as phrases
from explorer.texts.properties import choice

TYPES: Final = ("PUBLISHES", "TARGETS", "ACTIVE_IN", "SEEKS")
"""What is said of a need by relationships, and replaced as a whole when it is edited."""
MOST_LISTED: Final = 20
"""Things sought that a list names of each need; all are counted."""
MOST_SOUGHT: Final = 50
"""Things sought that the page of a need names; all are counted."""
WITH_HOLDERS: Final = 20
"""Of these, how many are looked for in the network."""
NEAREST: Final = 3
MOST_PATHS: Final = 9


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is restricted to, as asked.

    `market`: a country code; `sector`, `publisher`: an id or a name; `kind`: as anybody writes it; `text`: part of a name or summary.
    """

    text: str | None = None
    kind: str | None = None
    market: str | None = None
    sector: str | None = None
    status: str | None = None
    publisher: str | None = None

    @property
    def any(self) -> bool:
        return any((self.text, self.kind, self.market, self.sector, self.status, self.publisher))


@dataclass(frozen=True, slots=True)
class Sought:
    lot: str | None
    entity: Entity

    def as_json(self) -> dict[str, Any]:
        return {"lot": self.lot, "sought": entity_json(self.entity)}


@dataclass(frozen=True, slots=True)
class Need:
    """One need as a list shows it. `phase` in a stable word; `deadline`: what it means today, in words; `contact`: None also where they object."""

    entity: Entity
    phase: str
    kind: str
    status: str | None
    deadline: str
    publishers: tuple[Entity, ...]
    markets: tuple[Entity, ...]
    sectors: tuple[Entity, ...]
    sought: tuple[Sought, ...]
    sought_total: int
    contact: Entity | None

    def as_json(self) -> dict[str, Any]:
        properties = self.entity.properties
        return {
            "opportunity": entity_json(self.entity),
            **{name: properties.get(name) for name in ("kind", "status", "deadline", "summary", "amount", "currency")},
            "phase": self.phase,
            "contact": entity_json(self.contact) if self.contact else None,
            "publishers": [entity_json(entity) for entity in self.publishers],
            "markets": [entity_json(entity) for entity in self.markets],
            "sectors": [entity_json(entity) for entity in self.sectors],
            "needs": [sought.as_json() for sought in self.sought],
            "needs_total": self.sought_total,
        }


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of needs. `total` and `phases` count all that fit; `kinds`: what is written of kinds in the whole network; `known`: how many needs there are."""

    total: int
    needs: tuple[Need, ...]
    phases: Mapping[str, int]
    kinds: tuple[str, ...]
    known: int
    explanation: str
    funnel: Funnel
    page: int
    page_size: int
    sequence: int
    as_of: date

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.page_size))

    def as_json(self) -> dict[str, Any]:
        return {
            "total": self.total,
            "page": self.page,
            "page_size": self.page_size,
            "results": [need.as_json() for need in self.needs],
            "phases": dict(self.phases),
            "explanation": self.explanation,
            "funnel": self.funnel.as_json(),
            "snapshot": self.sequence,
        }


@dataclass(frozen=True, slots=True)
class Holder:
    """Who can do or make something that is sought, with the best path from the publisher; None where none is known."""

    entity: Entity
    path: ToldPath | None

    def as_json(self) -> dict[str, Any]:
        return {"entity": entity_json(self.entity), "path": self.path.as_json() if self.path else None}


@dataclass(frozen=True, slots=True)
class Held:
    """One thing sought, how many hold it, and the nearest of them to the publisher."""

    sought: Sought
    total: int
    nearest: tuple[Holder, ...]

    def as_json(self) -> dict[str, Any]:
        return self.sought.as_json() | {"holders_total": self.total, "nearest": [holder.as_json() for holder in self.nearest]}


@dataclass(frozen=True, slots=True)
class Detail:
    """One need whole. `held`: its first things sought with who holds them; the others stand in `need` as far as they are named."""

    need: Need
    held: tuple[Held, ...]
    version: str
    sequence: int
    as_of: date

    @property
    def unnamed(self) -> int:
        """How many things sought are only counted."""
        return self.need.sought_total - len(self.need.sought)

    def as_json(self) -> dict[str, Any]:
        return self.need.as_json() | {"held": [held.as_json() for held in self.held], "version": self.version, "snapshot": self.sequence}


def list_opportunities(snapshot: Snapshot, asked: Filters, t: Texts, *, page: int = 1, page_size: int = 20, as_of: date | None = None) -> Listing:
    """Those that fit all filters, what can be answered first. Raises BadInput, NotFound or Ambiguous where a filter cannot be understood."""
    day = as_of or today()
    facts = snapshot.facts
    every = [facts.entities[id] for id in facts.bearing("Opportunity")]
    fitting = sorted(_fitting(snapshot, every, asked, t, day), key=lambda entity: place(entity, day))
    counts = Counter(phase(entity, day) for entity in fitting)
    shown = fitting[(page - 1) * page_size : page * page_size]

    def tell(now: Snapshot) -> tuple[Need, ...]:
        return tuple(need_of(now, entity, t, day, most=MOST_LISTED) for entity in shown)

    snapshot, needs = willing(snapshot, tell, lambda _now, told: contacts(told))
    return Listing(
        total=len(fitting),
        needs=needs,
        phases={name: counts[name] for name in PHASES if counts[name]},
        kinds=tuple(sorted({key for entity in every if (key := phrases.kind_key(entity.text("kind")))} | phrases.KINDS.keys())),
        known=len(every),
        funnel=funnel(pairs_of(snapshot, {entity.id for entity in fitting}), t),
        explanation=phrases.found(t, len(fitting), filtered=asked.any, known=len(every)),
        page=page,
        page_size=page_size,
        sequence=snapshot.sequence,
        as_of=day,
    )


def version_of(facts: Facts, id: str) -> str:
    """The version of a need as it is now: who changes it says which one they had before them."""
    return version(facts.entities[id], ties_of(facts, id))


def ties_of(facts: Facts, id: str) -> list[Relationship]:
    """All that relationships say of a need, ended ones too."""
    return [*facts.outgoing(id, *TYPES), *facts.incoming(id, *TYPES)]


def contacts(needs: Iterable[Need]) -> Iterator[str]:
    return (need.contact.id for need in needs if need.contact)


def _fitting(snapshot: Snapshot, every: Iterable[Entity], asked: Filters, t: Texts, day: date) -> Iterator[Entity]:
    """Every filter narrows; one that is not given does not."""
    kept: list[Set[str]] = []
    facts = snapshot.facts
    if asked.status and asked.status not in OPPORTUNITY_STATUSES:
        words_ = ", ".join(OPPORTUNITY_STATUSES)
        raise BadInput(phrases.bad_status(t, shortened(asked.status), words_), {"status": [asked.status]})
    if asked.market:
        kept.append(facts.sources(frozenset({country_id(known_market(t, asked.market, "market"))}), ("TARGETS",), day))
    if asked.sector:
        kept.append(facts.sources(facts.with_parts(frozenset(_sectors(snapshot, asked.sector, t)), day), ("ACTIVE_IN", "SEEKS"), day))
    if asked.publisher:
        publisher = named(snapshot.names, asked.publisher, t, "publisher")
        kept.append(frozenset(r.target for r in facts.outgoing(publisher.id, "PUBLISHES", on=day)))
    if asked.text:
        kept.append(_called(snapshot, every, asked.text))
    kind = phrases.kind_key(asked.kind)
    for entity in every:
        same = (not asked.status or entity.text("status") == asked.status) and (not kind or phrases.kind_key(entity.text("kind")) == kind)
        if same and all(entity.id in ids for ids in kept):
            yield entity


def _sectors(snapshot: Snapshot, text: str, t: Texts) -> Collection[str]:
    meant = sectors_called(snapshot.facts, text)
    if not meant:
        message = t.gettext("No sector has the id, the code or the name “%(sector)s”.", sector=shortened(text))
        raise NotFound(message, {"sector": [entity_json(entity) for entity in snapshot.names.alike(text, ["Sector"])]})
    return meant


def _called(snapshot: Snapshot, every: Iterable[Entity], text: str) -> frozenset[str]:
    """By name as everywhere, or by what the name or the summary holds."""
    words_ = plain(text)
    by_name = {hit.id for hit in snapshot.names.search(text).having(["Opportunity"])}
    return frozenset(by_name | {entity.id for entity in every if words_ in plain(f"{entity.name} {entity.text('summary') or ''}")})


def need_of(snapshot: Snapshot, entity: Entity, t: Texts, day: date, *, most: int) -> Need:
    facts = snapshot.facts
    sought = sought_by(facts, entity.id, day)
    at = phase(entity, day)
    return Need(
        entity=entity,
        phase=at,
        kind=phrases.kind(t, entity.text("kind")),
        status=choice(t, status) if (status := entity.text("status")) else None,
        deadline=phrases.deadline(t, entity, at, day),
        publishers=publishers_of(facts, entity.id, day),
        markets=_targets(facts, entity.id, "TARGETS", day),
        sectors=_targets(facts, entity.id, "ACTIVE_IN", day),
        sought=tuple(Sought(each.lot, facts.entities[each.relationship.target]) for each in sought[:most]),
        sought_total=len(sought),
        contact=_contact(facts, entity),
    )


def publishers_of(facts: Facts, id: str, day: date) -> tuple[Entity, ...]:
    """Who publishes a need and has not taken it back, by id."""
    ids = {r.source for r in facts.incoming(id, "PUBLISHES") if r.open_at(day)}
    return tuple(facts.entities[each] for each in sorted(ids))


def _targets(facts: Facts, id: str, type_name: str, day: date) -> tuple[Entity, ...]:
    found = {r.target for r in open_in_order(facts.outgoing(id, type_name), day)}
    return tuple(sorted((facts.entities[each] for each in found), key=lambda entity: (entity.name, entity.id)))


def _contact(facts: Facts, entity: Entity) -> Entity | None:
    person = facts.entities.get(entity.text("contact") or "")
    return person if person is not None and person.label == "Person" and not person.objects else None


def opportunity(snapshot: Snapshot, id: str, t: Texts, as_of: date | None = None) -> Detail:
    """One need by its id. Raises NotFound, also where the id is of something else."""
    day = as_of or today()
    entity = entity_of(snapshot, id, t)
    if entity.label != "Opportunity":
        raise NotFound(t.gettext("%(name)s is no need.", name=shortened(entity.name)), {"id": [id[:500]]})

    def tell(now: Snapshot) -> Detail:
        need = need_of(now, entity, t, day, most=MOST_SOUGHT)
        return Detail(need, tuple(_held(now, need, t, day)), version_of(now.facts, id), now.sequence, day)

    return willing(snapshot, tell, lambda now, told: _people_in(now.facts, told, day))[1]


def _people_in(facts: Facts, detail: Detail, day: date) -> Iterator[str]:
    yield from contacts([detail.need])
    for held in detail.held:
        for holder in held.nearest:
            yield from named_on(facts, (stop.id for stop in (holder.path.stops if holder.path else ())), day)


def _held(snapshot: Snapshot, need: Need, t: Texts, day: date) -> Iterator[Held]:
    """Who offers each thing sought, or a part of it; nobody who publishes the need."""
    facts = snapshot.facts
    publishers = frozenset(entity.id for entity in need.publishers)
    teller = Teller(facts, t, day)
    for sought in need.sought[:WITH_HOLDERS]:
        able = holders(facts, frozenset({sought.entity.id}), day) - publishers
        yield Held(sought, len(able), tuple(_nearest(snapshot, teller, publishers, able, day)))


def _nearest(snapshot: Snapshot, teller: Teller, publishers: frozenset[str], holders: frozenset[str], day: date) -> Iterator[Holder]:
    """Those with the best paths from the publisher; where fewer have one, others by name."""
    entities = snapshot.facts.entities
    told: set[str] = set()
    if publishers and holders:
        for path in snapshot.engine.answer(Question(publishers, holders, day, limit=MOST_PATHS)).paths:
            if len(told) < NEAREST and path.ids[-1] not in told:
                told.add(path.ids[-1])
                yield Holder(entities[path.ids[-1]], teller.path(path))
    others = sorted((entities[id].name, id) for id in holders - told) if len(told) < NEAREST else []
    yield from (Holder(entities[id], None) for _, id in others[: NEAREST - len(told)])
