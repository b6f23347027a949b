"""Every sentence shown, in French and English.

English is what the code says; the French catalogue in `locale/fr` translates all of it (`make texts` brings it up to date, a test holds it complete).
Messages hold named places (`%(name)s`), never sentences glued together.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Final

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.support import Translations

from explorer.domain.countries import COUNTRY_CODES
from explorer.domain.dates import PartialDate
from explorer.domain.identity import plain
from explorer.errors import EntremiseError

LANGUAGES: Final = ("fr", "en")
DEFAULT_LANGUAGE: Final = "fr"
LOCALE_FOLDER: Final = Path(__file__).parent / "locale"
_DAY: Final = "d MMMM y"
_FIRST_OF_THE_MONTH: Final = "d'er' MMMM y"
_WRITTEN_AS: Final = {4: "y", 7: "MMMM y", 10: _DAY}

_ELIDED: Final = re.compile(r"\b(d|qu)e %\((\w+)\)s")


def _begins_with_vowel(value: object) -> bool:
    return plain(str(value))[:1] in ("a", "e", "i", "o", "u", "y")


def marked(message: str) -> str:
    """Mark a message of a table for the catalogue; it is translated where it is used."""
    return message


@lru_cache(maxsize=20_000)
def _written_date(day: date, pattern: str, language: str) -> str:
    """The same days stand on many lines of an answer."""
    return format_date(day, pattern, locale=language)


@lru_cache(maxsize=20_000)
def _written_number(value: float, language: str) -> str:
    return format_decimal(value, locale=language)


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one language."""

    language: str
    _catalogue: NullTranslations

    def gettext(self, message: str, /, **places: object) -> str:
        return self._filled(self._catalogue.gettext(message), places)

    def ngettext(self, singular: str, plural: str, n: int, /, **places: object) -> str:
        """`n` chooses the form and is itself available as `%(n)s`, written as the language writes numbers."""
        return self._filled(self._catalogue.ngettext(singular, plural, n), {"n": self.number(n)} | places)

    def pgettext(self, context: str, message: str, /, **places: object) -> str:
        return self._filled(self._catalogue.pgettext(context, message), places)

    def _filled(self, message: str, places: Mapping[str, object]) -> str:
        if not places:
            return message
        if self.language == "fr":
            message = _ELIDED.sub(lambda found: f"{found[1]}’%({found[2]})s" if _begins_with_vowel(places[found[2]]) else found[0], message)
        return message % places

    def told(self, error: EntremiseError) -> str:
        """What is wrong: the error's own sentence, translated where it came from a part that knows no language."""
        return self.gettext(error.template, **error.errors) if error.template else error.message

    def of(self, words: tuple[str, str]) -> str:
        """One of a (French, English) pair, as the vocabulary's tables hold them."""
        return words[LANGUAGES.index(self.language)]

    def date(self, day: PartialDate | date) -> str:
        """As precise as it was written: "2019", "mai 2019", "13 mai 2019"."""
        first = day.first if isinstance(day, PartialDate) else day
        pattern = _WRITTEN_AS[len(day.text)] if isinstance(day, PartialDate) else _DAY
        if self.language == "fr" and pattern == _DAY and first.day == 1:
            pattern = _FIRST_OF_THE_MONTH
        return _written_date(first, pattern, self.language)

    def number(self, value: float) -> str:
        return _written_number(value, self.language)

    def country(self, code: str) -> str | None:
        """The name of an ISO 3166-1 alpha-2 code in capitals, None where there is no such country."""
        return Locale(self.language).territories.get(code) if code in COUNTRY_CODES else None

    def enumerate(self, items: list[str]) -> str:
        """ "a, b and c"."""
        return format_list(items, locale=Locale(self.language))


@lru_cache(maxsize=len(LANGUAGES))
def texts(language: str) -> Texts:
    """The words of `fr` or `en`. Raises ValueError for another language, FileNotFoundError where the catalogue was not compiled (`make texts`)."""
    if language not in LANGUAGES:
        raise ValueError(f"no texts in {language!r}")
    if language == "en":
        return Texts(language, NullTranslations())
    with (LOCALE_FOLDER / language / "LC_MESSAGES" / "messages.mo").open("rb") as compiled:
        return Texts(language, Translations(compiled))
