"""Whatever a chart is given, no two of its labels overlap and none leaves the drawing: measured in the shipped font."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskreg.reporting.charts.svg import Svg, text_width
from tests.reporting.charts.crossing import crossed
from tests.reporting.charts.generated import CHARTS
from tests.reporting.charts.metrics import BOLD, REGULAR, font
from tests.reporting.charts.reading import boxes, outside, overlaps


@pytest.mark.parametrize("name", CHARTS)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_labels_keep_apart_and_inside(name: str, data: st.DataObject) -> None:
    chart = data.draw(CHARTS[name])
    assert overlaps(chart) == []
    assert outside(chart) == []
    assert crossed(chart) == []


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["C"])), st.sampled_from([REGULAR, BOLD]))
def test_the_estimated_width_is_never_too_small(text: str, name: str) -> None:
    known = "".join(char for char in text if char in font(name).advances)
    assert font(name).width(known, 11.5) <= text_width(known, 11.5) + 1e-6


def drawn(*lines: tuple[float, float, str, str]) -> str:
    svg = Svg(100, 40, key="k", title="t")
    for x, y, words, classes in lines:
        svg.text(x, y, words, classes)
    return str(svg)


def test_overlap_is_seen() -> None:
    assert overlaps(drawn((0, 12, "Milestone", ""), (40, 12, "late", ""))) == [("Milestone", "late")]
    assert overlaps(drawn((0, 12, "Milestone", ""), (0, 17, "late", ""))) == [("Milestone", "late")]
    assert overlaps(drawn((0, 12, "Milestone", ""), (60, 12, "late", ""), (0, 26, "late", ""))) == []


def test_what_leaves_the_drawing_is_seen() -> None:
    chart = drawn((80, 12, "Milestone", ""), (5, 38, "gjp", ""), (3, 12, "end", "t-e"), (50, 20, "inside", "t-c"))
    assert outside(chart) == ["Milestone", "gjp", "end"]


def test_a_turned_label_has_a_turned_box() -> None:
    svg = Svg(100, 100, key="k", title="t")
    svg.text(0, 0, "Likelihood", transform="translate(11 90) rotate(-90)")
    svg.text(20, 40, "beside")
    (turned, beside) = boxes(str(svg))
    assert not turned.touches(beside)
    assert max(y for _, y in turned.corners) - min(y for _, y in turned.corners) > 40
