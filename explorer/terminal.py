"""Answers, reports and progress in a terminal. Names come from files, so nothing of them is read as markup or as control codes."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from explorer.domain.answers import MOST_HOPS
from explorer.services.demo import Demonstration
from explorer.services.introductions import Answer
from explorer.services.load import LoadReport
from explorer.services.told import ToldFact, ToldPath, ToldStep
from explorer.texts import Texts, words


def safe(text: str) -> str:
    """The text with control characters (escape sequences, direction overrides) made visible; line breaks become spaces."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf") else " " if c in "\t\r\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def styled(text: str, style: str = "") -> Text:
    return Text(safe(text), style=style)


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


def bar(line: Text) -> RenderableType:
    """A line of a step, wrapped inside its bar."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=4, justify="right", style="dim")
    table.add_column(overflow="fold")
    table.add_row("│", line)
    return table


def evidence(t: Texts, fact: ToldFact) -> Text:
    """What a stored relationship rests on: its evidence, document and age; where there is no document, that is said."""
    relationship = fact.relationship
    source = ", ".join((relationship.source_document or t.gettext("no document"), fact.age))
    return styled(f"{relationship.evidence or fact.sentence} [{source}]", "dim italic")


def load_report(console: Console, t: Texts, report: LoadReport) -> None:
    """What a load did or would do, or every problem it found."""
    told = report.as_json()
    for note in told["notes"]:
        console.print(styled(f"{note['file']} · {note['message']}", "yellow"))
    if told["problems"]:
        console.print(problem_table(t, told["problems"]))
        console.print(styled(t.ngettext("%(n)s problem.", "%(n)s problems.", len(told["problems"])), "bold red"))
    for what, tally in ((t.gettext("Entities"), report.nodes), (t.gettext("Relationships"), report.edges)):
        counts = t.gettext(
            "%(created)s created, %(updated)s updated, %(unchanged)s unchanged",
            created=t.number(tally.created),
            updated=t.number(tally.updated),
            unchanged=t.number(tally.unchanged),
        )
        console.print(styled(f"{what}: {counts}"))
    console.print(styled(t.gettext("The network holds it now.") if report.committed else t.gettext("Nothing was changed."), "bold"))


def problem_table(t: Texts, problems: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(header_style="bold")
    columns = {
        "file": t.gettext("File"),
        "row": t.gettext("Row"),
        "column": t.gettext("Column"),
        "value": t.gettext("Value"),
        "message": t.gettext("Problem"),
        "fix": t.gettext("What would fix it"),
    }
    for heading in columns.values():
        table.add_column(heading, overflow="fold")
    for problem in problems:
        table.add_row(*(styled("" if problem[name] is None else str(problem[name])) for name in columns))
    return table


@contextmanager
def progress(console: Console, what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the error stream, shown only to a person at a terminal. Yields `(done, total)`."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ) as bars:
        task = bars.add_task(safe(what), total=None)

        def advance(done: int, total: int) -> None:
            bars.update(task, completed=done, total=total)

        yield advance
