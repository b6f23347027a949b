"""The addresses of the API. Each one asks a service; none changes anything."""

from typing import Any

from flask import Response, jsonify

from explorer.analysis.coexport import WEIGHTS
from explorer.services.absence import absence
from explorer.services.brokers import find_brokers
from explorer.services.coexport import Request as CarrierRequest
from explorer.services.coexport import find_carriers
from explorer.services.entity import known, ties_page
from explorer.services.introductions import Request, introduce
from explorer.services.search import search
from explorer.services.suited import find_suited
from explorer.web import held
from explorer.web.api import parameters, schemas
from explorer.web.api.fields import Parameters, Questions
from explorer.web.language import words

blueprint = Questions("api", __name__, url_prefix="/api/v1", description="Questions to the network.")


@blueprint.get("/introductions")
@blueprint.arguments(parameters.Introductions, location="query")
@blueprint.response(200, schemas.Introductions)
@blueprint.alt_response(404, schema=schemas.Error, description="Nothing has that id or name.")
@blueprint.alt_response(409, schema=schemas.Error, description="Several entities have that name; `errors` lists them.")
def introductions(asked: dict[str, Any]) -> Response:
    """Who can introduce the source to the target, and why that would work

    The best paths exactly, best first. When there is none the answer is still 200, with the nearest that can be reached.
    """
    asked.pop("lang", None)
    types, labels, avoid = (tuple(asked.pop(name)) for name in ("type", "label", "avoid"))
    request = Request(**asked, types=types, labels=labels, avoid=avoid)
    return jsonify(introduce(held.snapshot(), request, words()).as_json())


@blueprint.get("/coexport")
@blueprint.arguments(parameters.Coexport, location="query")
@blueprint.response(200, schemas.Coexport)
@blueprint.alt_response(404, schema=schemas.Error, description="Nothing has that id, code or name.")
@blueprint.alt_response(409, schema=schemas.Error, description="Several entities have that name; `errors` lists them.")
def coexport(asked: dict[str, Any]) -> Response:
    """Which large groups could carry a company into a market

    Those that have the product and the market first, then the market alone, then the product alone; inside these by a weighted sum of named factors.
    """
    asked.pop("lang", None)
    weights = {name: asked.pop(f"weight_{name}") for name in WEIGHTS}
    return jsonify(find_carriers(held.snapshot(), CarrierRequest(**asked, weights=weights), words()).as_json())


@blueprint.get("/suited")
@blueprint.arguments(parameters.Suited, location="query")
@blueprint.response(200, schemas.Suited)
@blueprint.alt_response(404, schema=schemas.Error, description="Nothing has that id or name.")
@blueprint.alt_response(409, schema=schemas.Error, description="Several entities have that name; `errors` lists them.")
def suited(asked: dict[str, Any]) -> Response:
    """Which small companies suit a need or a large group that could carry them abroad"""
    return jsonify(find_suited(held.snapshot(), asked["target"], words(), limit=asked["limit"]).as_json())


@blueprint.get("/absence")
@blueprint.arguments(parameters.Absence, location="query")
@blueprint.response(200, schemas.Absence)
@blueprint.alt_response(404, schema=schemas.Error, description="Nothing has that id or name.")
@blueprint.alt_response(409, schema=schemas.Error, description="Several entities have that name; `errors` lists them.")
def absence_(asked: dict[str, Any]) -> Response:
    """What those around an actor would lose without it, or without one of its relationships"""
    found = absence(held.snapshot(), asked["id"], words(), relationship=asked.get("relationship"), as_of=asked.get("as_of"))
    return jsonify(found.as_json())


@blueprint.get("/brokers")
@blueprint.arguments(parameters.Brokers, location="query")
@blueprint.response(200, schemas.Brokers)
@blueprint.alt_response(404, schema=schemas.Error, description="Nothing has that id or name.")
@blueprint.alt_response(409, schema=schemas.Error, description="Several entities have that name; `errors` lists them.")
def brokers(asked: dict[str, Any]) -> Response:
    """On whom a territory, the members of a structure, or the whole network rests"""
    found = find_brokers(held.snapshot(), asked.get("place"), words(), limit=asked["limit"], as_of=asked.get("as_of"))
    return jsonify(found.as_json())


@blueprint.get("/search")
@blueprint.arguments(parameters.Search, location="query")
@blueprint.response(200, schemas.SearchResults)
def find(asked: dict[str, Any]) -> Response:
    """Entities by name, closest first"""
    snapshot = held.snapshot()
    found = search(snapshot, asked["q"], labels=asked["label"], **_slice(asked))
    return jsonify(_page(asked, found.total, [hit.as_json() for hit in found.hits]) | {"by_label": found.by_label, "snapshot": snapshot.sequence})


@blueprint.get("/entities/<id:entity_id>", parameters=[parameters.ENTITY_ID])
@blueprint.arguments(Parameters, location="query")
@blueprint.response(200, schemas.EntityDetail)
@blueprint.alt_response(404, schema=schemas.Error, description="Nothing has that id.")
def entity(asked: dict[str, Any], entity_id: str) -> Response:  # noqa: ARG001  (read by `words`)
    """What is known of an entity"""
    return jsonify(known(held.snapshot(), entity_id, words()).as_json())


@blueprint.get("/entities/<id:entity_id>/ties", parameters=[parameters.ENTITY_ID])
@blueprint.arguments(parameters.Ties, location="query")
@blueprint.response(200, schemas.Ties)
@blueprint.alt_response(404, schema=schemas.Error, description="Nothing has that id.")
def ties(asked: dict[str, Any], entity_id: str) -> Response:
    """Its relationships, strongest first"""
    snapshot = held.snapshot()
    total, rows = ties_page(snapshot, entity_id, words(), **_slice(asked), as_of=asked.get("as_of"))
    return jsonify(_page(asked, total, [row.as_json() for row in rows]) | {"snapshot": snapshot.sequence})


def _slice(asked: dict[str, Any]) -> dict[str, int]:
    return {"skip": (asked["page"] - 1) * asked["page_size"], "limit": asked["page_size"]}


def _page(asked: dict[str, Any], total: int, results: list[dict[str, Any]]) -> dict[str, Any]:
    return {"total": total, "page": asked["page"], "page_size": asked["page_size"], "results": results}
