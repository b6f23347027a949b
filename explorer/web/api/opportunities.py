"""Needs that are published, for programs: what may be asked, the shapes of the answers, the addresses."""

from typing import Any

from flask import Response, jsonify
from marshmallow import fields, validate

from explorer.analysis.opportunities import PHASES
from explorer.domain.vocabulary import OPPORTUNITY_STATUSES
from explorer.services.opportunities import Filters, list_opportunities, opportunity
from explorer.web import held
from explorer.web.api.fields import LONGEST_ID, Closed, OneOf, Paged, Parameters, always
from explorer.web.api.fields import text as said
from explorer.web.api.resources import blueprint
from explorer.web.api.schemas import Entity, Error, Path, page_of
from explorer.web.language import words

_ID = {"name": "entity_id", "in": "path", "description": "The need's id, its special characters quoted (%2F for a slash)."}


class Opportunities(Paged):
    text = said("Part of the name or of the summary.")
    kind = said("Of this kind; case, accents and hyphens do not matter.")
    market = said("Aiming at this market (ISO 3166-1 alpha-2).")
    sector = said("In this sector, or seeking it: an id, code or name.", longest=LONGEST_ID)
    status = fields.String(validate=OneOf(OPPORTUNITY_STATUSES), metadata={"description": "With this status."})
    publisher = said("Published by this company or structure: an id or a name.", longest=LONGEST_ID)


class Sought(Closed):
    lot = always(fields.String, null=True)
    sought = always(fields.Nested, Entity, about="A capability or a sector.")


class Opportunity(Closed):
    opportunity = always(fields.Nested, Entity)
    kind = always(fields.String, null=True, about="As it was written.")
    status = always(fields.String, null=True, about=f"One of {', '.join(OPPORTUNITY_STATUSES)}, or null.")
    deadline = always(fields.String, null=True, about="ISO date as it was written; stands for its last day.")
    summary = always(fields.String, null=True)
    amount = always(fields.Float, null=True)
    currency = always(fields.String, null=True)
    phase = always(
        fields.String,
        validate=validate.OneOf(PHASES),
        about="Where it stands today; `passed`: its deadline came while it was open, a prospect or a draft.",
    )
    contact = always(fields.Nested, Entity, null=True, about="Null also where the person does not want to be named.")
    publishers = always(fields.List, fields.Nested(Entity))
    markets = always(fields.List, fields.Nested(Entity))
    sectors = always(fields.List, fields.Nested(Entity))
    needs = always(fields.List, fields.Nested(Sought), about="What it seeks, by lot: the first ones; `needs_total` counts all.")
    needs_total = always(fields.Integer)


OpportunityList = page_of(
    Opportunity,
    "OpportunityList",
    phases=always(fields.Dict, keys=fields.String(), values=fields.Integer(), about="How many of all that fit stand where."),
    explanation=always(fields.String),
    snapshot=always(fields.Integer),
)


class Holder(Closed):
    entity = always(fields.Nested, Entity)
    path = always(fields.Nested, Path, null=True, about="The best path from who publishes the need.")


class Held(Sought):
    holders_total = always(fields.Integer, about="How many can do or make it, or a part of it; for a sector, how many are in it.")
    nearest = always(fields.List, fields.Nested(Holder), about="Those with the best paths first.")


class OpportunityDetail(Opportunity):
    held = always(fields.List, fields.Nested(Held), about="The first things sought, with who holds them.")
    snapshot = always(fields.Integer)


@blueprint.get("/opportunities")
@blueprint.arguments(Opportunities, location="query")
@blueprint.response(200, OpportunityList)
@blueprint.alt_response(404, schema=Error, description="No sector or publisher has that id or name.")
@blueprint.alt_response(409, schema=Error, description="Several publishers have that name; `errors` lists them.")
def opportunities(asked: dict[str, Any]) -> Response:
    """Published needs, what can be answered first

    Those whose deadline has passed step back by themselves, behind all that can still be answered.
    """
    page, page_size = asked.pop("page"), asked.pop("page_size")
    asked.pop("lang", None)
    return jsonify(list_opportunities(held.snapshot(), Filters(**asked), words(), page=page, page_size=page_size).as_json())


@blueprint.get("/opportunities/<id:entity_id>", parameters=[_ID])
@blueprint.arguments(Parameters, location="query")
@blueprint.response(200, OpportunityDetail)
@blueprint.alt_response(404, schema=Error, description="No need has that id.")
def one_opportunity(asked: dict[str, Any], entity_id: str) -> Response:  # noqa: ARG001  (read by `words`)
    """One need, with who holds what it seeks"""
    return jsonify(opportunity(held.snapshot(), entity_id, words()).as_json())
