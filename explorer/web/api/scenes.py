"""Scenes: views that people save, and links to look at them. What changes something needs the token of the page's forms."""

from typing import Any

from flask import Response, jsonify, url_for
from marshmallow import ValidationError, fields

from explorer.domain.dates import parse_date
from explorer.graphdb.scenes import MOST
from explorer.graphdb.scenes import Scene as KeptScene
from explorer.services import scenes
from explorer.services.graph import MOST_DRAWN
from explorer.services.scenes import LONGEST_DAYS, MOST_BYTES
from explorer.services.scenes_filters import is_sign
from explorer.web import held
from explorer.web.api.fields import LONGEST_ID, Between, Closed, OneOf, Parameters, Questions, Sized, always, text
from explorer.web.api.limits import read_up_to
from explorer.web.api.schemas import Error
from explorer.web.language import words

blueprint = Questions("scenes", __name__, url_prefix="/api/v1/scenes", description="Views that people save.")
LONGEST_NAME = 200
LONGEST_NOTE = 4_000
LONGEST_GROUP = 20_100
"""What folded groups have in common, and the name of it."""
MOST_FILTERS = 50
TINTS = 6
FARTHEST = 10_000_000
"""Places and cameras lie within so far of the middle."""
FOLDS = ("", "community", "city", "sector", "country")
SIZES = ("ties", "equal", "shown", "between")
SAID_BY_SIZES = "What sizes say: the number of relationships, nothing, the ties among what is shown, or how often an entry stands between others there."
LARGEST = 100
_ROOM = 4_096
_GONE = "There is no such scene."
_ID = {"name": "scene_id", "in": "path", "description": "The scene's id."}
_TOKEN = {"name": "token", "in": "path", "description": "The link's token, or the hash that is kept of it."}
read_up_to(blueprint, MOST_BYTES + _ROOM)


def is_day(written: str) -> None:
    try:
        parse_date(written)
    except ValueError:
        raise ValidationError(words().gettext("“%(text)s” is no date: write the year, the month and the day, as in 2024-05-31.", text=written[:40])) from None


def day() -> fields.String:
    return fields.String(allow_none=True, validate=is_day, metadata={"description": "The day strengths are of."})


def known_sign(written: str) -> None:
    if not is_sign(written):
        raise ValidationError(words().gettext("“%(text)s” is nothing that the legend can leave out.", text=written[:80]))


def signs() -> fields.List[str]:
    about = "What the legend leaves out: kinds and weights by their words, `type:KNOWS`, `sector:Name`, `city:Name`, `country:FR`; `city:` is who has none."
    sign = fields.String(validate=(Sized(max=LONGEST_GROUP), known_sign))
    return fields.List(sign, validate=Sized(max=MOST_DRAWN), metadata={"description": about})


def period() -> fields.List[int]:
    year = fields.Integer(strict=True, allow_none=True)
    return fields.List(year, allow_none=True, validate=Sized(min=2, max=2), metadata={"description": "First and last year; what lies outside is pushed back."})


def place(*, allow_none: bool = True) -> fields.Float:
    return fields.Float(allow_none=allow_none, validate=Between(min=-FARTHEST, max=FARTHEST))


class ViewNode(Closed):
    """An entity as it stands in a view."""

    id = fields.String(required=True, validate=Sized(min=1, max=LONGEST_ID))
    name = fields.String(allow_none=True, validate=Sized(max=20_000), metadata={"description": "As it was when the view was saved."})
    x = place()
    y = place()
    pinned = fields.Boolean(truthy={True}, falsy={False})
    hidden = fields.Boolean(truthy={True}, falsy={False})
    note = fields.String(allow_none=True, validate=Sized(max=LONGEST_NOTE))
    tint = fields.Integer(
        strict=True,
        allow_none=True,
        validate=Between(min=0, max=TINTS),
        metadata={"description": "Its community, 0 for a small one; null where colours say the kind."},
    )
    size = fields.Float(
        allow_none=True,
        validate=Between(min=0, max=LARGEST),
        metadata={"description": "The radius of its mark, where sizes say what is counted among what is shown; null elsewhere."},
    )


class ViewGroup(Closed):
    name = fields.String(required=True, validate=Sized(max=LONGEST_NAME))
    ids = fields.List(fields.String(validate=Sized(min=1, max=LONGEST_ID)), required=True, validate=Sized(max=MOST_DRAWN))


