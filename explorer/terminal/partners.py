"""Who is worth meeting, and why."""

from rich.console import Console, Group, RenderableType
from rich.padding import Padding

from explorer.services.partners import Answer, Card
from explorer.terminal.introductions import evidence
from explorer.terminal.lines import bar, styled
from explorer.texts import Texts, words


def partners(console: Console, t: Texts, told: Answer) -> None:
    """Each suggestion with its reasons, the facts behind them, who could introduce, and what to do next."""
    console.print(styled(told.explanation, "bold"))
    for rank, card in enumerate(told.cards, start=1):
        console.print(Padding(suggestion(t, rank, card), (1, 0, 0, 2)))


def suggestion(t: Texts, rank: int, card: Card) -> RenderableType:
    lines: list[RenderableType] = [styled(f"{rank}. {card.entity.name}", "bold")]
    for reason in card.reasons:
        lines.append(styled(f"   {reason.words} (+{t.number(round(reason.contribution, 1))}): {reason.sentence}"))
        lines += [bar(evidence(t, fact)) for fact in reason.facts]
    if card.path:
        stops = " – ".join(stop.name for stop in card.path.stops)
        lines.append(styled(f"   {card.path.title}: {stops} ({words.tie_strength(t, card.path.steps[card.path.weakest].tie.strength)})"))
    lines.append(styled(f"   → {card.next}", "green"))
    return Group(*lines)
