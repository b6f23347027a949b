"""The address that says which support fits a company: what may be asked of it, and the shape of its answer."""

from typing import Any

from flask import Response, jsonify
from marshmallow import fields

from explorer.services.support import DEFAULT_LIMIT, MOST_SHOWN, Request, find_support
from explorer.web import held
from explorer.web.api import schemas
from explorer.web.api.fields import LONGEST_ID, Closed, Day, Parameters, always, text, whole
from explorer.web.api.parameters import AS_OF
from explorer.web.api.resources import blueprint
from explorer.web.language import words


class SupportAsked(Parameters):
    company = text("Who looks for support: a company's id or name.", longest=LONGEST_ID, required=True)
    market = text("Support for this market (ISO 3166-1 alpha-2).")
    limit = whole("At most this many programmes and structures.", 1, MOST_SHOWN, DEFAULT_LIMIT)
    as_of = Day(metadata={"description": AS_OF})


class Helper(Closed):
    entity = always(fields.Nested, schemas.Entity)
    score = always(fields.Float, about="Orders the results.")
    reasons = always(fields.List, fields.String(), about="Why it fits, as sentences.")
    unknown = always(fields.List, fields.String(), about="What is not known, as sentences.")
    adviser = always(fields.Nested, schemas.Entity, null=True, about="Who advises there: somebody with an open post in the role `adviser`.")
    path = always(fields.Nested, schemas.Path, null=True, about="The best path to the adviser, else to whoever runs it or somebody there.")


class NearMiss(Closed):
    entity = always(fields.Nested, schemas.Entity)
    missing = always(fields.List, fields.String(), about="What speaks against it, as sentences.")


class Support(Closed):
    company = always(fields.Nested, schemas.Entity)
    results = always(fields.List, fields.Nested(Helper), about="The best first; empty when there is none.")
    near_misses = always(fields.List, fields.Nested(NearMiss), about="What fits but for one condition; the explanation says how many more there are.")
    total = always(fields.Integer, about="How many fit, shown or not.")
    explanation = always(fields.String)


@blueprint.get("/support")
@blueprint.arguments(SupportAsked, location="query")
@blueprint.response(200, Support)
@blueprint.alt_response(404, schema=schemas.Error, description="Nothing has that id or name.")
@blueprint.alt_response(409, schema=schemas.Error, description="Several entities have that name; `errors` lists them.")
def support(asked: dict[str, Any]) -> Response:
    """Which programmes and structures support a company now, why, why not, and who to ask"""
    asked.pop("lang", None)
    return jsonify(find_support(held.snapshot(), Request(**asked), words()).as_json())
