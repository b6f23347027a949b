"""What the members of a structure can do and make."""

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table

from explorer.services.capabilities import Map
from explorer.terminal.lines import styled
from explorer.texts import Texts
from explorer.texts import consortium as phrases


def capabilities(console: Console, t: Texts, told: Map) -> None:
    """Who holds what, what rests on one of them, what calls seek that none holds, and where the members are."""
    console.print(styled(told.explanation, "bold"))
    if told.held:
        console.print(Padding(_held(t, told), (1, 0, 0, 2)))
    for gap in told.gaps:
        lot = f", {phrases.lot(t, gap.lot)}" if gap.lot is not None else ""
        elsewhere = t.ngettext("%(n)s other holds it", "%(n)s others hold it", gap.elsewhere)
        console.print(Padding(styled(f"! {gap.thing.name} ({gap.call.name}{lot}; {elsewhere})", "yellow"), (0, 0, 0, 2)))
    for place in told.places:
        name = place.city.name if place.city else t.gettext("city not known")
        names = ", ".join(capability.name for capability in place.capabilities) or t.gettext("nothing known")
        console.print(Padding(styled(f"{name}: {names}"), (0, 0, 0, 2)))
    if told.silent:
        console.print(styled(t.gettext("Nothing is known of what these can do: %(names)s.", names=", ".join(one.name for one in told.silent)), "dim"))


def _held(t: Texts, told: Map) -> RenderableType:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for _ in range(3):
        table.add_column(overflow="fold")
    for held in told.held:
        names = ", ".join(holder.name for holder, _ in held.holders)
        alone = t.gettext("the only one") if held.rests_on_one else ""
        table.add_row(styled(held.capability.name), styled(names), styled(alone, "yellow"))
    return table
