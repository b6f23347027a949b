"""Which large group could carry us abroad: the question as a form, and its answer in every case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from flask import redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from explorer.analysis.coexport import WEIGHTS
from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.services.coexport import DEFAULT_LIMIT, MOST_GROUPS, MOST_WEIGHT, Answer, Card, Request, find_carriers
from explorer.services.snapshot import Snapshot
from explorer.texts import Texts
from explorer.texts import coexport as phrases
from explorer.web import held
from explorer.web.language import words
from explorer.web.pages.addresses import Written
from explorer.web.pages.doubts import Doubt, doubt
from explorer.web.pages.fields import LONGEST, filled_in, in_range, is_decimal, markets, meant, says_nothing
from explorer.web.pages.words import mine

PREFIX: Final = "weight_"


@dataclass(frozen=True, slots=True)
class Asked(Written):
    """`weights`: those that are said."""

    endpoint = "pages.coexport"
    single = ("company", "market", "product", "limit")

    company: str = ""
    market: str = ""
    product: str = ""
    limit: str = ""
    weights: Mapping[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return bool(self.company and self.market)

    @property
    def changed(self) -> bool:
        """Whether other weights than the published ones are asked for."""
        return any(written != f"{WEIGHTS[name]:g}" for name, written in self.weights.items())

    def request(self) -> Request:
        weights = {name: float(written) for name, written in self.weights.items()}
        return Request(self.company, self.market, self.product or None, int(self.limit) if self.limit else DEFAULT_LIMIT, weights)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The address's query, without what says nothing and what is as published."""
        yield from Written.pairs(self)
        yield from ((f"{PREFIX}{name}", written) for name, written in self.weights.items() if written != f"{WEIGHTS[name]:g}")

    def meaning(self, field: str, entity: Entity) -> str:
        return self.url(**{field: entity.id})


def asked(arguments: MultiDict[str, str], t: Texts) -> Asked:
    """Read a query. What cannot be understood stays as written, with its sentence in `wrong`."""
    single = Asked.said_once(arguments)
    written = {name: arguments.get(f"{PREFIX}{name}", "").strip()[:LONGEST] for name in WEIGHTS}
    weights = {name: value for name, value in written.items() if value}
    wrong = {
        f"{PREFIX}{name}": t.gettext("Choose a number from %(least)s to %(most)s.", least=0, most=MOST_WEIGHT)
        for name, value in weights.items()
        if not is_decimal(value, 0, MOST_WEIGHT)
    }
    if not in_range(single["limit"], MOST_GROUPS):
        wrong["limit"] = t.gettext("Choose a number from %(least)s to %(most)s.", least=1, most=MOST_GROUPS)
        single["limit"] = ""
    return Asked(**single, weights=weights, wrong=wrong)


def page() -> tuple[str, int] | Response:
    t = words()
    question = asked(request.args, t)
    if says_nothing(request.args):
        return redirect(question.url())
    snapshot = held.snapshot()
    if not question.complete or question.wrong:
        return shown(snapshot, question, t), 422 if question.wrong else 200
    try:
        answer = find_carriers(snapshot, question.request(), t)
    except BadInput as error:
        return shown(snapshot, question, t, unclear=doubt(snapshot, error, question.meaning)), error.status
    return shown(snapshot, question, t, answer=answer), 200


def shown(snapshot: Snapshot, question: Asked, t: Texts, *, answer: Answer | None = None, unclear: Doubt | None = None) -> str:
    start = mine()
    written = {name: getattr(question, name) for name in ("company", "product")}
    return render_template(
        "coexport.html",
        asked=question,
        answer=answer,
        doubt=unclear,
        tiers=tiers(answer, t) if answer else (),
        ends=meant(snapshot, written),
        field=filled_in(snapshot, written),
        start=start if start and start.label == "Company" else None,
        markets=markets(snapshot, question.market, t),
        weights=[(name, phrases.factor(t, name), question.weights.get(name, f"{weight:g}")) for name, weight in WEIGHTS.items()],
        most_weight=MOST_WEIGHT,
    )


def tiers(answer: Answer, t: Texts) -> Sequence[tuple[str, str, Sequence[Card]]]:
    """The cards of each tier that has any, with its words."""
    return [(tier, phrases.tier(t, tier), list(cards)) for tier, cards in groupby(answer.cards, key=lambda card: card.tier)]
