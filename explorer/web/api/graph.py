"""Parts of the network to draw: around an entity, among some, the best connected, and what stands behind one tie. Nothing asked here changes anything."""

from typing import Any

from flask import Response, jsonify
from marshmallow import fields, validate

from explorer.domain.vocabulary import DERIVED_TYPES, STATUSES, TYPES
from explorer.services import explore, together
from explorer.services.graph import KINDS, MOST_DRAWN
from explorer.services.places import MOST_PLACES, places
from explorer.web import held
from explorer.web.api.fields import LONGEST_ID, Closed, Day, OneOf, Parameters, Questions, Sized, always, several, text, whole
from explorer.web.api.limits import read_up_to, refuse_more
from explorer.web.api.parameters import AS_OF, ENTITY_ID
from explorer.web.api.schemas import ALL_LABELS, Entity, Error, Tie
from explorer.web.language import words

blueprint = Questions("graph", __name__, url_prefix="/api/v1/graph", description="Parts of the network to draw.")
MOST_BYTES = 4 * 1024 * 1024
"""Of a list of ids."""
_NONE = "Nothing has that id, or somebody who asked not to be named."
read_up_to(blueprint, MOST_BYTES)


class _Neighbours(Parameters):
    limit = whole("At most this many neighbours.", 1, 500, 50)
    page = whole("Which page of them, from 1.", 1, 1_000_000, 1)
    as_of = Day(metadata={"description": AS_OF})


class AroundAsked(_Neighbours):
    type = several("Only neighbours by relationships of this type; may be repeated.", tuple(TYPES))
    label = several("Only neighbours of this kind; may be repeated.", ALL_LABELS)


class AmongAsked(Parameters):
    ids = fields.List(
        fields.String(validate=Sized(min=1, max=LONGEST_ID)), required=True, metadata={"description": f"Of the entities to draw; at most {MOST_DRAWN}."}
    )
    as_of = Day(metadata={"description": AS_OF})


class TogetherAsked(_Neighbours):
    type = several("Only neighbours by derived ties of this type; may be repeated.", tuple(DERIVED_TYPES))


class NetworkAsked(Parameters):
    label = fields.String(validate=OneOf(ALL_LABELS), metadata={"description": "Only entities of this kind."})
    sector = text("Only who is active in this sector: an id or a name.", longest=LONGEST_ID)
    city = text("Only who is located in this city: an id or a name.", longest=LONGEST_ID)
    country = text("Only who is of this country, or in a city of it (ISO 3166-1 alpha-2).")
    type = fields.String(validate=OneOf(tuple(TYPES)), metadata={"description": "Only ties of this type, and entities that have any."})
    joined = fields.Boolean(load_default=False, metadata={"description": "A drawing that hangs together: few of the best connected, and whatever joins them."})
    limit = whole("At most this many entities.", 1, 2000, 300)
    as_of = Day(metadata={"description": AS_OF})


class LinksAsked(Parameters):
    source = text("The id of one end.", longest=LONGEST_ID, required=True)
    target = text("The id of the other.", longest=LONGEST_ID, required=True)
    as_of = Day(metadata={"description": AS_OF})


class PlacesAsked(Parameters):
    country = text("Only cities of this country (ISO 3166-1 alpha-2).")
    limit = whole("At most this many cities, the best connected.", 1, MOST_PLACES, 300)
    as_of = Day(metadata={"description": AS_OF})


class Place(Entity):
    country = always(fields.String, null=True)
    lat = always(fields.Float)
    lon = always(fields.Float)
    degree = always(fields.Integer, about="How many relationships it has itself.")
    located = always(fields.Integer, about="How many entities are located there.")
    kinds = always(fields.Dict, keys=fields.String(), values=fields.Integer(), about="How many of each label.")


class Arc(Closed):
    """What runs between two places."""

    source = always(fields.String, about="A city's id. Of a flow: where those come from.")
    target = always(fields.String)
    kind = always(fields.String, validate=validate.OneOf(("tie", "twin", "flow")), about="A flow leads to where an event, project or programme takes place.")
    n = always(fields.Integer)
    types = always(fields.Dict, keys=fields.String(), values=fields.Integer(), about="How many relationships of each type.")


class Places(Closed):
    places = always(fields.List, fields.Nested(Place), about="The best connected first.")
    arcs = always(fields.List, fields.Nested(Arc), about="The most relationships first.")
    total = always(fields.Integer, about="How many cities have coordinates.")
    unplaced = always(fields.Integer, about="How many have none, and are left out.")
    complete = always(fields.Boolean, about="False where there were too many ties to count all.")
    snapshot = always(fields.Integer)


