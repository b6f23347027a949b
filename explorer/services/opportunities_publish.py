"""Publishing a need and changing one: what a form or a program says, held against the same rules as rows of files, and saved whole or not at all."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import uuid4

from explorer.analysis.opportunities import sought_by
from explorer.domain.countries import country_id
from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.domain.identity import node_id, relationship_id
from explorer.domain.kinds import BODIES
from explorer.domain.records import Entity, Relationship, Value
from explorer.errors import Conflict, Refused
from explorer.graphdb import Database, exact
from explorer.ingest import NODES, Problem, read_rows
from explorer.ingest.countries import country_code
from explorer.ingest.values import LONGEST_ID
from explorer.network.ends import products_called, sectors_called
from explorer.services.ends import country_name, shortened
from explorer.services.entity import no_such
from explorer.services.load import InDatabase
from explorer.services.opportunities import TYPES, publishers_of, ties_of, version_of
from explorer.services.snapshot import Snapshot
from explorer.texts import Texts
from explorer.texts.problems import problem_words

MOST_SOUGHT: Final = 200
"""Things sought that a form can hold: what has more is loaded from a file, and keeps them when the rest is changed."""
PLAIN: Final = ("name", "kind", "status", "deadline", "summary", "amount", "currency", "contact", "evidence", "source_document")
_FORM: Final = "form"


class Line(NamedTuple):
    """Something sought, as written, for a lot where one is given."""

    lot: str
    sought: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A need as somebody writes it: texts by property; publishers, sectors and what is sought by id, code or name; markets by code or name.

    `needs` is None where what is sought stays as it is.
    """

    said: Mapping[str, str] = field(default_factory=dict)
    publishers: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    needs: tuple[Line, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Published:
    """`sequence`: number of the latest change, from which on the need can be read."""

    id: str
    sequence: int


def draft_of(snapshot: Snapshot, id: str, day: date | None = None) -> Draft:
    """A need as its form shows it: a contact who objects by now is not named, and is taken off when it is saved."""
    facts, day = snapshot.facts, day or today()
    entity = facts.entities[id]
    sought = sought_by(facts, id, day)
    written = {name: _written(value) for name in PLAIN if (value := entity.properties.get(name)) is not None}
    contact = facts.entities.get(written.get("contact", ""))
    if contact is not None:
        written["contact"] = "" if contact.objects or snapshot.objecting([contact.id]) else _name(snapshot, contact)
    return Draft(
        said={"name": entity.name, **written},
        publishers=tuple(_name(snapshot, publisher) for publisher in publishers_of(facts, id, day)),
        markets=tuple(target.removeprefix("country:") for target in _open(facts, id, "TARGETS", day)),
        sectors=tuple(_name(snapshot, facts.entities[target]) for target in _open(facts, id, "ACTIVE_IN", day)),
        needs=tuple(Line(each.lot or "", _name(snapshot, facts.entities[each.relationship.target])) for each in sought) if len(sought) <= MOST_SOUGHT else None,
    )


def _open(facts: Facts, id: str, type_name: str, day: date) -> list[str]:
    return sorted(r.target for r in facts.outgoing(id, type_name, on=day))


def _written(value: Value) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _name(snapshot: Snapshot, entity: Entity) -> str:
    """Its name where that can mean nothing else, else its id."""
    return entity.name if [other.id for other in snapshot.names.called(entity.name)] == [entity.id] else entity.id


def publish(db: Database, snapshot: Snapshot, draft: Draft, t: Texts, *, who: str) -> Published:
    """A new need. Raises Refused with what is wrong in each field, and nothing is written then."""
    writing = _Writing(db, snapshot, draft, t, None)
    return writing.save(exact.NEW, who)


def change(db: Database, snapshot: Snapshot, id: str, draft: Draft, seen: str, t: Texts, *, who: str) -> Published:
    """A need as it is to be from now on. Raises Refused; Conflict where it is not the version that was `seen`; NotFound."""
    entity = snapshot.facts.entities.get(id)
    if entity is None or entity.label != "Opportunity":
        raise no_such(id, t)
    if seen != version_of(snapshot.facts, id):
        raise changed_meanwhile(t, entity)
    return _Writing(db, snapshot, draft, t, entity).save(seen, who)


def changed_meanwhile(t: Texts, need: Entity) -> Conflict:
    message = t.gettext("The need “%(name)s” was changed or published by somebody else meanwhile, so nothing was saved.", name=need.name)
    return Conflict(message, {"id": [need.id]})


class _Writing:
    """One draft on its way into the database. Problems are gathered by field, all of them at once."""

    def __init__(self, db: Database, snapshot: Snapshot, draft: Draft, t: Texts, held: Entity | None) -> None:
        self._db = db
        self._snapshot = snapshot
        self._facts = snapshot.facts
        self._draft = draft
        self._t = t
        self._held = held
        self._day = today()
        self._wrong: dict[str, list[str]] = {}
        self._fields: list[str] = []
        self._edges: list[dict[str, str]] = []
        self._countries: dict[str, str] = {}

    def save(self, seen: str, who: str) -> Published:
        id = self._held.id if self._held else self._new_id()
        if not self._draft.publishers:
            self._refuse("publishers.0", self._t.gettext("Say who publishes it."))
        self._collect(id or "opportunity:?")
        reading = read_rows(self._nodes(id or "opportunity:?"), self._edges, InDatabase(self._db))
        for problem in reading.problems:
            self._refuse(*self._told(problem))
        if self._wrong or id is None:
            raise Refused(self._t.gettext("Nothing was saved: some of what was written cannot be taken over."), self._wrong)
        given = {entity.id: replace(entity, origin=_FORM) for entity in reading.entities}
        wanted = self._whole(given.pop(id), [replace(r, origin=_FORM) for r in reading.relationships], seen, list(given.values()))
        try:
            return Published(id, exact.put(self._db, wanted, who=who, batch=f"form:{uuid4()}"))
        except Conflict as error:
            raise changed_meanwhile(self._t, wanted.entity) from error

    def _new_id(self) -> str | None:
        """As for rows of files that give none. None where nothing can be made of the name, which is said."""
        name = self._draft.said.get("name", "").strip()
        id = node_id("Opportunity", name, {}) if name else None
        if name and (id is None or len(id) > LONGEST_ID):
            self._refuse("name", self._t.gettext("Write a name of letters or digits, not too long: the id of the need is made of it."))
            return None
        if id in self._facts.entities:
            self._refuse("name", self._t.gettext("There is a need of this name already: change that one, or say in the name what tells this one apart."))
            return None
        return id

    def _nodes(self, id: str) -> list[dict[str, str]]:
        need = {"id": id, "label": "Opportunity", **{name: self._draft.said.get(name, "").strip() for name in PLAIN}}
        need["contact"] = self._contact(need["contact"])
        countries = [{"id": country, "label": "Country", "name": name} for country, name in self._countries.items()]
        return [need, *countries]

    def _contact(self, written: str) -> str:
        """The id of whom the field means; what was written where nobody, so that it is refused as in a file."""
        found = [entity for entity in self._snapshot.names.called(written) if entity.label == "Person"] if written else []
        if len(found) > 1:
            self._refuse("contact", self._several(written, [entity.id for entity in found]))
            return ""
        if found and (found[0].objects or self._snapshot.objecting([found[0].id])):
            self._refuse("contact", self._t.gettext("%(name)s asked not to take part in introductions: name somebody else.", name=found[0].name))
            return ""
        return found[0].id if found else written

    def _collect(self, id: str) -> None:
        """A row for each relationship, with the field it comes from; what is said twice counts once."""
        for field_, written in self._several_fields("publishers", self._draft.publishers):
            if publisher := self._meant(field_, written, self._bodies_called, self._t.gettext("No company and no structure is called “%(name)s”.")):
                self._edge(field_, publisher, "PUBLISHES", id)
        for field_, written in self._several_fields("markets", self._draft.markets):
            if market := self._market(field_, written):
                self._edge(field_, id, "TARGETS", market)
        for field_, written in self._several_fields("sectors", self._draft.sectors):
            if sector := self._meant(field_, written, self._sectors_called, self._t.gettext("No sector is called “%(name)s”.")):
                self._edge(field_, id, "ACTIVE_IN", sector)
        self._collect_sought(id)

    def _collect_sought(self, id: str) -> None:
        if len(self._draft.needs or ()) > MOST_SOUGHT:
            self._refuse("needs", self._t.gettext("A form takes at most %(most)s things sought; load more from a file.", most=MOST_SOUGHT))
            return
        for number, line in enumerate(self._draft.needs or ()):
            field_ = f"needs.{number}.sought"
            if not line.sought.strip():
                if line.lot.strip():
                    self._refuse(field_, self._t.gettext("Say what is sought for this lot, or empty the line."))
            elif sought := self._meant(field_, line.sought, self._products_called, self._t.gettext("No capability and no sector is called “%(name)s”.")):
                self._edge(field_, id, "SEEKS", sought, lot=line.lot.strip())

    def _several_fields(self, name: str, written: Sequence[str]) -> Iterator[tuple[str, str]]:
        return ((f"{name}.{number}", text.strip()) for number, text in enumerate(written) if text.strip())

    def _edge(self, field_: str, source: str, type_name: str, target: str, lot: str = "") -> None:
        row = {"source": source, "target": target, "type": type_name, "lot": lot}
        if row not in self._edges:
            self._edges.append(row)
            self._fields.append(field_)

    def _meant(self, field_: str, written: str, called: Callable[[str], Collection[str]], unknown: str) -> str | None:
        found = sorted(called(written))
        if len(found) == 1:
            return found[0]
        self._refuse(field_, self._several(written, found) if found else unknown % {"name": shortened(written)})
        return None

    def _bodies_called(self, text: str) -> Collection[str]:
        return [entity.id for entity in self._snapshot.names.called(text) if entity.label in BODIES]

    def _sectors_called(self, text: str) -> Collection[str]:
        return sectors_called(self._facts, text)

    def _products_called(self, text: str) -> Collection[str]:
        return products_called(self._facts, text)

    def _several(self, written: str, ids: Sequence[str]) -> str:
        return self._t.gettext("Several are called “%(name)s”: write the id of one of them (%(ids)s).", name=shortened(written), ids=", ".join(ids[:5]))

    def _market(self, field_: str, written: str) -> str | None:
        code = country_code(written.upper().removeprefix("COUNTRY:") if written[:8].upper() == "COUNTRY:" else written)
        if code is None:
            self._refuse(field_, self._t.gettext("“%(code)s” is no country: write its name or its two letters.", code=shortened(written)))
            return None
        id = country_id(code)
        if id not in self._facts.entities:
            self._countries[id] = country_name(self._t, code)
        return id

    def _told(self, problem: Problem) -> tuple[str, str]:
        """The field of a problem, and what is wrong and would fix it."""
        message = " ".join(problem_words(self._t, problem.code, problem.details))
        if problem.file == NODES:
            return problem.column or "name", message
        field_ = self._fields[(problem.row or 1) - 1]
        return field_.replace(".sought", ".lot") if problem.column == "lot" else field_, message

    def _refuse(self, field_: str, message: str) -> None:
        self._wrong.setdefault(field_, []).append(message)

    def _whole(self, entity: Entity, given: Sequence[Relationship], seen: str, beside: Sequence[Entity]) -> exact.Whole:
        """What no form shows of the need stays; so does what is known of each relationship that is said again."""
        if self._held is None:
            return exact.Whole(entity, given, (), TYPES, seen, beside)
        kept = {name: value for name, value in self._held.properties.items() if name not in PLAIN}
        entity = replace(entity, properties={**kept, **entity.properties})
        edited = [r for r in ties_of(self._facts, entity.id) if r.open_at(self._day) and (r.type != "SEEKS" or self._draft.needs is not None)]
        there = {_same(r): r for r in edited}
        said = {_same(r): there.get(_same(r)) or self._begun_again(r) for r in given}
        gone = [r.id for key, r in there.items() if key not in said]
        twice = [r.id for r in edited if there[_same(r)] is not r]
        return exact.Whole(entity, list(said.values()), (*gone, *twice), TYPES, seen, beside)

    def _begun_again(self, new: Relationship) -> Relationship:
        """Said of the need before, and over since: it begins again today, and what was stays as it was."""
        return new if self._facts.relationship(new.id) is None else _dated(new, self._day)


def _same(r: Relationship) -> tuple[Any, ...]:
    return r.type, r.source, r.target, r.properties.get("lot") or ""


def _dated(new: Relationship, day: date) -> Relationship:
    """The same from a day on, which gives it an id of its own."""
    values: dict[str, Value] = {**new.flat(), "since": day.isoformat()}
    return Relationship.from_properties(relationship_id(new.type, new.source, new.target, values), new.type, new.source, new.target, values)
