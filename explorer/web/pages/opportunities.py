"""Needs that are published: the list with its filters, and what the page of one shows besides what every entity's does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import groupby

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from explorer.domain.records import Entity
from explorer.domain.vocabulary import OPPORTUNITY_STATUSES
from explorer.errors import BadInput
from explorer.services.opportunities import Filters, Listing, Need, list_opportunities
from explorer.services.snapshot import Snapshot
from explorer.texts import Texts
from explorer.texts import opportunities as phrases
from explorer.texts.properties import choice
from explorer.web import held
from explorer.web.language import words
from explorer.web.pages.doubts import Doubt, doubt
from explorer.web.pages.fields import LONGEST, choices, filled_in, markets, meant, number_asked, says_nothing

PER_PAGE = 20
LAST_PAGE = 10_000
NAMES = tuple(each.name for each in fields(Filters))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form of the list holds, as written. `wrong`: the sentence for a field that cannot be understood."""

    said: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)

    def filters(self) -> Filters:
        return Filters(**self.said)

    def url(self, **changes: str) -> str:
        return url_for("pages.opportunities", **{name: value for name, value in {**self.said, **changes}.items() if value})  # type: ignore[arg-type]

    def meaning(self, field: str, entity: Entity) -> str:
        return self.url(**{field: entity.id})


def asked(arguments: MultiDict[str, str]) -> Asked:
    return Asked({name: value for name in NAMES if (value := arguments.get(name, "").strip()[:LONGEST])})


def page() -> tuple[str, int] | Response:
    t = words()
    question = asked(request.args)
    if says_nothing(request.args):
        return redirect(question.url())
    snapshot = held.snapshot()
    number = number_asked("page", 1, LAST_PAGE)
    try:
        listing = list_opportunities(snapshot, question.filters(), t, page=number, page_size=PER_PAGE)
    except BadInput as error:
        unclear = doubt(snapshot, error, question.meaning)
        return shown(snapshot, replace(question, wrong={unclear.field: unclear.message}), t, unclear=unclear), error.status
    return shown(snapshot, question, t, listing=listing), 200


def shown(snapshot: Snapshot, question: Asked, t: Texts, *, listing: Listing | None = None, unclear: Doubt | None = None) -> str:
    written = {name: question.said.get(name, "") for name in ("sector", "publisher")}
    kinds = listing.kinds if listing else tuple(phrases.KINDS)
    return render_template(
        "opportunities.html",
        asked=question,
        listing=listing,
        doubt=unclear,
        phases=list(by_phase(listing, t)) if listing else (),
        kinds=[(key, phrases.kind(t, key)) for key in kinds],
        kind=phrases.kind_key(question.said.get("kind")),
        statuses=[(status, choice(t, status)) for status in OPPORTUNITY_STATUSES],
        markets=markets(snapshot, question.said.get("market", ""), t),
        sectors=choices(snapshot, t.language)["sectors"],
        ends=meant(snapshot, written),
        field=filled_in(snapshot, written),
    )


def by_phase(listing: Listing, t: Texts) -> Iterator[tuple[str, str, int, Sequence[Need]]]:
    """The needs of this page under where they stand: the phase, its words, how many there are on all pages."""
    for phase, needs in groupby(listing.needs, key=lambda need: need.phase):
        yield phase, phrases.phase(t, phase), listing.phases[phase], list(needs)