class Node(Entity):
    kind = always(fields.String, validate=validate.OneOf(tuple(dict.fromkeys(KINDS.values()))), about="What it is drawn as.")
    short_name = always(fields.String, null=True, about="What its mark is called in a drawing, where it has one.")
    degree = always(fields.Integer, about="How many relationships it has in all.")
    city = always(fields.String, null=True, about="The name of the city it is located in.")
    country = always(fields.String, null=True)
    lat = always(fields.Float, null=True, about="Its own latitude, or that of its city.")
    lon = always(fields.Float, null=True)
    sectors = always(fields.List, fields.String(), about="Names of what it is active in; not all where there are many.")
    objects = always(fields.Boolean, about="Always false: who asked not to be named is in no drawing.")


class Edge(Closed):
    """One stored relationship."""

    id = always(fields.String)
    source = always(fields.String, about="The id of the entity it goes out from.")
    target = always(fields.String)
    type = always(fields.String, validate=validate.OneOf(tuple(TYPES)))
    symmetric = always(fields.Boolean, about="Its direction says nothing.")
    introduces = always(fields.Boolean, about="Whether its ends can introduce each other.")
    strength = always(fields.Float, null=True, about="Of the whole tie between its ends, to the eighth digit; null where it introduces nobody.")
    since = always(fields.String, null=True)
    until = always(fields.String, null=True)
    year_from = always(fields.Integer, null=True, about="The first year it tells of; without dates of its own, that of the event, project or programme.")
    year_to = always(fields.Integer, null=True)
    status = always(fields.String, validate=validate.OneOf(STATUSES))
    source_document = always(fields.String, null=True, about="Where it can be checked.")


class Graph(Closed):
    nodes = always(fields.List, fields.Nested(Node))
    ties = always(fields.List, fields.Nested(Edge), about="All among the nodes.")
    missing = always(fields.List, fields.String(), about="Ids that nothing has, or somebody who asked not to be named.")
    complete = always(fields.Boolean, about="False where there were too many ties to give all.")
    snapshot = always(fields.Integer)


class DerivedEdge(Closed):
    """A tie that nobody stored: it follows from what both took part in, or from what one of them runs and the other has part in."""

    id = always(fields.String, about="Of no stored relationship.")
    source = always(fields.String, about="Who runs what the other has part in; of those who worked together, one of the two.")
    target = always(fields.String)
    type = always(fields.String, validate=validate.OneOf(tuple(DERIVED_TYPES)))
    symmetric = always(fields.Boolean, about="Its direction says nothing.")
    introduces = always(fields.Boolean, about="Always true.")
    strength = always(fields.Float, about="Of the whole tie between its ends, to the eighth digit.")
    since = always(fields.String, null=True, about="Always null: see the years.")
    until = always(fields.String, null=True)
    year_from = always(fields.Integer, null=True, about="The first year in which both had part in any of what it rests on.")
    year_to = always(fields.Integer, null=True, about="The last such year; null where any of it has no end.")
    status = always(fields.String, validate=validate.OneOf(STATUSES), about="Always inferred.")
    source_document = always(fields.String, null=True, about="Always null: `links` tells the relationships behind it, with their documents.")
    via = always(fields.List, fields.Nested(Entity), about="What it rests on: events, projects, programmes, the strongest reason first; at most three.")
    via_total = always(fields.Integer, about="How many it rests on.")


class Together(Closed):
    ties = always(fields.List, fields.Nested(DerivedEdge), about="The strongest first.")
    complete = always(fields.Boolean, about="False where there was too much to look at all of it, or to give all.")
    snapshot = always(fields.Integer)


class DerivedCount(Closed):
    type = always(fields.String, validate=validate.OneOf(tuple(DERIVED_TYPES)))
    n = always(fields.Integer)


class WorkedWith(Together):
    node = always(fields.Nested, Node)
    counts = always(fields.List, fields.Nested(DerivedCount), about="How many neighbours it has by derived ties of each type.")
    total = always(fields.Integer, about="How many neighbours fit.")
    looked_at_all = always(fields.Boolean, about="False where it took part in so much that there may be more neighbours than are counted.")
    nodes = always(fields.List, fields.Nested(Node), about="The neighbours of this page, the strongest first.")


class Network(Graph):
    total = always(fields.Integer, about="How many entities fit.")


class Count(Closed):
    type = always(fields.String, validate=validate.OneOf(tuple(TYPES)))
    direction = always(fields.String, validate=validate.OneOf(("out", "in", "both")), about="`both` where the direction of the type says nothing.")
    n = always(fields.Integer)


class Around(Closed):
    node = always(fields.Nested, Node)
    counts = always(fields.List, fields.Nested(Count), about="How many relationships it has of each type, with others who can be named.")
    withheld = always(fields.Integer, about="How many more it has, with people who asked not to be named.")
    total = always(fields.Integer, about="How many neighbours fit; where not all were looked at, how many relationships of these types there are.")
    looked_at_all = always(fields.Boolean, about="False where it has so many that only the strongest and some of the others were looked at.")
    nodes = always(fields.List, fields.Nested(Node), about="The neighbours of this page, the strongest first, then the best connected.")
    ties = always(fields.List, fields.Nested(Edge), about="All among these and it.")
    complete = always(fields.Boolean, about="False where there were too many ties to give all.")
    snapshot = always(fields.Integer)


