"""What a name consists of, as far as finding it goes: words, legal forms, initials."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from explorer.domain.identity import plain
from explorer.domain.records import Entity

LITTLE: Final = frozenset((
    "a", "and", "au", "aux", "d", "das", "de", "der", "des", "di", "die", "du", "e", "en", "et", "for", "l",
    "la", "le", "les", "of", "pour", "sur", "the", "und", "y",
))  # fmt: skip
"""Words that people leave out or mistake for each other; a name has no initial of them."""
LEGAL: Final = frozenset((
    "ab", "ag", "aps", "as", "asa", "bv", "corp", "eirl", "eurl", "gie", "gip", "gmbh", "inc", "kg", "limited", "llc", "llp", "ltd", "nv", "ohg", "oy", "plc",
    "sa", "sarl", "sas", "sasu", "sca", "sci", "scic", "scop", "scp", "scs", "selarl", "selas", "sl", "slu", "snc", "spa", "srl", "sro", "ug",
))  # fmt: skip
"""Legal forms: at the beginning or the end of a name they tell nobody apart."""
LONG_FORMS: Final = {"st": "saint", "ste": "sainte"}
FEWEST_INITIALS: Final = 3
"""Words a name must have for its initials to be looked for, and letters that must be typed of them."""

_WORD: Final = re.compile(r"[^\W_]+")
_MARKS: Final = re.compile("[\u0300-\u034e\u0350-\u036f]+")
"""Accents that Latin letters have: all that combine with the letter before them, from this one block."""
LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name cut into words. `words[first : first + size]`: those without legal forms; `others`: more words it is found by; `initials`: "" if too few."""

    words: Sequence[str]
    others: Sequence[str]
    first: int
    size: int
    initials: str


def names_of(entity: Entity) -> Iterator[str]:
    """Every name it goes by, the main one first."""
    yield entity.name
    if short := entity.text("short_name"):
        yield short
    aliases = entity.properties.get("aliases", ())
    if isinstance(aliases, tuple):
        yield from aliases


def words_in(text: str) -> list[str]:
    """Its words, case, accents and ligatures aside."""
    return _WORD.findall(text.lower() if text.isascii() else _folded(text))


def _folded(text: str) -> str:
    """Like `plain`, with ligatures taken apart; faster where letters are Latin."""
    bare = _MARKS.sub("", normalize("NFKD", text))
    return bare.lower() if bare.isascii() else plain(bare).translate(LIGATURES)


def joined(words: Sequence[str]) -> list[str]:
    """Letters that stand alone beside each other as one word (C.C.I. is CCI), and St as Saint."""
    if all(len(word) > 1 and word not in LONG_FORMS for word in words):
        return list(words)
    found: list[str] = []
    alone = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and alone:
            found[-1] += word
        else:
            found.append(LONG_FORMS.get(word, word))
        alone = single
    return found


def without_legal(words: Sequence[str]) -> slice:
    """The part that is left when legal forms at both ends are taken off; everything where nothing else is left."""
    first, last = 0, len(words)
    while first < last and words[last - 1] in LEGAL:
        last -= 1
    while first < last and words[first] in LEGAL:
        first += 1
    return slice(first, last) if first < last else slice(0, len(words))


def telling_words(words: Sequence[str]) -> list[str]:
    """Those that are neither little nor legal forms; where no other is left, what stands between legal forms."""
    return [word for word in words if word not in LITTLE and word not in LEGAL] or list(words[without_legal(words)])


def spelling(name: str, initials: bool) -> Spelling:
    """`initials`: whether it may be called by its initials, which no person is."""
    written = words_in(name)
    words = joined(written)
    core = without_legal(words)
    others = () if words == written else tuple(word for word in dict.fromkeys(written) if word not in words)
    return Spelling(words, others, core.start, core.stop - core.start, initials_of(words[core]) if initials else "")


def initials_of(words: Sequence[str]) -> str:
    """First letters of the words that are not little, "" where they are fewer than three."""
    letters = [word[0] for word in words if word not in LITTLE]
    return "".join(letters) if len(letters) >= FEWEST_INITIALS else ""


def letters_of(words: Sequence[str]) -> int:
    """How many letters its telling words have."""
    return sum(map(len, telling_words(words)))
