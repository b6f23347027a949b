"""Needs that are published, in a terminal."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding

from explorer.domain.records import Entity
from explorer.services.matches import Matches
from explorer.services.opportunities import Listing, Need
from explorer.terminal.lines import styled
from explorer.texts import Texts
from explorer.texts import opportunities as phrases

SHOWN = 6
"""Things sought of each need; more are counted."""


def opportunities(console: Console, t: Texts, told: Listing) -> None:
    console.print(styled(told.explanation, "bold"))
    for phase, needs in groupby(told.needs, key=lambda need: need.phase):
        console.print(Padding(styled(f"{phrases.phase(t, phase)} ({t.number(told.phases[phase])})", "bold cyan"), (1, 0, 0, 0)))
        for need in needs:
            console.print(Padding(Group(*_lines(t, need)), (1, 0, 0, 2)))
    if told.funnel.pairs:
        console.print(Padding(styled(t.gettext("From proposal to order"), "bold cyan"), (1, 0, 0, 0)))
        for words, meaning, number in told.funnel.words:
            console.print(styled(f"  {t.number(number)} {words}: {meaning}"))
    if told.pages > 1:
        console.print(Padding(styled(t.gettext("Page %(page)s of %(pages)s", page=told.page, pages=told.pages), "dim"), (1, 0, 0, 0)))


def _lines(t: Texts, need: Need) -> Iterator[RenderableType]:
    yield styled(need.entity.name, "bold")
    status = need.status or t.gettext("status not said")
    yield styled(f"   {need.kind}; {status}; {need.deadline} [{need.entity.id}]", "dim")
    if need.publishers:
        yield styled("   " + t.gettext("Published by %(names)s.", names=_names(t, need.publishers)))
    if need.markets:
        yield styled("   " + t.gettext("Markets: %(names)s.", names=_names(t, need.markets)))
    for sought in need.sought[:SHOWN]:
        yield styled(f"   – {sought.lot}: {sought.entity.name}" if sought.lot else f"   – {sought.entity.name}")
    if need.sought_total > SHOWN:
        yield styled("   " + t.ngettext("And %(n)s more.", "And %(n)s more.", need.sought_total - SHOWN), "dim")


def _names(t: Texts, entities: Iterable[Entity]) -> str:
    return t.enumerate([entity.name for entity in entities])


def matches(console: Console, t: Texts, told: Matches) -> None:
    """The introductions to make, the best first: who, for which need, through whom."""
    console.print(styled(told.explanation, "bold"))
    for sentence in told.cut:
        console.print(styled(sentence, "yellow"))
    for rank, each in enumerate(told.introductions, start=1):
        amounts = "; ".join(f"{factor.words}: {factor.amount}" for factor in each.card.factors)
        lines: list[RenderableType] = [
            styled(f"{t.number(rank)}. {each.card.company.name} → {each.opportunity.name} ({each.publisher.name})", "bold"),
            styled(f"   {amounts}", "dim"),
        ]
        if each.card.path:
            lines.append(styled(f"   {each.card.path.title}: {' – '.join(stop.name for stop in each.card.path.stops)}"))
            lines.append(styled(f"   → {each.card.path.next}", "green"))
        console.print(Padding(Group(*lines), (1, 0, 0, 2)))
