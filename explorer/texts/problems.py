"""What is wrong with a file and what would fix it, in words. One entry for each code of a problem or a note."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from explorer.texts import Texts, marked

_JOINED_BY: Final = MappingProxyType({"ids": " → ", "allowed": "; "})
_ADD_OR_REMOVE: Final = marked("Write it as one of these, or leave the cell empty.")
_SAVE_AS_CSV: Final = marked("In the spreadsheet, save the sheet as “CSV UTF-8”, and load that file.")
_CORRECT_OR_EMPTY: Final = marked("Correct the number, or leave the cell empty.")
_SPLIT: Final = marked("Split it into several files, each with the line that names the columns, and load the nodes first.")
_KEEP_ONE: Final = marked("Keep one of the two rows, or give each an id of its own.")

PROBLEMS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "no_file": (marked("There is no such file or folder."), marked("Check the name and the folder you are in.")),
        "no_tables": (marked("There is no CSV file in this folder."), marked("Put nodes.csv and edges.csv there, or name the files themselves.")),
        "unreadable": (marked("This file cannot be read."), marked("Check that it is a file and that you may open it.")),
        "not_a_file": (
            marked("This is not a regular file but something else, such as a folder, a pipe, a device or a link that leads nowhere."),
            marked("Give a CSV file, or a folder that holds nodes.csv and edges.csv."),
        ),
        "too_large": (marked("This file has more than %(largest)s megabytes."), _SPLIT),
        "too_many_rows": (marked("This file has more than %(most)s rows; it was not read any further."), _SPLIT),
        "spreadsheet": (marked("This is a spreadsheet or an archive, not a CSV file."), _SAVE_AS_CSV),
        "other_encoding": (marked("The text is encoded as %(encoding)s, not as UTF-8."), _SAVE_AS_CSV),
        "not_utf8": (marked("The text is not encoded as UTF-8; this line shows it."), _SAVE_AS_CSV),
        "zero_byte": (marked("There is a zero byte here: this is not a text file, or it is damaged."), _SAVE_AS_CSV),
        "not_a_graph": (
            marked("This file cannot be read as %(format)s: it is damaged, or something else."),
            marked("Write it again with the program it comes from, or save its nodes and edges as CSV."),
        ),
        "empty": (marked("The file is empty."), marked("Its first line must name the columns.")),
        "neither": (
            marked("The first line names neither the columns of a nodes table nor those of an edges table."),
            marked("A nodes table needs the columns id, label and name; an edges table needs source, target and type, parted by commas, semicolons or tabs."),
        ),
        "quotes": (
            marked("Double quotes do not match in the row that begins here; this file was not read any further."),
            marked("Close every quoted cell with a quote, and write a quote inside one twice."),
        ),
        "twin_columns": (
            marked("The columns “%(first)s” and “%(second)s” mean the same."),
            marked("Remove or rename one of them; no row of this file was read."),
        ),
        "no_column": (marked("The column “%(column)s” is missing."), marked("Add it to the first line; no row of this file was read.")),
        "long_row": (
            marked("This row has %(found)s cells, more than the %(expected)s columns of the first line."),
            marked("Put text that holds the delimiter between double quotes, or name the additional column."),
        ),
        "missing": (marked("This cell must not be empty."), marked("Fill it in, or remove the row.")),
        "label_unknown": (marked("This is no kind of entity."), marked("Write one of these: %(choices)s.")),
        "type_unknown": (marked("This is no type of relationship."), marked("Write one of these: %(choices)s.")),
        "id_long": (marked("This id has more than %(longest)s characters."), marked("Shorten it, here and wherever it is used.")),
        "id_characters": (marked("This id holds line breaks or invisible characters."), marked("Remove them, here and wherever it is used.")),
        "row_long": (
            marked("This row holds more than %(longest)s characters, and most of them stand in this cell."),
            marked("Shorten it, and say in the column source_document where the whole text can be read."),
        ),
        "name_long": (marked("This name has more than %(longest)s characters."), marked("Shorten it, and keep what it says in the column evidence.")),
        "date": (marked("This is no date, or there is no such day."), marked("Write 2024-05-13, or 2024-05 or 2024 where you know no more.")),
        "number": (marked("This is no number."), marked("Write digits only, with a point or a comma before the decimals, and no unit.")),
        "integer": (marked("This is no whole number."), marked("Write digits only, without decimals or a unit.")),
        "year": (marked("This is no year."), marked("Write four digits, as in 2024.")),
        "range": (marked("This number is not between %(low)s and %(high)s."), _CORRECT_OR_EMPTY),
        "too_low": (marked("This number is below %(low)s."), _CORRECT_OR_EMPTY),
        "boolean": (marked("This is neither yes nor no."), marked("Write yes or no, or leave the cell empty.")),
        "country": (marked("There is no such country code."), marked("Write the two letters of ISO 3166-1, as in FR, or leave the cell empty.")),
        "choice": (marked("This must be one of: %(choices)s."), _ADD_OR_REMOVE),
        "siren_invalid": (marked("This is no SIREN: nine digits whose last one checks the others."), _CORRECT_OR_EMPTY),
        "siret_invalid": (marked("This is no SIRET: fourteen digits whose last one checks the others."), _CORRECT_OR_EMPTY),
        "vat_invalid": (
            marked("This is no VAT number, or its check digits are wrong."),
            marked("Write it with its country's two letters, or leave the cell empty."),
        ),
        "lei_invalid": (marked("This is no LEI: twenty letters and digits whose last two check the others."), _CORRECT_OR_EMPTY),
        "size_contradicts": (marked("This size class contradicts the label %(label)s."), marked("Empty this cell, or write Company as the label.")),
        "dates_reversed": (marked("This is before “%(column)s”, which is %(begin)s."), marked("Correct one of the two dates.")),
        "reversed_in_database": (
            marked("This contradicts “%(column)s”, which the database holds as %(held)s: the end would be before the beginning."),
            marked("Correct this date, or give the other one in this row too."),
        ),
        "person_without_id": (
            marked("A person needs an id, since two people may share a name."),
            marked("Give an id that will not change, as in person:rsa-cosmos:1."),
        ),
        "no_id": (marked("No id can be made from this name."), marked("Give an id.")),
        "country_id": (
            marked("The id of a country is “country:” and its two letters."),
            marked("Write it as in country:FR, or leave the id empty and give the country's name or code."),
        ),
        "same_id": (marked("The row %(row)s of %(file)s has the same id, %(id)s."), _KEEP_ONE),
        "same_made_id": (marked("The row %(row)s of %(file)s gets the same id, %(id)s."), _KEEP_ONE),
        "held_under_other_label": (
            marked("The database holds %(id)s as a %(held)s, not as a %(label)s."),
            marked("Correct the label, or give the row another id."),
        ),
        "reference_unknown": (
            marked("Neither these files nor the database have anything with the id %(id)s."),
            marked("Add a row for it, or leave the cell empty."),
        ),
        "reference_of_other_label": (marked("%(id)s is no %(label)s."), marked("Write the id of a %(label)s, or leave the cell empty.")),
        "end_unknown": (
            marked("Neither these files nor the database have anything with the id %(id)s."),
            marked("Correct the id, or add a row for it to the nodes table."),
        ),
        "end_not_read": (marked("A nodes table could not be read, and this end may stand there."), marked("Repair that file first.")),
        "end_is_bad": (marked("The row of this end has a problem: row %(row)s of %(file)s."), marked("Repair that row first.")),
        "self_tie": (marked("Both ends are the same."), marked("Correct one of the two ends, or remove the row.")),
        "ends_not_allowed": (
            marked("%(type)s does not go from a %(source)s to a %(target)s."),
            marked("Correct the type or the ends. Allowed: %(allowed)s."),
        ),
        "held_as_other_relationship": (
            marked("The database holds another relationship under this id: %(type)s from %(source)s to %(target)s."),
            marked("Give the row another id, or correct its type and ends."),
        ),
        "same_edge_id": (marked("The row %(row)s of %(file)s has the same id."), _KEEP_ONE),
        "same_edge": (
            marked("The row %(row)s of %(file)s says the same relationship: type, ends, role, since, year, event and lot are equal."),
            _KEEP_ONE,
        ),
    }
)
"""What is wrong, and what would fix it."""

NOTES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "unknown_column": marked("The column “%(column)s” is not known and was left out."),
        "more_unknown_columns": marked("%(count)s more columns are not known and were left out."),
        "unnamed_columns": marked("Columns without a name were left out (how many: %(count)s; the first one: %(place)s)."),
        "own_column": marked("The column “%(column)s” is set by the product and was left out."),
        "not_for_label": marked("A %(label)s has no such property: what stands there was left out (rows concerned: %(count)s)."),
        "not_for_type": marked("%(type)s has no such property: what stands there was left out (rows concerned: %(count)s)."),
        "short_rows": marked("Some rows have fewer than %(expected)s cells; the missing ones count as empty (rows concerned: %(count)s)."),
        "subsidiary_cycle": marked("These companies are subsidiaries of each other in a circle: %(ids)s."),
        "neither": marked("This file is neither a nodes table nor an edges table and was left out."),
    }
)
"""What was loaded otherwise than somebody may expect."""


def problem_words(texts: Texts, code: str, details: Mapping[str, object]) -> tuple[str, str]:
    """What is wrong, and what would fix it."""
    message, fix = PROBLEMS[code]
    places = _places(details)
    return texts.gettext(message, **places), texts.gettext(fix, **places)


def note_words(texts: Texts, code: str, details: Mapping[str, object]) -> str:
    return texts.gettext(NOTES[code], **_places(details))


def _places(details: Mapping[str, object]) -> dict[str, object]:
    return {name: _JOINED_BY.get(name, ", ").join(value) if isinstance(value, tuple) else value for name, value in details.items()}
