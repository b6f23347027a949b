"""The network to look around in: what an address names, drawn by scripts, and as two tables that need none."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from explorer.domain.identity import plain
from explorer.domain.records import Entity
from explorer.domain.vocabulary import LABELS, SUB_LABELS, TYPES
from explorer.errors import BadInput, NotFound
from explorer.export import FORMATS
from explorer.services import explore, scenes
from explorer.services.ends import named
from explorer.services.graph import MOST_DRAWN, Edge, Graph, Node
from explorer.services.introductions import Request, introduce
from explorer.services.scenes_filters import Filters, weight_of
from explorer.services.snapshot import Snapshot
from explorer.texts import Texts, workspace
from explorer.texts import words as phrases
from explorer.texts.exports import format_words
from explorer.web import held
from explorer.web.language import words
from explorer.web.pages.doubts import Doubt, doubt
from explorer.web.pages.fields import LONGEST, is_day, no_date, number_asked, says_nothing, several

ALL: Final = "all"
"""What `best` says for the best connected of any kind."""
BEST: Final = 60
NEIGHBOURS: Final = 50
"""Shown of each entity that is expanded; its own page lists all."""
MOST_AROUND: Final = 20
PATHS: Final = 5
PER_PAGE: Final = 100
STARTERS: Final = 12
LAYOUTS: Final = ("force", "community", "layered", "concentric", "geographic")
SINGLE: Final = ("scene", "from", "to", "best", "layout", "as_of", "q", "kind", "type", "sort", "ties")
SEVERAL: Final = ("id", "around", "without")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says. `said`: by parameter; `wrong`: a sentence for what cannot be understood."""

    said: Mapping[str, str] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.said.get(name, "")

    @property
    def names_something(self) -> bool:
        return bool(self.ids or self.around or self["best"] or self["scene"] or (self["from"] and self["to"]))

    @property
    def as_of(self) -> date | None:
        return date.fromisoformat(self["as_of"]) if self["as_of"] else None

    def pairs(self) -> Iterator[tuple[str, str]]:
        for name, values in zip(SEVERAL, (self.ids, self.around, self.without), strict=True):
            yield from ((name, value) for value in values)
        yield from ((name, value) for name, value in self.said.items() if value)

    def url(self, **changes: str) -> str:
        """The address with some of what is said once changed; `from_` stands for `from`."""
        changed = replace(self, said={**self.said, **{name.rstrip("_"): value for name, value in changes.items()}})
        return changed.address()

    def showing(self, id: str) -> "Asked":
        return replace(self, ids=(*self.ids, id), without=tuple(other for other in self.without if other != id))

    def expanding(self, id: str) -> str:
        return replace(self, around=tuple(dict.fromkeys((*self.around, id)))).address()

    def folding(self, id: str) -> str:
        ids = self.ids if id in self.ids else (*self.ids, id)
        return replace(self, ids=ids, around=tuple(other for other in self.around if other != id)).address()

    def hiding(self, id: str) -> str:
        kept, around = (tuple(other for other in ids if other != id) for ids in (self.ids, self.around))
        return replace(self, ids=kept, around=around, without=tuple(dict.fromkeys((*self.without, id)))).address()

    def address(self) -> str:
        query: MultiDict[str, str] = MultiDict(self.pairs())
        return url_for("pages.explore", **query.to_dict(flat=False))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its words, and the address that sorts by it. `sorted`: ascending, descending or none, as `aria-sort` says it."""

    words: str
    address: str
    sorted: str


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie with its ends. `change`: what became of it in the period, where there is one."""

    tie: Edge
    source: Entity
    target: Entity
    verb: str
    word: str | None
    change: str = ""


@dataclass(frozen=True, slots=True)
class Twin:
    """What is drawn, as tables: one page of each, and how many rows there are in all."""

    nodes: Sequence[Node]
    ties: Sequence[TieRow]
    node_columns: Sequence[Column]
    tie_columns: Sequence[Column]
    totals: tuple[int, int]
    page: int
    pages: int


