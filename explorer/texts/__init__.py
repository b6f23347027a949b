"""Every sentence shown, in French and English.

English is what the code says; the French catalogue in `locale/fr` translates all of it (`make texts` brings it up to date, a test holds it complete).
Messages hold named places (`%(name)s`), never sentences glued together.
"""

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

from explorer.domain.dates import PartialDate

LANGUAGES: Final = ("fr", "en")
DEFAULT_LANGUAGE: Final = "fr"
LOCALE_FOLDER: Final = Path(__file__).parent / "locale"
_WRITTEN_AS: Final = {4: "y", 7: "MMMM y", 10: "d MMMM y"}


def marked(message: str) -> str:
    """Mark a message of a table for the catalogue; it is translated where it is used."""
    return message


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one language."""

    language: str
    _catalogue: NullTranslations

    def gettext(self, message: str, /, **places: object) -> str:
        translated = self._catalogue.gettext(message)
        return translated % places if places else translated

    def ngettext(self, singular: str, plural: str, n: int, /, **places: object) -> str:
        """`n` chooses the form and is itself available as `%(n)s`, written as the language writes numbers."""
        return self._catalogue.ngettext(singular, plural, n) % ({"n": self.number(n)} | places)

    def pgettext(self, context: str, message: str, /, **places: object) -> str:
        translated = self._catalogue.pgettext(context, message)
        return translated % places if places else translated

    def of(self, words: tuple[str, str]) -> str:
        """One of a (French, English) pair, as the vocabulary's tables hold them."""
        return words[LANGUAGES.index(self.language)]

    def date(self, day: PartialDate | date) -> str:
        """As precise as it was written: "2019", "mai 2019", "13 mai 2019"."""
        pattern = _WRITTEN_AS[len(day.text)] if isinstance(day, PartialDate) else "d MMMM y"
        return format_date(day.first if isinstance(day, PartialDate) else day, pattern, locale=self.language)

    def number(self, value: float) -> str:
        return format_decimal(value, locale=self.language)

    def enumerate(self, items: list[str]) -> str:
        """ "a, b and c"."""
        return format_list(items, locale=Locale(self.language))


@lru_cache(maxsize=len(LANGUAGES))
def texts(language: str) -> Texts:
    """The words of `fr` or `en`. Raises ValueError for another language."""
    if language not in LANGUAGES:
        raise ValueError(f"no texts in {language!r}")
    catalogue: NullTranslations = Translations.load(LOCALE_FOLDER, [language]) if language != "en" else NullTranslations()
    return Texts(language, catalogue)
