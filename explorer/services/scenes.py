"""Views that people save under a name: what is shown, where, and what has changed in the network since; and links that let others look at them for a while."""

import json
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from math import cos, sin, tau
from typing import Any, Final
from uuid import uuid4

from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.domain.records import Relationship
from explorer.errors import BadInput, Conflict, Gone, NotFound
from explorer.graphdb import Database, scenes
from explorer.graphdb.scenes import Listed, Scene
from explorer.services.snapshot import Snapshot
from explorer.services.willing import willing
from explorer.texts import Texts

LONGEST_DAYS: Final = 365
"""A link is good for at most so many days."""
MOST_BYTES: Final = 2 * 1024 * 1024
"""Of a view, as JSON."""
MOST_LINKS: Final = 20
"""To one scene."""
MOST_TIES: Final = 20_000
"""Remembered of a scene, to say later what has changed: of more, those whose digests come first, and changes among these alone are told."""
MOST_TOLD: Final = 1_000
"""New ties, and ended ones, that are told one by one; the others are counted."""
_TOKEN_BYTES: Final = 32
_DIGEST: Final = 12
_LAST: Final = "f" * _DIGEST
_TIE: Final = ("source", "type", "target")


@dataclass(frozen=True, slots=True)
class Changed:
    """Since a scene was saved. `gone`, `renamed`: (id, name then), (id, name then, name now). `withheld`: people shown then who cannot be named any more.

    `new`, `ended`: what can be told of those ties, each a name, a type, a name; of what is not stored any more, nothing can.
    `compared`: how many ties were remembered, where these were not all; changes among them alone are told.
    """

    gone: tuple[tuple[str, str], ...]
    renamed: tuple[tuple[str, str, str], ...]
    new_ties: int
    ended_ties: int
    withheld: int
    new: tuple[tuple[str, str, str], ...] = ()
    ended: tuple[tuple[str, str, str], ...] = ()
    compared: int | None = None

    @property
    def anything(self) -> bool:
        return bool(self.gone or self.renamed or self.new_ties or self.ended_ties or self.withheld)

    def as_json(self) -> dict[str, Any]:
        return {
            "gone": [{"id": id, "name": name} for id, name in self.gone],
            "renamed": [{"id": id, "name": then, "now": now} for id, then, now in self.renamed],
            "new_ties": self.new_ties,
            "ended_ties": self.ended_ties,
            "withheld": self.withheld,
            "new": [dict(zip(_TIE, tie, strict=True)) for tie in self.new],
            "ended": [dict(zip(_TIE, tie, strict=True)) for tie in self.ended],
            "compared": self.compared,
        }


@dataclass(frozen=True, slots=True)
class Opened:
    """A scene as it can be shown now: nobody who objects or was erased stands in its `view`."""

    scene: Scene
    view: Mapping[str, Any]
    changed: Changed
    until: str = ""
    """The last day of the link that led there."""

    @property
    def ids(self) -> tuple[str, ...]:
        """What it shows, hidden entries aside."""
        return tuple(node["id"] for node in self.view["nodes"] if not node.get("hidden"))

    def notes(self, ids: Collection[str]) -> tuple[tuple[str, str], ...]:
        """What was written beside these entries, by name."""
        return tuple((node["name"], node["note"]) for node in self.view["nodes"] if node.get("note") and node["id"] in ids)

    def as_json(self) -> dict[str, Any]:
        s = self.scene
        return {"id": s.id, "name": s.name, "version": s.version, "saved_at": s.saved_at, "view": self.view, "changed": self.changed.as_json()}


@dataclass(frozen=True, slots=True)
class Link:
    """`token`: told once and kept nowhere."""

    token: str
    expires_on: str


def listed(db: Database) -> Sequence[Listed]:
    """All of them, the latest first."""
    return scenes.listed(db)


def save(db: Database, snapshot: Snapshot, name: str, view: Mapping[str, Any], t: Texts) -> Scene:
    """A new scene. Raises BadInput where it is too large, or no more are kept."""
    new = _scene(snapshot, uuid4().hex, 1, name, view, t)
    try:
        scenes.create(db, new)
    except scenes.TooMany:
        raise BadInput(t.gettext("No more than %(most)s views are kept: delete one first.", most=t.number(scenes.MOST)), {"name": [name]}) from None
    return new


