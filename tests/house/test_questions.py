"""Rule 3: a queryset's question stays within its own table, now and then alike."""

import ast
import re
from collections.abc import Iterator

from tests.house import allowed
from tests.house.source import Finding, python_files, scan, snippet, told, under

LOOKUPS = set(
    "exact iexact contains icontains in gt gte lt lte startswith istartswith endswith iendswith range isnull regex "
    "iregex date year iso_year month day week week_day iso_week_day quarter time hour minute second "
    "has_key has_keys has_any_keys contained_by seek seek_row".split()
)
PATH = re.compile(r"[-+?]?[a-z][a-z0-9_]*?(?:__[a-z][a-z0-9_]*)+")
PIECE = re.compile(r"__([a-z][a-z0-9_]*?)(?=__|$)")


def crosses(name: str) -> bool:
    """Whether a lookup path leaves its own table: what follows `__` is no lookup."""
    return not set(name.split("__")[1:]) <= LOOKUPS and name not in allowed.ACROSS


def relations_crossed(module: ast.Module) -> Iterator[Finding]:
    for node in ast.walk(module):
        if isinstance(node, ast.keyword) and node.arg and "__" in node.arg.strip("_") and crosses(node.arg):
            yield node.value.lineno, node.arg
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and PATH.fullmatch(node.value):
            if crosses(node.value):
                yield node.lineno, node.value
        elif isinstance(node, ast.JoinedStr):
            pieces = [part.value for part in node.values if isinstance(part, ast.Constant)]
            wrong = [piece for piece in pieces if not set(PIECE.findall(str(piece))) <= LOOKUPS]
            yield from ((node.lineno, str(piece)) for piece in wrong)


def test_no_relation_is_crossed_in_a_question():
    paths = [path for path in python_files() if under(path, ("riskreg/querysets", "riskreg/filters"))]
    told(scan(relations_crossed, paths, "no __ across a relation: the past would join today's rows"))


def test_scanner_can_fail():
    bad = "q.filter(plan__code='x')\nq.order_by('-plan__code')\nF('risk__score')\nq.filter(**{f'{name}__title': 1})"
    assert snippet(relations_crossed, bad) == ["plan__code", "-plan__code", "risk__score", "__title"]
    good = "q.filter(score__gte=1, day__year__lt=2, plan_id__in=[1])\n'__all__'\n'a sentence__with'\nf'{name}__lte'"
    assert snippet(relations_crossed, good) == []
