"""Bring the French catalogue up to date with the code, and compile it: new messages come in without a translation, those the code no longer says go.

    python tools/texts.py

Writes nothing that changes by itself, such as dates: run twice, or by two people, it leaves the same file.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FRENCH = ROOT / "explorer" / "texts" / "locale" / "fr" / "LC_MESSAGES" / "messages.po"
METHODS = [("explorer/**.py", "python"), ("explorer/templates/**.html", "jinja2")]
KEYWORDS = DEFAULT_KEYWORDS | {"marked": None, "marked_pair": (1, 2), "pgettext": ((1, "c"), 2), "unavailable": (2,), "refused": (2,)}
WIDTH = 160
HEADER = r"""# French texts of Entremise.
msgid ""
msgstr ""
"Project-Id-Version: entremise\n"
"Language: fr\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def said() -> Catalog:
    """Every message of the code and the templates."""
    found = Catalog()
    for _, _, message, _, context in extract_from_dir(ROOT, METHODS, keywords=KEYWORDS):
        found.add(message, context=context)
    return found


def written(catalogue: Catalog) -> str:
    text = io.BytesIO()
    write_po(text, catalogue, width=WIDTH, omit_header=True, sort_output=True, ignore_obsolete=True)
    return HEADER + text.getvalue().decode().lstrip("\n")


def typeset(catalogue: Catalog) -> None:
    """Give French texts the one apostrophe print has, whichever was typed."""
    for message in catalogue:
        forms = message.string
        message.string = forms.replace("'", "’") if isinstance(forms, str) else tuple(form.replace("'", "’") for form in forms or ())


def main() -> None:
    with FRENCH.open("rb") as file:
        french = read_po(file, locale="fr")
    french.update(said(), no_fuzzy_matching=True)
    typeset(french)
    FRENCH.write_text(written(french), "utf-8", newline="\n")
    with FRENCH.open("rb") as file, FRENCH.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(file, locale="fr"))
    missing = [str(message.id) for message in french if message.id and not (all(message.string) if isinstance(message.string, tuple) else message.string)]
    sys.stdout.writelines(f"to be translated: {message}\n" for message in missing)


if __name__ == "__main__":
    main()
