"""WSGI entry for gunicorn and other servers; refuses to serve with a default secret or without guards."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from riskreg.checks import refusal_to_serve  # noqa: E402 - needs the application to be set up

if why := refusal_to_serve():
    raise ImproperlyConfigured(f"The register does not serve. {why}")
