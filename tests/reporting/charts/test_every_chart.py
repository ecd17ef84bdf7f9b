"""What every chart promises, at 0, 1, 40 and 200 items and with hostile labels."""

import subprocess
import sys

import pytest

from tests.reporting.charts.crossing import crossed
from tests.reporting.charts.reading import assert_sound, outside, overlaps, parse, size_of
from tests.reporting.charts.samples import CHARTS, HOSTILE

COUNTS = (0, 1, 2, 12, 40, 200)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", CHARTS)
def test_chart_is_sound(name: str, count: int) -> None:
    assert_sound(CHARTS[name](count))


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", CHARTS)
def test_labels_do_not_overlap(name: str, count: int) -> None:
    assert overlaps(CHARTS[name](count)) == []


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", CHARTS)
def test_no_line_runs_over_a_label(name: str, count: int) -> None:
    assert crossed(CHARTS[name](count)) == []


@pytest.mark.parametrize("name", CHARTS)
def test_hostile_label_is_text_only(name: str) -> None:
    chart = CHARTS[name](4, HOSTILE)
    assert_sound(chart)
    assert "<script" not in chart


@pytest.mark.parametrize("name", CHARTS)
def test_same_input_gives_the_same_text(name: str) -> None:
    assert CHARTS[name](7) == CHARTS[name](7)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", CHARTS)
def test_no_label_leaves_the_drawing(name: str, count: int) -> None:
    assert outside(CHARTS[name](count)) == []


@pytest.mark.parametrize("name", CHARTS)
def test_drawn_within_its_box(name: str) -> None:
    root = parse(CHARTS[name](40))
    width, height = size_of(root)
    for element in root.iter():
        if element.get("transform") or "x" not in element.attrib:
            continue
        assert -20 <= float(element.get("x", "0")) <= width + 20
        assert -20 <= float(element.get("y", "0")) <= height + 20


def test_charts_need_no_settings() -> None:
    code = "import os; os.environ.pop('DJANGO_SETTINGS_MODULE', None)\nfrom tests.reporting.charts import samples\n"
    code += "assert all(draw(3) for draw in samples.CHARTS.values())"
    subprocess.run([sys.executable, "-c", code], check=True)
