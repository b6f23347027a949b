"""What would be lost without an actor or a relationship, in words."""

from explorer.domain.records import Entity
from explorer.texts import Texts


def explanation(t: Texts, missing: Entity, relationship: str | None, around: int, pairs: int, lost: int, weaker: int) -> str:
    """How many pairs of those around lose by it. `relationship`: its sentence, where it is that which is gone."""
    name = missing.name
    if not pairs:
        return t.gettext("Around %(name)s there are no two actors who can be introduced to each other: nothing can be lost.", name=name)
    looked_at = t.ngettext(
        "Among the %(around)s actors nearest to %(name)s, %(n)s pair can be introduced to each other today.",
        "Among the %(around)s actors nearest to %(name)s, %(n)s pairs can be introduced to each other today.",
        pairs,
        around=t.number(around),
        name=name,
    )
    gone = relationship.rstrip(".") if relationship is not None else None
    without = t.gettext("If this were gone (%(fact)s)", fact=gone) if gone else t.gettext("Without %(name)s", name=name)
    losses = t.enumerate([*([lost_in_words(t, lost)] if lost else []), *([weaker_in_words(t, weaker)] if weaker else [])])
    if losses:
        told = t.gettext("%(without)s: %(losses)s.", without=without, losses=losses)
    else:
        told = t.gettext("%(without)s, none of them loses anything: every best introduction goes another way.", without=without)
    return f"{looked_at} {told}"


def lost_in_words(t: Texts, n: int) -> str:
    return t.ngettext("%(n)s pair could no longer be introduced", "%(n)s pairs could no longer be introduced", n)


def weaker_in_words(t: Texts, n: int) -> str:
    return t.ngettext("%(n)s would have a weaker introduction", "%(n)s would have weaker introductions", n)
