"""The admin site: who may enter is the register's own question."""

from django.contrib.admin import AdminSite


class RegisterAdminSite(AdminSite):
    pass
