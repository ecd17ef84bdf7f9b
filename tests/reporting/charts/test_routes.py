"""The way of an arrow: straight while nothing stands in it, round what does, and within the drawing."""

from riskreg.reporting.charts.matrix import Mark, matrix
from riskreg.reporting.charts.routes import around, bow
from riskreg.reporting.charts.trail import Trail, trail
from tests.reporting.charts.reading import SVG, parse
from tests.reporting.charts.samples import WORDS

WITHIN = (0.0, 0.0, 200.0, 200.0)
START, END = (20.0, 100.0), (180.0, 100.0)


def test_an_arrow_is_straight_where_nothing_stands_in_its_way() -> None:
    assert bow(START, END, [], WITHIN) == 0
    assert bow(START, END, [around((100, 180), 10, 10)], WITHIN) == 0


def test_an_arrow_bends_as_little_as_takes_it_round_a_mark() -> None:
    low, high = around((100, 100), 6, 6), around((100, 100), 6, 24)
    assert 0 < abs(bow(START, END, [low], WITHIN)) < abs(bow(START, END, [high], WITHIN))


def test_its_own_marks_are_not_in_the_way() -> None:
    assert bow(START, END, [around(START, 10, 10), around(END, 10, 10)], WITHIN) == 0


def test_an_arrow_stays_within_the_cells() -> None:
    along_the_edge = bow((20, 196), (180, 196), [around((100, 196), 6, 3)], WITHIN)
    assert along_the_edge > 0  # upward, as the edge is 4 px below


def test_the_way_of_a_risk_bends_round_the_words_in_the_cells() -> None:
    (arrow,) = [one for one in parse(trail(Trail(None, (4, 5), (2, 4)), WORDS)).iter(f"{SVG}path") if is_target(one)]
    assert "Q" in arrow.get("d", "")


def is_target(element: object) -> bool:
    return getattr(element, "attrib", {}).get("class") == "trail-to"


def test_an_arrow_ends_at_the_edge_of_a_count_however_wide() -> None:
    """Its head would lie below the pill if it went as near as it goes to a disc."""
    marks = [Mark(f"{n}", "x", (3, 4), (3, 1) if n == 0 else None) for n in range(9)]
    chart = parse(matrix(marks, WORDS))
    (head,) = [one for one in chart.iter(f"{SVG}path") if one.get("class") == "arr"]
    (pill,) = [one for one in chart.iter(f"{SVG}rect") if "disc" in one.get("class", "")]
    tip = float(head.get("d", "M0 0")[1:].split()[0])
    assert float(pill.get("x", "0")) - 3 <= tip < float(pill.get("x", "0"))
