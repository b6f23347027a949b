"""From the bytes of a file to its text, or to the reason why it is none."""

import codecs
from typing import Final

from explorer.ingest.problems import Detail

_ARCHIVES: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c")
"""How ZIP (so XLSX and ODS), XLS, gzip and 7z begin."""
_MARKS: Final = ((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32"), (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))


class NotText(Exception):
    """`row`: the line that shows it."""

    def __init__(self, code: str, row: int | None = None, **details: Detail) -> None:
        super().__init__(code)
        self.code, self.row, self.details = code, row, details


def refuse_archive(data: bytes) -> None:
    """Nothing is ever unpacked. Raises NotText."""
    if data.startswith(_ARCHIVES):
        raise NotText("spreadsheet")


def decode(data: bytes) -> str:
    """UTF-8, with or without a byte order mark. Raises NotText."""
    refuse_archive(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            raise NotText("other_encoding", encoding=encoding)
    zero = data.find(b"\0")
    if zero >= 0:
        raise NotText("zero_byte", _line(data, zero))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText("not_utf8", _line(data, error.start)) from None


def _line(data: bytes, position: int) -> int:
    before = data[:position].replace(b"\r\n", b"\n")
    return before.count(b"\n") + before.count(b"\r") + 1
