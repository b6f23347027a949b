"""What would be lost without somebody."""

from rich.console import Console
from rich.padding import Padding

from explorer.services.absence import Absence
from explorer.services.told import ToldPath
from explorer.terminal.lines import styled
from explorer.texts import Texts


def absence(console: Console, t: Texts, told: Absence) -> None:
    """In a sentence, then the pairs that lose most, with how they are introduced today and how they would be."""
    console.print(styled(told.explanation, "bold"))
    for suffering in told.told:
        title = t.gettext("%(a)s and %(b)s", a=suffering.source.name, b=suffering.target.name)
        console.print(Padding(styled(title, "bold"), (1, 0, 0, 2)))
        console.print(Padding(styled(t.gettext("Today: %(stops)s", stops=stops(suffering.today))), (0, 0, 0, 4)))
        left = t.gettext("Then: %(stops)s", stops=stops(suffering.left)) if suffering.left else t.gettext("Then: nobody could introduce them.")
        console.print(Padding(styled(left, "" if suffering.left else "red"), (0, 0, 0, 4)))


def stops(path: ToldPath) -> str:
    return " – ".join(stop.name for stop in path.stops)
