"""Texts of the scripts of Explore that hold a number: a pair each, for one and for several."""

import re
from collections.abc import Mapping
from typing import Final

from explorer.texts import Texts

_PLACES: Final = re.compile(r"%\((\w+)\)s")


def marked_pair(one: str, several: str) -> tuple[str, str]:
    """Mark both forms of a message for the catalogue."""
    return one, several


COUNTED: Final[Mapping[str, tuple[str, str]]] = {
    "n_entries": marked_pair("%(n)s entry", "%(n)s entries"),
    "n_ties": marked_pair("%(n)s tie", "%(n)s ties"),
    "n_goings": marked_pair("%(n)s participation", "%(n)s participations"),
    "n_groups": marked_pair("%(n)s folded group", "%(n)s folded groups"),
    "aside": marked_pair(
        "%(n)s weaker tie of those who worked together is drawn where one of its ends is selected or pointed at.",
        "%(n)s weaker ties of those who worked together are drawn where one of their ends is selected or pointed at.",
    ),
    "picture_aside": marked_pair("%(n)s weaker tie of those who worked together is left out.", "%(n)s weaker ties of those who worked together are left out."),
    "placeless": marked_pair("%(n)s entry without a known place stands below the others.", "%(n)s entries without a known place stand below the others."),
    "added": marked_pair("%(n)s entry added.", "%(n)s entries added."),
    "expand_fewer": marked_pair("Select at most %(n)s entry to expand.", "Select at most %(n)s entries to expand them at once."),
    "beyond": marked_pair("%(n)s more is not drawn: its page lists it.", "%(n)s more are not drawn: its page lists all of them."),
    "more_there": marked_pair("%(n)s more is not shown: ask again for it.", "%(n)s more are not shown: ask again for them."),
    "hub": marked_pair("%(name)s has %(n)s neighbour: choose in the panel what to show.", "%(name)s has %(n)s neighbours: choose in the panel what to show."),
    "opened": marked_pair("%(name)s is open: %(n)s entry.", "%(name)s is open: %(n)s entries."),
    "revealed": marked_pair("%(n)s tie revealed.", "%(n)s ties revealed."),
    "together": marked_pair("%(n)s tie drawn between those who worked together.", "%(n)s ties drawn between those who worked together."),
    "apart": marked_pair("%(n)s tie taken away.", "%(n)s ties taken away."),
    "collapsed": marked_pair("%(n)s entry taken away.", "%(n)s entries taken away."),
    "hidden": marked_pair("%(n)s entry hidden.", "%(n)s entries hidden."),
    "kept": marked_pair("%(n)s entry kept.", "%(n)s entries kept."),
    "selected": marked_pair("%(n)s entry selected", "%(n)s entries selected"),
    "pinned": marked_pair("%(n)s entry pinned.", "%(n)s entries pinned."),
    "unpinned": marked_pair("%(n)s entry no longer pinned.", "%(n)s entries no longer pinned."),
    "hide_n": marked_pair("Hide %(n)s entry", "Hide %(n)s entries"),
    "more_pairs": marked_pair("and %(n)s more pair: select fewer", "and %(n)s more pairs: select fewer"),
    "show_hidden": marked_pair("Show %(n)s hidden entry", "Show %(n)s hidden entries"),
    "show_n": marked_pair("show %(n)s", "show %(n)s"),
    "some_shown": marked_pair("%(shown)s of %(n)s shown, show more", "%(shown)s of %(n)s shown, show more"),
    "all_shown": marked_pair("%(n)s shown", "all %(n)s shown"),
    "more_called": marked_pair("%(n)s more: write more of the name.", "%(n)s more: write more of the name."),
    "n_between": marked_pair("%(n)s intermediary", "%(n)s intermediaries"),
    "at_most_between": marked_pair("at most %(n)s", "at most %(n)s"),
    "time_said": marked_pair("%(from)s to %(to)s, %(n)s tie, %(quiet)s faded", "%(from)s to %(to)s, %(n)s ties, %(quiet)s faded"),
    "undated": marked_pair("%(n)s tie without a date stays", "%(n)s ties without a date stay"),
    "nothing_dated": marked_pair(
        "The %(n)s tie here has no date: there is neither a period nor a day to choose.",
        "None of the %(n)s ties here has a date: there is neither a period nor a day to choose.",
    ),
    "elsewhere": marked_pair("%(n)s entry without a known place is not on the map.", "%(n)s entries without a known place are not on the map."),
    "files_said": marked_pair("%(n)s entry and its ties, as they are shown.", "%(n)s entries and the ties among them, as they are shown."),
    "scene_gone": marked_pair("%(n)s entry is no longer there", "%(n)s entries are no longer there"),
    "scene_renamed": marked_pair("%(n)s entry has another name", "%(n)s entries have other names"),
    "scene_new": marked_pair("%(n)s new tie", "%(n)s new ties"),
    "scene_ended": marked_pair("%(n)s tie is over", "%(n)s ties are over"),
    "scene_withheld": marked_pair("%(n)s person is no longer shown", "%(n)s people are no longer shown"),
    "scene_untold": marked_pair("%(n)s more can only be counted.", "%(n)s more can only be counted."),
    "notes_elsewhere": marked_pair("%(n)s more note is not in this picture.", "%(n)s more notes are not in this picture."),
    "and_more": marked_pair("and %(n)s more", "and %(n)s more"),
    "withheld": marked_pair("%(n)s more tie is with somebody who asked not to be named.", "%(n)s more ties are with people who asked not to be named."),
    "ties_between": marked_pair("%(n)s tie between them", "%(n)s ties between them"),
    "common": marked_pair("%(n)s entry in common", "%(n)s entries in common"),
}


def counted(t: Texts) -> dict[str, str | list[str]]:
    """In the reader's language; places such as `%(n)s` stay as they are, for scripts to fill."""
    return {name: [t.ngettext(one, several, n, **_unfilled(several)) for n in (1, 2)] for name, (one, several) in COUNTED.items()}


def _unfilled(message: str) -> dict[str, str]:
    return {place: f"%({place})s" for place in _PLACES.findall(message)}
