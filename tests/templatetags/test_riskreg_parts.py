"""Parts of pages, and what every template of the shell promises."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.translation import override

HOSTILE = '<script>alert("x")</script>'
TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))


class Form(forms.Form):
    on = forms.DateField(label="Reviewed before", help_text="Example 5-2-2027")
    sure = forms.BooleanField(label="Sure", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")], widget=forms.RadioSelect, required=False)


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def render(source: str, **values: object) -> str:
    return Template("{% load riskreg_format riskreg_parts %}" + source).render(Context(values))


def test_panel_is_named_by_its_heading() -> None:
    html = render("{% panel 'score' x 'line' '/u' 'All' %}<b>in</b>{% endpanel %}", x=HOSTILE)
    assert 'aria-labelledby="h-score"' in html
    assert '<h2 id="h-score">&lt;script' in html
    assert "<b>in</b>" in html
    assert '<a href="/u">All</a>' in html


def test_wide_content_scrolls_by_keyboard() -> None:
    assert 'tabindex="0" role="group" aria-label="Roadmap"' in render("{% scroll 'Roadmap' %}x{% endscroll %}")


def test_field_ties_hint_and_error_to_its_control() -> None:
    html = render("{% field form.on %}", form=Form({"on": "31-31-2026"}))
    assert 'aria-describedby="id_on-hint id_on-error"' in html
    assert 'aria-invalid="true"' in html
    assert html.index("<label") < html.index('id="id_on-hint"') < html.index('id="id_on-error"') < html.index("<input")


def test_radio_buttons_are_a_fieldset_and_a_checkbox_stands_in_its_label() -> None:
    assert "<fieldset" in render("{% field form.kind %}", form=Form())
    assert re.search(r'<label class="check"[^>]*><input', render("{% field form.sure %}", form=Form()))


def test_error_summary_links_to_each_field() -> None:
    html = render("{% error_summary form %}", form=Form({"on": "x"}))
    assert "There is a problem with 1 item" in html
    assert 'href="#id_on"' in html
    assert render("{% error_summary form %}", form=Form()).strip() == ""


def test_ladder_names_each_step_and_its_result() -> None:
    words = re.sub(r"<[^>]+>", "", render("{% ladder 'effective' 'partly' '' %}"))
    assert words == "Opzet: effectiveBestaan: partlyWerking: not tested"


def test_years_say_the_rating_in_words() -> None:
    rating = SimpleNamespace(year=2024, letter="O", level=3, words="Onvolkomenheid", source="AR 2024")
    for size in ("", "s", "l"):
        html = render("{% years ratings size %}", ratings=[rating], size=size)
        assert "Onvolkomenheid" in html
        assert 'class="y3"' in html


def test_a_word_explains_itself_on_a_page_and_stands_alone_in_a_file() -> None:
    page = SimpleNamespace()
    html = render("{% term 'slip' words %}{% term 'slip' %}{% term_notes %}", words=HOSTILE, request=page)
    assert html.count('popovertarget="term-slip"') == 2
    assert html.count('id="term-slip"') == 1
    assert "Finish minus baseline" in html
    assert "&lt;script" in html
    assert "<script" not in html
    assert render("{% term 'slip' words %}", words="Slip & more") == "Slip &amp; more"


def test_a_word_that_the_glossary_lacks_is_an_error() -> None:
    with pytest.raises(ValueError, match="'slippage' is not in the glossary"):
        render("{% term 'slippage' %}")


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html"])
def test_page_of_a_failure_needs_no_context(name: str) -> None:
    assert "<h1>" in render_to_string(name)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_keeps_the_content_security_policy(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    # A mail has no policy, and many programs that show it know no style but one on the element itself.
    styled = "" if "emails" in path.parts else r"\sstyle=|<style|"
    assert not re.search(styled + r"<[^>%{]*\son[a-z]+=|javascript:", source)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", source))


def test_stylesheets_hold_raw_colours_in_one_place() -> None:
    folder = Path(settings.BASE_DIR, "riskreg", "static", "riskreg")
    raw = {path.name for path in folder.glob("*.css") if re.search(r"#[0-9a-fA-F]{3,8}\b", path.read_text())}
    assert raw == {"tokens.css"}
