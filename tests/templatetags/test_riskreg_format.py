"""How values are shown: words, signs, shapes, and nothing that a hostile value could slip in."""

import re
from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from riskreg.templatetags import riskreg_format as shown
from riskreg.templatetags.icons import ICONS, MARKS

HOSTILE = '<script>alert("x")</script>'
ON = date(2026, 10, 31)


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def words(markup: str) -> str:
    return re.sub(r"<[^>]+>", "", markup)


@pytest.mark.parametrize(
    ("precision", "text"),
    [
        ("day", "31 Oct 2026"),
        ("month", "October 2026"),
        ("quarter", "Q4 2026"),
        ("year", "2026"),
        ("unknown", "date unknown"),
        ("undated", "date unknown"),
        ("", "31 Oct 2026"),
    ],
)
def test_date_is_as_precise_as_it_is_known(precision: str, text: str) -> None:
    assert shown.date_precise(ON, precision) == text


def test_approximate_date_says_so() -> None:
    assert shown.date_precise(ON, "approximate").startswith("around Oct")


def test_missing_date_is_unknown() -> None:
    assert shown.date_precise(None) == "date unknown"
    assert "muted" in shown.day(None)


def test_day_carries_a_machine_date_only_when_there_is_one() -> None:
    assert 'datetime="2026-10-31"' in shown.day(ON)
    assert 'datetime="2026-10"' in shown.day(ON, "month")
    assert "datetime" not in shown.day(ON, "quarter")


def test_moment_is_shown_in_the_registers_zone() -> None:
    assert words(shown.moment(datetime(2026, 10, 21, 13, 12, tzinfo=UTC))) == "21 Oct 2026, 15:12"


@pytest.mark.parametrize(
    ("likelihood", "impact", "text", "number"),
    [(1, 3, "3Low", 1), (3, 3, "9Medium", 2), (3, 4, "12High", 3), (4, 5, "20Very high", 4)],
)
def test_score_shows_product_and_band(likelihood: int, impact: int, text: str, number: int) -> None:
    markup = shown.score(likelihood, impact)
    assert words(markup) == text
    assert f'class="score b{number}"' in markup
    assert f"{likelihood}×{impact}" in shown.score(likelihood, impact, factors=True)


def test_missing_score_is_not_assessed() -> None:
    assert words(shown.score(None, 3)) == "not assessed"
    assert shown.band(None) == "not assessed"


@pytest.mark.parametrize(
    ("days", "text", "tone"),
    [
        (45, "+45 d later", "bad"),
        (-20, "−20 d earlier", "good"),
        (0, "0 d", "zero"),
        (None, "– not known", "zero"),
        (12345, "+12\u202f345 d later", "bad"),
    ],
)
def test_variance_has_sign_unit_and_hidden_word(days: int | None, text: str, tone: str) -> None:
    markup = shown.variance(days)
    assert words(markup) == text
    assert f"var--{tone}" in markup


def test_points_behind_are_bad() -> None:
    assert words(shown.points(-7)) == "−7 points"
    assert "var--bad" in shown.points(-7)
    assert words(shown.points(1)) == "+1 point"
    assert "var--zero" in shown.points(0)


@pytest.mark.parametrize("kind", shown.STATES)
def test_every_state_has_shape_and_word(kind: str) -> None:
    assert "<path" in shown.status(kind, "word")
    assert words(shown.status(kind, "word")) == "word"


@pytest.mark.parametrize("kind", ["on_track", "at_risk", "off_track", "done", "not_started", "blocked", "info"])
def test_state_without_a_word_has_one_of_its_own(kind: str) -> None:
    assert words(shown.status(kind))[0].isupper()


def test_unknown_state_is_named() -> None:
    with pytest.raises(ValueError, match="'fine' is not a state"):
        shown.status("fine")


def test_change_writes_empty_and_says_from_and_to() -> None:
    assert words(shown.change(None, "Programme lead")) == "from empty→to Programme lead"
    assert words(shown.change(date(2026, 1, 15), date(2026, 2, 5))) == "from 15 Jan 2026→to 5 Feb 2026"
    assert words(shown.was(True)) == "was yes"


def test_lists_and_moments_are_written_out() -> None:
    assert shown.plain(["a", 2]) == "a, 2"
    assert shown.plain([]) == "empty"
    assert shown.plain(0) == "0"
    assert shown.plain(datetime(2026, 10, 21, 13, 12, tzinfo=UTC)) == "21 Oct 2026, 15:12"


def test_only_what_is_not_stated_is_marked() -> None:
    assert words(shown.basis("illustrative")) == "illustrative"
    assert words(shown.basis("derived")) == "derived"
    assert shown.basis("stated") == shown.basis("") == shown.basis(None) == ""


@pytest.mark.parametrize(
    ("old", "new", "text"), [(10, 15, "up from 10"), (16, 12, "down from 16"), (9, 9, "same"), (None, 9, "new")]
)
def test_movement_names_the_old_score(old: int | None, new: int, text: str) -> None:
    assert words(shown.movement(old, new)) == text


def test_person_and_hash_are_short() -> None:
    assert words(shown.person("Programme lead")) == "PLProgramme lead"
    assert words(shown.person(None)) == "nobody"
    assert words(shown.digest("9f2c41d07be3a915e0c371ae")) == "9f2c…71ae"


@pytest.mark.parametrize(
    "source",
    [
        "{% status 'on_track' x %}",
        "{% status_tag 'off_track' x %}",
        "{% change x x %}",
        "{{ x|was }}",
        "{{ x|person }}",
        "{{ x|digest }}",
        "{{ x|basis }}",
        "{{ x|plain }}",
    ],
)
def test_hostile_value_stays_text(source: str) -> None:
    rendered = Template("{% load riskreg_format %}" + source).render(Context({"x": HOSTILE}))
    assert "<script" not in rendered


@pytest.mark.parametrize("value", [HOSTILE, "3", 9])
def test_score_refuses_what_is_not_on_the_scale_or_stays_text(value: object) -> None:
    try:
        markup = shown.score(value, 2)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return
    assert "<script" not in markup


def test_icons_and_marks_draw_with_the_shared_classes() -> None:
    assert all(shown.icon(name).count("<path") == 1 for name in ICONS)
    assert all("style=" not in shown.mark(name) for name in MARKS)


def test_dutch_words_follow_the_language() -> None:
    with override("nl"):
        assert shown.date_precise(ON).lower() == "31 okt 2026"
