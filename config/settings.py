"""Settings of one installation: read from the environment, safe by default."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

from config.mail import mail_settings
from config.static import static_address

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
# What an installation keeps beside its database: the SQLite file itself, evidence.
VAR_DIR = env.path("VAR_DIR", BASE_DIR / "var")
if os.access(VAR_DIR.parent, os.W_OK):
    VAR_DIR.mkdir(parents=True, exist_ok=True)

# --- secrets and hosts: checks.py refuses to serve with the default key outside the demo
DEFAULT_SECRET_KEY = "only-for-local-commands-never-for-serving"  # noqa: S105 - refused by checks.py when serving
SECRET_KEY = env.str("SECRET_KEY", DEFAULT_SECRET_KEY)
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
HTTPS = env.bool("HTTPS", False)
# Set by the demo command for its own process only, never read from the environment.
DEMO = False
# The day by which lateness is judged and, when later than the real day, the latest day that can be looked at.
DEMO_DAY = env.date("DEMO_DAY", None)

# --- register
REGISTER_LANGUAGE = env.str("REGISTER_LANGUAGE", "en")
SCORE_BANDS = {"medium": 5, "high": 10, "very_high": 15}
MILESTONE_AT_RISK_DAYS = env.int("MILESTONE_AT_RISK_DAYS", 15)
MILESTONE_OFF_TRACK_DAYS = env.int("MILESTONE_OFF_TRACK_DAYS", 40)
MINIMUM_OPERATION_MONTHS = env.int("MINIMUM_OPERATION_MONTHS", 3)
ACCEPTANCE_WARNING_DAYS = env.int("ACCEPTANCE_WARNING_DAYS", 30)
SLIPS_NEXT_DAYS = env.int("SLIPS_NEXT_DAYS", 45)
# An update is due on this working day of the next month; reminders go so many working days before and after.
UPDATES_DUE_WORKING_DAY = env.int("UPDATES_DUE_WORKING_DAY", 5)
REMIND_BEFORE_WORKING_DAYS = env.int("REMIND_BEFORE_WORKING_DAYS", 3)
REMIND_AFTER_WORKING_DAYS = env.int("REMIND_AFTER_WORKING_DAYS", 1)
ORGANISATION = env.str("ORGANISATION", "Douane")
# The folder whose vocabulary.yaml and sources.yaml hold the terms that the page of definitions shows beside our own.
TERMS_DIR = env.path("TERMS_DIR", BASE_DIR / "fixtures" / "douane")
# Where people report what they cannot use: an address for mail, or a sentence. The accessibility statement shows it.
ACCESSIBILITY_CONTACT = env.str("ACCESSIBILITY_CONTACT", "")
# While this file exists every page answers that the register is under maintenance, and shows what the file holds.
MAINTENANCE_FILE = env.path("MAINTENANCE_FILE", VAR_DIR / "maintenance")
# A sheet of some 450 items: eleven fields each. A body's size is limited by itself.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
# The largest file that is kept as evidence, in bytes.
EVIDENCE_MAX_BYTES = env.int("EVIDENCE_MAX_BYTES", 25 * 1024 * 1024)

# --- application
INSTALLED_APPS = [
    "riskreg.apps.RiskregConfig",
    "riskreg.apps.RegisterAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "simple_history",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "riskreg.web.compression.CompressionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "riskreg.web.maintenance.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "riskreg.web.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "riskreg.web.middleware.ViewDayMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "riskreg.web.context.page",
            ],
        },
    }
]

# --- database


def database(url: str) -> dict[str, Any]:
    """Django's entry for a database address, with what this register needs on SQLite and on PostgreSQL."""
    entry: dict[str, Any] = {**dj_database_url.parse(url)}
    given = entry.get("OPTIONS", {})
    if entry["ENGINE"].endswith("sqlite3"):
        # Immediate transactions: a deferred one fails with "locked" when two writers upgrade at once.
        pragmas = "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"
        own: dict[str, Any] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": " ".join(f"PRAGMA {pragma};" for pragma in pragmas),
        }
    else:
        # A pool needs CONN_MAX_AGE 0, Django's default.
        own = {"pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", 8)}}
    return {**entry, "ATOMIC_REQUESTS": False, "OPTIONS": {**own, **given}}


DATABASE_URL = env.str("DATABASE_URL", f"sqlite:///{VAR_DIR / 'register.sqlite3'}")
DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people
AUTH_USER_MODEL = "riskreg.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- words and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("nl", _("Dutch"))]
LOCALE_PATHS = [BASE_DIR / "riskreg" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["config.formats"]

# --- history
SIMPLE_HISTORY_ENABLED = True
SIMPLE_HISTORY_DATE_INDEX = False
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# --- static files, served by the application itself
STATIC_URL = "static/" if DEBUG else static_address(BASE_DIR / "riskreg" / "static")
WHITENOISE_USE_FINDERS = True
if not DEBUG:
    # The address is another one when a file is: a browser may keep every one of them.
    WHITENOISE_IMMUTABLE_FILE_TEST = r"."
MEDIA_ROOT = VAR_DIR / "evidence"

# --- the log: the key that signs its checkpoints stands outside the database, where its administrator cannot read it
CHECKPOINT_KEY_FILE = env.path("CHECKPOINT_KEY_FILE", VAR_DIR / "checkpoint.pem")
# What the last check said; every page looks there.
VERDICT_FILE = env.path("VERDICT_FILE", VAR_DIR / "verdict.json")

# --- mail: links in mails start with SITE_URL; without EMAIL_URL mails become files, as in the demo
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "riskreg@localhost")
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 20)
globals().update(mail_settings(env.str("EMAIL_URL", f"file://{VAR_DIR / 'mails'}")))

# --- headers
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
# Subdomains and browsers' preload lists are for whoever owns the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if env.bool("BEHIND_PROXY", False):
    # Only where a proxy sets or strips this header itself, else a client could claim HTTPS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# A working day with its evening: whoever types on after that signs in again, and what was typed is kept.
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", 12) * 3600
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "riskreg.web.views.sign_in.expired"
SESSION_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "fullscreen")
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
