"""What single charts say: counts in a crowded cell, rings, arrows, slips."""

import itertools
from datetime import date
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from riskreg.reporting.charts import values
from riskreg.reporting.charts.finish import FinishRow
from riskreg.reporting.charts.matrix import Mark, matrix
from riskreg.reporting.charts.milestone_trend import MilestoneLine, MilestoneTrendWords, milestone_trend
from riskreg.reporting.charts.months import MonthBar, MonthsWords, months
from riskreg.reporting.charts.progress import bar
from riskreg.reporting.charts.roadmap import RoadmapMilestone, RoadmapRow, RoadmapWords, roadmap
from riskreg.reporting.charts.slip import SlipTarget, SlipWords, slip
from riskreg.reporting.charts.trail import Trail, trail
from riskreg.reporting.charts.variance import Scale, variance_bar
from tests.reporting.charts.reading import SVG, boxes, parse
from tests.reporting.charts.samples import ON, WORDS

ROADMAP = RoadmapWords("Roadmap")


def words_of(chart: str) -> list[str]:
    return [box.words for box in boxes(chart)]


def test_three_risks_stand_side_by_side() -> None:
    chart = matrix([Mark(str(n), "x", (3, 3)) for n in (1, 2, 3)], WORDS)
    assert {"1", "2", "3"} <= set(words_of(chart))


def test_four_risks_become_a_count_with_their_names() -> None:
    chart = matrix([Mark(str(n), f"Name {n}", (3, 3)) for n in (1, 2, 3, 4)], WORDS)
    assert "4 risks" in words_of(chart)
    assert "4 Name 4" in chart


def test_risk_that_was_not_assessed_is_not_drawn() -> None:
    chart = matrix([Mark("99", "x", None, (1, 1))], WORDS)
    assert "99" not in words_of(chart)
    assert "ghost" not in chart


def test_only_a_moved_risk_has_a_ring_and_an_arrow() -> None:
    assert "ghost" not in matrix([Mark("1", "x", (3, 3), (3, 3))], WORDS)
    moved = matrix([Mark("1", "x", (3, 3), (4, 4))], WORDS)
    assert moved.count('class="ghost"') == 1
    assert moved.count('class="arr"') == 1


def test_every_cell_names_its_band() -> None:
    products = [word for word in words_of(matrix([], WORDS)) if word[-2:] in (" L", " M", " H", " V")]
    assert len(products) == 25
    assert {"1 L", "5 M", "9 M", "10 H", "15 V", "25 V"} <= set(products)


def test_appetite_line_can_be_left_out() -> None:
    assert 'class="appetite"' in matrix([], WORDS, appetite=6)
    assert 'class="appetite"' not in matrix([], WORDS, appetite=None)
    assert 'class="appetite"' not in matrix([], WORDS, appetite=25)


def test_trail_with_all_points_in_one_cell_shows_three_letters() -> None:
    assert {"I", "C", "T"} <= set(words_of(trail(Trail((4, 5), (4, 5), (4, 5)), WORDS)))


def test_slip_is_finish_minus_baseline() -> None:
    assert FinishRow("P", date(2027, 12, 31), date(2028, 2, 14)).days == 45
    assert RoadmapMilestone("M", "x", date(2026, 12, 31), date(2026, 12, 11)).days == -20
    assert FinishRow("P", None, date(2028, 2, 14)).days is None


def test_both_slips_are_shown_when_the_target_moved() -> None:
    targets = [SlipTarget(date(2025, 12, 31), "first"), SlipTarget(date(2027, 12, 31), "current")]
    words = SlipWords("Slip", on_current="on current", on_first="on first")
    shown = words_of(slip(date(2024, 5, 15), targets, date(2028, 2, 14), ON, words))
    assert {"+45 d", "+775 d", "on current", "on first"} <= set(shown)
    assert "on first" not in words_of(slip(date(2024, 5, 15), targets[:1], date(2028, 2, 14), ON, words))


def test_bar_without_figures_draws_no_bar() -> None:
    assert not list(parse(bar(None, None, "not known")).iter(f"{SVG}rect"))
    assert len(list(parse(bar(48, 41, "41 of 48")).iter(f"{SVG}rect"))) == 2


