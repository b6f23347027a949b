"""A whole territory at once, in words."""

from explorer.texts import Texts


def explanation(t: Texts, place: str, *, companies: int, openings: int, fitting: int, introductions: int) -> str:
    """How many pairs fit and can be introduced; where none does, why."""
    if not companies:
        return t.gettext(
            "No small company is known at %(place)s: their size has to be known (micro or pme), and where they are or whom they belong to.", place=place
        )
    if not openings:
        return t.gettext("No need is open now: publish one, or give those that wait a later deadline.")
    if not fitting:
        return t.gettext(
            "None of the small companies of %(place)s can do or make what an open need seeks, as far as is known: say what they offer, or what is sought.",
            place=place,
        )
    told = t.ngettext(
        "%(n)s pair of a small company of %(place)s and an open need fits.",
        "%(n)s pairs of a small company of %(place)s and an open need fit.",
        fitting,
        place=place,
    )
    if not introductions:
        none = t.gettext("None of them is still to be introduced: no path is known, or something was noted already.")
        return f"{told} {none}"
    more = t.ngettext("%(n)s of them has a path and no note yet.", "%(n)s of them have a path and no note yet.", introductions)
    return f"{told} {more}"


def cut(t: Texts, what: str, shown: int, of: int) -> str:
    """That not all were looked at or are shown."""
    sentences = {
        "companies": t.gettext("Only the first %(shown)s of %(all)s small companies, by name, were looked at.", shown=t.number(shown), all=t.number(of)),
        "openings": t.gettext("Only the first %(shown)s of %(all)s open needs, by deadline, were looked at.", shown=t.number(shown), all=t.number(of)),
        "cells": t.gettext("Only the %(shown)s best of %(all)s pairs are told.", shown=t.number(shown), all=t.number(of)),
    }
    return sentences[what]
