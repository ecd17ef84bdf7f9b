"""What single charts say: counts in a crowded cell, rings, arrows, slips."""

from datetime import date

from riskreg.reporting.charts.finish import FinishRow
from riskreg.reporting.charts.matrix import Mark, matrix
from riskreg.reporting.charts.progress import bar, variance_bar
from riskreg.reporting.charts.roadmap import RoadmapMilestone
from riskreg.reporting.charts.slip import SlipTarget, SlipWords, slip
from riskreg.reporting.charts.trail import Trail, trail
from tests.reporting.charts.reading import SVG, parse, texts
from tests.reporting.charts.samples import ON, WORDS


def words_of(chart: str) -> list[str]:
    return [text.words for text in texts(chart)]


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
    assert words_of(variance_bar(45, most=45, title="x")) == ["+45"]
    assert words_of(variance_bar(-20, most=45, title="x")) == ["−20"]
    assert words_of(variance_bar(None, most=45, title="x")) == []