class Camera(Closed):
    x = place(allow_none=False)
    y = place(allow_none=False)
    ratio = place(allow_none=False)
    angle = place(allow_none=False)


class FilterSet(Closed):
    """Filters under a name."""

    name = fields.String(required=True, validate=Sized(min=1, max=LONGEST_NAME))
    without = signs()
    time = period()
    as_of = day()


class Filters(Closed):
    """Those in use, and how what is shown is grouped."""

    without = signs()
    as_of = day()
    fold = fields.String(validate=OneOf(FOLDS), metadata={"description": "What folded groups have in common."})
    opened = fields.List(
        fields.String(validate=Sized(max=LONGEST_GROUP)), validate=Sized(max=MOST_DRAWN), metadata={"description": "Groups that were unfolded."}
    )


class Styles(Closed):
    size = fields.String(validate=OneOf(SIZES), metadata={"description": SAID_BY_SIZES})
    colour = fields.String(validate=OneOf(("kind", "community")), metadata={"description": "What colours say."})


class View(Closed):
    """What is shown, where, and how. Nobody who objects or was erased is in what is answered."""

    nodes = fields.List(fields.Nested(ViewNode), required=True, validate=Sized(max=MOST_DRAWN))
    layout = fields.String(allow_none=True, validate=Sized(max=LONGEST_NAME))
    filters = fields.Nested(Filters, allow_none=True)
    filter_sets = fields.List(fields.Nested(FilterSet), validate=Sized(max=MOST_FILTERS))
    styles = fields.Nested(Styles, allow_none=True)
    time = period()
    groups = fields.List(fields.Nested(ViewGroup), validate=Sized(max=1_000))
    camera = fields.Nested(Camera, allow_none=True)
    together = fields.Boolean(
        truthy={True}, falsy={False}, metadata={"description": "Whether ties are drawn that follow from what two actors took part in or what one runs."}
    )


class SceneAsked(Parameters):
    name = text("What it is called.", longest=LONGEST_NAME, required=True)
    view = fields.Nested(View, required=True)


class SceneChangedAsked(SceneAsked):
    version = fields.Integer(
        required=True, strict=True, validate=Between(min=1, max=2**31), metadata={"description": "The version that was changed: the latest."}
    )


class LinkAsked(Parameters):
    days = fields.Integer(
        required=True, strict=True, validate=Between(min=1, max=LONGEST_DAYS), metadata={"description": "How many days the link is good for."}
    )


class ListedLink(Closed):
    hash = always(fields.String, about="Of its token, which nobody keeps.")
    expires_on = always(fields.String)


class ListedScene(Closed):
    id = always(fields.String)
    name = always(fields.String)
    version = always(fields.Integer)
    saved_at = always(fields.String)
    nodes = always(fields.Integer)
    links = always(fields.List, fields.Nested(ListedLink))


class Scenes(Closed):
    results = always(fields.List, fields.Nested(ListedScene), about=f"The latest first; there are never more than {MOST}.")


class Named(Closed):
    id = always(fields.String)
    name = always(fields.String, about="As it was when the scene was saved.")


class Renamed(Named):
    now = always(fields.String)


class TieNamed(Closed):
    source = always(fields.String, about="A name.")
    type = always(fields.String)
    target = always(fields.String, about="A name.")


class Changed(Closed):
    """Since the scene was saved."""

    gone = always(fields.List, fields.Nested(Named))
    renamed = always(fields.List, fields.Nested(Renamed))
    new_ties = always(fields.Integer)
    ended_ties = always(fields.Integer)
    withheld = always(fields.Integer, about="People it showed who cannot be named any more.")
    new = always(fields.List, fields.Nested(TieNamed), about="Of the new ties, those that can be told.")
    ended = always(fields.List, fields.Nested(TieNamed), about="Of the ended ties, those that can be told: what is no longer stored cannot.")
    compared = always(fields.Integer, null=True, about="How many ties were remembered, where these were not all: changes among them alone are told.")


class Scene(Closed):
    id = always(fields.String)
    name = always(fields.String)
    version = always(fields.Integer)
    saved_at = always(fields.String)
    view = always(fields.Nested, View)
    changed = always(fields.Nested, Changed)


