"""Addresses about who can do what, together: what may be asked, the shapes of the answers, and who answers."""

from typing import Any

from flask import Response, jsonify
from marshmallow import fields

from explorer.services.capabilities import map_capabilities
from explorer.services.consortium import DEFAULT_LIMIT, MOST_MEMBERS, MOST_SHARE, MOST_TEAMS, Request, find_teams, separated
from explorer.web import held
from explorer.web.api import schemas
from explorer.web.api.fields import LONGEST_ID, Between, Closed, Parameters, always, several, text, whole
from explorer.web.api.resources import blueprint
from explorer.web.language import words

LONGEST_NEEDS = 8_000


class _Asked(Parameters):
    opportunity = text("The call to answer: an id or a name. What it seeks is what is needed, lot by lot.", longest=LONGEST_ID)
    needs = text("Or what is needed: capabilities or sectors by id, code or name, separated by commas.", longest=LONGEST_NEEDS)
    lead = text("Who leads: a company or structure. Without it, every company that holds a need is tried.", longest=LONGEST_ID)
    max_members = fields.Integer(validate=Between(min=1, max=MOST_MEMBERS), metadata={"description": "At most so many members, the lead among them."})
    territory = text("Members from this city, territory or country only.", longest=LONGEST_ID)
    one_lot_each = fields.Boolean(load_default=False, metadata={"description": "No member takes needs of two lots."})
    turnover_share = fields.Float(
        allow_nan=False,
        validate=Between(min=1, max=MOST_SHARE),
        metadata={"description": "No member takes more of the call's amount than this many per cent of its yearly turnover."},
    )
    allow_competitors = fields.Boolean(load_default=False, metadata={"description": "Open competitors may be in one team."})
    limit = whole("At most this many teams, each of another lead.", 1, MOST_TEAMS, DEFAULT_LIMIT)


# `include` and `exclude` are names that a schema itself uses.
Consortium = _Asked.from_dict(
    {
        "include": several("Who must be in the team, with a need (id or name); may be repeated."),
        "exclude": several("Who must not be in the team (id or name); may be repeated."),
    },
    name="Consortium",
)


class Need(Closed):
    lot = always(fields.String, null=True)
    capability = always(fields.Nested, schemas.End, about="A capability or sector; where a name means several, they have no id.")


class TeamMember(Closed):
    entity = always(fields.Nested, schemas.Entity)
    needs = always(fields.List, fields.Nested(Need), about="What it takes; nothing only where it leads.")
    distance = always(
        fields.Float, null=True, about="−ln of the best path's score from the lead, 0 for the lead itself; null where no path of four ties leads there."
    )
    path = always(fields.Nested, schemas.Path, null=True, about="The best introduction from the lead, which avoids competitors of both.")


class Team(Closed):
    lead = always(fields.Nested, schemas.Entity)
    cost = always(fields.Float, about="The sum over the needs of the distance of who takes each.")
    complete = always(fields.Boolean, about="Whether every need is taken.")
    members = always(fields.List, fields.Nested(TeamMember), about="The lead first.")
    uncovered = always(fields.List, fields.Nested(Need), about="The needs that nobody takes.")


class Teams(Closed):
    needs = always(fields.List, fields.Nested(Need))
    teams = always(fields.List, fields.Nested(Team), about="The best first; empty where there is none.")
    relax = always(fields.List, fields.String(), about="What is missing, and which limit to lift, where needs are left; a deadline that has passed.")


class Capabilities(Parameters):
    structure = text("A cluster, chamber or other structure: an id or a name.", longest=LONGEST_ID, required=True)


class HeldCapability(Closed):
    capability = always(fields.Nested, schemas.Entity)
    holders = always(fields.List, fields.Nested(schemas.Entity), about="Members that offer it or a part of it.")
    only_one = always(fields.Boolean, about="Whether it rests on a single member.")


class MissingCapability(Closed):
    opportunity = always(fields.Nested, schemas.Entity)
    lot = always(fields.String, null=True)
    capability = always(fields.Nested, schemas.Entity)
    holders_elsewhere = always(fields.Integer, about="How many hold it that are no members.")


class CityCapabilities(Closed):
    city = always(fields.Nested, schemas.Entity, null=True, about="Null for members whose city is not known.")
    members = always(fields.List, fields.Nested(schemas.Entity))
    capabilities = always(fields.List, fields.Nested(schemas.Entity))


class CapabilityMap(Closed):
    structure = always(fields.Nested, schemas.Entity)
    members = always(fields.Integer)
    capabilities = always(fields.List, fields.Nested(HeldCapability), about="What most members hold first.")
    gaps = always(fields.List, fields.Nested(MissingCapability), about="What open calls seek that no member holds.")
    silent = always(fields.List, fields.Nested(schemas.Entity), about="Members of which no capability is known.")
    cities = always(fields.List, fields.Nested(CityCapabilities))


@blueprint.get("/consortium")
@blueprint.arguments(Consortium, location="query")
@blueprint.response(200, Teams)
@blueprint.alt_response(404, schema=schemas.Error, description="Nothing has that id, code or name.")
@blueprint.alt_response(409, schema=schemas.Error, description="Several entities have that name; `errors` lists them.")
def consortium(asked: dict[str, Any]) -> Response:
    """Who can answer a call together

    For each lead the team nearest to it, exactly, under the limits asked for; the best of these teams first. Where needs are left, `relax` says why.
    """
    asked.pop("lang", None)
    needs = separated(asked.pop("needs", ""))
    include, exclude = (tuple(asked.pop(name)) for name in ("include", "exclude"))
    return jsonify(find_teams(held.snapshot(), Request(**asked, needs=needs, include=include, exclude=exclude), words()).as_json())


@blueprint.get("/capabilities")
@blueprint.arguments(Capabilities, location="query")
@blueprint.response(200, CapabilityMap)
@blueprint.alt_response(404, schema=schemas.Error, description="Nothing has that id or name.")
@blueprint.alt_response(409, schema=schemas.Error, description="Several entities have that name; `errors` lists them.")
def capabilities(asked: dict[str, Any]) -> Response:
    """What the members of a structure can do and make together"""
    return jsonify(map_capabilities(held.snapshot(), asked["structure"], words()).as_json())
