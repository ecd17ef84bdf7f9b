"""What helps to read the register: definitions, the accessibility statement, about; open to everybody."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskreg.exchange.terms import Term, terms
from riskreg.vocabulary import glossary

# The day on which somebody last held the statement against the pages.
STATED_ON = date(2026, 11, 29)
# What does not hold, with the criterion where there is one; each goes when it is mended.
GAPS = (
    gettext_lazy(
        "What people write in the register is in one language. When the interface is in the other, that text is not "
        "marked as being in its own language, so a screen reader may pronounce it wrongly (WCAG 3.1.2)."
    ),
    gettext_lazy(
        "Nobody has gone through the pages with a screen reader or voice control yet, nor with browsers other than "
        "Chromium."
    ),
    gettext_lazy(
        "The administration is made of Django's own pages. Its start page, a list and the form of an account were "
        "tested, the other forms were not; a field there that searches for a record has no name for a screen reader "
        "(WCAG 4.1.2)."
    ),
    gettext_lazy("On a phone, with text of twice the size, a few pages scroll sideways."),
    gettext_lazy(
        "Files that people add as evidence are kept as they are; their accessibility is up to whoever made them."
    ),
    gettext_lazy(
        "The XLSX and DOCX files of a report, and the mails, were not tested for accessibility. The same content is on "
        "the report's page."
    ),
)
# What says under which licence this software is, for people and machines alike.
PUBLIC_CODE = settings.BASE_DIR / "publiccode.yaml"


@login_not_required
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Every definition, the register's own in groups and then the terms of auditors and of the trade. No query."""
    language = str(get_language())[:2]
    own = list(glossary.ENTRIES.values())
    groups = [
        _group(key, name, [_own(one, language) for one in own if one.group == key])
        for key, name in glossary.GROUPS.items()
    ]
    replaced = {code for one in own for code in one.replaces}
    borrowed = [_borrowed(one, language) for one in terms(settings.TERMS_DIR) if one.code not in replaced]
    if borrowed:
        borrowed.sort(key=lambda one: one["name"].casefold())
        groups.append(_group("terms", _("Terms of auditors, government and customs"), borrowed))
    return render(request, "help/words.html", {"title": _("Definitions"), "groups": groups})


def _group(key: str, name: Any, entries: list[dict[str, Any]]) -> dict[str, Any]:
    return {"key": key, "name": name, "entries": entries}


def _own(entry: glossary.Entry, language: str) -> dict[str, Any]:
    other = _other(language)
    with override(other):
        elsewhere = entry.name
    return {"key": entry.key, "name": entry.name, "words": entry.meaning, "other": elsewhere, "language": other}


def _borrowed(term: Term, language: str) -> dict[str, Any]:
    other = _other(language)
    return {
        "key": term.key,
        "name": term.name(language),
        "words": term.words[language],
        "other": term.name(other),
        "language": other,
        "source": term.source.get(language, ""),
        "basis": term.basis,
    }


def _other(language: str) -> str:
    """The language beside it, in which the word is shown too."""
    return next(code for code, _label in settings.LANGUAGES if code != language)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement, with the address that this installation gives for reports."""
    contact = settings.ACCESSIBILITY_CONTACT
    context = {
        "title": _("Accessibility statement"),
        "stated_on": STATED_ON,
        "gaps": GAPS,
        "contact": contact,
        "contact_link": f"mailto:{contact}" if "@" in contact and " " not in contact else "",
        "organisation": settings.ORGANISATION,
    }
    return render(request, "help/accessibility.html", context)


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this software is, under which licence, and what it stands on."""
    told = yaml.safe_load(PUBLIC_CODE.read_text(encoding="utf-8"))
    language = str(get_language())[:2]
    context = {
        "title": _("About this register"),
        "organisation": settings.ORGANISATION,
        "description": told["description"].get(language, told["description"]["en"]),
        "licence": told["legal"]["license"],
        "version": told.get("softwareVersion", ""),
    }
    return render(request, "help/about.html", context)
