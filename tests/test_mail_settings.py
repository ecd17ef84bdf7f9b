"""The address of the mail server, read from the environment."""

from __future__ import annotations

import pytest

from config.mail import mail_settings


def test_a_server_with_a_login() -> None:
    found = mail_settings("smtp://us%40er:p%2Fass@mail.example.org/?tls=yes")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == ("mail.example.org", 587, True)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("us@er", "p/ass")


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp://mail.example.org:2525/?tls=no", 2525, False, False),
        ("smtps://mail.example.org", 465, False, True),
        ("smtps://mail.example.org/?tls=yes", 465, False, True),
    ],
)
def test_ports_and_encryption(url: str, port: int, tls: bool, ssl: bool) -> None:
    found = mail_settings(url)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, tls, ssl)


def test_a_folder() -> None:
    found = mail_settings("file:///var/lib/risk%20reg/mails")
    assert found["EMAIL_FILE_PATH"] == "/var/lib/risk reg/mails"
    assert found["EMAIL_BACKEND"].endswith("filebased.EmailBackend")


@pytest.mark.parametrize("url", ["", "http://user:secret@host", "mail.example.org"])
def test_another_scheme_is_refused_without_the_password(url: str) -> None:
    with pytest.raises(ValueError, match="expected one of console, file, memory, smtp, smtps") as refused:
        mail_settings(url)
    assert "secret" not in str(refused.value)
