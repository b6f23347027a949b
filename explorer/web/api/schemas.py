"""The shapes of the API's answers. What is answered is made by the services; a test holds the two together."""

from typing import Any

from marshmallow import fields, validate

from explorer.analysis.coexport import TIERS
from explorer.domain.vocabulary import LABELS, STATUSES, SUB_LABELS, TYPES
from explorer.texts.coexport import FACTORS
from explorer.web.api.fields import Closed, always

ALL_LABELS = (*LABELS, *SUB_LABELS)


class Error(Closed):
    code = always(fields.String, about="What happened, for programs: bad_input, not_found, ambiguous, database_unavailable and so on.")
    status = always(fields.Integer, about="The HTTP status again.")
    message = always(fields.String, about="What is wrong and what would help, in the asked language.")
    errors = always(fields.Dict, keys=fields.String(), about="More by parameter: findings, or the entities an ambiguous name can mean.")


class Entity(Closed):
    id = always(fields.String, about="Stable; never made by the database.")
    name = always(fields.String)
    labels = always(fields.List, fields.String(validate=validate.OneOf(ALL_LABELS)), about="The main label first; then PME or GrandGroupe where known.")


class End(Closed):
    """An entity, or a need (then `id` is null)."""

    id = always(fields.String, null=True)
    name = always(fields.String)
    labels = always(fields.List, fields.String())


class Tie(Closed):
    """One stored relationship."""

    id = always(fields.String)
    type = always(fields.String, validate=validate.OneOf(tuple(TYPES)))
    from_ = always(fields.Nested, Entity, data_key="from")
    to = always(fields.Nested, Entity)
    role = always(fields.String, null=True)
    since = always(fields.String, null=True, about="ISO date as it was written: a year, a month or a day.")
    until = always(fields.String, null=True)
    status = always(fields.String, validate=validate.OneOf(STATUSES))
    evidence = always(fields.String, null=True)
    source_document = always(fields.String, null=True)
    observed_on = always(fields.String, null=True)
    origin = always(fields.String, null=True, about="How it came in: file and row, or form and user.")
    via = always(fields.Nested, Entity, null=True, about="The project, event or programme through which it ties two actors.")


class Step(Closed):
    from_ = always(fields.Nested, Entity, data_key="from")
    to = always(fields.Nested, Entity)
    strength = always(fields.Float)
    strength_word = always(fields.String)
    validity = always(fields.Float)
    validity_word = always(fields.String)
    actionability = always(fields.Float)
    actionability_word = always(fields.String)
    actionability_reason = always(fields.String)
    sentence = always(fields.String)
    ties = always(fields.List, fields.Nested(Tie), about="The stored relationships behind this step.")


class Path(Closed):
    source = always(fields.Nested, Entity)
    target = always(fields.Nested, Entity)
    score = always(fields.Float, about="Orders paths; says little by itself.")
    hops = always(fields.Integer)
    weakest = always(fields.Integer, about="Index of the weakest step.")
    steps = always(fields.List, fields.Nested(Step))
    next = always(fields.String, about="What to do next.")


class Chokepoint(Closed):
    entity = always(fields.Nested, Entity)
    paths = always(fields.Integer, about="How many of the paths pass here.")


class Nearest(Closed):
    entity = always(fields.Nested, Entity)
    hops = always(fields.Integer)
    score = always(fields.Float)


class Introductions(Closed):
    source = always(fields.Nested, End)
    target = always(fields.Nested, End)
    paths = always(fields.List, fields.Nested(Path), about="The best, in order; empty when there is none.")
    diverse = always(fields.List, fields.Nested(Path), about="For each different first intermediary its best path.")
    chokepoints = always(fields.List, fields.Nested(Chokepoint), about="Intermediaries on more than half of the paths.")
    complete = always(fields.Boolean, about="False when the search was cut short.")
    snapshot = always(fields.Integer, about="Number of the last change the answer knows of.")
    as_of = always(fields.Date)
    explanation = always(fields.String)
    nearest = always(fields.List, fields.Nested(Nearest), about="When there is no path: who could be reached instead.")


class Factor(Closed):
    name = always(
        fields.String, validate=validate.OneOf(tuple(FACTORS)), about="`market` and `product` say why the group is in its tier; the others make its score."
    )
    value = always(fields.Float, about="From 0 to 1; 0 also where nothing is known.")
    weight = always(fields.Float)
    contribution = always(fields.Float, about="Value times weight. The contributions sum to the score.")
    facts = always(fields.List, fields.Nested(Tie), about="The stored relationships behind it; a property of an entity may stand behind it instead.")


class Carrier(Closed):
    group = always(fields.Nested, Entity)
    tier = always(fields.String, validate=validate.OneOf(TIERS), about="The tiers come in this order, whatever the weights.")
    score = always(fields.Float, about="Orders the groups of one tier.")
    factors = always(fields.List, fields.Nested(Factor))
    missing = always(fields.List, fields.String(), about="What is not known, as sentences; where it is too much to rank the group, the first says so.")
    path = always(fields.Nested, Path, null=True, about="The best path to the group or to a contact there.")


