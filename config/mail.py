"""The mail server of an installation, from one address: smtp://user:password@host:587/?tls=yes, file:///folder."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

_SCHEMES = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtps": "django.core.mail.backends.smtp.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "memory": "django.core.mail.backends.locmem.EmailBackend",
}
_YES = ("1", "true", "yes", "on")


def mail_settings(url: str) -> dict[str, Any]:
    """Django's EMAIL_ settings. smtp asks for STARTTLS with ?tls=yes; smtps is TLS from the first byte.

    Raises ValueError for another scheme, without the address itself: it may hold a password.
    """
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES:
        raise ValueError(f"EMAIL_URL starts with {parts.scheme!r}; expected one of {', '.join(sorted(_SCHEMES))}")
    found: dict[str, Any] = {"EMAIL_BACKEND": _SCHEMES[parts.scheme]}
    if parts.scheme == "file":
        found["EMAIL_FILE_PATH"] = unquote(parts.path)
    if parts.scheme in ("smtp", "smtps"):
        starts_tls = parse_qs(parts.query).get("tls", [""])[-1].lower() in _YES
        found |= {
            "EMAIL_HOST": parts.hostname or "localhost",
            "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587 if starts_tls else 25),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": parts.scheme == "smtps",
            "EMAIL_USE_TLS": starts_tls and parts.scheme == "smtp",
        }
    return found
