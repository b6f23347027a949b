"""Texts that the scripts of Explore show. They are given by the server, in the reader's language, so that every text stands in one catalogue.

Places such as `%(name)s` stay as they are, for scripts to fill; a text with a number is a pair, for one and for several, with `%(n)s` for it.
"""

from collections.abc import Collection, Mapping
from typing import Final

from explorer.domain.vocabulary import DERIVED_TYPES, LABELS, SUB_LABELS, TYPES
from explorer.texts import Texts, headings, marked, properties, words

SIGNS: Final[Mapping[str, str]] = {
    "place": marked("Places and markets"),
    "field": marked("Sectors and capabilities"),
    "strong": marked("strong tie"),
    "medium": marked("medium tie"),
    "weak": marked("weak tie"),
    "situates": marked("only situates"),
    "inferred": marked("inferred"),
}
LONGEST_NAME: Final = 80
KINDS: Final[Mapping[str, str]] = {
    "person": "Person",
    "company": "Company",
    "group": "GrandGroupe",
    "structure": "Structure",
    "event": "Event",
    "programme": "Programme",
    "project": "Project",
    "need": "Opportunity",
    "figure": "Figure",
}
"""Signs of the legend that are called like a label."""
WORDS: Final[Mapping[str, str]] = {
    # Empty, waiting, wrong
    "loading": marked("Drawing…"),
    "failed": marked("The network could not be read. Try again in a little while."),
    "strong": marked("strong tie"),
    "medium": marked("medium tie"),
    "weak": marked("weak tie"),
    "situates": marked("introduces nobody"),
    "expand": marked("Expand"),
    "hide": marked("Hide"),
    "introductions_from": marked("Introductions from here"),
    "begin_title": marked("Whom do you want to see the network of?"),
    "begin": marked("Type a name in the box on the left: a company, a person, a structure, a city. What it is tied to is one step away."),
    "begin_keys": marked("Every command has a key: the question mark lists them."),
    "show_best": marked("Show the best connected"),
    "recent": marked("Lately shown"),
    "already": marked("on the drawing"),
    "no_step": marked("There is nothing to undo or redo."),
    "undone": marked("Undone: %(what)s"),
    "redone": marked("Done again: %(what)s"),
    # Steps, as the undo button names them
    "did_add": marked("add to the drawing"),
    "did_arrange": marked("arrange"),
    "did_collapse": marked("collapse"),
    "did_expand": marked("expand"),
    "did_filter": marked("filter by the legend"),
    "did_group": marked("change the groups"),
    "did_hide": marked("hide"),
    "did_keep": marked("keep only the selection"),
    "did_move": marked("move"),
    "did_name": marked("name a group"),
    "did_note": marked("write a note"),
    "did_open": marked("open a group"),
    "did_pin": marked("pin"),
    "did_reveal": marked("reveal ties"),
    "did_together": marked("show who worked together"),
    "did_not_together": marked("take away who worked together"),
    "did_show_hidden": marked("show what was hidden"),
    "did_style": marked("change sizes or colours"),
    "did_keep_set": marked("keep filters"),
    "did_forget_set": marked("delete kept filters"),
    "did_unpin": marked("unpin"),
    # Legend
    "can_introduce": marked("Can introduce"),
    "only_situate": marked("Situate, without introducing"),
    "solidity": marked("Solidity of the tie"),
    "how_known": marked("How it is known"),
    "no_city": marked("without a city"),
    "no_sector": marked("without a sector"),
    "tells_nothing_apart": marked("%(grouping)s (tells nothing apart here)"),
    "around_name": marked("Around %(name)s"),
    "communities": marked("Communities"),
    "in_community": marked("In the community around %(name)s"),
    "other_communities": marked("smaller communities"),
    "no_country": marked("without a country"),
    "by_type": marked("Type of tie"),
    "by_sector": marked("Sector"),
    "by_city": marked("City"),
    "by_country": marked("Country"),
    "all_of": marked("All"),
    "none_of": marked("None"),
    "left_out": marked("Left out by these filters: %(what)s."),
    "show_all": marked("Leave nothing out"),
    "fewer": marked("Show fewer"),
    "find_in": marked("Find in: %(list)s"),
    "n_of": marked("%(shown)s of %(n)s"),
    # Sizes
    "sizes_ties": marked("Larger: more relationships in the whole network."),
    "sizes_shown": marked("Larger: more ties to others that are shown here."),
    "sizes_between": marked("Larger: more often on the shortest way from one of the entries shown to another. The table says for what share of these pairs."),
    "sizes_equal": marked("Sizes say nothing."),
    "sizes_counting": marked("Being counted…"),
    "sizes_too_many": marked("Counted for up to %(most)s entries, and %(n)s are shown: all are of one size. Leave some out in the legend, or hide them."),
    "measure_shown": marked("Ties shown here"),
    "measure_between": marked("Links others"),
    # Kept filters
    "set_without": marked("Without: %(names)s."),
    "set_period": marked("From %(from)s to %(to)s."),
    "set_as_of": marked("As of %(date)s."),
    "set_nothing": marked("Nothing is left out."),
    "too_many_sets": marked("%(n)s filters are kept with this view already: delete one first."),
    # Tables
    "name": marked("Name"),
    "kind": marked("Kind"),
    "city": marked("City"),
    "ties": marked("Ties"),
    "from": marked("From"),
    "tie": marked("Tie"),
    "to": marked("To"),
    "since": marked("Since"),
    "source": marked("Source"),
    "is_new": marked("new in the period"),
    "is_over": marked("ended in the period"),
    "actions": marked("Actions"),
    "date_unknown": marked("date unknown"),
    "before": marked("Previous rows"),
    "after": marked("Next rows"),
    "all_kinds": marked("All kinds"),
    "all_types": marked("All ties"),
    "sorted_up": marked("Sorted by %(name)s, ascending."),
    "sorted_down": marked("Sorted by %(name)s, descending."),
    "nothing_fits": marked("Nothing that is shown fits this filter."),
    "nothing_drawn": marked("Nothing is drawn yet."),
    "page_of": marked("Page %(page)s of %(pages)s"),
    # Canvas, for those who do not see it
    "is_selected": marked("selected"),
    "is_pinned": marked("pinned"),
    # Panel
    "nothing_selected": marked("Nothing is selected"),
    "hint_choose": marked("Click an entry or a tie to see what is known of it, and from where."),
    "hint_expand": marked("Double-click an entry to show what it is tied to."),
    "hint_several": marked("Select several with Shift, or encircle them, to see what they have in common."),
    "hint_keys": marked("Everything can be undone with Ctrl+Z."),
    "named_groups": marked("Named groups"),
    "notes": marked("Notes"),
    "note": marked("Note"),
    "close": marked("Close"),
    "introduce_me": marked("Who can introduce us?"),
    "paths_from_here": marked("Paths from here, on the drawing"),
    "paths_between": marked("Paths between the two"),
    "paths_among": marked("Paths between each two"),
    "no_actors": marked("Paths lead from a person, company, structure, place, event, project, programme or need to another: select two of these."),
    "partners": marked("Who is worth meeting?"),
    "who_can_answer": marked("Who can answer it together?"),
    "hide_it": marked("Hide it on the drawing"),
    "coexport": marked("Who could carry it abroad?"),
    "whole_page": marked("Open the whole page"),
    "no_document": marked("No document given"),
    "strongest": marked("Strongest ties"),
    "over_time": marked("Over time"),
    "by_nature": marked("Around it, by kind of tie"),
    "no_ties": marked("No tie is noted. Add one, with its evidence."),
    "none_common": marked("They are tied to nobody in common on this drawing. Expand one of them, or look for paths between them."),
    "open_groups_first": marked("Open the group to see each of its ties with its source."),
    "group_name": marked("Name of this group"),
    "name_group": marked("Name this group"),
    "nothing_to_collapse": marked("Nothing hangs on this entry alone."),
    "not_all_looked_at": marked("Of so much, only a part was looked at: there may be more."),
    "together_none": marked("Among those shown, no two are known to have worked together."),
    "together_cut": marked("There is more of it than can be drawn or looked at: the strongest are drawn. Show fewer to see all of them."),
    # Paths
    "paths_title": marked("Who can introduce whom"),
    "path_from": marked("From"),
    "path_to": marked("To"),
    "path_via": marked("By way of (optional)"),
    "between": marked("Intermediaries"),
    "paths_hint": marked("Say from whom and to whom: each path is drawn, with its evidence."),
    "did_paths": marked("show paths"),
    "best_first": marked("Most solid first"),
    "diverse": marked("Different first steps"),
    "which_paths": marked("Which paths"),
    "only_paths": marked("Show these paths alone"),
    "strongest_path": marked("Most solid"),
    "shortest_path": marked("Shortest"),
    "path_n": marked("Path %(rank)s"),
    "by_way_of": marked("By way of %(names)s"),
    "directly": marked("Directly"),
    "avoid": marked("Avoid"),
    "pass_by": marked("Only by way of"),
    "weakest": marked("weakest link"),
    "without_name": marked("Without %(name)s"),
    "no_path": marked("No known path"),
    "nearest": marked("Who could open one"),
    "what_else": marked("What else to ask"),
    "more_between": marked("Allow up to %(n)s intermediaries"),
    "not_via": marked("Not only by way of %(name)s"),
    "avoid_nobody": marked("Avoid nobody"),
    "show_around_both": marked("Show what is around both"),
    "nothing_meant": marked("Nothing in the network is called “%(name)s”, or has that id. Write another name."),
    "read_as": marked("Closest to “%(text)s”. Write another name if you mean somebody else."),
    "one_of_several": marked("One of several of that name. Write it again to choose another."),
    "nobody_called": marked("Nothing in the network is called “%(name)s”."),
    # Time
    "did_as_of": marked("ask for another day"),
    "did_time": marked("choose a period"),
    "time_from": marked("First year of the period"),
    "time_to": marked("Last year of the period"),
    "in_period": marked("In the period"),
    "new_in_period": marked("new"),
    "ended_in_period": marked("ended"),
    # Map
    "map": marked("Map"),
    "world": marked("World"),
    "france": marked("France"),
    "map_shown": marked("What is shown"),
    "map_together": marked("A mark with a plus stands for places that cannot be told apart from so far."),
    "map_arcs": marked("Drawn are the %(n)s arcs of the most ties, of %(all)s in sight."),
    "map_said": marked("Places: %(places)s. Arcs: %(arcs)s."),
    "twins": marked("twin towns"),
    "map_keys": marked("Arrow keys go from one place to the next, with Shift they move the map; Enter selects what is there, Space adds it to the selection."),
    "at_place": marked("%(name)s: %(what)s"),
    "arc_tie": marked("%(from)s – %(to)s: %(what)s"),
    "arc_flow": marked("%(from)s → %(to)s: %(what)s"),
    "map_key": marked("What the map shows"),
    "map_tie": marked("ties between two places"),
    "map_twin": marked("twin towns"),
    "map_flow": marked("taking part: from where to where"),
    "map_rough": marked("only the country is known"),
    # Kept views
    "keep_view": marked("Keep this view"),
    "kept_views": marked("Views that were kept"),
    "no_scenes": marked("None yet. What is shown, its places, filters, period and notes are kept under a name."),
    "scene_name": marked("Name of the view"),
    "save": marked("Keep"),
    "save_again": marked("Keep the changes"),
    "save_new": marked("Keep as another"),
    "saved": marked("%(name)s is kept."),
    "conflict": marked("Somebody else kept this view in the meantime. Keep yours as another, or open theirs first."),
    "delete": marked("Delete"),
    "delete_sure": marked("Delete for good?"),
    "scene_changed": marked("What has changed since “%(name)s” was kept"),
    "share_title": marked("Share “%(name)s”"),
    "share_said": marked("Whoever has the link sees this view and can change nothing. The link ends by itself, and can be revoked before."),
    "share_days": marked("Days until the link ends"),
    "make_link": marked("Make a link"),
    "link_until": marked("Link, until %(date)s"),
    "revoke": marked("Revoke this link"),
    "revoked": marked("The link is revoked."),
    # Export
    "export_what": marked("Export what is shown"),
    "export_title": marked("A part of the network"),
    "title": marked("Title"),
    "transparent": marked("Transparent ground"),
    "pictures": marked("Pictures"),
    "pictures_said": marked("What is in sight, with title, legend and notes. In SVG, text stays text."),
    "picture_arrow": marked("direction of the tie"),
    "picture_path": marked("path"),
    "picture_count": marked("number of ties"),
    "picture_fold": marked("group, with the number of its entries"),
    "picture_selected": marked("selected"),
    "picture_pinned": marked("pinned"),
    "picture_note": marked("note, by its number"),
    "files": marked("Files"),
    "files_stored": marked("Who worked together follows from the rest and is in no file of data: the files hold what is noted."),
    "export_html": marked("Interactive page"),
    "export_gexf": marked("GEXF (Gephi)"),
    "export_graphml": marked("GraphML"),
    "export_csv": marked("Tables (CSV)"),
    # What keys do
    "keys": marked("Keys and gestures"),
    "key_arrows": marked("Go to the next entry in that direction"),
    "key_enter": marked("Select; open a group"),
    "key_space": marked("Add to the selection, or take away"),
    "key_e": marked("Expand; a hub asks what to show"),
    "key_c": marked("Collapse what hangs on it alone"),
    "key_t": marked("Reveal the ties among what is shown"),
    "key_w": marked("Draw who worked together among what is shown, or take it away"),
    "key_h": marked("Hide the selection"),
    "key_k": marked("Keep only the selection"),
    "key_i": marked("Invert the selection"),
    "key_p": marked("Pin or unpin"),
    "key_l": marked("Encircle with the mouse"),
    "key_shift": marked("Drag from the ground with Shift: encircle"),
    "key_undo": marked("Undo; with Shift, redo"),
    "key_zoom": marked("Closer, farther, all of it"),
    "key_pan": marked("Move the drawing"),
    "key_m": marked("Map or drawing"),
    "key_slash": marked("Search the network"),
    "key_escape": marked("Select nothing"),
    "key_drag": marked("Drag an entry: it stays pinned where it is put"),
    "key_double": marked("Double-click an entry: expand"),
}


