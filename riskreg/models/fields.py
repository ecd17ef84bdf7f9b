"""Columns that carry their own database check: length, no NUL, valid values, ranges.

SQLite enforces neither max_length nor choices, and keeps NUL bytes that PostgreSQL refuses; a column check holds
on both, in the live table and in its history alike.
"""

from typing import Any

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property


class _Checked:
    """Adds `check_sql` to the column's own check."""

    column: str

    def check_sql(self, column: str, connection: Any) -> str:
        raise NotImplementedError

    def db_check(self, connection: Any) -> str | None:
        inherited = super().db_check(connection)  # type: ignore[misc]
        own = self.check_sql(connection.ops.quote_name(self.column), connection)
        return f"({inherited}) AND ({own})" if inherited else own


def _no_nul(column: str, connection: Any) -> str:
    # PostgreSQL cannot store a NUL byte at all.
    return f" AND instr({column}, char(0)) = 0" if connection.vendor == "sqlite" else ""


class Line(_Checked, models.CharField):
    """One line of text, at most `max_length` characters, blank when empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        if kwargs.get("blank"):
            kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def check_sql(self, column: str, connection: Any) -> str:
        return f"length({column}) <= {self.max_length}" + _no_nul(column, connection)


class Prose(_Checked, models.TextField):
    """Paragraphs of text, at most `max_length` characters (default 4,000), blank when empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 4000)
        if kwargs.get("blank"):
            kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    @cached_property
    def validators(self) -> list[Any]:
        return [*super().validators, MaxLengthValidator(self.max_length)]

    def check_sql(self, column: str, connection: Any) -> str:
        return f"length({column}) <= {self.max_length}" + _no_nul(column, connection)


class Choice(_Checked, models.CharField):
    """One value of a list in vocabulary.choices; the migration holds the values, not their words."""

    def __init__(
        self, words: type[models.TextChoices] | None = None, *args: Any, values: Any = None, **kwargs: Any
    ) -> None:
        self.values = tuple(values) if values is not None else tuple(words.values if words else ())
        kwargs.setdefault("max_length", 30)
        if words is not None:
            kwargs["choices"] = words.choices
        if kwargs.get("blank"):
            kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        kwargs["values"] = list(self.values)
        return name, path, args, kwargs

    def check_sql(self, column: str, connection: Any) -> str:
        allowed = [*self.values, ""] if self.blank else self.values
        return f"{column} IN (" + ", ".join(f"'{value}'" for value in allowed) + ")"


class Whole(_Checked, models.SmallIntegerField):
    """A whole number from `low` to `high`, both included."""

    def __init__(self, *args: Any, low: int, high: int, **kwargs: Any) -> None:
        self.low, self.high = low, high
        super().__init__(*args, **kwargs)

    @cached_property
    def validators(self) -> list[Any]:
        return [*super().validators, MinValueValidator(self.low), MaxValueValidator(self.high)]

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.update(low=self.low, high=self.high)
        return name, path, args, kwargs

    def check_sql(self, column: str, connection: Any) -> str:
        return f"{column} BETWEEN {self.low} AND {self.high}"
