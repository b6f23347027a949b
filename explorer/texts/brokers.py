"""On whom introductions rest, in words."""

from explorer.domain.records import Entity
from explorer.texts import Texts


def explanation(t: Texts, place: Entity | None, *, actors: int, looked_at: int, pairs: int, brokers: int) -> str:
    """Who was looked at, how many of their pairs are joined, and by how many. `place`: None for the whole network."""
    where = place.name if place else t.gettext("the whole network")
    if not actors:
        return t.gettext("Nobody is known at %(place)s: say where organisations are, or whom they belong to.", place=where)
    who = (
        t.gettext("Of the %(all)s actors of %(place)s, the %(n)s best connected were looked at.", all=t.number(actors), n=t.number(looked_at), place=where)
        if looked_at < actors
        else t.ngettext("%(n)s actor of %(place)s was looked at.", "%(n)s actors of %(place)s were looked at.", actors, place=where)
    )
    if not pairs:
        return " ".join((who, t.gettext("No two of them can be introduced to each other by what is known.")))
    joined = t.ngettext("%(n)s pair of them can be introduced to each other today.", "%(n)s pairs of them can be introduced to each other today.", pairs)
    if not brokers:
        return " ".join((who, joined, t.gettext("All know each other directly: nobody stands in between.")))
    between = t.ngettext("The best introductions go through %(n)s intermediary.", "The best introductions go through %(n)s intermediaries.", brokers)
    return " ".join((who, joined, between))


def broker(t: Texts, through: int, lost: int, weaker: int) -> str:
    """What would be lost without one of them."""
    goes = t.ngettext("%(n)s best introduction goes through it.", "%(n)s best introductions go through it.", through)
    losses = [
        *([t.ngettext("%(n)s pair would have none any more", "%(n)s pairs would have none any more", lost)] if lost else []),
        *([t.ngettext("%(n)s pair would have a weaker one", "%(n)s pairs would have a weaker one", weaker)] if weaker else []),
    ]
    if not losses:
        return " ".join((goes, t.gettext("Without it, each goes another way as well.")))
    return " ".join((goes, t.gettext("Without it, %(losses)s.", losses=t.enumerate(losses))))
