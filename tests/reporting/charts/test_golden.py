"""Each chart drawn as it is kept in golden/; after a wanted change: `python -m tests.reporting.charts.test_golden`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reporting.charts.samples import CHARTS

KEPT = Path(__file__).parent / "golden"


def lines(name: str) -> str:
    """The chart of three items, an element a line."""
    return CHARTS[name](3).replace("><", ">\n<") + "\n"


@pytest.mark.parametrize("name", CHARTS)
def test_the_drawing_is_the_one_kept(name: str) -> None:
    assert lines(name) == (KEPT / f"{name}.svg").read_text(encoding="utf-8")


def test_nothing_else_is_kept() -> None:
    assert {one.stem for one in KEPT.iterdir()} == set(CHARTS)


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    for each in CHARTS:
        (KEPT / f"{each}.svg").write_text(lines(each), encoding="utf-8")
