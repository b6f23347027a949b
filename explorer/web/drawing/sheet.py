"""What a drawing is made of. Lengths are in the units of its own view box; y grows downwards."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from explorer.domain.records import Entity
from explorer.domain.strength import Tie, strength_word

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Anchor = Literal["start", "middle", "end"]
LETTER: Final = 0.53
"""Average width of a letter, in units of the font size."""
LEADING: Final = 1.18


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of words beside a stop; `y` is the baseline of the first."""

    x: float
    y: float
    anchor: Anchor
    lines: tuple[str, ...]
    size: float
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """An entity's mark, `size` units wide, around its middle. Small ones have no glyph. `tint`: of its community, where its colour does not say the kind."""

    entity: Entity
    x: float
    y: float
    size: float
    text: Text | None = None
    tint: int | None = None

    @property
    def symbol(self) -> str:
        return f"{'mark' if self.size >= 20 else 'shape'}-{self.entity.shown_label}"

    @property
    def left(self) -> float:
        return round(self.x - self.size / 2, 1)

    @property
    def top(self) -> float:
        return round(self.y - self.size / 2, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """`weight`: strong, medium, weak, or situates where it introduces nobody. `best`: on the path shown first. `quiet`: pushed back."""

    d: str
    weight: str
    inferred: bool = False
    best: bool = False
    quiet: bool = False

    @property
    def classes(self) -> str:
        return " ".join(name for name, on in ((self.weight, True), ("inferred", self.inferred), ("best", self.best), ("quiet", self.quiet)) if on)


@dataclass(frozen=True, slots=True)
class Badge:
    """The number of a path, on its line."""

    x: float
    y: float
    number: int

    @property
    def best(self) -> bool:
        return self.number == 1


@dataclass(frozen=True, slots=True)
class Ring:
    """The weakest link of a path."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    left: float
    top: float
    width: float
    height: float
    stops: tuple[Stop, ...]
    lines: tuple[Line, ...]
    badges: tuple[Badge, ...] = ()
    rings: tuple[Ring, ...] = ()
    divide: str | None = None
    kinds: tuple[str, ...] = field(default=())

    @property
    def view(self) -> str:
        return f"{self.left:g} {self.top:g} {self.width:g} {self.height:g}"

    @property
    def weights(self) -> frozenset[str]:
        """Which weights of line the legend must explain."""
        return frozenset(line.weight for line in self.lines)

    @property
    def tinted(self) -> bool:
        """Whether colours say the community, not the kind."""
        return any(stop.tint is not None for stop in self.stops)

    @property
    def inferred(self) -> bool:
        return any(line.inferred for line in self.lines)

    @property
    def quiet(self) -> bool:
        return any(line.quiet for line in self.lines)


def weight_of(strength: float | None) -> str:
    return "situates" if strength is None else strength_word(strength)


def rests_on_inference(tie: Tie) -> bool:
    """Whether nothing behind a tie was stated by anybody, or it only follows from what two actors did."""
    return all(c.via is not None or all(r.status == "inferred" for r in c.behind) for c in tie.contributions)


def width_of(text: str, size: float) -> float:
    """About how wide a text is; letters of East Asia and pictures count double, marks above and below not at all."""
    units = sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return units * LETTER * size


def wrapped(name: str, room: float, size: float, most_lines: int = 3) -> tuple[str, ...]:
    """A name in lines that fit `room`, cut with an ellipsis where there are too many."""
    lines: list[str] = []
    for word in name[:200].split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(_cut(word, room, size))
    if len(lines) > most_lines:
        return (*lines[: most_lines - 1], _cut(f"{lines[most_lines - 1]}…", room, size, ended=True))
    return tuple(lines)


def _cut(word: str, room: float, size: float, *, ended: bool = False) -> str:
    if width_of(word, size) <= room:
        return word
    while len(word) > 2 and width_of(f"{word}…", size) > room:
        word = word[:-1]
    return word if ended and word.endswith("…") else f"{word}…"


def named(stop: Stop, room: float, size: float, anchor: Anchor, *, above: bool = False, strong: bool = False, most_lines: int = 3) -> Stop:
    """The stop with its name beside it (anchors start and end) or under or above it (middle)."""
    lines = wrapped(stop.entity.text("short_name") or stop.entity.name, room, size, most_lines)
    high = len(lines) * size * LEADING
    gap = stop.size / 2 + 5
    if anchor == "middle":
        x, y = stop.x, stop.y - gap - high + size if above else stop.y + gap + size * 0.9
    else:
        x, y = stop.x + (gap if anchor == "start" else -gap), stop.y - high / 2 + size * 0.95
    text = Text(round(x, 1), round(y, 1), anchor, lines, size, strong)
    return replace(stop, text=text)


def box(stop: Stop, pad: float = 2) -> Box:
    """What a stop covers, with its text."""
    half = stop.size / 2
    left, top, right, bottom = stop.x - half, stop.y - half, stop.x + half, stop.y + half
    if stop.text and stop.text.lines:
        text = stop.text
        wide = max(width_of(line, text.size) for line in text.lines)
        start = text.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
        left, right = min(left, start), max(right, start + wide)
        top, bottom = min(top, text.y - text.size), max(bottom, text.y + (len(text.lines) - 1) * text.size * LEADING + text.size * 0.3)
    return left - pad, top - pad, right + pad, bottom + pad


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def sheet(
    stops: Sequence[Stop], lines: Iterable[Line], *, badges: Sequence[Badge] = (), rings: Sequence[Ring] = (), margin: float = 8, least: float = 0
) -> Drawing:
    """A drawing just large enough for everything on it, at least `least` wide."""
    boxes = [box(stop) for stop in stops]
    boxes += [(b.x - 13, b.y - 13, b.x + 13, b.y + 13) for b in badges]
    left, top = min(b[0] for b in boxes) - margin, min(b[1] for b in boxes) - margin
    right, bottom = max(b[2] for b in boxes) + margin, max(b[3] for b in boxes) + margin
    if right - left < least:
        spare = least - (right - left)
        left, right = left - spare / 2, right + spare / 2
    kinds = tuple(dict.fromkeys(stop.entity.shown_label for stop in stops))
    return Drawing(round(left), round(top), round(right - left), round(bottom - top), tuple(stops), tuple(lines), tuple(badges), tuple(rings), kinds=kinds)