class Saved(Closed):
    id = always(fields.String)
    name = always(fields.String)
    version = always(fields.Integer)
    saved_at = always(fields.String)


class Link(Closed):
    url = always(fields.String, about="Where to look at the scene, from the host on.")
    token = always(fields.String, about="Told this once.")
    expires_on = always(fields.String, about="The last day it is good for (UTC).")


def saved_json(scene: KeptScene) -> dict[str, Any]:
    return {"id": scene.id, "name": scene.name, "version": scene.version, "saved_at": scene.saved_at}


@blueprint.get("")
@blueprint.arguments(Parameters, location="query")
@blueprint.response(200, Scenes)
def list_scenes(asked: dict[str, Any]) -> Response:  # noqa: ARG001  (read by `words`)
    """Saved scenes, the latest first"""
    found = held.kept(scenes.listed)
    results = [
        {"id": s.id, "name": s.name, "version": s.version, "saved_at": s.saved_at, "nodes": s.nodes}
        | {"links": [{"hash": hash, "expires_on": day} for hash, day in s.links.items()]}
        for s in found
    ]
    return jsonify({"results": results})


@blueprint.post("")
@blueprint.arguments(SceneAsked, location="json")
@blueprint.response(201, Saved)
@blueprint.alt_response(413, schema=Error, description="More than a scene can hold.")
def save_scene(asked: dict[str, Any]) -> tuple[Response, int]:
    """Save a view under a name"""
    snapshot, t = held.snapshot(), words()
    return jsonify(saved_json(held.kept(lambda db: scenes.save(db, snapshot, asked["name"], asked["view"], t)))), 201


@blueprint.get("/<scene_id>", parameters=[_ID])
@blueprint.arguments(Parameters, location="query")
@blueprint.response(200, Scene)
@blueprint.alt_response(404, schema=Error, description=_GONE)
def scene(asked: dict[str, Any], scene_id: str) -> Response:  # noqa: ARG001  (read by `words`)
    """A scene, and what has changed in the network since it was saved"""
    snapshot, t = held.snapshot(), words()
    return jsonify(held.kept(lambda db: scenes.opened(db, snapshot, scene_id, t)).as_json())


@blueprint.put("/<scene_id>", parameters=[_ID])
@blueprint.arguments(SceneChangedAsked, location="json")
@blueprint.response(200, Saved)
@blueprint.alt_response(404, schema=Error, description=_GONE)
@blueprint.alt_response(409, schema=Error, description="It was saved elsewhere meanwhile.")
def put_scene(asked: dict[str, Any], scene_id: str) -> Response:
    """Save the next version of a scene; refused where it is not made from the latest"""
    snapshot, t = held.snapshot(), words()
    return jsonify(saved_json(held.kept(lambda db: scenes.put(db, snapshot, scene_id, asked["name"], asked["version"], asked["view"], t))))


@blueprint.delete("/<scene_id>", parameters=[_ID])
@blueprint.response(204)
@blueprint.alt_response(404, schema=Error, description=_GONE)
def delete_scene(scene_id: str) -> tuple[str, int]:
    """Throw a scene away, with the links to it"""
    t = words()
    held.kept(lambda db: scenes.delete(db, scene_id, t))
    return "", 204


@blueprint.post("/<scene_id>/links", parameters=[_ID])
@blueprint.arguments(LinkAsked, location="json")
@blueprint.response(201, Link)
@blueprint.alt_response(404, schema=Error, description=_GONE)
def share_scene(asked: dict[str, Any], scene_id: str) -> tuple[Response, int]:
    """A link to look at a scene, for some days"""
    t = words()
    made = held.kept(lambda db: scenes.share(db, scene_id, asked["days"], t))
    return jsonify({"url": url_for("pages.shared", token=made.token), "token": made.token, "expires_on": made.expires_on}), 201


@blueprint.delete("/<scene_id>/links/<token>", parameters=[_ID, _TOKEN])
@blueprint.response(204)
@blueprint.alt_response(404, schema=Error, description="There is no such link.")
def revoke_link(scene_id: str, token: str) -> tuple[str, int]:
    """Take a link back"""
    t = words()
    held.kept(lambda db: scenes.revoke(db, scene_id, token, t))
    return "", 204
