"""Charts on a page: the one place where a drawing of ours becomes markup."""

from django.utils.safestring import SafeString, mark_safe


def drawn(svg: str) -> SafeString:
    """A drawing by riskreg.reporting.charts, which escapes every text in it, as markup for a template."""
    return mark_safe(svg)  # noqa: S308 - built by the chart builder, never from a reader's text as it is