def for_scripts(t: Texts) -> dict[str, str | list[str]]:
    """Texts by short name.

    `label_City` is the words of a kind, `type_KNOWS` the verb of a type, `heading_KNOWS_out` and `_in` what stands above ties, `sign_place` says a sign.
    """
    return (
        {name: t.gettext(message) for name, message in WORDS.items()}
        | counted(t)
        | {f"sign_{name}": word for name, word in signs(t).items()}
        | {f"label_{name}": [words.label(t, name), words.labels(t, name)] for name in (*LABELS, *SUB_LABELS)}
        | {f"property_{name}": properties.name(t, name) for name in properties.NAMES}
        | {f"choice_{value}": properties.choice(t, value) for value in properties.CHOICES}
        | {f"type_{name}": words.relationship_type(t, name) for name in (*TYPES, *DERIVED_TYPES)}
        | {f"heading_{name}_{way}": headings.heading(t, name, outgoing=way == "out") for name in (*TYPES, *DERIVED_TYPES) for way in ("out", "in")}
    )


def signs(t: Texts) -> dict[str, str]:
    """Everything the legend has a sign for and can leave out, in words."""
    return {kind: words.labels(t, label) for kind, label in KINDS.items()} | {name: t.gettext(message) for name, message in SIGNS.items()}


