"""The builder: escaping, spreading, lanes, thinning."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.reporting.charts.svg import Svg, lanes, shorten, signed, spread, text_width, thin, wrap
from tests.reporting.charts.reading import assert_sound, parse


@given(st.text(), st.text())
def test_any_text_is_carried_safely(title: str, label: str) -> None:
    svg = Svg(100, 20, key="k", title="t" + title)
    svg.text(0, 10, label)
    svg.tooltip(svg.rect(0, 0, 5, 5, "pl"), label)
    assert_sound(str(svg))


@given(st.lists(st.floats(-1000, 1000), max_size=60), st.floats(1, 40))
def test_spread_keeps_the_gap_and_the_order(wanted: list[float], gap: float) -> None:
    placed = spread(wanted, gap)
    ranked = sorted(range(len(wanted)), key=lambda index: wanted[index])
    assert all(placed[b] - placed[a] >= gap - 1e-6 for a, b in itertools.pairwise(ranked))


def test_spread_leaves_free_places_alone() -> None:
    assert spread([10, 50, 90], 17) == [10, 50, 90]


def test_spread_stays_inside_when_it_fits() -> None:
    assert spread([0, 0, 0], 10, low=0, high=20) == [0, 10, 20]
    assert min(spread([0, 0, 0, 0], 10, low=5, high=20)) == 5


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(1, 80)), max_size=40))
def test_lanes_never_overlap(items: list[tuple[float, float]]) -> None:
    intervals = [(left, left + width) for left, width in items]
    lane_of = lanes(intervals, gap=0)
    for a in range(len(items)):
        for b in range(a):
            if lane_of[a] == lane_of[b]:
                assert intervals[a][1] <= intervals[b][0] or intervals[b][1] <= intervals[a][0]


def test_thin_keeps_every_nth() -> None:
    assert thin([0, 10, 20, 30], [15] * 4) == [0, 3]
    assert thin([0, 100], [15, 15]) == [0, 1]
    assert thin([], []) == []


@pytest.mark.parametrize(("value", "shown"), [(45, "+45"), (-20, "−20"), (0, "0")])
def test_signed_uses_the_true_minus(value: int, shown: str) -> None:
    assert signed(value) == shown


@given(st.text(st.characters(codec="latin-1"), max_size=80), st.floats(30, 400))
def test_shorten_fits(text: str, width: float) -> None:
    assert text_width(shorten(text, width)) <= width


def test_wrap_breaks_between_words() -> None:
    assert wrap("plan adopted, owners named", 100, 2) == ["plan adopted,", "owners named"]
    assert len(wrap("a " * 200, 100, 2)) == 2
    assert wrap("", 100, 2) == []


def test_every_class_of_a_mark_has_a_rule_in_the_stylesheet() -> None:
    from pathlib import Path

    from riskreg.reporting.charts.notation import LOOK

    sheet = Path("riskreg/static/riskreg/charts.css").read_text(encoding="utf-8")
    missing = [name for name in LOOK if not re.search(rf"\.{re.escape(name)}\b", sheet)]
    assert missing == []


def test_the_size_grows_with_the_text_of_the_reader() -> None:
    root = parse(str(Svg(1310, 100, key="k", title="t")))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("81.875rem", "6.25rem", "0 0 1310 100")


def test_hatch_is_defined_once_per_drawing() -> None:
    svg = Svg(10, 10, key="k", title="t", desc="d")
    assert svg.hatch() == svg.hatch() == "url(#k-h)"
    assert str(svg).count("<pattern") == 1
    assert [child.tag.split("}")[1] for child in parse(str(svg))] == ["title", "desc", "defs"]
