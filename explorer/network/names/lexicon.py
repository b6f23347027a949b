"""All distinct words of some names, and which of them somebody may have meant by what they typed.

Misspelt words are looked for among the distinct words, which are far fewer than names. A signature of the letters of each word leaves a few hundred of
them; those are compared with what was typed all at once, a column of the usual table of edit distances at a time.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from explorer.network.names.tables import NO_NUMBERS, Numbers, Strings, starts_of

LONGEST_FORGIVEN: Final = 32
"""Letters up to which typos in a word are forgiven."""
FAR: Final = 100
"""Stands for a distance that is not worth knowing."""
HEAD: Final = 4
"""Letters at the beginning of a word that are compared first."""
LONGEST_COUNTED: Final = 255
_BUCKETS: Final = 32


def forgiven(word: str) -> int:
    """How many typos (a letter wrong, missing, too many, or two of them swapped) a whole word may have; none with digits: another number is another thing."""
    if len(word) < 3 or len(word) > LONGEST_FORGIVEN or any(letter.isdigit() for letter in word):
        return 0
    return 1 if len(word) < 5 else 2


def forgiven_unfinished(word: str) -> int:
    """The same for a word of which more may be to come."""
    return 0 if len(word) < 4 else min(forgiven(word), 1 if len(word) < 8 else 2)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words in the order of their code points.

    letters   these, end to end from `starts` on; lengths: how many each word has (LONGEST_COUNTED at most)
    signs     64 bits each that say which letters a word has at all, and which twice; heads: the same of its first HEAD letters
    """

    strings: Strings
    letters: Numbers
    starts: Numbers
    lengths: Numbers
    signs: Numbers
    heads: Numbers

    @classmethod
    def of(cls, words: Collection[str]) -> Self:
        ordered = sorted(words)
        codes = np.fromiter((ord(letter) for word in ordered for letter in word), np.uint32)
        lengths = np.fromiter(map(len, ordered), np.int64, len(ordered))
        starts = starts_of(lengths)
        small = codes.astype(np.min_scalar_type(int(codes.max(initial=0))))
        counted = np.minimum(lengths, LONGEST_COUNTED).astype(np.uint8)
        return cls(Strings.of(ordered), small, starts, counted, _signs(codes, lengths), _heads(codes, starts))

    def __len__(self) -> int:
        return len(self.strings)

    def near(self, word: str, unfinished: bool) -> tuple[Numbers, Numbers]:
        """Numbers of the words that may be meant, and how many typos that takes (0 is among them). `unfinished`: more letters may be to come."""
        most, most_unfinished = forgiven(word), forgiven_unfinished(word) if unfinished else 0
        if not most:
            return NO_NUMBERS, NO_NUMBERS
        candidates = self._candidates(word, most, most_unfinished)
        if not len(candidates):
            return NO_NUMBERS, NO_NUMBERS
        whole, begun = self._distances(word, candidates, most)
        edits = np.minimum(np.where(whole <= most, whole, FAR), np.where(begun <= most_unfinished, begun, FAR) if most_unfinished else FAR)
        return candidates[edits < FAR], edits[edits < FAR]

    def _candidates(self, word: str, most: int, most_unfinished: int) -> Numbers:
        """Words whose letters do not rule them out: one typo takes away at most one letter and brings at most one."""
        sign = _sign(word)
        likely = np.flatnonzero(np.bitwise_count(self.heads & ~_sign(word[: HEAD + most])) <= most)
        signs, lengths = self.signs[likely], self.lengths[likely]
        kept = (np.bitwise_count(signs ^ sign) <= 2 * most) & (lengths >= len(word) - most) & (lengths <= len(word) + most)
        if most_unfinished:
            kept |= (np.bitwise_count(sign & ~signs) <= most_unfinished) & (lengths >= len(word) - most_unfinished)
        return np.asarray(likely[kept])

    def _distances(self, word: str, candidates: Numbers, most: int) -> tuple[Numbers, Numbers]:
        """How many typos lead from the word to each candidate, and to its closest beginning; right up to `most`.

        Two letters swapped are one typo, and none is moved twice (optimal string alignment).
        """
        whole_lengths = self.starts[candidates + 1] - self.starts[candidates]
        lengths = np.minimum(whole_lengths, len(word) + most)
        width = int(lengths.max())
        places = self.starts[candidates] + np.arange(width)[:, None]
        columns = np.where(np.arange(width)[:, None] < lengths, self.letters[np.minimum(places, len(self.letters) - 1)], 0)
        far = np.full(len(candidates), FAR, np.uint8)
        before: list[Numbers] = []
        last = [np.full(len(candidates), j, np.uint8) if j <= most else far for j in range(width + 1)]
        typed = [ord(letter) for letter in word]
        for i, letter in enumerate(typed, 1):
            row = [far] * (width + 1)
            if i <= most:
                row[0] = np.full(len(candidates), i, np.uint8)
            for j in range(max(1, i - most), min(width, i + most) + 1):
                cell = np.minimum(last[j - 1] + (columns[j - 1] != letter), np.minimum(last[j], row[j - 1]) + 1)
                if i > 1 and j > 1:
                    swapped = (columns[j - 2] == letter) & (columns[j - 1] == typed[i - 2])
                    cell = np.where(swapped, np.minimum(cell, before[j - 2] + 1), cell)
                row[j] = cell.astype(np.uint8, copy=False)
            before, last = last, row
        table = np.stack(last)
        return np.where(whole_lengths == lengths, table[lengths, np.arange(len(candidates))], FAR), table.min(axis=0)


def _sign(word: str) -> np.uint64:
    return np.uint64(_signs(np.array([ord(letter) for letter in word], np.uint32), np.array([len(word)]))[0])


def _heads(codes: Numbers, starts: Numbers) -> Numbers:
    lengths = np.minimum(np.diff(starts), HEAD)
    return _signs(codes[np.repeat(starts[:-1] - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())], lengths)


def _signs(codes: Numbers, lengths: Numbers) -> Numbers:
    """Of words end to end. Bit b: the word has a letter of bucket b; bit 32 + b: it has two."""
    cells, often = np.unique(np.repeat(np.arange(len(lengths)), lengths) * _BUCKETS + codes % _BUCKETS, return_counts=True)
    bits = np.left_shift(np.uint64(1), (cells % _BUCKETS).astype(np.uint64))
    bits |= np.where(often > 1, np.left_shift(bits, np.uint64(_BUCKETS)), np.uint64(0))
    signs = np.zeros(len(lengths), np.uint64)
    np.bitwise_or.at(signs, cells // _BUCKETS, bits)
    return signs
