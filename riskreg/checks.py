"""Checks before serving: no default secret, guards in place."""

from typing import Any

from django.conf import settings
from django.core import checks

from riskreg.integrity import guards


@checks.register(checks.Tags.security, deploy=True)
def default_secret(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """The key in the source may only run local commands and the demo."""
    if settings.SECRET_KEY == settings.DEFAULT_SECRET_KEY and not settings.DEMO:
        return [checks.Critical("SECRET_KEY is the one in the source; set SECRET_KEY", id="riskreg.C001")]
    return []


def refusal_to_serve() -> str:
    """Why this process must not serve pages; empty when it may."""
    if settings.SECRET_KEY == settings.DEFAULT_SECRET_KEY and not settings.DEMO:
        return "SECRET_KEY is the one in the source. Set the environment variable SECRET_KEY to a long random text."
    found = guards.problems()
    if found:
        return "The database's guards are not in place (run: manage.py migrate): " + ", ".join(found[:5])
    return ""
