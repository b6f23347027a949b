"""Scenes: views of the network that somebody saved. They are kept beside it as nodes of their own kind, are no part of it, and change nothing in its log."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from explorer.graphdb.database import Database, Transaction

MOST: Final = 500
"""Scenes one database keeps."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A scene without what it shows. `links`: when each link to it is over, by the hash of its token."""

    id: str
    name: str
    version: int
    saved_at: str
    nodes: int
    links: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scene:
    """`view`, `known`: JSON texts, of what is shown and of what was known of it when it was saved. `hashes`, `expiries`: of its links."""

    id: str
    name: str
    version: int
    saved_at: str
    nodes: int
    view: str
    known: str
    hashes: Sequence[str] = ()
    expiries: Sequence[str] = ()

    @property
    def links(self) -> Mapping[str, str]:
        return dict(zip(self.hashes, self.expiries, strict=True))

    def linked(self, links: Mapping[str, str]) -> "Scene":
        return replace(self, hashes=tuple(links), expiries=tuple(links.values()))


class TooMany(Exception):
    """No more scenes are kept."""


class Outdated(Exception):
    """Somebody else has saved this scene meanwhile."""


def listed(db: Database) -> list[Listed]:
    """The latest first."""
    return db.read(lambda tx: [_listed(row) for row in tx.rows("read/scenes", limit=MOST)])


def scene(db: Database, id: str) -> Scene | None:
    return db.read(lambda tx: _scene(tx.value("read/scene", id=id)))


def of_link(db: Database, hash: str) -> Scene | None:
    """The scene that a link leads to, over or not."""
    return db.read(lambda tx: _scene(tx.value("read/scene_of_link", hash=hash)))


def create(db: Database, new: Scene) -> None:
    """Raises TooMany."""

    def work(tx: Transaction) -> None:
        if tx.value("read/count_scenes") >= MOST:
            raise TooMany
        tx.run("write/create_scenes", rows=[_properties(new)])

    db.write(work)


def put(db: Database, changed: Scene) -> bool:
    """In place of the version before it; False where there is no such scene. Its links stay. Raises Outdated where that is not the latest version."""

    def work(tx: Transaction) -> bool:
        held = _scene(tx.value("write/take_scene", id=changed.id))
        if held is None:
            return False
        if held.version != changed.version - 1:
            raise Outdated
        tx.run("write/set_scene", id=changed.id, properties=_properties(changed.linked(held.links)))
        return True

    return db.write(work)


def link(db: Database, id: str, hash: str, expires_on: str | None) -> bool:
    """Add a link, or take it back where `expires_on` is None; False where there is no such scene, or no such link to take back."""

    def work(tx: Transaction) -> bool:
        held = _scene(tx.value("write/take_scene", id=id))
        if held is None or (expires_on is None and hash not in held.links):
            return False
        links = {name: day for name, day in held.links.items() if name != hash} | ({hash: expires_on} if expires_on else {})
        tx.run("write/set_scene", id=id, properties={"hashes": list(links), "expiries": list(links.values())})
        return True

    return db.write(work)


def delete(db: Database, id: str) -> bool:
    def work(tx: Transaction) -> bool:
        there = tx.value("read/scene", id=id) is not None
        tx.run("write/delete_scene", id=id)
        return there

    return db.write(work)


def _properties(scene: Scene) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(scene).items()}


def _scene(properties: Mapping[str, Any] | None) -> Scene | None:
    if properties is None:
        return None
    lists = {name: tuple(properties.get(name) or ()) for name in ("hashes", "expiries")}
    return Scene(**{**properties, **lists})


def _listed(row: Mapping[str, Any]) -> Listed:
    links = dict(zip(row["hashes"] or (), row["expiries"] or (), strict=True))
    return Listed(row["id"], row["name"], row["version"], row["saved_at"], row["nodes"], links)
