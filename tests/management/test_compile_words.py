"""Compiling translations: the result is what Python's own gettext reads."""

import gettext
import io

import pytest
from django.core.management import CommandError, call_command

from riskreg.management.commands.compile_words import mo_bytes, read_po

PO = r"""
# a translator's note
msgid ""
msgstr ""
"Language: nl\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: riskreg/models/risks.py:1
msgid "risk"
msgstr "risico"

msgctxt "adjective"
msgid "open"
msgstr "openstaand"

msgid "open"
msgstr "open"

#, python-format
msgid "%(n)s finding with \"quotes\"\n"
msgid_plural "%(n)s findings with \"quotes\"\n"
msgstr[0] "%(n)s bevinding met \"aanhaling\"\n"
msgstr[1] ""
"%(n)s bevindingen "
"met \"aanhaling\"\n"

#, fuzzy
msgid "guess"
msgstr "gok"

msgid "to do"
msgstr ""

#~ msgid "gone"
#~ msgstr "weg"
"""


@pytest.fixture
def catalogue(tmp_path, settings):
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    settings.LOCALE_PATHS = [tmp_path]
    source = folder / "django.po"
    source.write_text(PO, encoding="utf-8")
    return source


def test_compiled_words_are_read_by_gettext():
    words = gettext.GNUTranslations(io.BytesIO(mo_bytes(read_po(PO))))
    assert words.gettext("risk") == "risico"
    assert words.gettext("open") == "open"
    assert words.pgettext("adjective", "open") == "openstaand"
    one, many = '%(n)s finding with "quotes"\n', '%(n)s findings with "quotes"\n'
    assert words.ngettext(one, many, 1) == '%(n)s bevinding met "aanhaling"\n'
    assert words.ngettext(one, many, 2) == '%(n)s bevindingen met "aanhaling"\n'


def test_guesses_gaps_and_obsolete_words_are_left_out():
    words = gettext.GNUTranslations(io.BytesIO(mo_bytes(read_po(PO))))
    assert [words.gettext(text) for text in ("guess", "to do", "gone")] == ["guess", "to do", "gone"]


def test_command_writes_and_then_finds_it_up_to_date(catalogue):
    with pytest.raises(CommandError, match="not up to date"):
        call_command("compile_words", check=True)
    call_command("compile_words", stdout=io.StringIO())
    call_command("compile_words", check=True)
    assert catalogue.with_suffix(".mo").read_bytes() == mo_bytes(read_po(PO))


def test_broken_catalogue_is_refused_with_its_line(catalogue):
    catalogue.write_text('msgid "a"\nmsgstr b\n', encoding="utf-8")
    with pytest.raises(CommandError, match="line 2"):
        call_command("compile_words")
