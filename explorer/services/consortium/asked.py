"""Who together can answer a call: the question as people ask it, and as it is understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from explorer.analysis.consortium import Limits, Need, needs_of
from explorer.domain.dates import today
from explorer.domain.kinds import BODIES, PLACES
from explorer.domain.records import Entity
from explorer.errors import BadInput, NotFound
from explorer.network import actors_of
from explorer.network.ends import products_called
from explorer.services.bounds import check_from_one
from explorer.services.ends import named, shortened
from explorer.services.snapshot import Snapshot
from explorer.services.told import entity_json
from explorer.texts import Texts

DEFAULT_LIMIT: Final = 5
MOST_TEAMS: Final = 50
MOST_NEEDS: Final = 100
MOST_MEMBERS: Final = 100
MOST_SHARE: Final = 1000


@dataclass(frozen=True, slots=True)
class Request:
    """A question as asked: ids or names; `needs` instead of an `opportunity`. `turnover_share`: per cent of a member's yearly turnover."""

    opportunity: str | None = None
    needs: tuple[str, ...] = ()
    lead: str | None = None
    max_members: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    territory: str | None = None
    one_lot_each: bool = False
    allow_competitors: bool = False
    turnover_share: float | None = None
    limit: int = DEFAULT_LIMIT
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The question understood."""

    opportunity: Entity | None
    needs: tuple[Need, ...]
    limits: Limits
    lead: Entity | None
    territory: Entity | None
    day: date


def understood(snapshot: Snapshot, request: Request, t: Texts) -> Asked:
    day = request.as_of or today()
    check_bounds(request, t)
    opportunity = asked_opportunity(snapshot, request.opportunity, t) if request.opportunity else None
    needs = needs_of(snapshot.facts, opportunity.id, day) if opportunity else needs_called(snapshot, request.needs, t)
    if len(needs) > MOST_NEEDS:
        raise BadInput(too_many(t), {"opportunity" if opportunity else "needs": [len(needs)]})
    lead = body(snapshot, request.lead, t, "lead") if request.lead else None
    include, exclude = (frozenset(body(snapshot, text, t, field).id for text in texts) for field, texts in _chosen(request))
    both = sorted(exclude & (include | ({lead.id} if lead else frozenset())))
    if both:
        message = t.gettext("%(name)s cannot be both in the team and left out of it.", name=snapshot.facts.entities[both[0]].name)
        raise BadInput(message, {"exclude": both})
    territory = asked_territory(snapshot, request.territory, t) if request.territory else None
    amount = _amount(opportunity)
    if request.turnover_share is not None and amount is None:
        raise BadInput(t.gettext("A share of the turnover can be asked for only where the amount of the call is known."), {"turnover_share": []})
    limits = Limits(
        most=request.max_members,
        include=include,
        exclude=exclude,
        within=actors_of(snapshot.facts, territory.id, day) if territory else None,
        rivals_apart=not request.allow_competitors,
        one_lot_each=request.one_lot_each,
        share=None if request.turnover_share is None else request.turnover_share / 100,
        amount=amount,
    )
    return Asked(opportunity, needs, limits, lead, territory, day)


def _chosen(request: Request) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("include", request.include), ("exclude", request.exclude)


def _amount(opportunity: Entity | None) -> float | None:
    amount = opportunity.properties.get("amount") if opportunity else None
    return float(amount) if isinstance(amount, int | float) and not isinstance(amount, bool) and amount > 0 else None


def separated(text: str) -> tuple[str, ...]:
    """What commas separate, each once."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def needs_called(snapshot: Snapshot, texts: Sequence[str], t: Texts) -> tuple[Need, ...]:
    """What ids, codes or names mean, each once, in the order given."""
    return tuple(dict.fromkeys(Need(things_called(snapshot, text, t)) for text in texts))


def things_called(snapshot: Snapshot, text: str, t: Texts) -> frozenset[str]:
    found = products_called(snapshot.facts, text)
    if not found:
        message = t.gettext("No capability and no sector has the id, the code or the name “%(product)s”.", product=shortened(text))
        raise NotFound(message, {"needs": [entity_json(entity) for entity in snapshot.names.alike(text, ["Capability", "Sector"])]})
    return found


def asked_opportunity(snapshot: Snapshot, text: str, t: Texts) -> Entity:
    found = named(snapshot.names, text, t, "opportunity")
    if found.label != "Opportunity":
        raise BadInput(t.gettext("%(name)s is no call: name an opportunity, or say what is needed.", name=found.name), {"opportunity": [found.id]})
    return found


def body(snapshot: Snapshot, text: str, t: Texts, field: str) -> Entity:
    found = named(snapshot.names, text, t, field)
    if found.label not in BODIES:
        raise BadInput(t.gettext("%(name)s is neither a company nor a structure: it cannot be in a team.", name=found.name), {field: [found.id]})
    return found


def asked_territory(snapshot: Snapshot, text: str, t: Texts) -> Entity:
    found = named(snapshot.names, text, t, "territory")
    if found.label not in PLACES:
        raise BadInput(t.gettext("%(name)s is no place: name a city, a territory or a country.", name=found.name), {"territory": [found.id]})
    return found


def check_bounds(request: Request, t: Texts) -> None:
    if bool(request.opportunity) == bool(request.needs):
        raise BadInput(t.gettext("Name a call for tenders, or else what is needed."), {"opportunity": [], "needs": []})
    if len(request.needs) > MOST_NEEDS:
        raise BadInput(too_many(t), {"needs": [len(request.needs)]})
    for name, value, most in (
        ("limit", request.limit, MOST_TEAMS),
        ("max_members", request.max_members, MOST_MEMBERS),
        ("turnover_share", request.turnover_share, MOST_SHARE),
    ):
        check_from_one(name, value, most, t)


def too_many(t: Texts) -> str:
    return t.gettext("A team is looked for with at most %(most)s needs: name those of some lots at a time.", most=MOST_NEEDS)
