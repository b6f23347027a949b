"""What somebody typed, cut into what has to be found."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self

from explorer.network.names.part import squeezed
from explorer.network.names.spelling import initials_of, joined, telling_words, without_legal, words_in

LONGEST_QUERY: Final = 200
MOST_FORGIVEN: Final = 8
"""Words in which typos are forgiven (the longest ones), and up to which a space too many or one missing is."""
SHORTEST_IDENTIFIER: Final = 5
"""Letters and digits of an identifier after which its beginning is looked for."""
SHORTEST_HALF: Final = 2

_SIRET: Final = re.compile(r"\d{14}")
_FRENCH_VAT: Final = re.compile(r"fr[0-9a-z]{2}(\d{9})")


@dataclass(frozen=True, slots=True)
class Sought:
    """A word to be found: as the beginning of a word, or `whole`. `unfinished`: the last one typed."""

    text: str
    whole: bool = False
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """Words in the order typed. `needed`: what must be found; `small`: legal forms and little words, without which a name is found too, but later; `core`: the
    words without legal forms."""

    words: Sequence[str]
    needed: Sequence[Sought]
    small: Sequence[Sought]
    core: Sequence[str]

    @classmethod
    def of(cls, words: Sequence[str], whole: str | None = None) -> Self:
        """`whole`: one of the words, to be found as it is."""
        needed = telling(telling_words(words))
        small = [word for word in telling(words) if word not in needed]
        sought = [Sought(word, word == whole, word == words[-1] and word != whole) for word in needed]
        return cls(words, sought, [Sought(word) for word in small], words[without_legal(words)])


@dataclass(frozen=True, slots=True)
class Query:
    """`text` as typed; `readings`: its words as they stand, and with single letters joined where there are any; `identifiers`: which it may be."""

    text: str
    readings: Sequence[Typed]
    identifiers: Sequence[str]

    @classmethod
    def of(cls, text: str) -> Self:
        text = text.strip()[:LONGEST_QUERY]
        words = words_in(text)
        read = [words] if joined(words) == words else [words, joined(words)]
        return cls(text, [Typed.of(reading) for reading in read if reading], list(_identifiers(squeezed(text))))

    def respelt(self) -> Iterator[Typed]:
        """Its words with a space too many or one missing, and its initials instead of it."""
        words = self.readings[-1].words if self.readings else ()
        if len(words) > MOST_FORGIVEN:
            return
        for i in range(len(words) - 1):
            yield Typed.of([*words[:i], words[i] + words[i + 1], *words[i + 2 :]])
        for i, word in enumerate(words):
            for at in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1):
                yield Typed.of([*words[:i], word[:at], word[at:], *words[i + 1 :]], whole=word[:at])
        if initials := initials_of(words):
            yield Typed.of([initials], whole=initials)


def telling(typed: Sequence[str]) -> Sequence[str]:
    """The words without those that begin another one of them: where that one is found they are too, and one letter a hundred times is no more work."""
    return [word for word in dict.fromkeys(typed) if not any(other != word and other.startswith(word) for other in typed)]


def forgiving(typed: Typed) -> frozenset[str]:
    """The words in which typos are forgiven."""
    return frozenset(sorted((sought.text for sought in typed.needed), key=lambda word: (-len(word), word))[:MOST_FORGIVEN])


def _identifiers(typed: str) -> Iterator[str]:
    """It, and the SIREN inside a SIRET or a French VAT number."""
    yield typed
    if _SIRET.fullmatch(typed):
        yield typed[:9]
    if vat := _FRENCH_VAT.fullmatch(typed):
        yield vat[1]