LONGEST_LIST: Final = 12
NOTHING: Final[Mapping[str, str]] = {"sector": marked("without a sector"), "city": marked("without a city"), "country": marked("without a country")}


def sign_words(t: Texts, without: Collection[str]) -> list[str]:
    """What a filter leaves out, in words: the first of it, and how many more."""
    fixed = [word for sign, word in signs(t).items() if sign in without]
    parted = (sign.partition(":") for sign in sorted(without) if ":" in sign)
    found = fixed + [_value_word(t, name, value) for name, _, value in parted]
    more = len(found) - LONGEST_LIST
    return found[:LONGEST_LIST] + ([t.ngettext("and %(n)s more", "and %(n)s more", more)] if more > 0 else [])


def _value_word(t: Texts, name: str, value: str) -> str:
    if name == "type":
        return words.relationship_type(t, value)
    if not value:
        return t.gettext(NOTHING[name])
    return (t.country(value) if name == "country" else None) or value[:LONGEST_NAME]


def counted(t: Texts) -> dict[str, str | list[str]]:
    """Texts with a number, for one and for several."""
    one, several = (_with_number(t, n) for n in (1, 2))
    return {name: [one[name], several[name]] for name in one}


def _with_number(t: Texts, number: int) -> dict[str, str]:
    quiet = {"n": "%(n)s", "from": "%(from)s", "to": "%(to)s", "quiet": "%(quiet)s"}
    n, name, shown = ({place: f"%({place})s" for place in places} for places in (["n"], ["n", "name"], ["n", "shown"]))
    return {
        "n_entries": t.ngettext("%(n)s entry", "%(n)s entries", number, **n),
        "n_ties": t.ngettext("%(n)s tie", "%(n)s ties", number, **n),
        "n_goings": t.ngettext("%(n)s participation", "%(n)s participations", number, **n),
        "n_groups": t.ngettext("%(n)s folded group", "%(n)s folded groups", number, **n),
        "added": t.ngettext("%(n)s entry added.", "%(n)s entries added.", number, **n),
        "beyond": t.ngettext("%(n)s more is not drawn: its page lists it.", "%(n)s more are not drawn: its page lists all of them.", number, **n),
        "more_there": t.ngettext("%(n)s more is not shown: ask again for it.", "%(n)s more are not shown: ask again for them.", number, **n),
        "hub": t.ngettext(
            "%(name)s has %(n)s neighbour: choose in the panel what to show.",
            "%(name)s has %(n)s neighbours: choose in the panel what to show.",
            number,
            **name,
        ),
        "opened": t.ngettext("%(name)s is open: %(n)s entry.", "%(name)s is open: %(n)s entries.", number, **name),
        "revealed": t.ngettext("%(n)s tie revealed.", "%(n)s ties revealed.", number, **n),
        "together": t.ngettext("%(n)s tie drawn between those who worked together.", "%(n)s ties drawn between those who worked together.", number, **n),
        "apart": t.ngettext("%(n)s tie taken away.", "%(n)s ties taken away.", number, **n),
        "collapsed": t.ngettext("%(n)s entry taken away.", "%(n)s entries taken away.", number, **n),
        "hidden": t.ngettext("%(n)s entry hidden.", "%(n)s entries hidden.", number, **n),
        "kept": t.ngettext("%(n)s entry kept.", "%(n)s entries kept.", number, **n),
        "selected": t.ngettext("%(n)s entry selected", "%(n)s entries selected", number, **n),
        "pinned": t.ngettext("%(n)s entry pinned.", "%(n)s entries pinned.", number, **n),
        "unpinned": t.ngettext("%(n)s entry no longer pinned.", "%(n)s entries no longer pinned.", number, **n),
        "hide_n": t.ngettext("Hide %(n)s entry", "Hide %(n)s entries", number, **n),
        "more_pairs": t.ngettext("and %(n)s more pair: select fewer", "and %(n)s more pairs: select fewer", number, **n),
        "show_hidden": t.ngettext("Show %(n)s hidden entry", "Show %(n)s hidden entries", number, **n),
        "show_n": t.ngettext("show %(n)s", "show %(n)s", number, **n),
        "some_shown": t.ngettext("%(shown)s of %(n)s shown, show more", "%(shown)s of %(n)s shown, show more", number, **shown),
        "all_shown": t.ngettext("%(n)s shown", "all %(n)s shown", number, **n),
        "more_called": t.ngettext("%(n)s more: write more of the name.", "%(n)s more: write more of the name.", number, **n),
        "n_between": t.ngettext("%(n)s intermediary", "%(n)s intermediaries", number, **n),
        "at_most_between": t.ngettext("at most %(n)s", "at most %(n)s", number, **n),
        "time_said": t.ngettext("%(from)s to %(to)s, %(n)s tie, %(quiet)s faded", "%(from)s to %(to)s, %(n)s ties, %(quiet)s faded", number, **quiet),
        "undated": t.ngettext("%(n)s tie without a date stays", "%(n)s ties without a date stay", number, **n),
        "nothing_dated": t.ngettext(
            "The %(n)s tie here has no date: there is neither a period nor a day to choose.",
            "None of the %(n)s ties here has a date: there is neither a period nor a day to choose.",
            number,
            **n,
        ),
        "elsewhere": t.ngettext("%(n)s entry without a known place is not on the map.", "%(n)s entries without a known place are not on the map.", number, **n),
        "files_said": t.ngettext("%(n)s entry and its ties, as they are shown.", "%(n)s entries and the ties among them, as they are shown.", number, **n),
        "scene_gone": t.ngettext("%(n)s entry is no longer there", "%(n)s entries are no longer there", number, **n),
        "scene_renamed": t.ngettext("%(n)s entry has another name", "%(n)s entries have other names", number, **n),
        "scene_new": t.ngettext("%(n)s new tie", "%(n)s new ties", number, **n),
        "scene_ended": t.ngettext("%(n)s tie is over", "%(n)s ties are over", number, **n),
        "scene_withheld": t.ngettext("%(n)s person is no longer shown", "%(n)s people are no longer shown", number, **n),
        "scene_untold": t.ngettext("%(n)s more can only be counted.", "%(n)s more can only be counted.", number, **n),
        "notes_elsewhere": t.ngettext("%(n)s more note is not in this picture.", "%(n)s more notes are not in this picture.", number, **n),
        "and_more": t.ngettext("and %(n)s more", "and %(n)s more", number, **n),
        "withheld": t.ngettext(
            "%(n)s more tie is with somebody who asked not to be named.", "%(n)s more ties are with people who asked not to be named.", number, **n
        ),
        "ties_between": t.ngettext("%(n)s tie between them", "%(n)s ties between them", number, **n),
        "common": t.ngettext("%(n)s entry in common", "%(n)s entries in common", number, **n),
    }
