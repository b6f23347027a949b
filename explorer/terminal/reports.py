"""What loading, keeping and looking after the network came to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from explorer.services.backup import BackupReport, RestoreReport
from explorer.services.check import CheckReport
from explorer.services.export import ExportReport
from explorer.services.load import LoadReport
from explorer.services.refresh import RefreshReport
from explorer.terminal.lines import styled
from explorer.texts import Texts

MOST_SHOWN: Final = 20
"""Findings of one kind that a person is shown; `--json` has more."""


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


def export_report(console: Console, t: Texts, report: ExportReport) -> None:
    """What was written where, and what had no place in it."""
    nodes = t.ngettext("%(n)s entry", "%(n)s entries", report.nodes)
    edges = t.ngettext("%(n)s tie", "%(n)s ties", report.edges)
    console.print(styled(t.gettext("Written to %(path)s: %(nodes)s, %(edges)s.", path=report.out, nodes=nodes, edges=edges), "bold"))
    if report.left_out:
        told = ", ".join(f"{name} ({t.number(n)})" for name, n in [*report.left_out.items()][:MOST_SHOWN])
        more = "…" if len(report.left_out) > MOST_SHOWN else ""
        console.print(styled(t.gettext("Left out, because this format has no place for it: %(what)s", what=told + more), "yellow"))


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