def test_variance_bar_signs_its_number() -> None:
    scale = Scale.of([45, -20, None])
    assert words_of(variance_bar(45, scale, "x")) == ["+45"]
    assert words_of(variance_bar(-20, scale, "x")) == ["−20"]
    assert words_of(variance_bar(None, scale, "x")) == ["–"]


def test_variance_bars_of_one_table_share_zero_line_and_scale() -> None:
    scale = Scale.of([40, 10, -20])
    drawn = [parse(variance_bar(days, scale, "x")) for days in (40, 10, -20)]
    assert len({one.find(f"{SVG}path").get("d") for one in drawn}) == 1  # type: ignore[union-attr]
    a, b, c = (float(one.find(f"{SVG}rect").get("width")) for one in drawn)  # type: ignore[union-attr, arg-type]
    assert (round(a / b), round(a / c)) == (4, 2)


def test_targets_are_diamonds_with_an_arrow_each() -> None:
    marks = [Mark("1", "x", (4, 4), (5, 5), (2, 3)), Mark("2", "y", (3, 3), None, (3, 3))]
    chart = matrix(marks, WORDS)
    assert chart.count('class="pl"') == 1
    assert chart.count('class="trail-to"') == 1
    assert chart.count('class="trail"') == 1


def test_more_targets_than_can_be_followed_become_counts() -> None:
    places = [(a, b) for a in (3, 4, 5) for b in (1, 2, 3, 4)]
    chart = matrix([Mark(f"R{n}", "x", place, None, (1, 1)) for n, place in enumerate(places)], WORDS)
    assert 'class="trail-to"' not in chart
    assert "12" in words_of(chart)


def test_roadmap_draws_who_waits_for_whom() -> None:
    first = RoadmapMilestone("01", "x", date(2026, 3, 1), date(2026, 3, 1))
    late = RoadmapMilestone("02", "y", date(2026, 2, 1), date(2026, 2, 1), needs=("01", "elsewhere"))
    chart = roadmap([RoadmapRow("A", "a", milestones=(first,)), RoadmapRow("B", "b", milestones=(late,))], ON, ROADMAP)
    assert chart.count('class="dep dep--bad"') == 1
    assert chart.count('class="dep-arr"') == 1


def test_roadmap_draws_former_promises_dashed() -> None:
    moved = RoadmapMilestone("01", "x", date(2026, 3, 1), None, earlier=(date(2025, 3, 1), date(2026, 3, 1)))
    chart = roadmap([RoadmapRow("A", "a", milestones=(moved,))], ON, ROADMAP)
    assert chart.count('stroke-dasharray="2 1.5"') == 1


def test_a_crowded_lane_names_the_latest_and_counts_the_rest() -> None:
    items = tuple(RoadmapMilestone(f"{n:02}", "x", date(2026, 3, 1), date(2026, 3, 1 + n % 28)) for n in range(50))
    shown = words_of(roadmap([RoadmapRow("A", "a", milestones=items)], ON, ROADMAP))
    assert "27 +27 d" in shown
    assert "00 0 d" not in shown
    assert any("more" in words for words in shown)


def test_on_a_phone_the_names_of_a_roadmap_stand_above_bars_as_wide_as_the_screen() -> None:
    span = (date(2026, 1, 1), date(2026, 12, 31))
    row = RoadmapRow("A", "A workstream with a name of some length", baseline=span)
    charts = [roadmap([row], ON, ROADMAP, width=width) for width in (358, 720)]
    (narrow, wide) = (next(one for one in parse(chart).iter(f"{SVG}rect") if is_plan(one)) for chart in charts)
    (name,) = [box for box in boxes(charts[0]) if box.words == row.name]
    assert max(y for _, y in name.corners) <= float(narrow.get("y", "0"))
    assert float(narrow.get("x", "0")) < 20
    assert float(narrow.get("width", "0")) > 0.7 * 358
    assert float(wide.get("x", "0")) > 150


def is_plan(element: ET.Element) -> bool:
    return element.get("class") == "pl"


def test_a_long_name_in_a_roadmap_takes_a_second_line() -> None:
    row = RoadmapRow("PLN-01", "Integrity agenda and follow-up", milestones=())
    assert words_of(roadmap([row], ON, ROADMAP, width=720))[-2:] == ["Integrity agenda and", "follow-up"]


