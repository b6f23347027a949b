"""On whom introductions rest."""

from rich.console import Console
from rich.padding import Padding

from explorer.services.brokers import Brokers
from explorer.terminal.lines import styled
from explorer.texts import Texts


def brokers(console: Console, t: Texts, told: Brokers) -> None:
    """In a sentence, then those most depended on, each with the pairs that would lose most."""
    console.print(styled(told.explanation, "bold"))
    for rank, broker in enumerate(told.told, start=1):
        console.print(Padding(styled(f"{t.number(rank)}. {broker.entity.name}", "bold"), (1, 0, 0, 2)))
        console.print(Padding(styled(broker.sentence), (0, 0, 0, 5)))
        for pair in broker.worst:
            names = t.gettext("%(a)s and %(b)s", a=pair.source.name, b=pair.target.name)
            left = t.gettext("then nobody could introduce them") if pair.left is None else t.gettext("then by a weaker introduction")
            console.print(Padding(styled(f"{names}: {left}", "red" if pair.left is None else "dim"), (0, 0, 0, 5)))
    if rest := told.total - len(told.told):
        more = t.ngettext("%(n)s more intermediary is not listed.", "%(n)s more intermediaries are not listed.", rest)
        console.print(Padding(styled(more, "dim"), (1, 0, 0, 2)))
