"""From the network to files others read. Which formats there are, and what each is good for, stands in `docs/export.md`."""

from explorer.export.formats import FORMATS, Format
from explorer.export.network import Exported, Left, Look
from explorer.export.writing import write

__all__ = ["FORMATS", "Exported", "Format", "Left", "Look", "write"]
