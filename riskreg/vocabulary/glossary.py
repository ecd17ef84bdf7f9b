"""What the register's own words mean: one sentence or two for every word that a page explains.

The rules are those of fixtures/douane/RULES.md; what an installation can set is filled in from its settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from riskreg.vocabulary.choices import Appetite
from riskreg.vocabulary.scoring import APPETITE_MAXIMUM, BANDS

# group -> its heading, in the order of the page
GROUPS: dict[str, Promise] = {
    "days": _("Days and dates"),
    "plans": _("Plans and milestones"),
    "risks": _("Risks and measures"),
    "findings": _("Findings"),
    "promises": _("Commitments"),
    "month": _("The month and its report"),
    "history": _("History and evidence"),
}


@dataclass(frozen=True)
class Entry:
    """A word and what it means; `key` is its anchor, `replaces` the terms of the facts that it takes the place of."""

    key: str
    group: str
    word: Any
    words: Any
    replaces: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The word with a capital, in the language of whoever reads it."""
        return str(capfirst(str(self.word)))

    @property
    def meaning(self) -> str:
        """The definition in the language of whoever reads it, with the numbers of this installation."""
        return str(self.words) % _numbers()


def _numbers() -> dict[str, int]:
    """What the definitions count with: thresholds in days, working days, months and scores."""
    floors = [floor for floor, _band in BANDS]
    return {
        "at_risk": settings.MILESTONE_AT_RISK_DAYS,
        "off_track": settings.MILESTONE_OFF_TRACK_DAYS,
        "due_day": settings.UPDATES_DUE_WORKING_DAY,
        "operation": settings.MINIMUM_OPERATION_MONTHS,
        "slips": settings.SLIPS_NEXT_DAYS,
        "acceptance": settings.ACCEPTANCE_WARNING_DAYS,
        "low": floors[1] - 1,
        "medium": floors[1],
        "medium_to": floors[2] - 1,
        "high": floors[2],
        "high_to": floors[3] - 1,
        "very_high": floors[3],
        **{f"appetite_{name.value}": APPETITE_MAXIMUM[name] for name in Appetite},
    }


