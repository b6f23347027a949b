"""What may be asked of the API. The names are the command line's long options, with underscores."""

from marshmallow import fields

from explorer.analysis.coexport import WEIGHTS
from explorer.domain.answers import DEFAULT_HOPS, DEFAULT_LIMIT, MOST_HOPS, MOST_PATHS
from explorer.domain.vocabulary import ACTOR_LABELS, INTRODUCING_TYPES
from explorer.services.brokers import DEFAULT_LIMIT as MOST_BROKERS
from explorer.services.brokers import MOST_TOLD as MOST_BROKERS_TOLD
from explorer.services.coexport import DEFAULT_LIMIT as MOST_CARRIERS
from explorer.services.coexport import MOST_GROUPS, MOST_WEIGHT
from explorer.web.api.fields import LONGEST_ID, Day, OneOf, Paged, Parameters, number, several, text, whole
from explorer.web.api.schemas import ALL_LABELS

ENTITY_ID = {"name": "entity_id", "in": "path", "description": "The entity's id, its special characters quoted (%2F for a slash)."}
AS_OF = "Answer as things stood on this day (YYYY-MM-DD, or the last day of YYYY-MM or YYYY). Without it: today."


class Introductions(Parameters):
    source = text("Who asks: an id or a name.", longest=LONGEST_ID, required=True)
    target = text("Whom to reach: an id or a name.", longest=LONGEST_ID)
    to_label = fields.String(validate=OneOf(ACTOR_LABELS), metadata={"description": "Instead of a target, or to narrow it: anybody of this kind."})
    to_market = text("Anybody present on this market (ISO 3166-1 alpha-2).")
    to_sector = text("Anybody active in this sector: an id, code or name.")
    max_hops = whole("At most this many ties.", 1, MOST_HOPS, DEFAULT_HOPS)
    limit = whole("At most this many paths.", 1, MOST_PATHS, DEFAULT_LIMIT)
    avoid = several("Do not go through this one (id or name); may be repeated.")
    via = text("Go through this one (id or name).", longest=LONGEST_ID)
    type = several("Only ties of this type; may be repeated.", sorted(INTRODUCING_TYPES))
    label = several("Only intermediaries of this kind; may be repeated.", ACTOR_LABELS)
    as_of = Day(metadata={"description": AS_OF})


class _Carriers(Parameters):
    company = text("Who looks for a group: a company's id or name.", longest=LONGEST_ID, required=True)
    market = text("Into this market (ISO 3166-1 alpha-2).", required=True)
    product = text("With this capability or sector: an id, code or name. Without it: what the company makes.", longest=LONGEST_ID)
    limit = whole("At most this many groups.", 1, MOST_GROUPS, MOST_CARRIERS)


Coexport = _Carriers.from_dict(
    {f"weight_{name}": number(f"What {name} counts for inside a tier.", 0, MOST_WEIGHT, weight) for name, weight in WEIGHTS.items()}, name="Coexport"
)


class Suited(Parameters):
    target = text("A need or a large group: an id or a name.", longest=LONGEST_ID, required=True)
    limit = whole("At most this many companies.", 1, MOST_GROUPS, MOST_CARRIERS)


class Absence(Parameters):
    id = text("Whose absence: an actor's id or name.", longest=LONGEST_ID, required=True)
    relationship = text("Without this relationship of it (an id), instead of without the actor itself.", longest=LONGEST_ID)
    as_of = Day(metadata={"description": AS_OF})


class Brokers(Parameters):
    place = text("A territory, city, country, or a structure with members: an id or a name. Without it: the whole network.", longest=LONGEST_ID)
    limit = whole("At most this many intermediaries.", 1, MOST_BROKERS_TOLD, MOST_BROKERS)
    as_of = Day(metadata={"description": AS_OF})


class Search(Paged):
    q = text("A name or part of one; case, accents and small slips do not matter.", required=True)
    label = several("Only entities of this kind; may be repeated.", ALL_LABELS)


class Ties(Paged):
    as_of = Day(metadata={"description": AS_OF})
