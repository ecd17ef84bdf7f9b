"""The sentence that counts each kind of change."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import ngettext

from riskreg.reporting.wording import sentence, spelled

Counted = Callable[[int], str]


def counted(noun: str, kind: str, number: int) -> str:
    """A whole sentence, "Five milestones were completed."; KeyError for a kind that no month has."""
    return sentence(_SENTENCES[noun, kind](number) % {"number": spelled(number)})


_SENTENCES: dict[tuple[str, str], Counted] = {
    ("finding", "new"): lambda n: ngettext(
        "%(number)s finding entered the register.", "%(number)s findings entered the register.", n
    ),
    ("finding", "closed"): lambda n: ngettext("%(number)s finding was closed.", "%(number)s findings were closed.", n),
    ("finding", "superseded"): lambda n: ngettext(
        "%(number)s finding was superseded by another.", "%(number)s findings were superseded by others.", n
    ),
    ("finding", "accepted"): lambda n: ngettext(
        "%(number)s finding was accepted.", "%(number)s findings were accepted.", n
    ),
    ("finding", "reopened"): lambda n: ngettext(
        "%(number)s finding was reopened.", "%(number)s findings were reopened.", n
    ),
    ("finding", "reported"): lambda n: ngettext(
        "%(number)s finding was reported solved.", "%(number)s findings were reported solved.", n
    ),
    ("finding", "confirmed"): lambda n: ngettext(
        "%(number)s finding was confirmed solved by an auditor.",
        "%(number)s findings were confirmed solved by an auditor.",
        n,
    ),
    ("finding", "rated"): lambda n: ngettext(
        "%(number)s finding was judged again by its auditor.",
        "%(number)s findings were judged again by their auditors.",
        n,
    ),
    ("finding", "target_moved"): lambda n: ngettext(
        "%(number)s finding has another target date.", "%(number)s findings have another target date.", n
    ),
    ("risk", "new"): lambda n: ngettext(
        "%(number)s risk entered the register.", "%(number)s risks entered the register.", n
    ),
    ("risk", "newly_assessed"): lambda n: ngettext(
        "%(number)s risk was assessed for the first time.", "%(number)s risks were assessed for the first time.", n
    ),
    ("risk", "moved"): lambda n: ngettext("%(number)s risk moved.", "%(number)s risks moved.", n),
    ("risk", "top_added"): lambda n: ngettext(
        "%(number)s risk came onto the top list.", "%(number)s risks came onto the top list.", n
    ),
    ("risk", "top_removed"): lambda n: ngettext(
        "%(number)s risk left the top list.", "%(number)s risks left the top list.", n
    ),
    ("plan", "approved"): lambda n: ngettext("%(number)s plan was approved.", "%(number)s plans were approved.", n),
    ("plan", "rebaselined"): lambda n: ngettext(
        "%(number)s plan was rebaselined.", "%(number)s plans were rebaselined.", n
    ),
    ("plan", "completed"): lambda n: ngettext("%(number)s plan was completed.", "%(number)s plans were completed.", n),
    ("milestone", "completed"): lambda n: ngettext(
        "%(number)s milestone was completed.", "%(number)s milestones were completed.", n
    ),
    ("milestone", "started"): lambda n: ngettext(
        "%(number)s milestone was started.", "%(number)s milestones were started.", n
    ),
    ("milestone", "forecast_moved"): lambda n: ngettext(
        "%(number)s milestone has another forecast.", "%(number)s milestones have another forecast.", n
    ),
    ("milestone", "blocked"): lambda n: ngettext(
        "%(number)s milestone became blocked.", "%(number)s milestones became blocked.", n
    ),
    ("milestone", "reopened"): lambda n: ngettext(
        "%(number)s milestone was reopened.", "%(number)s milestones were reopened.", n
    ),
    ("commitment", "made"): lambda n: ngettext(
        "%(number)s commitment was made.", "%(number)s commitments were made.", n
    ),
    ("commitment", "met"): lambda n: ngettext("%(number)s commitment was met.", "%(number)s commitments were met.", n),
    ("commitment", "partly_met"): lambda n: ngettext(
        "%(number)s commitment was partly met.", "%(number)s commitments were partly met.", n
    ),
    ("commitment", "missed"): lambda n: ngettext(
        "%(number)s commitment was missed.", "%(number)s commitments were missed.", n
    ),
    ("commitment", "unknown"): lambda n: ngettext(
        "Of %(number)s commitment it is no longer known whether it was met.",
        "Of %(number)s commitments it is no longer known whether they were met.",
        n,
    ),
    ("commitment", "rescheduled"): lambda n: ngettext(
        "%(number)s commitment has another due date.", "%(number)s commitments have another due date.", n
    ),
}
