"""Rule 7: every text can be translated, is translated, and the compiled catalogue says the same."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from riskreg.management.commands.compile_words import Message, mo_bytes, read_po
from tests.house.source import APP, ROOT, Finding, place, python_files, scan, snippet, told

CATALOGUE = APP / "locale" / "nl" / "LC_MESSAGES" / "django.po"
# Function -> places of context, text and plural among its arguments.
GETTEXT: dict[str, tuple[int | None, int, int | None]] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
Key = tuple[str | None, str]


def gettext_calls(module: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in GETTEXT:
                yield node, name


def made_texts(module: ast.Module) -> Iterator[Finding]:
    """Texts put together before they are translated; no catalogue can hold those."""
    for call, name in gettext_calls(module):
        for argument in call.args[: 3 if name.startswith("n") else 2]:
            called = argument.func if isinstance(argument, ast.Call) else None
            formatted = isinstance(called, ast.Attribute) and called.attr == "format"
            if formatted or isinstance(argument, ast.JoinedStr | ast.BinOp):
                yield call.lineno, ast.unparse(call)


def renamed(module: ast.Module) -> Iterator[Finding]:
    """Names under which nothing finds the texts: neither the extraction nor the test below."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for one in node.names:
                if one.name in GETTEXT and one.asname not in (None, "_"):
                    yield node.lineno, f"{one.name} as {one.asname}"


def keys(module: ast.Module) -> Iterator[tuple[int, Key]]:
    for call, name in gettext_calls(module):
        context, text, _ = GETTEXT[name]
        values = [one.value if isinstance(one, ast.Constant) else None for one in call.args]
        if len(values) > text and isinstance(values[text], str):
            yield call.lineno, (None if context is None else values[context], values[text])


def template_keys(text: str) -> Iterator[tuple[int, Key]]:
    """The texts of a template, by Django's own rewriting of it into gettext calls."""
    for number, line in enumerate(templatize(text).replace("\r", "").split("\n"), start=1):
        for call in re.finditer(r"""(?:\bn?p?gettext|\b_)\(u?(?:'|").*?(?:'|")(?:,[^()]*)?\)""", line):
            yield from ((number, key) for _, key in keys(ast.parse(call[0].strip())))


def texts_in_source() -> Iterator[tuple[str, Key]]:
    for path in python_files(migrations=False):
        yield from ((f"{place(path)}:{line}", key) for line, key in keys(ast.parse(path.read_text(encoding="utf-8"))))
    for path in sorted([*(ROOT / "templates").rglob("*.*"), *(APP / "templates").rglob("*.*")]):
        if path.suffix in {".html", ".txt", ".svg"}:
            text = path.read_text(encoding="utf-8")
            yield from ((f"{place(path)}:{line}", key) for line, key in template_keys(text))


def faults(messages: list[Message]) -> list[Finding]:
    found = []
    for one in messages:
        if one.id and one.fuzzy:
            found.append((one.line, f"{one.id!r} is fuzzy"))
        if one.id and (not one.complete or len(one.words) != (1 if one.plural is None else 2)):
            found.append((one.line, f"{one.id!r} has no translation"))
        allowed = set(PLACEHOLDER.findall(one.id + (one.plural or "")))
        used = {sign for words in one.words.values() for sign in PLACEHOLDER.findall(words)}
        if one.id and used - allowed:
            found.append((one.line, f"{one.id!r} has other placeholders than its translation"))
    return found


def messages() -> list[Message]:
    return read_po(CATALOGUE.read_text(encoding="utf-8"))


def test_texts_are_whole_sentences_in_the_source():
    told(scan(made_texts, python_files(), "no f-string, + or format() inside gettext: give the values afterwards"))


def test_texts_are_marked_by_a_name_that_is_searched():
    told(scan(renamed, python_files(), "import it as itself or as _"))


def test_dutch_catalogue_has_every_text():
    known = {(one.context, one.id) for one in messages()}
    told(f"{where}: {key[1]!r} is not in {place(CATALOGUE)}" for where, key in texts_in_source() if key not in known)


def test_dutch_catalogue_is_complete():
    told(f"{place(CATALOGUE)}:{line}: {what}" for line, what in faults(messages()))


def test_compiled_catalogue_matches():
    compiled = CATALOGUE.with_suffix(".mo")
    assert compiled.read_bytes() == mo_bytes(messages()), f"{place(compiled)}: run manage.py compile_words"


def test_scanners_can_fail():
    bad = "_(f'{n} risks')\n_('a %s' % n)\ngettext('a {}'.format(n))\nngettext('one', f'{n}', n)"
    assert len(snippet(made_texts, bad)) == 4
    assert snippet(made_texts, "_('%(n)s risks') % {'n': n}\n_(name)\nngettext('a', 'b', len(x))") == []
    assert [key for _, key in keys(ast.parse("_('a')\npgettext('c', 'b')\n_(name)"))] == [(None, "a"), ("c", "b")]
    assert len(snippet(renamed, "from django.utils.translation import gettext as _t, gettext_lazy as _")) == 1
    page = '{% load i18n %}\n{% translate "It\'s" %}{% translate "x" context "c" %}{{ _("y") }}\n'
    page += "{% blocktranslate count n=n %}{{ n }} risk{% plural %}{{ n }} risks{% endblocktranslate %}"
    assert {key for _, key in template_keys(page)} == {(None, "It's"), ("c", "x"), (None, "y"), (None, "%(n)s risk")}
    po = '#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr ""\n\nmsgid "%(n)s d"\nmsgstr "%(m)s d"\n'
    assert len(faults(read_po(po))) == 3


def test_catalogue_stands_where_django_looks(settings):
    assert CATALOGUE.parents[2] in [Path(folder) for folder in settings.LOCALE_PATHS]
