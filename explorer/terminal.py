"""Answers, reports and progress in a terminal. Names come from files, so nothing of them is read as markup or as control codes."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, Protocol

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from explorer.domain.answers import MOST_HOPS
from explorer.services.backup import BackupReport, RestoreReport
from explorer.services.check import CheckReport
from explorer.services.coexport import Answer as Carriers
from explorer.services.coexport import Card, Statement
from explorer.services.demo import Demonstration
from explorer.services.introductions import Answer
from explorer.services.load import LoadReport
from explorer.services.refresh import RefreshReport
from explorer.services.suited import SuitedAnswer
from explorer.services.told import ToldFact, ToldPath, ToldStep
from explorer.texts import Texts, words
from explorer.texts import coexport as phrases

MOST_SHOWN: Final = 20
"""Findings of one kind that a person is shown; `--json` has more."""


class Advance(Protocol):
    """Told how many are done, of how many where that is known."""

    def __call__(self, done: int, total: int | None) -> None: ...


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


def statement(t: Texts, said: Statement) -> Text:
    """What an entity's own record says, with the document it comes from."""
    return styled(f"{said.sentence} [{said.entity.text('source_document') or t.gettext('no document')}]", "dim italic")


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


def backup_report(console: Console, t: Texts, made: BackupReport) -> None:
    console.print(styled(f"{made.file}: {_held(t, made.counts)}", "bold"))
    console.print(styled(t.gettext("As it was after change %(sequence)s; %(size)s bytes.", sequence=t.number(made.sequence), size=t.number(made.size))))
    if made.left_out_number:
        told = t.ngettext(
            "Another program stored %(n)s thing that no backup can hold:", "Another program stored %(n)s things that no backup can hold:", made.left_out_number
        )
        console.print(styled(told, "yellow"))
        for left in made.left_out[:MOST_SHOWN]:
            console.print(styled(f"· {left['kind']} {left['id'] or '–'}: {left['reason']}", "yellow"))
        console.print(styled(t.gettext("`entremise check` says more."), "yellow"))


def restore_report(console: Console, t: Texts, made: RestoreReport) -> None:
    if made.resumed:
        console.print(styled(t.gettext("An earlier restore of this file had been interrupted; this one finished it.")))
    console.print(
        styled(t.gettext("The network holds %(what)s, as after change %(sequence)s.", what=_held(t, made.counts), sequence=t.number(made.sequence)), "bold")
    )


def _held(t: Texts, counts: Mapping[str, int]) -> str:
    return t.gettext(
        "%(entities)s entities, %(relationships)s relationships, %(changes)s changes",
        entities=t.number(counts.get("entity", 0)),
        relationships=t.number(counts.get("relationship", 0)),
        changes=t.number(counts.get("change", 0)),
    )


def check_report(console: Console, t: Texts, made: CheckReport) -> None:
    """What was found, by kind, each with what would repair it."""
    shown: Counter[str] = Counter()
    fix = ""
    for finding in made.found:
        shown[finding.code] += 1
        message, next_fix = made.words(finding)
        if shown[finding.code] == 1 and fix:
            console.print(styled(f"  → {fix}", "green"))
        fix = next_fix
        if shown[finding.code] <= MOST_SHOWN:
            console.print(styled(f"{finding.kind} {finding.id or '–'}: {message}", "yellow"))
        elif shown[finding.code] == MOST_SHOWN + 1:
            console.print(styled(t.gettext("… and %(n)s more of these", n=t.number(made.found.counts[finding.code] - MOST_SHOWN)), "yellow"))
    if fix:
        console.print(styled(f"  → {fix}", "green"))
    n = sum(made.found.counts.values())
    told = t.ngettext("%(n)s inconsistency.", "%(n)s inconsistencies.", n) if n else t.gettext("Nothing contradicts itself.")
    console.print(styled(f"{_looked_at(t, made)} {told}", "bold red" if n else "bold green"))


def refresh_report(console: Console, t: Texts, made: RefreshReport) -> None:
    told = t.gettext(
        "The network was read anew: %(entities)s entities, %(relationships)s relationships.",
        entities=t.number(made.entities),
        relationships=t.number(made.relationships),
    )
    console.print(styled(told, "bold green"))


def _looked_at(t: Texts, made: CheckReport) -> str:
    counts = {"entity": made.seen["entities"], "relationship": made.seen["relationships"], "change": made.seen["changes"]}
    return t.gettext("Looked at %(what)s.", what=_held(t, counts))


@contextmanager
def progress(console: Console, what: str) -> Iterator[Advance]:
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

        def advance(done: int, total: int | None) -> None:
            bars.update(task, completed=done, total=total)

        yield advance
