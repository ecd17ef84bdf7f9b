"""Rule 7: pages carry no inline style and no inline script, as their security policy says."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.source import Finding, place, python_files, scan, snippet, templates, told

INLINE = {
    "inline style": re.compile(r"""\sstyle\s*=|<style\b""", re.IGNORECASE),
    "inline script": re.compile(r"""<script(?![^>]*\ssrc=)|javascript:""", re.IGNORECASE),
    "event attribute": re.compile(r"""<[a-z][^<>]*\son[a-z]+\s*=""", re.IGNORECASE),
    "safe filter": re.compile(r"""\|\s*safe\b|\{%\s*autoescape\s+off"""),
}
# A mail program knows no stylesheet of ours: mails alone carry their style inline, and nothing else.
MAILS = "templates/emails/"
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?%\}.*?\{% endcomment %\}", re.DOTALL)


def inline(text: str) -> list[Finding]:
    """Where a page carries what its security policy refuses, and text that is not escaped."""
    text = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    found = [
        (text.count("\n", 0, hit.start()) + 1, what) for what, sign in INLINE.items() for hit in sign.finditer(text)
    ]
    return sorted(found)


def inline_in_strings(module: ast.Module) -> Iterator[Finding]:
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "<" in node.value:
            yield from ((node.lineno, what) for _, what in inline(node.value))


def test_templates_carry_nothing_inline():
    found = [(path, hit) for path in templates() for hit in inline(path.read_text(encoding="utf-8"))]
    found = [(path, hit) for path, hit in found if not (place(path).startswith(MAILS) and hit[1] == "inline style")]
    told(f"{place(path)}:{line}: {what} (nothing inline)" for path, (line, what) in found)


def test_markup_made_in_python_carries_nothing_inline():
    told(scan(inline_in_strings, python_files(), "nothing inline"))


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ('<p style="color: red">', "inline style"),
        ("<style>p {}</style>", "inline style"),
        ("<script>alert(1)</script>", "inline script"),
        ('<a href="javascript:x()">', "inline script"),
        ('<a\n href="#" onclick="x()">', "event attribute"),
        ("{{ text|safe }}", "safe filter"),
        ("{% autoescape off %}", "safe filter"),
    ],
)
def test_scanner_can_fail(page, what):
    assert [found for _, found in inline("\n" + page)] == [what]
    assert snippet(inline_in_strings, repr("<b>" + page)) == [what]


def test_scanner_lets_pass():
    page = '<script src="/static/x.js" defer></script>{# style="x" #}<p class="style" data-only="1">on = 1</p>'
    assert inline(page) == []
