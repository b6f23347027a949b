"""The address that says who is worth meeting: what may be asked of it, and the shape of its answer."""

from typing import Any

from flask import Response, jsonify
from marshmallow import fields, validate

from explorer.analysis.partners import REASONS
from explorer.services.partners import DEFAULT_LIMIT, MOST_SUGGESTIONS, Request, find_partners
from explorer.web import held
from explorer.web.api import schemas
from explorer.web.api.fields import LONGEST_ID, Closed, Day, Parameters, always, text, whole
from explorer.web.api.parameters import AS_OF
from explorer.web.api.resources import blueprint
from explorer.web.language import words


class PartnersAsked(Parameters):
    entity = text("For whom: a company's, structure's or person's id or name.", longest=LONGEST_ID, required=True)
    limit = whole("At most this many suggestions.", 1, MOST_SUGGESTIONS, DEFAULT_LIMIT)
    as_of = Day(metadata={"description": AS_OF})


class Reason(Closed):
    name = always(fields.String, validate=validate.OneOf(REASONS))
    contribution = always(fields.Float, about="What it adds to the score. The contributions sum to the score.")
    sentence = always(fields.String)
    facts = always(fields.List, fields.Nested(schemas.Tie), about="The stored relationships behind it; a property of both may stand behind it instead.")


class Suggestion(Closed):
    entity = always(fields.Nested, schemas.Entity)
    score = always(fields.Float, about="Orders the suggestions of one answer, and says nothing beside another answer's.")
    reasons = always(fields.List, fields.Nested(Reason))
    path = always(fields.Nested, schemas.Path, null=True, about="The best path to them or to a contact there.")


class Partners(Closed):
    entity = always(fields.Nested, schemas.Entity)
    results = always(fields.List, fields.Nested(Suggestion), about="The best first; empty when there is none.")
    complete = always(fields.Boolean, about="False where somebody who was not looked at might be among them.")
    explanation = always(fields.String)


@blueprint.get("/partners")
@blueprint.arguments(PartnersAsked, location="query")
@blueprint.response(200, Partners)
@blueprint.alt_response(404, schema=schemas.Error, description="Nothing has that id or name.")
@blueprint.alt_response(409, schema=schemas.Error, description="Several entities have that name; `errors` lists them.")
def partners(asked: dict[str, Any]) -> Response:
    """Who is worth meeting, why, and who could introduce

    From what the two are about and seek, and from whom both know; never who is a partner already, competes, or objects.
    """
    asked.pop("lang", None)
    return jsonify(find_partners(held.snapshot(), Request(**asked), words()).as_json())
