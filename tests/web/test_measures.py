"""The pages about measures: list and detail with the ladder of opzet, bestaan, werking."""

import pytest

from riskreg.access import Load, operator
from riskreg.services import measures
from tests import factories as make
from tests.web.query_counts import counted, recorded
from tests.web.test_risks import codes, text_of


def test_list_shows_the_ladder_and_the_risks(douane, signed_in):
    answer = signed_in("officer").get("/measures/?q=MSR-007")
    page = text_of(answer)
    assert codes(answer) == ["MSR-007"]
    assert "Opzet : effective Bestaan : partly Werking : not tested" in page
    assert "RSK-002" in page
    assert "68 measures: " in page


def test_list_shows_the_past_as_it_was(douane, signed_in):
    client = signed_in("officer")
    now, then = (client.get(f"/measures/{day}").context["page"].paginator.count for day in ("", "?as_of=2023-02-28"))
    assert now == 68
    assert then < now


def test_detail_on_a_past_day_names_the_risk_as_it_was_called(douane, signed_in):
    client = signed_in("officer")
    assert "growing e-commerce flow (volume)" in text_of(client.get("/measures/MSR-001/?as_of=2024-06-30"))
    assert "dynamic e-commerce flow" in text_of(client.get("/measures/MSR-001/"))


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("kind=detective", "kind", "detective"),
        ("control_type=soft", "control_type", "soft"),
        ("design=effective", "design", "effective"),
        ("existence=partly", "existence", "partly"),
        ("operation=partly", "operation", "partly"),
        ("kind=detective&as_of=2025-06-30", "kind", "detective"),
    ],
)
def test_filters_narrow_the_list(douane, signed_in, query, field, value):
    client = signed_in("officer")
    chosen = client.get(f"/measures/?{query}").context["page"]
    assert {getattr(row, field) for row in chosen.object_list} == {value}
    every = client.get("/measures/?as_of=2025-06-30" if "as_of" in query else "/measures/").context["page"]
    assert chosen.paginator.count < every.paginator.count


def test_owner_filter_takes_a_role(douane, signed_in):
    page = signed_in("officer").get("/measures/?owner=ROL-PM-GG").context["page"]
    assert page.paginator.count
    assert {row.owner.code for row in page.object_list} == {"ROL-PM-GG"}


@pytest.mark.parametrize("name", ["kind", "control_type", "design", "existence", "operation", "owner", "basis"])
def test_bad_filter_value_is_named(douane, signed_in, name):
    answer = signed_in("officer").get(f"/measures/?{name}=zebra")
    assert answer.status_code == 400
    assert "zebra" in text_of(answer)


def test_bad_sort_is_refused(douane, signed_in):
    answer = signed_in("officer").get("/measures/?sort=zebra")
    assert answer.status_code == 400
    assert "zebra" in text_of(answer)


def test_empty_register_says_so(signed_in):
    assert "No measures yet" in text_of(signed_in("officer").get("/measures/"))


def test_detail_keeps_every_judgement_and_says_when_the_day_is_unknown(signed_in):
    client = signed_in("officer")
    measure = make.measure(on=make.assessed_risk())
    load = operator("register load", Load(make.AT))
    measures.assess(measure, step="design", result="partly", reason="half a design", by=load, at=make.AT)
    judged = {"by": make.BY, "at": make.AT, "reason": "whole"}
    measures.assess(measure, step="design", result="effective", on=make.ON, tester="Internal audit", **judged)
    answer = client.get(f"/measures/{measure.code}/")
    lines = answer.context["lines"]
    assert [(line["result"], line["on"]) for line in lines] == [("Effective", make.ON), ("Partly", None)]
    page = text_of(answer)
    assert "date unknown" in page
    assert "Internal audit" in page
    assert "Opzet (design): effective" in page


def test_measure_of_a_confidential_risk_is_absent(douane, signed_in):
    assert signed_in("officer").get("/measures/MSR-037/").status_code == 200
    for right in ("owner", "administrator"):
        client = signed_in(right)
        for day in ("", "?as_of=2025-06-30"):
            assert client.get(f"/measures/MSR-037/{day}").status_code == 404
        assert client.get("/measures/").context["page"].paginator.count == 66
        assert "66 measures: " in text_of(client.get("/measures/"))


def test_unknown_measure_is_absent(douane, signed_in):
    assert signed_in("officer").get("/measures/MSR-999/").status_code == 404


@pytest.mark.parametrize("address", ["/measures/", "/measures/MSR-007/"])
def test_pages_are_made_in_dutch(douane, signed_in, address):
    answer = signed_in("officer").get(address, headers={"accept-language": "nl"})
    assert '<html lang="nl">' in answer.content.decode()


def test_list_asks_as_much_at_3_as_at_30(signed_in):
    client = signed_in("officer")
    for _ in range(3):
        make.measure(on=make.risk())
    few = counted(client, "/measures/")[1]
    for _ in range(27):
        make.measure(on=make.risk())
    answer, many = counted(client, "/measures/")
    assert len(codes(answer)) == 30
    assert len(many) == len(few)
    recorded("/measures/", many)


def test_detail_asks_what_it_asked(douane, signed_in):
    recorded("/measures/MSR-007/", counted(signed_in("officer"), "/measures/MSR-007/")[1])
