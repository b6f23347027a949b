"""Who together can answer a call, in words: how near members are, what is left, which limit to lift."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from explorer.domain.answers import Path
from explorer.domain.dates import PartialDate
from explorer.domain.identity import plain
from explorer.texts import Texts, marked, words

LIFTED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "most": marked("With more members, %(covered)s of the %(all)s needs could be taken: allow a larger team."),
        "include": marked("Without those who must be in the team, %(covered)s of the %(all)s needs could be taken."),
        "exclude": marked("With those who were left out, %(covered)s of the %(all)s needs could be taken."),
        "within": marked("With members from elsewhere, %(covered)s of the %(all)s needs could be taken: widen the territory."),
        "one_lot_each": marked("If a member may take several lots, %(covered)s of the %(all)s needs could be taken."),
        "share": marked("With a larger share of the turnover, %(covered)s of the %(all)s needs could be taken."),
        "rivals_apart": marked("If competitors may answer together, %(covered)s of the %(all)s needs could be taken."),
    }
)
"""What each limit stands in the way of."""
NAMES_TOLD: Final = 3


def explanation(t: Texts, call: str | None, needs: int, teams: Sequence[tuple[str, int]], *, lead: str | None) -> str:
    """`teams`: who leads each, and how many needs it leaves."""
    if not needs:
        return t.gettext("“%(call)s” says nothing of what it needs.", call=call or "")
    if not teams:
        if lead:
            return t.gettext("No team led by %(lead)s keeps to what was asked.", lead=lead)
        return t.gettext("No company is known that could lead a team as it was asked for.")
    leader, left = teams[0]
    if left:
        return t.ngettext(
            "No team takes everything: the best one, led by %(lead)s, leaves %(n)s need of %(all)s.",
            "No team takes everything: the best one, led by %(lead)s, leaves %(n)s needs of %(all)s.",
            left,
            lead=leader,
            all=t.number(needs),
        )
    return t.ngettext(
        "Everything that is needed (%(n)s need) can be taken by a team led by %(lead)s.",
        "Everything that is needed (%(n)s needs) can be taken by a team led by %(lead)s.",
        needs,
        lead=leader,
    )


def near(t: Texts, path: Path | None, *, leads: bool, reachable: bool) -> str:
    """How far a member is from the lead."""
    if leads:
        return t.gettext("leads the team")
    if not reachable:
        return t.gettext("no known path to the lead")
    if path is None:
        return t.gettext("only through competitors of one of them")
    tie = words.tie_strength(t, path.ties[path.weakest].strength)
    if path.hops == 1:
        return t.gettext("linked to the lead: %(tie)s", tie=tie)
    return t.ngettext("through %(n)s intermediary, %(tie)s at the weakest", "through %(n)s intermediaries, %(tie)s at the weakest", path.hops - 1, tie=tie)


def cohesion(t: Texts, tied: int, pairs: int) -> str:
    """How many of its members know each other."""
    if not pairs:
        return t.gettext("a single member")
    return t.gettext("pairs of members that are tied: %(tied)s of %(all)s", tied=t.number(tied), all=t.number(pairs))


def lot(t: Texts, name: str | None) -> str:
    if name is None:
        return t.gettext("Without a lot")
    return name if plain(name).startswith("lot") else t.gettext("Lot %(lot)s", lot=name)


def taken(t: Texts, needs: Sequence[tuple[str | None, str]]) -> str:
    """What a member takes: lot and name of each need."""
    return "; ".join(name if of_lot is None else f"{lot(t, of_lot)}, {name}" for of_lot, name in needs)


def too_late(t: Texts, call: str, deadline: PartialDate) -> str:
    return t.gettext("The deadline of “%(call)s” has passed: %(deadline)s.", call=call, deadline=t.date(deadline))


def cut_short(t: Texts, least: float) -> str:
    return t.gettext(
        "The search was cut short: the most hopeful leads were looked at. A team of another one may still be better, but costs at least %(least)s.",
        least=t.number(round(least, 2)),
    )


def not_proven(t: Texts) -> str:
    return t.gettext("There was no time to prove that these teams are the best ones of their leads: ask for fewer needs at a time.")


def turnover_unsaid(t: Texts, names: Sequence[str]) -> str:
    return t.gettext("No turnover is known of %(names)s, so the share was not held against them.", names=_some(t, names))


def no_needs(t: Texts, call: str) -> str:
    return t.gettext("Say what “%(call)s” needs: add rows of the type SEEKS, with their lots, and load them; or name the needs here.", call=call)


def nobody_holds(t: Texts, name: str) -> str:
    return t.gettext("Nobody in the network is known to be able to do this: %(name)s. Look for somebody outside, or add who is.", name=name)


def only_left_out(t: Texts, name: str, holders: Sequence[str], territory: str | None) -> str:
    if territory:
        return t.gettext("%(name)s: only outside of %(territory)s, or left out: %(holders)s.", name=name, territory=territory, holders=_some(t, holders))
    return t.gettext("%(name)s: only with those who were left out: %(holders)s.", name=name, holders=_some(t, holders))


def lifted(t: Texts, limit: str, covered: int, needs: int) -> str:
    return t.gettext(LIFTED[limit], covered=t.number(covered), all=t.number(needs))


def _some(t: Texts, names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - NAMES_TOLD
    told = list(names[:NAMES_TOLD])
    return t.enumerate([*told, t.ngettext("%(n)s other", "%(n)s others", more)] if more > 0 else told)
