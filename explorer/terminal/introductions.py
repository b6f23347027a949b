"""Paths and their evidence."""

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from explorer.domain.answers import MOST_HOPS
from explorer.services.demo import Demonstration
from explorer.services.introductions import Answer
from explorer.services.told import ToldFact, ToldPath, ToldStep
from explorer.terminal.lines import bar, styled
from explorer.texts import Texts, words


def answer(console: Console, t: Texts, told: Answer, *, most: int = MOST_HOPS) -> None:
    """An answer: the explanation, then each path with the evidence of every step."""
    console.print(styled(told.explanation, "bold"))
    for rank, path in enumerate(told.paths[:most], start=1):
        console.print(Padding(path_block(t, rank, path), (1, 0, 0, 2)))
    if len(told.paths) > 1:
        for entity, n in told.chokepoints:
            line = t.ngettext("%(n)s of these paths rests on %(name)s.", "%(n)s of these paths rest on %(name)s.", n, name=entity.name)
            console.print(Padding(styled(line, "yellow"), (1, 0, 0, 2)))
    for entity, near in told.nearest:
        between = near.hops - 1
        line = (
            t.ngettext("%(name)s, through %(n)s intermediary", "%(name)s, through %(n)s intermediaries", between, name=entity.name)
            if between
            else t.gettext("%(name)s, directly", name=entity.name)
        )
        console.print(Padding(styled(f"· {line}"), (0, 0, 0, 2)))


def demonstration(console: Console, t: Texts, shown: Demonstration) -> None:
    """What the example holds and answers."""
    console.print(
        styled(
            t.gettext(
                "The example network is loaded: %(entities)s entities, %(relationships)s relationships, in %(seconds)s s.",
                entities=t.number(shown.entities),
                relationships=t.number(shown.relationships),
                seconds=t.number(round(shown.seconds, 1)),
            )
        )
    )
    for told in shown.answers:
        console.rule(styled(t.gettext("Who can introduce %(source)s to %(target)s?", source=told.source.name, target=told.target.name), "bold"), align="left")
        answer(console, t, told)


def path_block(t: Texts, rank: int, path: ToldPath) -> RenderableType:
    lines: list[RenderableType] = [styled(f"{rank}. {path.title}", "bold cyan"), styled(f"   {path.stops[0].name}")]
    for index, step in enumerate(path.steps):
        lines.append(step_block(t, step, weakest=index == path.weakest and len(path.steps) > 1))
    lines.append(styled(f"   → {path.next}", "green"))
    return Group(*lines)


def step_block(t: Texts, step: ToldStep, *, weakest: bool) -> RenderableType:
    words_ = [words.tie_strength(t, step.tie.strength), step.validity_word]
    if weakest:
        words_.append(t.gettext("weakest link"))
    heading = Text("   │ ", style="dim").append_text(styled(", ".join(words_), "yellow" if weakest or step.to_confirm else "dim"))
    lines: list[RenderableType] = [heading, bar(styled(step.sentence))]
    lines += [bar(evidence(t, fact)) for fact in step.facts]
    lines += [bar(styled(step.actionability_reason, "dim")), styled(f"   {step.receiver.name}")]
    return Group(*lines)


def evidence(t: Texts, fact: ToldFact) -> Text:
    """What a stored relationship rests on: its evidence, document and age; where there is no document, that is said."""
    relationship = fact.relationship
    source = ", ".join((relationship.source_document or t.gettext("no document"), fact.age))
    return styled(f"{relationship.evidence or fact.sentence} [{source}]", "dim italic")