def put(db: Database, snapshot: Snapshot, id: str, name: str, version: int, view: Mapping[str, Any], t: Texts) -> Scene:
    """The next version of a scene, in place of `version`. Raises NotFound, and Conflict where somebody (another tab) has saved it meanwhile."""
    changed = _scene(snapshot, id, version + 1, name, view, t)
    try:
        found = scenes.put(db, changed)
    except scenes.Outdated:
        message = t.gettext("This view was saved elsewhere meanwhile, in another tab or by somebody else. Open it again, or save yours under another name.")
        raise Conflict(message, {"version": [version]}) from None
    if not found:
        raise _no_such(t, id)
    return changed


def opened(db: Database, snapshot: Snapshot, id: str, t: Texts) -> Opened:
    """Raises NotFound."""
    found = scenes.scene(db, id)
    if found is None:
        raise _no_such(t, id)
    return _opened(snapshot, found)


def delete(db: Database, id: str, t: Texts) -> None:
    """With the links to it. Raises NotFound."""
    if not scenes.delete(db, id):
        raise _no_such(t, id)


def share(db: Database, id: str, days: int, t: Texts, day: Callable[[], date] = today) -> Link:
    """A link to look at a scene, good until the end of a day so many days ahead. Raises NotFound, BadInput."""
    if not 1 <= days <= LONGEST_DAYS:
        raise BadInput(t.gettext("Choose a number from %(least)s to %(most)s.", least=1, most=LONGEST_DAYS), {"days": [days]})
    found = scenes.scene(db, id)
    if found is None:
        raise _no_such(t, id)
    for hash, expires_on in found.links.items():
        if expires_on < day().isoformat():
            scenes.link(db, id, hash, None)
    if sum(expires_on >= day().isoformat() for expires_on in found.links.values()) >= MOST_LINKS:
        raise BadInput(t.gettext("There are %(n)s links to this view already: take one back first.", n=MOST_LINKS), {"days": [days]})
    made = Link(secrets.token_urlsafe(_TOKEN_BYTES), (day() + timedelta(days=days)).isoformat())
    scenes.link(db, id, hashed(made.token), made.expires_on)
    return made


def revoke(db: Database, id: str, token: str, t: Texts) -> None:
    """Take a link back, by its token or the hash that is kept of it. Raises NotFound."""
    if not (scenes.link(db, id, hashed(token), None) or scenes.link(db, id, token, None)):
        raise NotFound(t.gettext("There is no such link, or it was taken back already."), {"token": []})


def shared(db: Database, snapshot: Snapshot, token: str, t: Texts, day: Callable[[], date] = today) -> Opened:
    """What a link leads to. Raises NotFound where there is none (any more), Gone where its time is over."""
    hash = hashed(token)
    found = scenes.of_link(db, hash)
    if found is None:
        raise NotFound(t.gettext("This link leads nowhere: it was taken back, or is not complete. Ask whoever sent it for another."), {})
    if found.links[hash] < day().isoformat():
        raise Gone(t.gettext("The time of this link is over. Ask whoever sent it for another."), {"expired_on": [found.links[hash]]})
    return replace(_opened(snapshot, found), until=found.links[hash])


