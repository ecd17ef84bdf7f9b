"""Words of libraries that ship no Dutch, named here so that our catalogue holds them."""

from django.utils.translation import gettext_noop

# django-simple-history
SIMPLE_HISTORY = (
    gettext_noop("Created"),
    gettext_noop("Changed"),
    gettext_noop("Deleted"),
)