class Coexport(Closed):
    company = always(fields.Nested, Entity)
    market = always(fields.Nested, Entity)
    product = always(fields.Nested, End, null=True, about="Several have no id. Null: none was asked for, and nobody knows what the company makes.")
    results = always(fields.List, fields.Nested(Carrier), about="The best first; empty when there is none.")


class SuitedCompany(Closed):
    company = always(fields.Nested, Entity)
    score = always(fields.Float)
    factors = always(fields.List, fields.Nested(Factor))
    missing = always(fields.List, fields.String(), about="What is not known, as sentences.")
    path = always(fields.Nested, Path, null=True, about="The best path from the group to the company or to a contact there.")


class Suited(Closed):
    target = always(fields.Nested, Entity)
    group = always(fields.Nested, Entity, about="The company that would carry: the target, or the publisher of the need.")
    products = always(fields.List, fields.Nested(Entity), about="What is sought; where a group seeks nothing, what it does.")
    markets = always(fields.List, fields.Nested(Entity))
    results = always(fields.List, fields.Nested(SuitedCompany), about="The best first; empty when there is none.")
    unknown_size = always(fields.List, fields.Nested(Entity), about="Companies that can do some of it and whose size nobody knows, by id; at most 20.")


class LosingPair(Closed):
    source = always(fields.Nested, Entity)
    target = always(fields.Nested, Entity)
    today = always(fields.Nested, Path, about="The best path now.")
    left = always(fields.Nested, Path, null=True, about="The best path then; null where there is none.")


class Absence(Closed):
    entity = always(fields.Nested, Entity)
    relationship = always(fields.Nested, Tie, null=True, about="The relationship that is gone; null: the actor itself.")
    around = always(fields.List, fields.Nested(Entity), about="The actors looked at, the nearest first.")
    pairs = always(fields.Integer, about="Pairs of these that can be introduced to each other today.")
    lost = always(fields.Integer, about="Pairs that no path would join any more.")
    weaker = always(fields.Integer, about="Pairs whose best path would be a weaker one.")
    results = always(fields.List, fields.Nested(LosingPair), about="The pairs that lose most.")
    explanation = always(fields.String)
    as_of = always(fields.Date)


class Dependence(Closed):
    source = always(fields.Nested, Entity)
    target = always(fields.Nested, Entity)
    today = always(fields.Float, about="The score of their best path now.")
    left = always(fields.Float, null=True, about="That of the best path without the broker; null where there is none.")


class Broker(Closed):
    entity = always(fields.Nested, Entity)
    through = always(fields.Integer, about="Pairs whose best path goes through it.")
    lost = always(fields.Integer, about="Pairs that no path would join any more.")
    weaker = always(fields.Integer, about="Pairs whose best path would be a weaker one.")
    worst = always(fields.List, fields.Nested(Dependence), about="The pairs that would lose most.")
    sentence = always(fields.String)


class Brokers(Closed):
    place = always(fields.Nested, Entity, null=True, about="Null: the whole network.")
    actors = always(fields.Integer, about="How many it has.")
    looked_at = always(fields.List, fields.Nested(Entity), about="Those whose pairs were looked at: the best connected.")
    pairs = always(fields.Integer, about="Pairs of these that can be introduced to each other today.")
    total = always(fields.Integer, about="Actors that best paths of these pairs go through.")
    results = always(fields.List, fields.Nested(Broker), about="Those most depended on first.")
    explanation = always(fields.String)
    as_of = always(fields.Date)
    snapshot = always(fields.Integer)


def page_of(entry: type[Closed], name: str, **more: Any) -> type[Closed]:
    """A list in pages."""
    return Closed.from_dict(  # type: ignore[return-value]
        {
            "total": always(fields.Integer, about="Entries on all pages."),
            "page": always(fields.Integer),
            "page_size": always(fields.Integer),
            "results": always(fields.List, fields.Nested(entry)),
            **more,
        },
        name=name,
    )


class Hit(Closed):
    entity = always(fields.Nested, Entity)
    city = always(fields.Nested, Entity, null=True)
    ties = always(fields.Integer, about="How many relationships it has.")


SearchResults = page_of(
    Hit,
    "SearchResults",
    by_label=always(fields.Dict, keys=fields.String(), values=fields.Integer(), about="How many of all that was found have each label."),
    snapshot=always(fields.Integer),
)


class EntityDetail(Entity):
    properties = always(fields.Dict, keys=fields.String(), about="What is known of it, by property name; lists are lists of texts.")
    origin = always(fields.String, null=True, about="How it came in: file and row, or form and user.")
    created_at = always(fields.String, null=True)
    updated_at = always(fields.String, null=True)
    ties = always(fields.Integer, about="How many relationships it has with others who can be named.")
    withheld = always(fields.Integer, about="How many it has with people who asked not to be named: they are named nowhere.")
    snapshot = always(fields.Integer)


class ListedTie(Closed):
    other = always(fields.Nested, Entity)
    strength = always(fields.Float, null=True, about="Of the whole tie with the other one; null where this relationship introduces nobody.")
    strength_word = always(fields.String, null=True)
    tie = always(fields.Nested, Tie)


Ties = page_of(ListedTie, "Ties", snapshot=always(fields.Integer))