def asked(arguments: MultiDict[str, str], t: Texts) -> Asked:
    said = {name: arguments.get(name, "").strip()[:LONGEST] for name in SINGLE}
    wrong = {}
    if said["as_of"] and not is_day(said["as_of"]):
        wrong["as_of"] = no_date(t, said["as_of"])
        said["as_of"] = ""
    known = {"best": (ALL, *LABELS, *SUB_LABELS), "kind": (*LABELS, *SUB_LABELS), "type": tuple(TYPES), "layout": LAYOUTS}
    said |= {name: "" for name, choices in known.items() if said[name] not in choices}
    ids, around, without = (several(arguments, name) for name in SEVERAL)
    if len(around) > MOST_AROUND:
        wrong["around"] = t.gettext("Only the first %(n)s are expanded.", n=t.number(MOST_AROUND))
    return Asked(said, ids, around[:MOST_AROUND], without, wrong)


def page() -> tuple[str, int] | Response:
    t = words()
    question = asked(request.args, t)
    snapshot = held.snapshot()
    if added := request.args.get("add", "").strip()[:LONGEST]:
        try:
            return redirect(question.showing(named(snapshot.names, added, t, "add").id).address())
        except BadInput as error:
            unclear = doubt(snapshot, error, lambda _, entity: question.showing(entity.id).address())
            return shown(snapshot, question, t, unclear=unclear, added=added), error.status
    if says_nothing(request.args):
        return redirect(question.address())
    return shown(snapshot, question, t), 422 if question.wrong else 200


def shown(snapshot: Snapshot, question: Asked, t: Texts, *, unclear: Doubt | None = None, added: str = "") -> str:
    graph: Graph | None = None
    opened = held.kept(lambda db: scenes.opened(db, snapshot, question["scene"], t)) if question["scene"] else None
    if question.names_something:
        try:
            graph = named_by(snapshot, question, t, opened.ids if opened else ())
        except BadInput as error:
            unclear = unclear or doubt(snapshot, error, lambda name, entity: question.url(**{"from" if name == "source" else "to": entity.id}))
    return render_template(
        "explore.html",
        asked=question,
        added=added,
        doubt=unclear,
        graph=graph,
        twin=twin(graph, question, t) if graph else None,
        starters=() if question.names_something else explore.best_connected(snapshot, t, limit=STARTERS)[1].nodes,
        kinds=snapshot.facts.tally.labels,
        texts=workspace.for_scripts(t),
        data=for_scripts(question, graph),
        strength=weight_of,
        opened=opened,
        types=[(name, phrases.relationship_type(t, name)) for name in TYPES],
        kinds_offered=[(name, phrases.label(t, name)) for name in (*LABELS, *SUB_LABELS)],
        formats=[(name, format_words(t, name)) for name, format in FORMATS.items() if graph and len(graph.nodes) <= (format.most or MOST_DRAWN)],
    )


def named_by(snapshot: Snapshot, question: Asked, t: Texts, of_scene: Sequence[str] = ()) -> Graph:
    """What an address names: entities, the neighbours of some, those on the best paths between two, or the best connected."""
    ids, missing = [*of_scene, *question.ids], []
    for id in question.around:
        try:
            ids += [id, *(n.entity.id for n in explore.around(snapshot, id, t, limit=NEIGHBOURS, as_of=question.as_of).graph.nodes)]
        except NotFound:
            missing.append(id)
    if question["from"] and question["to"]:
        answer = introduce(snapshot, Request(source=question["from"], target=question["to"], limit=PATHS, as_of=question.as_of), t)
        ends = [end.id for end in (answer.source, answer.target) if end.id]
        ids += [*ends, *(stop.id for path in answer.paths for stop in path.stops)]
    if question["best"]:
        label = None if question["best"] == ALL else question["best"]
        ids += [node.entity.id for node in explore.best_connected(snapshot, t, label=label, joined=True, limit=BEST, as_of=question.as_of)[1].nodes]
    hidden = frozenset(question.without)
    return explore.among(snapshot, [id for id in (*ids, *missing) if id not in hidden], question.as_of)


def for_scripts(question: Asked, graph: Graph | None) -> dict[str, Any]:
    """What the drawing begins with."""
    return {
        "ids": [node.entity.id for node in graph.nodes] if graph else [],
        "around": list(question.around),
        "scene": question["scene"],
        "from": question["from"],
        "to": question["to"],
        "layout": question["layout"],
        "as_of": question["as_of"],
    }


