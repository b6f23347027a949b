"""The network, or part of it, as a file for other programs and for people; nobody who objects is in it, even where they said so a moment ago."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

from explorer.domain.dates import today
from explorer.domain.records import Entity, Relationship
from explorer.errors import BadInput, NotFound
from explorer.export import FORMATS, Exported, Left, Look, write
from explorer.services.ends import shortened
from explorer.services.graph import strengths_among
from explorer.services.snapshot import Snapshot
from explorer.services.willing import willing
from explorer.texts import Texts

Stored = TypeVar("Stored", Entity, Relationship)
REFERENCES: Final = ("contact", "event")
"""Properties that name an entity by its id."""


@dataclass(frozen=True)
class Shown:
    """What of it somebody saw, and how. `ties`: ids of those among the entities, None for all; `title`: of pages and drawings, where it is not empty."""

    look: Look = field(default_factory=Look)
    ties: Collection[str] | None = None
    title: str = ""


AS_STORED: Final = Shown()


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written. `left_out`: what the format has no place for, by label, type or property, and how often."""

    format: str
    out: str
    nodes: int
    edges: int
    left_out: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        return {"format": self.format, "out": self.out, "nodes": self.nodes, "edges": self.edges, "left_out": dict(self.left_out)}


def export(snapshot: Snapshot, format: str, out: Path, t: Texts, ids: Sequence[str] | None = None, shown: Shown = AS_STORED) -> ExportReport:
    """Write everything, or the entities of these ids and what ties them, to a file (to a folder where the format is one); whole or not at all.

    Raises NotFound for an id that nothing has, BadInput where it is too much for the format or cannot be written there.
    """
    network = exported(snapshot, t, ids, shown)
    check_size(format, network, t)
    try:
        left: Left = write(format, network, out)
    except OSError as error:
        message = t.gettext("Nothing could be written to %(path)s: %(reason)s.", path=out, reason=error.strerror or str(error))
        raise BadInput(message, {"out": [str(out)]}) from error
    return ExportReport(format, str(out), len(network.entities), len(network.relationships), dict(left.most_common()))


def exported(snapshot: Snapshot, t: Texts, ids: Sequence[str] | None = None, shown: Shown = AS_STORED) -> Exported:
    """What of the network goes out."""
    asked = None if ids is None else frozenset(ids)
    if asked is not None and (unknown := sorted(asked - snapshot.facts.entities.keys())):
        raise NotFound(t.gettext("Nothing in the network has the id “%(id)s”.", id=shortened(unknown[0])), {"ids": unknown[:20]})
    return willing(snapshot, lambda now: _gathered(now, t, asked, shown), lambda _, found: (e.id for e in found.entities if e.label == "Person"))[1]


def check_size(format: str, network: Exported, t: Texts) -> None:
    most = FORMATS[format].most
    if most is not None and len(network.entities) > most:
        message = t.gettext(
            "%(n)s entries are more than anybody can read in one drawing (%(most)s): choose some of them, or another format.",
            n=t.number(len(network.entities)),
            most=t.number(most),
        )
        raise BadInput(message, {"ids": [len(network.entities)]})


def shown(view: Mapping[str, Any], ties: Collection[str] | None = None, title: str = "") -> Shown:
    """From a view, as it is drawn or kept."""
    nodes = view["nodes"]
    look = Look(
        places={node["id"]: (node["x"], node["y"]) for node in nodes if node.get("x") is not None and node.get("y") is not None},
        notes={node["id"]: node["note"] for node in nodes if node.get("note")},
        tints={node["id"]: node["tint"] for node in nodes if node.get("tint") is not None},
        sizes={node["id"]: node["size"] for node in nodes if node.get("size") is not None},
        equal=(view.get("styles") or {}).get("size") == "equal",
    )
    return Shown(look, None if ties is None else frozenset(ties), title.strip())


def _gathered(snapshot: Snapshot, t: Texts, asked: Collection[str] | None, shown: Shown) -> Exported:
    facts = snapshot.facts
    every = facts.entities.values() if asked is None else (facts.entities[id] for id in asked)
    kept = {entity.id: entity for entity in every if not entity.objects}
    relationships = facts.relationships if asked is None else facts.inside(frozenset(kept))
    joined = sorted((r for r in relationships if r.source in kept and r.target in kept and (shown.ties is None or r.id in shown.ties)), key=lambda r: r.id)
    drawable = len(kept) <= max(format.most or 0 for format in FORMATS.values())
    return Exported(
        entities=[_without_strangers(kept[id], kept) for id in sorted(kept)],
        relationships=[_without_strangers(r, kept) for r in joined],
        title=shown.title or title(t, len(kept), today()),
        language=t.language,
        strengths=strengths_among(snapshot, kept, joined, today()) if drawable else {},
        degrees={id: facts.degree(id) for id in kept} if drawable else {},
        look=shown.look,
    )


def title(t: Texts, n: int, day: date) -> str:
    return t.ngettext("%(n)s entry of the network, %(date)s", "%(n)s entries of the network, %(date)s", n, date=t.date(day))


def _without_strangers(one: Stored, kept: Collection[str]) -> Stored:
    """Without properties that name somebody who is not in the export."""
    strangers = [name for name in REFERENCES if name in one.properties and one.properties[name] not in kept]
    return replace(one, properties={name: value for name, value in one.properties.items() if name not in strangers}) if strangers else one


def media(format: str) -> tuple[str, str]:
    """Suffix and media type of what a browser is given: of a folder, an archive of it."""
    made = FORMATS[format]
    return (".zip", "application/zip") if made.is_folder else (made.suffix, made.media_type)
