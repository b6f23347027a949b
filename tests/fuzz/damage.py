"""Ways in which a table gets damaged: by networks and disks, by spreadsheets, by people, by people who mean harm."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import Final

Damage = Callable[[bytes, Random], bytes]
"""Takes a table and gives it back damaged, the same for the same random numbers."""

ENCODINGS: Final = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-8-sig", "utf-7", "mac-roman", "cp037")
PIECES: Final = (
    b",",
    b";",
    b"\t",
    b'"',
    b'""',
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"'",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xff",
    b"\x1b[2J",
    b"PK\x03\x04",
    b"sep=;\n",
)
CELLS: Final = (
    *("", " ", "NA", "null", "=1+1", "'=1+1", "-", "@x", "%(x)s", "{0}", "<script>", "$ids", "`x`", "a|b||c", "1,5", "1 000", "1e999", "NaN", "-0", "9" * 25),
    *(
        "2024",
        "2024-02-30",
        "0000",
        "9999-12-31",
        "13/05/2024",
        "true",
        "oui",
        "FR",
        "fr",
        "ZZ",
        "country:FR",
        "Entity",
        "Company",
        "PME",
        "CLIENT_OF",
        "KNOWS",
    ),
    *("\u202e", "\u200b", "\ufeff", "\u2028", "e\u0301", "ﷺ", "👩\u200d👩", "x" * 600, "x" * 30_000, "\x07", "a\nb"),
)
HEADERS: Final = (
    "id",
    "label",
    "name",
    "Type",
    "Label",
    "source",
    "target",
    "from",
    "to",
    "Nom",
    "since",
    "until",
    "event",
    "contact",
    "status",
    "origin",
    "",
    " ",
    "?",
)


def flip_bits(table: bytes, random: Random) -> bytes:
    damaged = bytearray(table)
    for _ in range(random.choice((1, 1, 3, 20)) if damaged else 0):
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def truncate(table: bytes, random: Random) -> bytes:
    return table[: random.randint(0, len(table))]


def lose_beginning(table: bytes, random: Random) -> bytes:
    return table[random.randint(0, len(table)) :]


def lose_piece(table: bytes, random: Random) -> bytes:
    start, end = _span(table, random)
    return table[:start] + table[end:]


def repeat_piece(table: bytes, random: Random) -> bytes:
    start, end = _span(table, random)
    return table[:end] + table[start:end] * random.choice((1, 1, 2, 50)) + table[end:]


def move_piece(table: bytes, random: Random) -> bytes:
    start, end = _span(table, random)
    rest = table[:start] + table[end:]
    place = random.randint(0, len(rest))
    return rest[:place] + table[start:end] + rest[place:]


def insert_pieces(table: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, 5)):
        place = random.randint(0, len(table))
        table = table[:place] + random.choice(PIECES) + table[place:]
    return table


def insert_noise(table: bytes, random: Random) -> bytes:
    place = random.randint(0, len(table))
    return table[:place] + random.randbytes(random.randint(1, 40)) + table[place:]


def encode_otherwise(table: bytes, random: Random) -> bytes:
    return table.decode("utf-8", "replace").encode(random.choice(ENCODINGS), "replace")


def decode_wrongly(table: bytes, random: Random) -> bytes:
    """What looks like `MÃ©tÃ©o` afterwards."""
    return table.decode(random.choice(("latin-1", "cp850", "mac-roman")), "replace").encode()


def other_line_ends(table: bytes, random: Random) -> bytes:
    return table.replace(b"\n", random.choice((b"\r", b"\r\n", b"\n\n", b"\n\r", b"\x0b", "\u2028".encode())))


def other_delimiter(table: bytes, random: Random) -> bytes:
    return table.replace(b",", random.choice((b";", b"\t", b"|", b" ", b",,")))


def duplicate_column(table: bytes, random: Random) -> bytes:
    def twice(row: list[str], place: int) -> list[str]:
        return [*row, *row[place : place + 1]]

    return _columns(table, random, twice)


def remove_column(table: bytes, random: Random) -> bytes:
    return _columns(table, random, lambda row, place: row[:place] + row[place + 1 :])


def rename_column(table: bytes, random: Random) -> bytes:
    rows = _rows(table)
    if rows and rows[0]:
        rows[0][random.randrange(len(rows[0]))] = random.choice(HEADERS)
    return _table(rows)


def swap_columns(table: bytes, random: Random) -> bytes:
    """In some rows only: what stands there slips into another column."""
    rows = _rows(table)
    for row in rows:
        if len(row) > 1 and random.random() < 0.3:
            one, other = random.sample(range(len(row)), 2)
            row[one], row[other] = row[other], row[one]
    return _table(rows)


def duplicate_rows(table: bytes, random: Random) -> bytes:
    rows = _rows(table)
    return _table([*rows, *random.choices(rows, k=random.randint(1, 5))] if rows else rows)


def shuffle_rows(table: bytes, random: Random) -> bytes:
    rows = _rows(table)
    random.shuffle(rows)
    return _table(rows)


def replace_cells(table: bytes, random: Random) -> bytes:
    rows = _rows(table)
    for _ in range(random.choice((1, 1, 2, 10))):
        row = random.choice(rows[1:]) if len(rows) > 1 else []
        if row:
            row[random.randrange(len(row))] = random.choice(CELLS)
    return _table(rows)


def exchange_cells(table: bytes, random: Random) -> bytes:
    """Cells of one column, so that types, labels and ends are known ones but the wrong ones."""
    rows = _rows(table)
    for _ in range(random.choice((1, 1, 2, 10))):
        if len(rows) > 2:
            one, other = random.sample(rows[1:], 2)
            place = random.randrange(max(1, min(len(one), len(other))))
            one[place : place + 1], other[place : place + 1] = other[place : place + 1], one[place : place + 1]
    return _table(rows)


DAMAGES: Final[Mapping[str, Damage]] = MappingProxyType(
    {
        damage.__name__.replace("_", " "): damage
        for damage in (
            *(flip_bits, truncate, lose_beginning, lose_piece, repeat_piece, move_piece, insert_pieces, insert_noise, encode_otherwise, decode_wrongly),
            *(other_line_ends, other_delimiter, duplicate_column, remove_column, rename_column, swap_columns, duplicate_rows, shuffle_rows),
            *(replace_cells, exchange_cells),
        )
    }
)


def splice(one: bytes, other: bytes, random: Random) -> bytes:
    """The beginning of one table and the end of another."""
    return one[: random.randint(0, len(one))] + other[random.randint(0, len(other)) :]


def _span(table: bytes, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(table))
    return start, min(len(table), start + random.choice((1, 5, 40, 400)))


def _rows(table: bytes) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(table.decode("utf-8", "replace").replace("\0", ""), newline="")))
    except csv.Error:
        return [line.split(",") for line in table.decode("utf-8", "replace").split("\n")]


def _table(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


def _columns(table: bytes, random: Random, change: Callable[[list[str], int], list[str]]) -> bytes:
    rows = _rows(table)
    place = random.randrange(max(1, max(map(len, rows), default=0)))
    return _table([change(row, place) for row in rows])
