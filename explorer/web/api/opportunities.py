"""Needs that are published, for programs: what may be asked, the shapes of the answers, the addresses."""

from typing import Any

from flask import Response, jsonify
from flask_wtf.csrf import generate_csrf
from marshmallow import fields, validate

from explorer.analysis.opportunities import PHASES
from explorer.domain.vocabulary import OPPORTUNITY_STATUSES
from explorer.services.funnel import OUTCOMES, STEPS, funnel, pairs_of, take_note
from explorer.services.matches import DEFAULT_LIMIT, MOST_INTRODUCTIONS, find_matches
from explorer.services.opportunities import Filters, list_opportunities, opportunity
from explorer.services.opportunities_publish import MOST_SOUGHT, PLAIN, Draft, Line, change, publish
from explorer.web import held
from explorer.web.api.fields import LONGEST_ID, MOST_VALUES, Closed, OneOf, Paged, Parameters, Sized, always, whole
from explorer.web.api.fields import text as said
from explorer.web.api.resources import blueprint
from explorer.web.api.schemas import Entity, Error, Path, SuitedCompany, page_of
from explorer.web.language import words

WHO = "api"
_ID = {"name": "entity_id", "in": "path", "description": "The need's id, its special characters quoted (%2F for a slash)."}


LONGEST = 20_000


def text_of(*, about: str, longest: int = LONGEST_ID, required: bool = False) -> Any:
    """A text of a need; null is as if it were left out."""
    return fields.String(required=required, allow_none=not required, validate=Sized(max=longest), metadata={"description": about})


def texts_of(about: str) -> Any:
    return fields.List(
        fields.String(validate=Sized(min=1, max=LONGEST_ID)), load_default=list, validate=Sized(max=MOST_VALUES), metadata={"description": about}
    )


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


class FunnelStep(Closed):
    step = always(fields.String, validate=validate.OneOf(STEPS))
    pairs = always(fields.Integer, about="Of a need and a company that came to this step or beyond it.")


class Outcomes(Closed):
    won = always(fields.Integer)
    lost = always(fields.Integer)
    none = always(fields.Integer, about="Nothing came of it.")


class Funnel(Closed):
    steps = always(fields.List, fields.Nested(FunnelStep))
    outcomes = always(fields.Nested, Outcomes, about="By the latest note of each pair.")
    pending = always(fields.Integer, about="Pairs whose latest note is no outcome.")
    won_amounts = always(fields.Dict, keys=fields.String(), values=fields.Float(), about="What was won, by currency.")


OpportunityList = page_of(
    Opportunity,
    "OpportunityList",
    phases=always(fields.Dict, keys=fields.String(), values=fields.Integer(), about="How many of all that fit stand where."),
    explanation=always(fields.String),
    funnel=always(fields.Nested, Funnel, about="Of all needs that fit."),
    snapshot=always(fields.Integer),
)


class Holder(Closed):
    entity = always(fields.Nested, Entity)
    path = always(fields.Nested, Path, null=True, about="The best path from who publishes the need.")


class Held(Sought):
    holders_total = always(fields.Integer, about="How many can do or make it, or a part of it; for a sector, how many are in it.")
    nearest = always(fields.List, fields.Nested(Holder), about="Those with the best paths first.")


class LineAsked(Closed):
    lot = text_of(about="For which part; may be left out.")
    sought = text_of(about="A capability or a sector: an id, code or name.", required=True)


class OpportunityAsked(Closed):
    """A need as it is to be. What is left out is empty."""

    name = text_of(about="Of a new need, its id is made of this.", required=True)
    kind = text_of(about="Any text; co_export, call_for_tenders, partner_search, mission and supplier_search are known.")
    status = text_of(about=f"One of {', '.join(OPPORTUNITY_STATUSES)}.")
    deadline = text_of(about="ISO date; may stop at the month or the year.")
    summary = text_of(about="In a few sentences.", longest=LONGEST)
    amount = fields.Float(allow_none=True, allow_nan=False, metadata={"description": "A number that is not below zero."})
    currency = text_of(about="As in EUR.")
    contact = text_of(about="A person of the network: an id or a name.")
    evidence = text_of(about="How it is known.")
    source_document = text_of(about="Where it can be checked.")
    publishers = texts_of("Companies or structures: ids or names. At least one.")
    markets = texts_of("Countries: two letters, names or ids.")
    sectors = texts_of("Sectors: ids, codes or names.")
    needs = fields.List(fields.Nested(LineAsked), load_default=list, validate=Sized(max=MOST_SOUGHT), metadata={"description": "What it seeks, by lot."})