def test_a_crowded_milestone_trend_draws_fifteen_and_counts_the_rest() -> None:
    months = [(date(2026, 9, 30), "Sep"), (date(2026, 10, 31), "Oct")]
    lines = [MilestoneLine(f"M{n}", "soon", f"+{n} d", n, (date(2027, 1, 1),) * 2) for n in range(50)]
    chart = milestone_trend(months, lines, [], MilestoneTrendWords("Trend"))
    shown = words_of(chart)
    assert sum(words.startswith("M") for words in shown) == 15
    assert len([one for one in classes_of(chart, "path") if one.startswith("line ")]) == 15
    assert "M49 soon +49 d" in shown
    assert "15 drawn; 35 more in the table" in shown


def diagonal_words(*finishes: tuple[date, ...]) -> tuple[str, float]:
    """The transformation and the height of the words on the diagonal, over lines with these finishes."""
    months = [(date(2026, month, 28), str(month)) for month in range(1, 11)]
    lines = [MilestoneLine(f"M{n}", "soon", "0 d", 0, days) for n, days in enumerate(finishes)]
    chart = parse(milestone_trend(months, lines, [], MilestoneTrendWords("Trend", diagonal="reached here")))
    (found,) = [one for one in chart.iter(f"{SVG}text") if one.text == "reached here"]
    return found.get("transform", ""), float(found.get("y", ""))


def test_the_words_on_the_diagonal_make_way_for_a_line() -> None:
    free = diagonal_words((date(2027, 3, 1),) * 10)
    crossed = diagonal_words((date(2027, 3, 1),) * 10, (date(2026, 1, 28), date(2026, 3, 20)) * 5)
    assert free[0].startswith("translate(")
    assert crossed != free


def test_the_words_on_the_diagonal_stand_above_where_no_place_is_free() -> None:
    zigzag = tuple((date(2026, 1, 1), date(2027, 3, 1)) * 5)
    back = tuple((date(2027, 3, 1), date(2026, 1, 1)) * 5)
    level = [(date(2026, month, 20),) * 10 for month in range(1, 11)]
    assert diagonal_words(zigzag, back, *level) == ("", 12)


def classes_of(chart: str, tag: str) -> list[str]:
    return [one.get("class", "") for one in parse(chart).iter(f"{SVG}{tag}")]


def test_months_stack_the_parts_and_break_before_what_was_sealed() -> None:
    words = MonthsWords("Months", parts=("new", "busy", "done"), late="late", before_break="reconstructed")
    bars = [MonthBar("Sep", (1, 2, 0), 4, is_kept=False), MonthBar("Oct", (1, 3, 2), 5), MonthBar("Nov", None, None)]
    chart = months(bars, words)
    assert {"3", "6", "4", "5", "reconstructed"} <= set(words_of(chart))
    assert classes_of(chart, "rect")[:5] == ["pl", "pv", "pl", "pv", "ac"]
    assert chart.count('stroke-dasharray="4 3"') == 1


def test_months_that_are_all_reconstructed_have_no_break() -> None:
    words = MonthsWords("Months", parts=("new",), before_break="reconstructed")
    chart = months([MonthBar("Sep", (1,), 0, is_kept=False)], words)
    assert "reconstructed" in words_of(chart)
    assert "stroke-dasharray" not in chart


@given(st.lists(st.integers(-(10**6), 10**9).map(lambda one: one / 100), max_size=20), st.sampled_from([0, 1]))
def test_rungs_hold_every_value_and_are_few(known: list[float], least: float) -> None:
    rungs = values.rungs(known, least)
    assert rungs[0] <= min(known, default=0)
    assert rungs[-1] >= max(known, default=0)
    assert 2 <= len(rungs) <= 8
    assert min(after - before for before, after in itertools.pairwise(rungs)) >= min(least, 1) - 1e-9


def test_rungs_begin_at_nought_unless_the_values_hardly_move() -> None:
    assert values.rungs([2, 48])[0] == 0
    assert values.rungs([98.6, 99.2]) == (98.6, 98.8, 99.0, 99.2)
