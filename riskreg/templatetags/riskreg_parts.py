"""Parts of a page that are more than a line: panels, form fields, ratings per year, states of a measure."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.templatetags.riskreg_format import icon
from riskreg.vocabulary import glossary
from riskreg.vocabulary.choices import LadderResult

register = template.Library()

# result -> (class, shape) of opzet, bestaan and werking
_LADDER = {
    LadderResult.EFFECTIVE: ("y", "tick"),
    LadderResult.PARTLY: ("p", "half"),
    LadderResult.NOT_EFFECTIVE: ("n", "close"),
    LadderResult.NOT_TESTED: ("n", "ring"),
}


@register.simple_block_tag
def panel(
    content: str, key: str, title: str, message: str = "", url: str = "", link: str = "", classes: str = ""
) -> SafeString:
    """A section with a rule, a title that names the thing, a line that says what it means, an optional link.

    `key` makes the id of its heading and is unique on the page.
    """
    line = format_html("<p>{}</p>", message) if message else ""
    aside = format_html('<a href="{}">{}</a>', url, link) if url and link else ""
    markup = (
        '<section class="panel {}" aria-labelledby="h-{}"><div class="panel__h"><div><h2 id="h-{}">{}</h2>{}</div>{}'
        "</div>{}</section>"
    )
    return format_html(markup, classes, key, key, title, line, aside, content)


@register.simple_block_tag
def scroll(content: str, label: str) -> SafeString:
    """A region that scrolls sideways by keyboard too, for a chart or table wider than the screen."""
    return format_html('<div class="scroll" tabindex="0" role="group" aria-label="{}">{}</div>', label, content)


@register.simple_block_tag
def chart_data(content: str, summary: str = "") -> SafeString:
    """The table under a chart, folded."""
    markup = '<details class="data"><summary>{}</summary>{}</details>'
    return format_html(markup, summary or _("Show as table"), content)


@register.inclusion_tag("components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One form field: label, hint, error, control, in that order, tied together for assistive technology."""
    described = [f"{bound.auto_id}-hint"] * bool(bound.help_text) + [f"{bound.auto_id}-error"] * bool(bound.errors)
    attributes: dict[str, str | bool] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    single = not bound.use_fieldset
    kind = "check" if getattr(bound.field.widget, "input_type", "") == "checkbox" and single else "plain"
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attributes),
        "kind": kind if single else "group",
        # A form of an act marks what may stay empty; a filter does not, there everything may.
        "optional": kind != "check" and hasattr(bound.form, "is_optional") and bound.form.is_optional(bound.name),
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """The list of errors above a form, each a link to its field; nothing while there are none."""
    # A label may hold words for the ear alone; here they are for everybody.
    items = [
        (bound.auto_id, strip_tags(str(bound.label)), error)
        for bound in form.visible_fields()
        for error in bound.errors
    ]
    items += [("", "", error) for error in form.non_field_errors()]
    items += [("", bound.label, error) for bound in form.hidden_fields() for error in bound.errors]
    return {"items": items}


@register.filter
def record_name(record: Any) -> str:
    """A record's title or name."""
    return str(getattr(record, "title", "") or getattr(record, "name", ""))


@register.inclusion_tag("components/years.html")
def years(ratings: Sequence[Any], size: str = "") -> dict[str, Any]:
    """A strip of audit years; each has .year .letter .level (3 bad, 2 warning, 0 resolved, "" none) .words .source.

    `size` "s" for print, "l" large with words and source.
    """
    return {"ratings": ratings, "size": size}


@register.simple_tag
def ladder(design: str, existence: str, operation: str) -> SafeString:
    """The states of a measure: opzet, bestaan, werking, each a result code of LadderResult."""
    cells = SafeString("")
    for word, code in (("Opzet", design), ("Bestaan", existence), ("Werking", operation)):
        result = LadderResult(code or LadderResult.NOT_TESTED)
        classes, shape = _LADDER[result]
        markup = '<li class="{}">{}<span lang="nl">{}</span><span class="vh">: {}</span></li>'
        cells += format_html(markup, classes, icon(shape), word, result.label)
    return format_html('<ul class="obw">{}</ul>', cells)


@register.simple_tag(takes_context=True)
def term(context: template.Context, key: str, words: str = "") -> str:
    """A word that explains itself when pressed: its own name in the glossary, or the `words` that the page uses.

    A file of a report stands alone: there it is the words. ValueError when the glossary has no such key.
    """
    if key not in glossary.ENTRIES:
        raise ValueError(f"{key!r} is not in the glossary")
    shown = str(words or glossary.ENTRIES[key].name)
    request = context.get("request")
    if request is None:
        return conditional_escape(shown)
    # The page's foot holds the definitions, each once.
    request.terms = {**getattr(request, "terms", {}), key: glossary.ENTRIES[key]}
    return format_html('<button type="button" class="term" popovertarget="term-{}">{}</button>', key, shown)


@register.simple_tag(takes_context=True)
def figure_term(context: template.Context, key: str, words: str) -> str:
    """The label of a key figure, which explains itself."""
    return term(context, glossary.OF_FIGURES[key], words)


@register.inclusion_tag("components/terms.html", takes_context=True)
def term_notes(context: template.Context) -> dict[str, Any]:
    """The definitions of the words that this page explains."""
    entries = list(getattr(context.get("request"), "terms", {}).values())
    asof = context.get("asof")
    query = f"?{asof.query}" if asof and asof.query else ""
    return {"entries": entries, "url": reverse("words") + query if entries else ""}


@register.filter
def capital(words: object) -> str:
    """A translated word at the start of a line."""
    return str(capfirst(str(words)))
