"""Which support fits a company, why, why not, and who to ask."""

from rich.console import Console, Group, RenderableType
from rich.padding import Padding

from explorer.services.support import Answer, Card
from explorer.terminal.introductions import evidence
from explorer.terminal.lines import bar, styled
from explorer.texts import Texts


def support(console: Console, t: Texts, told: Answer) -> None:
    console.print(styled(told.explanation, "bold"))
    for rank, card in enumerate(told.cards, start=1):
        console.print(Padding(block(t, rank, card), (1, 0, 0, 2)))
    if told.near_misses:
        console.print(Padding(styled(t.gettext("Near misses"), "bold cyan"), (1, 0, 0, 0)))
    for miss in told.near_misses:
        console.print(Padding(styled(f"{miss.entity.name}: {' '.join(miss.missing)}"), (0, 0, 0, 2)))


def block(t: Texts, rank: int, card: Card) -> RenderableType:
    lines: list[RenderableType] = [styled(f"{rank}. {card.entity.name}", "bold")]
    if card.bodies:
        run_by = t.gettext("Run by %(names)s", names=t.enumerate([body.name for body in card.bodies]))
        lines.append(styled(f"   {run_by}", "dim"))
    for reason in card.reasons:
        lines.append(styled(f"   {reason.words}: {reason.sentence}"))
        lines += [bar(evidence(t, fact)) for fact in reason.facts]
    lines += [styled(f"   ? {sentence}", "yellow") for sentence in card.unknown]
    if card.adviser:
        adviser = t.gettext("Adviser: %(name)s", name=card.adviser.name)
        lines.append(styled(f"   {adviser}"))
    if card.path:
        lines.append(styled(f"   {card.path.title}: {' – '.join(stop.name for stop in card.path.stops)}"))
    lines.append(styled(f"   → {card.next}", "green"))
    return Group(*lines)
