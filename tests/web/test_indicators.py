"""The pages about indicators: list and detail with value and target per period."""

import re
from decimal import Decimal

import pytest

from riskreg.models import Indicator
from riskreg.services import indicators
from riskreg.vocabulary import thresholds
from riskreg.web import figures
from tests import factories as make
from tests.web.query_counts import counted, recorded
from tests.web.test_risks import codes, text_of


def test_list_shows_the_latest_value_against_its_thresholds(douane, signed_in):
    answer = signed_in("officer").get("/indicators/?q=IND-IT-AVAIL")
    page = text_of(answer)
    assert codes(answer) == ["IND-IT-AVAIL"]
    for words in ("99.1 %", "October 2026", "99 %", "Green", "illustrative", "Month"):
        assert words in page
    assert "<svg" in answer.content.decode().partition("<tbody>")[2]


def test_list_and_detail_show_the_past_as_it_was(douane, signed_in):
    client = signed_in("officer")
    row = client.get("/indicators/?q=IND-IT-AVAIL&as_of=2024-06-30").context["page"].object_list[0]
    assert row.period == "2024-06"
    assert row.values[-1].period == "2024-06"
    detail = client.get("/indicators/IND-IT-AVAIL/?as_of=2024-06-30")
    assert detail.context["values"][0]["period"] == "2024-06"
    assert "2024-07" not in text_of(detail)


def test_detail_on_a_past_day_names_the_risk_as_it_was_called(douane, signed_in):
    client = signed_in("officer")
    assert "growing e-commerce flow (volume)" in text_of(client.get("/indicators/IND-ECOM-LINES/?as_of=2024-12-30"))


def test_detail_lists_every_period_with_its_target(douane, signed_in):
    answer = signed_in("officer").get("/indicators/IND-IT-AVAIL/")
    assert len(answer.context["values"]) == 36
    page = text_of(answer)
    assert "against a target of 99 %" in page
    assert "Green from 98.8 % up, red from 98.3 % down, amber between" in page
    assert "RSK-011" in page


def test_detail_draws_the_values_of_like_periods(douane, signed_in):
    page = signed_in("officer").get("/indicators/IND-IT-AVAIL/").content.decode()
    drawing = page.partition('class="ch" viewBox')[2].partition("</svg>")[0]
    line = next(path for path in re.findall(r"<path [^>]*>", drawing) if 'class="line"' in path)
    assert line.count("L") == 33
    for label in ("99.1 % now", "target 99 %", "green from 98.8 %", "red up to 98.3 %"):
        assert f">{label}</text>" in drawing
    assert "From 99.1 % in January 2024 to 99.1 % in October 2026, in 36 values" in drawing
    assert "2 values over a period of another length are in the table and not in the chart." in page


def test_thresholds_are_named_by_their_direction(douane, signed_in):
    page = signed_in("officer").get("/indicators/IND-BREACHES/", headers={"accept-language": "nl"}).content.decode()
    assert ">groen tot en met 2</text>" in page
    assert ">rood vanaf 4</text>" in page


def test_values_over_unlike_periods_are_not_joined(douane, signed_in):
    page = signed_in("officer").get("/indicators/IND-EU-NONCOMP/").content.decode()
    assert "No other value is over a period like the latest one's, so there is no course to draw." in page
    assert 'class="ch" viewBox' not in page


def test_indicator_without_thresholds_is_not_judged(douane, signed_in):
    page = text_of(signed_in("officer").get("/indicators/IND-REV-TOTAL/"))
    assert "not judged" in page
    assert "One value so far" in page
    assert "18 086 million euro" in page


@pytest.mark.parametrize("standing", ["green", "amber", "red", "none"])
@pytest.mark.parametrize("day", ["", "&as_of=2025-06-30"])
def test_filter_and_word_follow_one_rule(douane, signed_in, standing, day):
    rows = signed_in("officer").get(f"/indicators/?standing={standing}{day}").context["page"].object_list
    assert rows
    assert {figures.state(row) or "none" for row in rows} == {standing}