class OpportunityChangeAsked(OpportunityAsked):
    version = text_of(about="That of the need as it was read; where it is another one by now, nothing is saved (409).", required=True)


class Token(Closed):
    token = always(fields.String, about="To be sent back in the header X-CSRFToken, together with the session cookie that came with it.")


class NoteAsked(Closed):
    company = text_of(about="A company or structure: an id or a name.", required=True)
    step = fields.String(required=True, validate=OneOf((*STEPS, *OUTCOMES)), metadata={"description": "What was done, or what came of it."})
    on = text_of(about="ISO date; today where it is left out.")
    text = text_of(about="In a few words.")
    amount = fields.Float(allow_none=True, allow_nan=False, metadata={"description": "Where there is one."})
    currency = text_of(about="As in EUR.")


class Note(Closed):
    id = always(fields.String)
    step = always(fields.String, validate=validate.OneOf((*STEPS, *OUTCOMES)))
    on = always(fields.String)
    text = always(fields.String, null=True)
    amount = always(fields.Float, null=True)
    currency = always(fields.String, null=True)
    at = always(fields.String, about="When it was noted.")


class NotedPair(Closed):
    opportunity = always(fields.Nested, Entity)
    company = always(fields.Nested, Entity)
    furthest = always(fields.String, validate=validate.OneOf(STEPS))
    outcome = always(fields.String, null=True, about="won, lost or none; null while it is under way.")
    amount = always(fields.Float, null=True)
    currency = always(fields.String, null=True)
    notes = always(fields.List, fields.Nested(Note), about="The latest first.")


class OpportunityNotes(Closed):
    funnel = always(fields.Nested, Funnel)
    pairs = always(fields.List, fields.Nested(NotedPair))


class MatchesAskedOf(Parameters):
    place = said("A territory, city or country, or a structure with members: an id or a name.", longest=LONGEST_ID, required=True)
    limit = whole("At most this many introductions.", 1, MOST_INTRODUCTIONS, DEFAULT_LIMIT)


class Match(Closed):
    company = always(fields.Nested, Entity)
    opportunity = always(fields.Nested, Entity)
    score = always(fields.Float, about="How well they fit, of 100, the best path counted.")
    has_path = always(fields.Boolean)
    noted = always(fields.Boolean, about="Something was noted of this pair already.")


class UnmadeIntroduction(SuitedCompany):
    opportunity = always(fields.Nested, Entity)
    publisher = always(fields.Nested, Entity)


class Matches(Closed):
    place = always(fields.Nested, Entity)
    companies = always(fields.Integer, about="Small companies of the place, or among the members.")
    openings = always(fields.Integer, about="Open needs that somebody publishes.")
    fitting = always(fields.Integer, about="Pairs that fit.")
    cells = always(fields.List, fields.Nested(Match), about="Those pairs, the best first; `cut` says where they are not all.")
    introductions = always(fields.List, fields.Nested(UnmadeIntroduction), about="The best of those with a path and without a note.")
    explanation = always(fields.String)
    cut = always(fields.List, fields.String(), about="Sentences that say what was left out.")
    as_of = always(fields.Date)
    snapshot = always(fields.Integer)


class OpportunityDetail(Opportunity):
    version = always(fields.String, about="To be given back by who changes the need.")
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


@blueprint.get("/opportunities/<id:entity_id>/notes", parameters=[_ID])
@blueprint.arguments(Parameters, location="query")
@blueprint.response(200, OpportunityNotes)
@blueprint.alt_response(404, schema=Error, description="No need has that id.")
def notes_of(asked: dict[str, Any], entity_id: str) -> Response:  # noqa: ARG001  (read by `words`)
    """What was done about a need, and what came of it"""
    return jsonify(_noted(entity_id))