def hashed(token: str) -> str:
    """All that is kept of a token."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _no_such(t: Texts, id: str) -> NotFound:
    return NotFound(t.gettext("There is no such view: it was deleted, or its address is not complete."), {"id": [id[:200]]})


def _scene(snapshot: Snapshot, id: str, version: int, name: str, view: Mapping[str, Any], t: Texts) -> Scene:
    try:
        text = json.dumps(view, ensure_ascii=False, allow_nan=False)
        size = len(text.encode())
    except ValueError:  # neither halves of characters nor infinite numbers can be kept
        raise BadInput(t.gettext("This view cannot be read."), {"view": []}) from None
    if size > MOST_BYTES:
        raise BadInput(t.gettext("This view is too large to be kept: show less, or shorten its notes."), {"view": []})
    ids = list(dict.fromkeys(node["id"] for node in view["nodes"]))
    entities = snapshot.facts.entities
    names = {i: [entities[i].label, entities[i].name] for i in ids if i in entities}
    open_ties = (digest for digest, r in _ties(snapshot.facts, ids).items() if r.open_at(today()))
    known = {"names": names, "ties": "".join(sorted(open_ties)[:MOST_TIES])}
    return Scene(id, name, version, datetime.now(UTC).isoformat(timespec="seconds"), len(ids), text, json.dumps(known, ensure_ascii=False))


def _ties(facts: Facts, ids: Iterable[str]) -> dict[str, Relationship]:
    """Those among them, by what a scene remembers of each."""
    there = frozenset(id for id in ids if id in facts.entities)
    return {sha256(r.id.encode()).hexdigest()[:_DIGEST]: r for r in facts.inside(there)}


def _told(facts: Facts, ties: Mapping[str, Relationship], which: Collection[str]) -> tuple[tuple[str, str, str], ...]:
    name = {id: facts.entities[id].name for r in ties.values() for id in (r.source, r.target)}
    told = ((name[ties[digest].source], ties[digest].type, name[ties[digest].target]) for digest in which if digest in ties)
    return tuple(sorted(told)[:MOST_TOLD])


def _opened(snapshot: Snapshot, found: Scene) -> Opened:
    view, known = json.loads(found.view), json.loads(found.known)
    names: Mapping[str, Sequence[str]] = known["names"]

    def now(snapshot: Snapshot) -> Opened:
        entities = snapshot.facts.entities
        asked = list(dict.fromkeys(node["id"] for node in view["nodes"]))
        absent = [id for id in asked if id not in entities]
        # An erased person is gone without a name; of what was never known nothing is told but its id.
        erased = {id for id in absent if names.get(id, ("", ""))[0] == "Person"}
        withheld = erased | {id for id in asked if id in entities and entities[id].objects}
        shown = {id: entities[id] for id in asked if id in entities and id not in withheld}
        then = _pieces(known["ties"])
        ties = _ties(snapshot.facts, [id for id in shown if id in names])
        is_cut = len(then) == MOST_TIES
        remembered = max(then) if is_cut else _LAST
        still = {digest for digest, r in ties.items() if digest <= remembered and r.open_at(today())}
        changed = Changed(
            gone=tuple((id, names.get(id, ("", id))[1]) for id in absent if id not in erased),
            renamed=tuple((id, names[id][1], entity.name) for id, entity in shown.items() if id in names and names[id][1] != entity.name),
            new_ties=len(still - then),
            ended_ties=len(then - still),
            withheld=len(withheld),
            new=_told(snapshot.facts, ties, still - then),
            ended=_told(snapshot.facts, ties, then - still),
            compared=MOST_TIES if is_cut else None,
        )
        nodes = [{**node, "name": shown[node["id"]].name} for node in view["nodes"] if node["id"] in shown]
        groups = [{**group, "ids": [id for id in group["ids"] if id in shown]} for group in view.get("groups") or ()]
        return Opened(found, {**view, "nodes": nodes, "groups": groups, **_unfolded(view.get("filters"), withheld)}, changed)

    return willing(snapshot, now, lambda asked, opened: (n["id"] for n in opened.view["nodes"] if asked.facts.entities[n["id"]].label == "Person"))[1]


def _unfolded(filters: Any, withheld: Collection[str]) -> dict[str, Any]:
    """Filters that name nobody who is withheld: a community that was unfolded is called by the id of its head."""
    if not isinstance(filters, dict) or not isinstance(filters.get("opened"), list):
        return {}
    opened = [group for group in filters["opened"] if isinstance(group, str) and group.partition("\t")[2] not in withheld]
    return {"filters": {**filters, "opened": opened}}


def _pieces(digests: str) -> set[str]:
    return {digests[start : start + _DIGEST] for start in range(0, len(digests), _DIGEST)}


def of_ids(snapshot: Snapshot, ids: Iterable[str]) -> dict[str, Any]:
    """The view that a page without scripts saves: what it shows, around a circle, for a drawing to begin with."""
    entities = snapshot.facts.entities
    shown = [id for id in dict.fromkeys(ids) if id in entities]
    radius, turn = 10.0 * len(shown), tau / max(1, len(shown))
    return {
        "nodes": [{"id": id, "name": entities[id].name, "x": radius * cos(n * turn), "y": radius * sin(n * turn)} for n, id in enumerate(shown)],
        "layout": "force",
    }