class Behind(Closed):
    """What is known between two entities. Strength, validity and sentence are null where there is no introducing tie."""

    source = always(fields.Nested, Entity)
    target = always(fields.Nested, Entity)
    strength = always(fields.Float, null=True)
    strength_word = always(fields.String, null=True)
    validity = always(fields.Float, null=True)
    validity_word = always(fields.String, null=True)
    sentence = always(fields.String, null=True)
    ties = always(fields.List, fields.Nested(Tie), about="The relationships behind what they did together, then those between them; at most 300.")
    sentences = always(fields.List, fields.String(), about="Each of the ties in a sentence.")
    ages = always(fields.List, fields.String(), about="How old each of the ties is, in words.")
    total = always(fields.Integer, about="How many ties there are.")
    snapshot = always(fields.Integer)


@blueprint.get("/around/<id:entity_id>", parameters=[ENTITY_ID])
@blueprint.arguments(AroundAsked, location="query")
@blueprint.response(200, Around)
@blueprint.alt_response(404, schema=Error, description=_NONE)
def around(asked: dict[str, Any], entity_id: str) -> Response:
    """An entity, how many relationships it has of each type, and its strongest neighbours"""
    return jsonify(explore.around(held.snapshot(), entity_id, words(), types=asked["type"], labels=asked["label"], **_slice(asked)).as_json())


@blueprint.post("/among")
@blueprint.arguments(AmongAsked, location="json")
@blueprint.response(200, Graph)
@blueprint.alt_response(413, schema=Error, description="More ids than can be drawn.")
def among(asked: dict[str, Any]) -> Response:
    """Some entities and all ties among them"""
    refuse_more(asked["ids"], MOST_DRAWN)
    return jsonify(explore.among(held.snapshot(), asked["ids"], asked.get("as_of")).as_json())


@blueprint.get("/together/<id:entity_id>", parameters=[ENTITY_ID])
@blueprint.arguments(TogetherAsked, location="query")
@blueprint.response(200, WorkedWith)
@blueprint.alt_response(404, schema=Error, description=_NONE)
def worked_with(asked: dict[str, Any], entity_id: str) -> Response:
    """Whom an actor worked with, or is tied to by what one of the two runs"""
    return jsonify(together.around(held.snapshot(), entity_id, words(), types=asked["type"], **_slice(asked)).as_json())


@blueprint.post("/together")
@blueprint.arguments(AmongAsked, location="json")
@blueprint.response(200, Together)
@blueprint.alt_response(413, schema=Error, description="More ids than can be drawn.")
def worked_together(asked: dict[str, Any]) -> Response:
    """Ties among some actors that follow from what they took part in or run"""
    refuse_more(asked["ids"], MOST_DRAWN)
    return jsonify(together.among(held.snapshot(), asked["ids"], asked.get("as_of")).as_json())


@blueprint.get("/network")
@blueprint.arguments(NetworkAsked, location="query")
@blueprint.response(200, Network)
@blueprint.alt_response(404, schema=Error, description="Nothing has that id or name.")
@blueprint.alt_response(409, schema=Error, description="Several entities have that name; `errors` lists them.")
def network(asked: dict[str, Any]) -> Response:
    """The best-connected entities that fit, and the ties among them"""
    asked.pop("lang", None)
    total, graph = explore.best_connected(held.snapshot(), words(), **asked)
    return jsonify({"total": total} | graph.as_json())


@blueprint.get("/places")
@blueprint.arguments(PlacesAsked, location="query")
@blueprint.response(200, Places)
def map_places(asked: dict[str, Any]) -> Response:
    """Cities with coordinates, how many are located there, and what runs between them"""
    asked.pop("lang", None)
    return jsonify(places(held.snapshot(), **asked).as_json())


@blueprint.get("/links")
@blueprint.arguments(LinksAsked, location="query")
@blueprint.response(200, Behind)
@blueprint.alt_response(404, schema=Error, description=_NONE)
def links(asked: dict[str, Any]) -> Response:
    """What stands behind the tie of two entities"""
    return jsonify(explore.behind(held.snapshot(), asked["source"], asked["target"], words(), asked.get("as_of")).as_json())


def _slice(asked: dict[str, Any]) -> dict[str, Any]:
    """Which neighbours are told, and as of which day."""
    return {"skip": (asked["page"] - 1) * asked["limit"], "limit": asked["limit"], "as_of": asked.get("as_of")}