@blueprint.post("/opportunities/<id:entity_id>/notes", parameters=[_ID])
@blueprint.arguments(NoteAsked)
@blueprint.response(201, OpportunityNotes)
@blueprint.alt_response(400, schema=Error, description="The token is missing or not valid.")
@blueprint.alt_response(404, schema=Error, description="No need has that id.")
def note(sent: dict[str, Any], entity_id: str) -> tuple[Response, int]:
    """Note what was done about a need"""
    snapshot, t = held.snapshot(), words()
    said = {name: f"{value:.15g}" if isinstance(value, float) else value for name, value in sent.items() if value is not None}
    held.write(lambda db: take_note(db, snapshot, entity_id, said, t, who=WHO), lambda number: number)
    return jsonify(_noted(entity_id)), 201


def _noted(id: str) -> dict[str, Any]:
    snapshot, t = held.snapshot(), words()
    opportunity(snapshot, id, t)
    pairs = pairs_of(snapshot, {id})
    return {"funnel": funnel(pairs, t).as_json(), "pairs": [pair.as_json() for pair in pairs]}


@blueprint.get("/opportunities/<id:entity_id>", parameters=[_ID])
@blueprint.arguments(Parameters, location="query")
@blueprint.response(200, OpportunityDetail)
@blueprint.alt_response(404, schema=Error, description="No need has that id.")
def one_opportunity(asked: dict[str, Any], entity_id: str) -> Response:  # noqa: ARG001  (read by `words`)
    """One need, with who holds what it seeks"""
    return jsonify(opportunity(held.snapshot(), entity_id, words()).as_json())


@blueprint.post("/opportunities")
@blueprint.arguments(OpportunityAsked)
@blueprint.response(201, OpportunityDetail)
@blueprint.alt_response(400, schema=Error, description="The token is missing or not valid.")
@blueprint.alt_response(409, schema=Error, description="Somebody published a need of this name at the same moment.")
def publish_opportunity(sent: dict[str, Any]) -> tuple[Response, int]:
    """Publish a need

    Held against the same rules as rows of files: `errors` says what is wrong in each field, and nothing is saved then.
    """
    snapshot, t, draft = held.snapshot(), words(), _draft(sent)
    saved = held.write(lambda db: publish(db, snapshot, draft, t, who=WHO), lambda saved: saved.sequence)
    return jsonify(opportunity(held.snapshot(), saved.id, t).as_json()), 201


@blueprint.put("/opportunities/<id:entity_id>", parameters=[_ID])
@blueprint.arguments(OpportunityChangeAsked)
@blueprint.response(200, OpportunityDetail)
@blueprint.alt_response(400, schema=Error, description="The token is missing or not valid.")
@blueprint.alt_response(404, schema=Error, description="No need has that id.")
@blueprint.alt_response(409, schema=Error, description="Somebody else has changed the need since it was read; read it again.")
def change_opportunity(sent: dict[str, Any], entity_id: str) -> Response:
    """Change a need: it is as the body says from then on, what is left out included"""
    snapshot, t, seen = held.snapshot(), words(), sent.pop("version")
    draft = _draft(sent)
    saved = held.write(lambda db: change(db, snapshot, entity_id, draft, seen, t, who=WHO), lambda saved: saved.sequence)
    return jsonify(opportunity(held.snapshot(), saved.id, t).as_json())


@blueprint.get("/matches")
@blueprint.arguments(MatchesAskedOf, location="query")
@blueprint.response(200, Matches)
@blueprint.alt_response(404, schema=Error, description="Nothing has that id or name.")
@blueprint.alt_response(409, schema=Error, description="Several entities have that name; `errors` lists them.")
def matches(asked: dict[str, Any]) -> Response:
    """Who of a territory fits which open need, and the best introductions to make"""
    return jsonify(find_matches(held.snapshot(), asked["place"], words(), limit=asked["limit"]).as_json())


@blueprint.get("/token")
@blueprint.arguments(Parameters, location="query")
@blueprint.response(200, Token)
def token(asked: dict[str, Any]) -> Response:  # noqa: ARG001  (read by `words`)
    """The token that every request which changes something has to bear

    Other sites can make a browser send such a request, and cannot read this answer.
    """
    return jsonify({"token": generate_csrf()})


def _draft(sent: dict[str, Any]) -> Draft:
    said = {name: f"{value:.15g}" if isinstance(value, float) else value for name in PLAIN if (value := sent.get(name)) is not None}
    needs = tuple(Line(each.get("lot") or "", each["sought"]) for each in sent["needs"])
    return Draft(said, tuple(sent["publishers"]), tuple(sent["markets"]), tuple(sent["sectors"]), needs)
