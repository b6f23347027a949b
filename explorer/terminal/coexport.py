"""Groups that could carry a company, and companies that suit a group."""

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from explorer.services.coexport import Answer as Carriers
from explorer.services.coexport import Card, Statement
from explorer.services.suited import SuitedAnswer
from explorer.terminal.introductions import evidence
from explorer.terminal.lines import bar, styled
from explorer.texts import Texts, words
from explorer.texts import coexport as phrases


def carriers(console: Console, t: Texts, told: Carriers) -> None:
    """Who could carry a company abroad, tier by tier: what speaks for each, what is not known, and what to do next."""
    console.print(styled(told.explanation, "bold"))
    tier = None
    for rank, card in enumerate(told.cards, start=1):
        if card.tier != tier:
            console.print(Padding(styled(phrases.tier(t, card.tier), "bold cyan"), (1, 0, 0, 0)))
            tier = card.tier
        console.print(Padding(carrier_block(t, rank, card), (1, 0, 0, 2)))


def carrier_block(t: Texts, rank: int, card: Card) -> RenderableType:
    amounts = "; ".join(f"{factor.words}: {factor.amount}" for factor in card.weighed)
    lines: list[RenderableType] = [styled(f"{rank}. {card.group.name}", "bold"), styled(f"   {amounts}", "dim")]
    lines += [bar(evidence(t, fact)) for fact in card.matched]
    lines += [bar(statement(t, said)) for said in card.said]
    lines += [styled(f"   ? {sentence}", "yellow") for sentence in card.missing]
    if card.path:
        stops = " – ".join(stop.name for stop in card.path.stops)
        lines.append(styled(f"   {card.path.title}: {stops} ({words.tie_strength(t, card.path.steps[card.path.weakest].tie.strength)})"))
    lines.append(styled(f"   → {card.next}", "green"))
    return Group(*lines)


def suited(console: Console, t: Texts, told: SuitedAnswer) -> None:
    """Which small companies suit a need or a group: what speaks for each, and what is not known."""
    console.print(styled(told.explanation, "bold"))
    for rank, card in enumerate(told.cards, start=1):
        amounts = "; ".join(f"{factor.words}: {factor.amount}" for factor in card.factors)
        lines: list[RenderableType] = [styled(f"{rank}. {card.company.name}", "bold"), styled(f"   {amounts}", "dim")]
        lines += [bar(evidence(t, fact)) for fact in card.matched]
        lines += [styled(f"   ? {sentence}", "yellow") for sentence in card.missing]
        if card.path:
            lines.append(styled(f"   → {card.path.next}", "green"))
        console.print(Padding(Group(*lines), (1, 0, 0, 2)))
    if told.unsized:
        console.print(styled(t.gettext("Of unknown size: %(names)s", names=t.enumerate([company.name for company in told.unsized])), "dim"))


def statement(t: Texts, said: Statement) -> Text:
    """What an entity's own record says, with the document it comes from."""
    document = said.entity.text("source_document") or t.gettext("no document")
    return styled(f"{said.sentence} [{document}]", "dim italic")
