"""What `entremise check` found, and what would repair it, in words. One entry for each code of a finding."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from explorer.texts import Texts, marked

_REMOVE_ONE: Final = marked("Remove one of them with the program that wrote it.")
_CORRECT: Final = marked("Correct it by loading the row again, with the right value.")
_OTHER_PROGRAM: Final = marked("Another program wrote this: correct or remove it there.")
_RESTORE: Final = marked("Somebody changed the database past Entremise. Compare with the latest backup, and restore that one where it is right.")

FINDINGS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "without_id": (marked("%(what)s “%(name)s” has no id: nothing can be said of it, and no backup keeps it."), _OTHER_PROGRAM),
        "without_name": (marked("It has no name. As long as that is so, the network cannot be read."), marked("Load a row with its id, its label and a name.")),
        "same_id": (marked("Its id is there more than once."), _REMOVE_ONE),
        "unknown_label": (marked("These are not the labels of one known kind of entity: %(labels)s."), _OTHER_PROGRAM),
        "wrong_second_label": (
            marked("By its size class its second label should be %(expected)s; it is %(found)s."),
            marked("Load a row with another size class, then one with the right one; or restore a backup, which sets it right."),
        ),
        "no_entity": (marked("It bears %(labels)s but not the label Entity, so that nobody will ever see it here."), _OTHER_PROGRAM),
        "unknown_type": (marked("%(type)s is no known type of relationship."), _OTHER_PROGRAM),
        "wrong_ends": (marked("%(type)s cannot go from %(source)s to %(target)s."), _OTHER_PROGRAM),
        "self_tie": (marked("%(type)s from %(end)s to itself."), _OTHER_PROGRAM),
        "stored_twice": (marked("%(type)s between %(source)s and %(target)s is stored a second time; the first one is %(other)s."), _REMOVE_ONE),
        "bad_date": (marked("%(property)s is no date: %(value)s."), _CORRECT),
        "bad_value": (marked("%(property)s cannot be %(value)s."), _CORRECT),
        "dates_reversed": (marked("It ends (%(end)s) before it begins (%(begin)s)."), _CORRECT),
        "dangling": (
            marked("It refers to %(reference)s, and there is no %(label)s of that id."),
            marked("Load that entity, or load the row again with another id."),
        ),
        "log_gap": (marked("The changes %(first)s to %(last)s are missing in the log."), _RESTORE),
        "counter_behind": (
            marked("The next change would be numbered after %(counter)s, but the log goes to %(largest)s already: nothing can be saved."),
            _RESTORE,
        ),
        "change_without_effect": (marked("What the log says of it last did not happen: it was saved and is not there, or was removed and is there."), _RESTORE),
        "differs_from_log": (
            marked("It is not as its latest entry in the log says."),
            marked("Somebody changed it past Entremise. If it is right as it is, load it once more with any difference: the log then knows it."),
        ),
        "not_in_log": (
            marked("The log knows nothing of it."),
            marked("Another program wrote this. If it is right as it is, load it once more with any difference: the log then knows it."),
        ),
    }
)
"""What is wrong, and what would repair it."""


def finding_words(t: Texts, code: str, details: Mapping[str, object]) -> tuple[str, str]:
    message, fix = FINDINGS[code]
    return t.gettext(message, **details), t.gettext(fix)