_ALL = (
    # --- days
    Entry("as-of", "days", _("as of a day"), _(
        "What the register said at the end of that day, Dutch time, including what was corrected later."
    )),
    Entry("compare", "days", _("compare with"), _(
        "The earlier day that movements and changed rows refer to: the end of the month before, until you choose "
        "another."
    )),
    Entry("precision", "days", _("precision"), _(
        "How precisely a date is known: a day, month, quarter or year, approximate, or not known. It prints no "
        "more precisely than that."
    )),
    Entry("cut-off", "days", _("cut-off"), _(
        "The moment a month goes into review. What is typed later counts for the next month. The cut-off of a "
        "reconstructed month is its end."
    )),
    # --- plans
    Entry("baseline", "plans", _("baseline"), _(
        "The date that an approved version of a plan promises for a milestone. In force is the newest version "
        "approved on or before the day looked at; a plan without one is not approved yet."
    ), ("TRM-BASIS",)),
    Entry("first-baseline", "plans", _("first baseline"), _(
        "The date in the oldest version that names the milestone: the first promise. It never changes."
    )),
    Entry("rebaseline", "plans", _("rebaseline"), _(
        "A decision to promise new dates, and perhaps other milestones. It makes a new baseline with its reason "
        "and never edits the one before."
    ), ("TRM-HERIJK",)),
    Entry("forecast", "plans", _("forecast"), _(
        "The day on which the owner now expects to finish. Moving it later needs a reason."
    ), ("TRM-PROGN",)),
    Entry("finish", "plans", _("finish"), _(
        "The day a milestone was completed, else its forecast. A plan finishes with the last milestone in its "
        "scope."
    )),
    Entry("slip", "plans", _("slip"), _(
        "Finish minus baseline, in calendar days: plus is later, minus is earlier. It is given against the "
        "baseline in force and against the first."
    )),
    Entry("late", "plans", _("late milestone"), _(
        "Not completed, while its baseline in force lies before the day looked at. Due on the day itself is not "
        "late."
    )),
    Entry("state", "plans", _("state (on track, at risk, off track)"), _(
        "Computed from the slip against the baseline in force: at risk from %(at_risk)d days, off track from "
        "%(off_track)d days, and at least at risk when late. Shown is the worse of this and the owner's "
        "confidence. A plan follows its own finish, and is at least at risk while one of its milestones is late "
        "or off track."
    )),
    Entry("confidence", "plans", _("confidence"), _(
        "What the owner says of the milestone: green, amber (shown as at risk) or red (shown as off track). It "
        "can make the state worse, never better."
    )),
    Entry("progress", "plans", _("progress"), _(
        "The percentages of the milestones in scope, weighted and rounded to a whole percent. It counts from the "
        "first baseline on."
    )),
    Entry("planned", "plans", _("planned progress"), _(
        "The share of the scope, by weight, whose baseline lies on or before the day looked at."
    )),
    Entry("scope", "plans", _("scope"), _(
        "Every milestone with a date in any baseline up to the one in force. Milestones that only a later version"
        " names are not in it yet; without an approved baseline there is no scope."
    )),
    Entry("slips-next", "plans", _("what slips next"), _(
        "Milestones promised within %(slips)d days that show signs of slipping."
    )),
    Entry("withdrawn", "plans", pgettext_lazy("glossary", "withdrawn"), _(
        "Taken out, not deleted: from then on in no open list, count, scope or progress, and never late. It stays"
        " in the history, on past days, and in lists that ask for it."
    )),
    # --- risks
    Entry("score", "risks", _("score"), _(
        "Likelihood times impact, each 1 to 5. It only puts risks in order and in a band; scores are never summed"
        " or averaged."
    )),
    Entry("band", "risks", _("band"), _(
        "Low to %(low)d, medium %(medium)d to %(medium_to)d, high %(high)d to %(high_to)d, very high from "
        "%(very_high)d."
    )),
    Entry("not-assessed", "risks", pgettext_lazy("glossary", "not assessed"), _(
        "Nobody has judged likelihood and impact yet. That is not the same as low, so there is no score."
    )),
    Entry("three-scores", "risks", _("inherent, current, target"), _(
        "The score without measures, the score as it is now, and the score that is aimed at."
    )),
    Entry("appetite", "risks", _("appetite"), _(
        "The highest score that is accepted for a risk: averse %(appetite_averse)d, low %(appetite_low)d, "
        "moderate %(appetite_moderate)d, open %(appetite_open)d. A risk that scores higher stands above its "
        "appetite."
    ), ("TRM-RB",)),
    Entry("top-risk", "risks", pgettext_lazy("glossary", "top risk"), _(
        "A risk on the list that was decided in the latest cycle. The order of the list is not a ranking."
    ), ("TRM-TOPR",)),
    Entry("acceptance", "risks", pgettext_lazy("glossary", "acceptance"), _(
        "A decision to live with a risk at the score it then has, until a day. It warns %(acceptance)d days "
        "before that day, and goes stale when the score changes."
    )),
    Entry("opzet", "risks", _("opzet (design)"), _(
        "The measure is described and suited to control the risk."
    ), ("TRM-OPZ",)),
    Entry("bestaan", "risks", _("bestaan (existence)"), _(
        "The measure is actually in place at a point in time."
    ), ("TRM-BEST",)),
    Entry("werking", "risks", _("werking (operation)"), _(
        "The measure has demonstrably been followed over a period. It cannot be claimed before existence has "
        "stood for %(operation)d months; an auditor may decide otherwise with a reason."
    ), ("TRM-WERK",)),
    # --- findings
    Entry("open-finding", "findings", _("open finding"), _(
        "A finding that is not closed, superseded or accepted. Reported solved and confirmed findings are still "
        "open."
    )),
    Entry("finding-state", "findings", _("state of a finding"), _(
        "Established, in remediation, reported solved, confirmed, closed; or superseded by another finding, or "
        "accepted. A finding that is returned is in remediation again."
    )),
    Entry("reported-solved", "findings", pgettext_lazy("glossary", "reported solved"), _(
        "The line says that the finding is solved, with evidence. An auditor still has to confirm it."
    ), ("TRM-GEREED",)),
    Entry("confirmed", "findings", pgettext_lazy("glossary", "confirmed"), _(
        "An auditor has found that the finding is solved. Nobody confirms what they reported, own or edited "
        "since."
    )),
    Entry("returned", "findings", pgettext_lazy("glossary", "returned"), _(
        "An auditor has sent a finding that was reported solved back, with what is missing."
    )),
    Entry("rating", "findings", pgettext_lazy("glossary", "rating"), _(
        "What an auditor gave the finding in one audit year, on the auditor's own scale. Every round adds one; a "
        "round may also give none."
    )),
    Entry("target", "findings", pgettext_lazy("glossary", "target"), _(
        "The day by which the finding is to be solved. Each new day has its reason and its own line; the first "
        "target never changes."
    )),
    Entry("target-slip", "findings", _("slip of a finding"), _(
        "By how many calendar days the target moved from the first target, or the forecast of the plans lies past"
        " the target. Plus is later."
    )),
    Entry("days-open", "findings", _("days open"), _(
        "From the day it was reported to the day it was closed, else to the day looked at."
    )),
    # --- promises
    Entry("commitment", "promises", pgettext_lazy("glossary", "commitment"), _(
        "A promise made outside the organisation, with its promised day and every new day with its reason. One "
        "made to parliament (toezegging) is settled when parliament has received the result in writing."
    ), ("TRM-TOEZ",)),
    Entry("reach", "promises", _("reach"), _(
        "The day on which a commitment can be met by what it rests on: the latest forecast of its own milestones,"
        " else of the open milestones in scope of its plans, or the target of a linked finding when that is "
        "later."
    )),
    Entry("to-be-reported", "promises", _("to be reported now"), _(
        "An open commitment that reaches past its promised day. It is listed from the day that this is known."
    )),
    Entry("overdue", "promises", _("overdue commitment"), _(
        "Open, while its promised day lies before the day looked at. Due on the day itself is not overdue."
    )),
    # --- month
    Entry("month-state", "month", _("open, in review, sealed"), _(
        "An open month takes updates; one in review is cut off and its report is drafted; a sealed one never "
        "changes again."
    )),
    Entry("reconstructed", "month", pgettext_lazy("glossary", "reconstructed"), _(
        "A month made from loaded history, before the register was kept month by month. It has no edition, and no"
        " silence is counted in it."
    )),
    Entry("due", "month", _("due this month"), _(
        "What an owner tells of this month: milestones by the rhythm of their plan, risks and measures at the end"
        " of a quarter, indicators by their frequency. It is wanted by working day %(due_day)d of the next month."
    )),
    Entry("unchanged", "month", pgettext_lazy("glossary", "confirmed unchanged"), _(
        "The owner has looked and says that nothing changed. It counts as an update and is counted apart."
    )),
    Entry("silent", "month", pgettext_lazy("glossary", "silent"), _(
        "Due, and nothing was said: neither a change nor “no change”. Silence is never copied forward as news."
    )),
    Entry("stale", "month", pgettext_lazy("glossary", "stale"), _(
        "Due, and without an update for two due periods. Only months that were kept in the register count, not "
        "reconstructed ones. An acceptance is stale when its risk no longer has the score that was accepted."
    )),
    Entry("in-question", "month", pgettext_lazy("glossary", "in question"), _(
        "The risk officer returned the update with a question that is not answered yet."
    )),
    Entry("contradiction", "month", _("contradiction"), _(
        "What an owner claimed this month does not fit what the register knows, such as green with a late "
        "milestone. The claim is never changed: it is explained, or returned."
    )),
    Entry("edition", "month", _("edition"), _(
        "The report of a month as management sealed it. It never changes; a correction is the next edition, with "
        "its reason."
    )),
    Entry("reconciliation", "month", _("reconciliation"), _(
        "The line that must add up: findings open at the start, plus new and reopened, minus ended, is open at "
        "the end."
    )),
    # --- history
    Entry("log", "history", _("log"), _(
        "The list of all entries, one for every version of every record. It only grows, and is hashed as one "
        "tree: a later change to an entry shows."
    )),
    Entry("checkpoint", "history", _("checkpoint"), _(
        "A signature over the log as it stood. Whoever keeps one can prove that nothing under it changed since."
    )),
    Entry("evidence", "history", pgettext_lazy("glossary", "evidence"), _(
        "A file or link that proves something. A file is never replaced; its SHA-256 is shown and checked at "
        "every download."
    )),
    Entry("confidential", "history", pgettext_lazy("glossary", "confidential"), _(
        "Seen only by the accounts that are named for it. For everybody else the record does not exist, in no "
        "list, count or search."
    )),
    Entry("basis", "history", _("stated, derived, illustrative"), _(
        "How a fact of the loaded register is known: a published source says it, it was worked out from one, or "
        "it is an example made for the demonstration."
    )),
)  # fmt: skip
ENTRIES: dict[str, Entry] = {entry.key: entry for entry in _ALL}
# key of a figure on the state of affairs and in the report -> the word that explains it
OF_FIGURES = {
    "open_findings": "open-finding",
    "late_milestones": "late",
    "top_risks_above_appetite": "appetite",
    "commitments_to_report": "to-be-reported",
}