@pytest.mark.parametrize(
    ("actual", "green", "red", "direction", "standing"),
    [
        ("99", "98.8", "98.3", "higher_is_better", "green"),
        ("98.8", "98.8", "98.3", "higher_is_better", "green"),
        ("98.5", "98.8", "98.3", "higher_is_better", "amber"),
        ("98.3", "98.8", "98.3", "higher_is_better", "red"),
        ("2", "2", "4", "lower_is_better", "green"),
        ("3", "2", "4", "lower_is_better", "amber"),
        ("4", "2", "4", "lower_is_better", "red"),
        ("4", "2", "4", "context", None),
        ("4", None, None, "higher_is_better", None),
        (None, "2", "4", "higher_is_better", None),
    ],
)
def test_threshold_itself_counts(actual, green, red, direction, standing):
    numbers = [None if one is None else Decimal(one) for one in (actual, green, red)]
    assert thresholds.standing(*numbers, direction) == standing


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("48.0000", "count", "48"),
        ("640390.0000", "count", "640\u202f390"),
        ("99.1000", "percent", "99.1 %"),
        ("-2.5000", "hours", "\u22122.5 hours"),
        ("100.0000", "percent", "100 %"),
        (None, "percent", "\u2013"),
    ],
)
def test_number_is_written_with_its_unit(value, unit, shown):
    assert figures.quantity(None if value is None else Decimal(value), unit) == shown


@pytest.mark.parametrize("name", ["kind", "standing", "direction", "frequency", "basis", "withdrawn"])
def test_bad_filter_value_is_named(douane, signed_in, name):
    answer = signed_in("officer").get(f"/indicators/?{name}=zebra")
    assert answer.status_code == 400
    assert "zebra" in text_of(answer)


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("kind=KRI", "kind", "KRI"),
        ("direction=context", "direction", "context"),
        ("frequency=month", "frequency", "month"),
    ],
)
def test_filters_narrow_the_list(douane, signed_in, query, field, value):
    rows = signed_in("officer").get(f"/indicators/?{query}").context["page"].object_list
    assert {getattr(row, field) for row in rows} == {value}
    assert 0 < len(rows) < Indicator.objects.count()


def test_illustrative_can_be_hidden(douane, signed_in):
    assert "IND-SCREENING" not in codes(signed_in("officer").get("/indicators/?basis=real"))


def test_bad_sort_is_refused(douane, signed_in):
    assert signed_in("officer").get("/indicators/?sort=zebra").status_code == 400


def test_empty_register_says_so(signed_in):
    assert "No indicators yet" in text_of(signed_in("officer").get("/indicators/"))


def test_confidential_risk_is_not_named_by_its_indicator(douane, signed_in):
    assert "RSK-012" in text_of(signed_in("auditor").get("/indicators/IND-SCREENING/"))
    for right in ("owner", "administrator"):
        for day in ("", "?as_of=2025-12-31"):
            answer = signed_in(right).get(f"/indicators/IND-SCREENING/{day}")
            assert answer.status_code == 200
            assert "RSK-012" not in answer.content.decode()


def test_unknown_indicator_is_absent(douane, signed_in):
    assert signed_in("officer").get("/indicators/IND-NOTHING/").status_code == 404


@pytest.mark.parametrize("address", ["/indicators/", "/indicators/IND-IT-AVAIL/"])
def test_pages_are_made_in_dutch(douane, signed_in, address):
    answer = signed_in("officer").get(address, headers={"accept-language": "nl"})
    page = answer.content.decode()
    assert '<html lang="nl">' in page
    assert "99,1" in page


def fill(count):
    for _ in range(count):
        made = make.indicator()
        for month in (9, 10):
            period = f"2026-{month:02d}"
            indicators.record_value(made, period=period, actual=Decimal(month), by=make.BY, at=make.AT)


def test_list_asks_as_much_at_3_as_at_30(signed_in):
    client = signed_in("officer")
    fill(3)
    few = counted(client, "/indicators/")[1]
    fill(27)
    answer, many = counted(client, "/indicators/")
    assert len(codes(answer)) == 30
    assert len(many) == len(few)
    recorded("/indicators/", many)


def test_detail_asks_what_it_asked(douane, signed_in):
    recorded("/indicators/IND-IT-AVAIL/", counted(signed_in("officer"), "/indicators/IND-IT-AVAIL/")[1])