def twin(graph: Graph, question: Asked, t: Texts, filters: Filters | None = None) -> Twin:
    """Both tables, filtered and sorted as the address says. `filters`: of a kept view, for what they tell apart."""
    entities = {node.entity.id: node.entity for node in graph.nodes}
    nodes = [node for node in graph.nodes if fits(node.entity, question)]
    kept = {node.entity.id for node in nodes}
    every = (tie for tie in graph.ties if tie.relationship.source in kept or tie.relationship.target in kept)
    ties = [row(tie, entities, t, filters) for tie in every if question["type"] in ("", tie.relationship.type)]
    nodes, ties = in_order(nodes, node_keys(t), question["sort"]), in_order(ties, TIE_KEYS, question["ties"])
    pages = max(1, -(-max(len(nodes), len(ties)) // PER_PAGE))
    number = min(number_asked("page", 1, 10_000), pages)
    here = slice((number - 1) * PER_PAGE, number * PER_PAGE)
    return Twin(
        nodes[here],
        ties[here],
        columns(question, "sort", {"name": t.gettext("Name"), "kind": t.gettext("Kind"), "city": t.gettext("City"), "degree": t.gettext("Ties")}),
        columns(
            question,
            "ties",
            {
                "from": t.gettext("From"),
                "type": t.gettext("Tie"),
                "to": t.gettext("To"),
                "strength": t.gettext("Solidity"),
                "since": t.gettext("Since"),
            },
        ),
        (len(nodes), len(ties)),
        number,
        pages,
    )


def fits(entity: Entity, question: Asked) -> bool:
    return plain(question["q"]) in plain(entity.name) and (not question["kind"] or question["kind"] in entity.labels)


def row(tie: Edge, entities: Mapping[str, Entity], t: Texts, filters: Filters | None = None) -> TieRow:
    r = tie.relationship
    word = phrases.tie_strength(t, tie.strength) if tie.strength is not None else None
    return TieRow(tie, entities[r.source], entities[r.target], phrases.relationship_type(t, r.type), word, change(tie, filters, t) if filters else "")


def change(tie: Edge, filters: Filters, t: Texts) -> str:
    if not filters.holds(tie):
        return t.gettext("outside of the period")
    said = [t.gettext("new in the period")] if filters.is_new(tie) else []
    said += [t.gettext("ended in the period")] if filters.is_over(tie) else []
    return ", ".join(said)


Keys = Mapping[str, Callable[[Any], Any]]


def node_keys(t: Texts) -> Keys:
    return {
        "name": lambda node: plain(node.entity.name),
        "kind": lambda node: plain(phrases.label(t, node.entity.shown_label)),
        "city": lambda node: plain(node.city.name) if node.city else "\U0010ffff",
        "degree": lambda node: node.degree,
    }


TIE_KEYS: Final[Keys] = {
    "from": lambda row: plain(row.source.name),
    "type": lambda row: plain(row.verb),
    "to": lambda row: plain(row.target.name),
    "strength": lambda row: row.tie.strength or 0.0,
    "since": lambda row: str(row.tie.relationship.since.first) if row.tie.relationship.since else "",
}
LARGEST_FIRST: Final = frozenset({"degree", "strength", "since"})
"""Columns that are read from the top."""


def in_order(rows: Iterable[Any], keys: Keys, asked: str) -> list[Any]:
    """By what is asked for, `-` before it for the other way round; as they come where nothing is."""
    name = asked.removeprefix("-")
    return sorted(rows, key=keys[name], reverse=asked.startswith("-")) if name in keys else list(rows)


def columns(question: Asked, parameter: str, names: Mapping[str, str]) -> list[Column]:
    made = []
    for name, column in names.items():
        first = f"-{name}" if name in LARGEST_FIRST else name
        second = name if name in LARGEST_FIRST else f"-{name}"
        sorted_ = {name: "ascending", f"-{name}": "descending"}.get(question[parameter], "none")
        made.append(Column(column, question.url(**{parameter: second if question[parameter] == first else first}), sorted_))
    return made
