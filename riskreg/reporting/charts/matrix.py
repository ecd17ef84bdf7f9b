"""Heat map of risks: impact to the right, likelihood upward, the appetite as a stepped line.

The form follows ISO 31010:2019 B.10.3 (consequence/likelihood matrix): a place in a table, never a sum.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from riskreg.reporting.charts.notation import SIZE
from riskreg.reporting.charts.routes import Box, Point, around, bow
from riskreg.reporting.charts.svg import Svg, bent, key_of, shorten, text_width
from riskreg.vocabulary.scoring import band

LEVELS = (1, 2, 3, 4, 5)
MOST_ARROWS = 10
BAND_CLASS = {"low": 1, "medium": 2, "high": 3, "very_high": 4}
Place = tuple[int, int]
PLACES: tuple[Place, ...] = tuple(itertools.product(LEVELS, LEVELS))


@dataclass(frozen=True)
class Mark:
    """One risk: the short words in its disc, its name, its (likelihood, impact) now, earlier and as a target.

    `now` None: not assessed, hence not drawn. `before` None or equal to `now`: no ring and no arrow; of `target` no
    diamond.
    """

    label: str
    name: str
    now: Place | None
    before: Place | None = None
    target: Place | None = None


@dataclass(frozen=True)
class MatrixWords:
    """Translated words. `several` is a pattern with %(count)d, for a cell that holds more discs than fit."""

    title: str
    desc: str
    likelihood: str
    impact: str
    likelihood_levels: tuple[str, str, str, str, str]
    impact_levels: tuple[str, str, str, str, str]
    band_letters: tuple[str, str, str, str]
    several: str


@dataclass(frozen=True)
class Frame:
    """Where the cells are, in px."""

    left: float
    cell_width: float
    cell_height: float
    compact: bool

    @property
    def width(self) -> float:
        return self.left + 5 * self.cell_width + 8

    @property
    def height(self) -> float:
        return 5 * self.cell_height + 58

    def corner(self, place: Place) -> tuple[float, float]:
        likelihood, impact = place
        return self.left + (impact - 1) * self.cell_width, (5 - likelihood) * self.cell_height

    def middle(self, place: Place) -> tuple[float, float]:
        """Of the room for marks: the cell above its words."""
        x, y = self.corner(place)
        return x + self.cell_width / 2, y + (self.cell_height - 14) / 2

    @property
    def cells(self) -> Box:
        return self.left, 0, self.left + 5 * self.cell_width, 5 * self.cell_height


WIDE = Frame(left=124, cell_width=122, cell_height=60, compact=False)
COMPACT = Frame(left=38, cell_width=60, cell_height=50, compact=True)
MEDIUM = Frame(left=124, cell_width=80, cell_height=50, compact=False)


def matrix(
    marks: Sequence[Mark], words: MatrixWords, *, appetite: int | None = 9, frame: Frame | None = None, key: str = ""
) -> str:
    """The heat map as SVG text. `appetite` is the highest score that is still accepted; None draws no line."""
    marks, frame = tuple(marks), frame or WIDE
    svg = Svg(
        frame.width,
        frame.height,
        key=key or key_of("matrix", marks, words, appetite, frame),
        title=words.title,
        desc=words.desc,
    )
    draw_cells(svg, frame, words, appetite)
    _draw_marks(svg, frame, marks, words)
    return str(svg)


def draw_cells(svg: Svg, frame: Frame, words: MatrixWords, appetite: int | None) -> None:
    """Bands, scale words, axis names and the appetite line; the words in the cells come over the arrows."""
    for place in PLACES:
        svg.rect(*frame.corner(place), frame.cell_width, frame.cell_height, f"cell cell{_band(place)}")
    below = 5 * frame.cell_height
    for level in LEVELS:
        x, y = frame.middle((level, 1))[1], frame.middle((1, level))[0]
        number = (str(level), "t-b")
        if frame.compact:
            svg.runs(frame.left - 8, x + 7, [number], "t-s t-m t-e")
            svg.runs(y, below + 17, [number], "t-s t-m t-c")
        else:
            name = shorten(words.likelihood_levels[level - 1], frame.left - 40)
            svg.runs(frame.left - 10, x + 7, [(name, ""), number], "t-s t-m t-e")
            name = shorten(words.impact_levels[level - 1], frame.cell_width - 18)
            svg.runs(y, below + 17, [number, (name, "")], "t-s t-m t-c")
    middle = frame.left + 2.5 * frame.cell_width
    svg.text(middle, below + 40, shorten(words.impact, 5 * frame.cell_width, SIZE), "t-b t-c")
    turned = f"translate(11 {below / 2:g}) rotate(-90)"
    svg.text(0, 0, shorten(words.likelihood, below, SIZE), "t-b t-c", transform=turned)
    if appetite is not None:
        _appetite(svg, frame, appetite)


def draw_products(svg: Svg, frame: Frame, words: MatrixWords) -> None:
    """Product and band letter in each cell, on a ground of its colour, which the arrows pass behind."""
    for place in PLACES:
        right, low = _corner_of_words(frame, place)
        said = _product(words, place)
        svg.ground(right - text_width(said), low, said, f"cell{_band(place)}")
        svg.text(right, low, said, "t-cell t-e")


def boxes_of_products(frame: Frame, words: MatrixWords) -> list[Box]:
    """The room of those words, for the arrows to go round."""
    found = []
    for place in PLACES:
        right, low = _corner_of_words(frame, place)
        found.append((right - text_width(_product(words, place)), low - 9, right + 1, low + 2))
    return found


def _corner_of_words(frame: Frame, place: Place) -> tuple[float, float]:
    x, y = frame.corner(place)
    return x + frame.cell_width - 6, y + frame.cell_height - 6


def _product(words: MatrixWords, place: Place) -> str:
    return f"{place[0] * place[1]} {words.band_letters[_band(place) - 1]}"


def _band(place: Place) -> int:
    return BAND_CLASS[band(*place) or "low"]


def _appetite(svg: Svg, frame: Frame, appetite: int) -> None:
    """A step under every cell above the appetite, from the top left to the bottom right."""
    steps = []
    for likelihood in reversed(LEVELS):
        accepted = sum(1 for impact in LEVELS if likelihood * impact <= appetite)
        x = frame.left + accepted * frame.cell_width
        top = (5 - likelihood) * frame.cell_height
        steps.append((x, top, top + frame.cell_height))
    if all(x >= frame.left + 5 * frame.cell_width for x, _, _ in steps):
        return  # every score is accepted
    d = f"M{steps[0][0]:g} {steps[0][1]:g}"
    edge = frame.left + 5 * frame.cell_width
    for x, _, low in steps:
        d += f"H{x:g}" + (f"V{low:g}" if x < edge else "")
        if x >= edge:
            break
    svg.path(d, "appetite")


def _draw_marks(svg: Svg, frame: Frame, marks: tuple[Mark, ...], words: MatrixWords) -> None:
    now: dict[Place, list[Mark]] = defaultdict(list)
    moves: dict[tuple[Place, Place], list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.now is None:
            continue
        now[mark.now].append(mark)
        if mark.before is not None and mark.before != mark.now:
            moves[mark.before, mark.now].append(mark)
    rings: dict[Place, list[tuple[Place, Place]]] = defaultdict(list)
    for move in sorted(moves):
        rings[move[0]].append(move)
    places = {place: _slots(frame, now.get(place, []), rings.get(place, []), words) for place in {*now, *rings}}
    discs = {place: slots for place, (slots, _) in places.items()}
    starts = {move: spot for _, ring_spots in places.values() for move, spot in ring_spots.items()}
    for (x, y), radius in sorted(set(starts.values())):
        svg.circle(x, y, radius, "ghost")
    avoid = boxes_of_products(frame, words)
    avoid += [around(spot, radius, radius) for spot, radius in sorted(set(starts.values()))]
    avoid += [slot.box for slots in discs.values() for slot in slots]
    wanted = Counter(
        (_target(discs[mark.now], mark), mark.target)
        for mark in marks
        if mark.now is not None and mark.target is not None and mark.target != mark.now
    )
    diamonds = _diamonds(frame, wanted)
    avoid += [diamond.box for diamond in diamonds.values()]
    for move, followers in sorted(moves.items()):
        start, radius = starts[move]
        _arrow(svg, frame, (start, radius), _target(discs[move[1]], followers[0]), "trail", avoid)
    for slot, target in sorted(wanted, key=lambda one: (one[1], one[0].x, one[0].y)):
        if diamonds[target].count is None:
            _target_arrow(svg, frame, slot, diamonds[target], avoid)
    draw_products(svg, frame, words)
    for diamond in diamonds.values():
        diamond.draw(svg)
    for place in sorted(discs):
        for slot in discs[place]:
            slot.draw(svg)


def _arrow(svg: Svg, frame: Frame, start: tuple[Point, float], slot: _Slot, classes: str, avoid: Sequence[Box]) -> None:
    (spot, radius), end = start, (slot.x, slot.y)
    share = bow(spot, end, avoid, frame.cells)
    svg.arrow(spot, end, classes, radius, slot.reach(bent(spot, end, share)), bow=share)


@dataclass(frozen=True)
class _Diamond:
    """The place that risks are to reach; with more arrows than can be followed, the number of those risks in it."""

    x: float
    y: float
    radius: float
    count: int | None

    @property
    def wide(self) -> float:
        return self.radius if self.count is None else max(self.radius, text_width(str(self.count)) / 2 + 6.5)

    @property
    def box(self) -> Box:
        return around((self.x, self.y), self.wide, self.radius)

    def draw(self, svg: Svg) -> None:
        svg.diamond(self.x, self.y, self.radius, "pl", wide=self.wide)
        if self.count is not None:
            svg.text(self.x, self.y + 4, self.count, "t-s t-c")


def _diamonds(frame: Frame, wanted: Mapping[tuple[_Slot, Place], int]) -> dict[Place, _Diamond]:
    """A diamond in the corner of each cell that is a target; with too many arrows, the number of risks in it."""
    is_crowded = len(wanted) > MOST_ARROWS
    radius = 11.0 if is_crowded else 5.5 if frame.compact else 7.0
    diamonds: dict[Place, _Diamond] = {}
    for place in sorted({target for _, target in wanted}):
        x, y = frame.corner(place)
        count = sum(n for (_, one), n in wanted.items() if one == place) if is_crowded else None
        shape = _Diamond(0, y + frame.cell_height - radius - 2, radius, count)
        diamonds[place] = replace(shape, x=x + shape.wide + 2.5)
    return diamonds


def _target_arrow(svg: Svg, frame: Frame, slot: _Slot, diamond: _Diamond, avoid: Sequence[Box]) -> None:
    start, end = (slot.x, slot.y), (diamond.x, diamond.y)
    share = bow(start, end, avoid, frame.cells)
    svg.arrow(start, end, "trail-to", slot.reach(bent(start, end, share)), diamond.radius, bow=share)


@dataclass(frozen=True)
class _Slot:
    """A disc, or a pill when its words are too wide for a disc."""

    label: str
    names: str
    x: float
    y: float
    half: float
    radius: float
    members: tuple[Mark, ...]

    @property
    def box(self) -> Box:
        return around((self.x, self.y), self.half, self.radius)

    def reach(self, toward: Point) -> float:
        """From the middle to the edge of the pill in the direction of a point, in px."""
        wide, high = abs(toward[0] - self.x), abs(toward[1] - self.y)
        straight = self.half - self.radius
        length = math.hypot(wide, high) or 1
        if high * straight >= wide * self.radius:
            return self.radius * length / (high or 1)
        along = straight * wide / length
        return along + math.sqrt(max(along**2 - straight**2 + self.radius**2, 0))

    def draw(self, svg: Svg) -> None:
        classes = "disc" if len(self.members) == 1 else "disc disc--sum"
        high = self.radius
        box = (self.x - self.half, self.y - high, 2 * self.half, 2 * high)
        shape = svg.rect(*box, classes, rx=high)
        svg.tooltip(shape, self.names)
        svg.text(self.x, self.y + 4.2, self.label, "t-s t-b t-c" if len(self.label) > 2 else "t-b t-c")


def _slots(
    frame: Frame, marks: list[Mark], moves: list[tuple[Place, Place]], words: MatrixWords
) -> tuple[list[_Slot], dict[tuple[Place, Place], tuple[tuple[float, float], float]]]:
    """The discs of one cell and where each ring starts: side by side while they fit, else one count and one ring."""
    radius, pad = (10.0, 4) if frame.cell_height < WIDE.cell_height else (14.0, 6)
    room = frame.cell_width - 8
    labels: list[tuple[str, tuple[Mark, ...]]] = [(shorten(mark.label, room - 16, SIZE), (mark,)) for mark in marks]
    halves = [max(radius, text_width(label, SIZE) / 2 + pad) for label, _ in labels]
    if len(marks) > 3 or sum(2 * half + 4 for half in halves) > room:
        label = words.several % {"count": len(marks)}
        if text_width(label, SIZE) + 18 > room:
            label = f"{len(marks)}×"
        labels = [(label, tuple(marks))]
        halves = [max(radius, text_width(label, SIZE) / 2 + 7)]
    ring = radius - 2
    used = sum(2 * half + 4 for half in halves)
    fitting = max(0, int((room - used) // (2 * ring + 4)))
    shared = len(moves) > fitting
    ring_count = 0 if not moves else max(1, fitting) if shared else len(moves)
    squeezed = shared and fitting == 0
    total = used + (0 if squeezed else ring_count * (2 * ring + 4))
    likelihood_impact = marks[0].now if marks else moves[0][0]
    x, y = frame.middle(likelihood_impact or (1, 1))
    x -= total / 2
    spots = []
    if squeezed:
        corner_x, corner_y = frame.corner(likelihood_impact or (1, 1))
        spots = [((corner_x + 9, corner_y + 9), 6.0)]
    else:
        for _ in range(ring_count):
            spots.append(((x + ring + 2, y), ring))
            x += 2 * ring + 4
    starts = {move: spots[min(index, len(spots) - 1)] for index, move in enumerate(moves)}
    slots = []
    for (label, members), half in zip(labels, halves, strict=True):
        names = "\n".join(f"{member.label} {member.name}" for member in members)
        slots.append(_Slot(label, names, x + half + 2, y, half, radius, members))
        x += 2 * half + 4
    return slots, starts


def _target(slots: list[_Slot], mark: Mark) -> _Slot:
    return next(slot for slot in slots if mark in slot.members)
