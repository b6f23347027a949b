"""Teams that could answer a call."""

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from explorer.services.consortium import Answer, Member, ToldNeed, ToldTeam
from explorer.terminal.introductions import evidence
from explorer.terminal.lines import bar, styled
from explorer.texts import Texts
from explorer.texts import consortium as phrases


def consortium(console: Console, t: Texts, told: Answer) -> None:
    """Who could answer together, team by team: who takes what, on which evidence, how near to the lead; what is left and what stands in the way."""
    console.print(styled(told.explanation, "bold"))
    for notice in told.notices:
        console.print(styled(f"! {notice}", "yellow"))
    for rank, team in enumerate(told.teams, start=1):
        console.print(Padding(team_block(t, rank, team), (1, 0, 0, 2)))
    for sentence in told.relax:
        console.print(Padding(styled(f"→ {sentence}", "yellow"), (1, 0, 0, 0)))


def team_block(t: Texts, rank: int, team: ToldTeam) -> RenderableType:
    title = t.gettext("%(rank)s. Team led by %(lead)s", rank=rank, lead=team.lead.name)
    blocks: list[RenderableType] = [styled(title, "bold"), styled(f"   {phrases.cohesion(t, team.tied, team.pairs)}", "dim"), grid(t, team)]
    for member in team.members:
        blocks += member_lines(t, member)
    return Group(*blocks)


def grid(t: Texts, team: ToldTeam) -> RenderableType:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for place, need in enumerate(team.needs):
        taker = team.taker(place)
        table.add_row(styled(f"   {name(t, need)}"), styled(taker.entity.name) if taker else styled(t.gettext("nobody: a gap"), "yellow"))
    return table


def name(t: Texts, need: ToldNeed) -> str:
    return need.thing.name if need.lot is None else f"{phrases.lot(t, need.lot)}: {need.thing.name}"


def member_lines(t: Texts, member: Member) -> list[RenderableType]:
    lines: list[RenderableType] = [styled(f"   {member.entity.name}: {member.near}")]
    lines += [bar(evidence(t, fact)) for facts in member.takes.values() for fact in facts]
    if member.path:
        lines.append(styled(f"   → {member.path.next}", "green"))
    return lines
