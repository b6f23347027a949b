"""Words in both languages."""

from datetime import date

import pytest

from explorer.domain.dates import parse_date
from explorer.texts import texts


@pytest.mark.parametrize(
    ("language", "written", "told"),
    [
        ("fr", "2019", "2019"),
        ("fr", "2019-05", "mai 2019"),
        ("fr", "2019-05-13", "13 mai 2019"),
        ("en", "2019-05", "May 2019"),
        ("en", "2019-05-13", "13 May 2019"),
    ],
)
def test_dates_are_as_precise_as_they_were_written(language: str, written: str, told: str) -> None:
    assert texts(language).date(parse_date(written)) == told


def test_numbers_and_days() -> None:
    assert texts("fr").number(12345.5) == "12\u202f345,5"
    assert texts("fr").date(date(2024, 8, 1)) == "1er août 2024"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no texts in 'de'"):
        texts("de")


def test_names_with_percent_signs_stay_names() -> None:
    assert texts("fr").gettext("Through %(name)s", name="100 %(d)s") == "Par 100 %(d)s"
