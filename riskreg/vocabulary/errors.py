"""The ways an act can be refused; every message names what, where and what was expected."""


class Refused(Exception):
    """An act was refused; nothing was written."""

    def __init__(self, message: object, *, code: str = "") -> None:
        super().__init__(message)
        self.code = code

    @property
    def message(self) -> str:
        return str(self.args[0])


class RuleBroken(Refused):
    """A rule of the domain forbids the act."""


class NotAllowed(Refused):
    """The person has no right to the act."""


class Stale(Refused):
    """The record changed since it was read; nothing was written.

    `current` holds the record as it stands, so that both versions can be shown.
    """

    def __init__(self, message: object, *, current: object) -> None:
        super().__init__(message, code="stale")
        self.current = current


class BadInput(Refused):
    """A file, argument or address is not what was expected."""
