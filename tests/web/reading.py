"""What a reader finds on a page: its text, its rows."""

import html
import re
from typing import Any


def text(answer: Any) -> str:
    """What a reader sees, without markup."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def listed(answer: Any) -> list[str]:
    """Codes of the rows, in order."""
    return re.findall(r'<th scope="row">(?:<span class="vh">[^<]*</span>)?<span class="id">([A-Z]+-\d+)</span>',
                      answer.content.decode())  # fmt: skip


def row_of(answer: Any, code: str) -> str:
    body = answer.content.decode()
    start = body.index(f'<span class="id">{code}</span>')
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body[start : body.index("</tr>", start)])))
