"""The way of a finding from established to closed, with who and when at each step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from riskreg.access import visible_to
from riskreg.history.register import Register
from riskreg.models import Finding
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import acts, dates
from riskreg.vocabulary.choices import ActorKind, FindingState
from riskreg.vocabulary.periods import day_of

_WAY = (
    FindingState.ESTABLISHED,
    FindingState.IN_REMEDIATION,
    FindingState.REPORTED_SOLVED,
    FindingState.CONFIRMED,
    FindingState.CLOSED,
)
_REASON_AT_STEP = 60
_ASIDE = (FindingState.SUPERSEDED, FindingState.ACCEPTED)


@dataclass(frozen=True)
class Step:
    """`mark` is is-done, is-now or blank for what is still to come."""

    label: str
    words: Any
    mark: str
    icon: str


@dataclass(frozen=True)
class Turn:
    """The version with which the finding entered its state."""

    state: str
    act: str
    who: str
    day: Any
    reason: str
    is_person: bool


@dataclass(frozen=True)
class Report:
    """A report that it is solved which no longer stands: sent back, or undone by a later audit round."""

    who: str
    day: Any
    ended: Turn

    def __str__(self) -> str:
        words = (
            _("Reported solved by %(who)s on %(day)s, returned by %(other)s on %(end)s")
            if self.ended.act == "finding.return"
            else _("Reported solved by %(who)s on %(day)s, reopened on %(end)s")
        )
        end = dates.show(self.ended.day)
        return words % {"who": self.who, "day": dates.show(self.day), "other": self.ended.who, "end": end}


@dataclass(frozen=True)
class Way:
    """`reporter` and `confirmer` of what stands; `earlier` the reports that do not, oldest first."""

    steps: list[Step]
    returned: Turn | None
    reporter: str
    confirmer: str
    earlier: list[Report]


def way_of(register: Register, finding: Any, senders: str) -> Way:
    """The steps up to the register's moment. One query."""
    versions = visible_to(register.actor, Finding.versions().filter(id=finding.id))
    if register.moment is not None:
        versions = versions.filter(history_date__lt=register.moment)
    rows = list(versions)
    people = {row.history_user_id: row.actor_name for row in rows}
    reached = _reached(rows)
    # Reported and confirmed have keepers of their own: the person and the day in the world.
    given = {
        FindingState.ESTABLISHED: _by(senders, finding.opened_on),
        FindingState.REPORTED_SOLVED: _by(people.get(finding.reported_by, ""), finding.reported_on),
        FindingState.CONFIRMED: _by(people.get(finding.confirmed_by, ""), finding.confirmed_on),
    }
    turned = reached.get(finding.state)
    returned = turned if turned and turned.act == "finding.return" else None
    # After a round that reopens it the columns still name who reported and confirmed before.
    stands = {state: state in reached for state in (FindingState.REPORTED_SOLVED, FindingState.CONFIRMED)}
    return Way(
        steps=_steps(finding, reached, given, returned),
        returned=returned,
        reporter=people.get(finding.reported_by, "") if stands[FindingState.REPORTED_SOLVED] else "",
        confirmer=people.get(finding.confirmed_by, "") if stands[FindingState.CONFIRMED] else "",
        earlier=_earlier(rows),
    )


def _earlier(rows: list[Any]) -> list[Report]:
    """Every report that did not hold, with what ended it."""
    ended: list[Report] = []
    report: Any = None
    for row in rows:
        if row.act == "finding.report_solved":
            report = row
        elif report is not None and row.state == FindingState.IN_REMEDIATION:
            ended.append(Report(report.actor_name, report.reported_on or day_of(report.history_date), _turn(row)))
            report = None
    return ended


def _turn(row: Any) -> Turn:
    is_person = row.actor_role != ActorKind.SYSTEM
    return Turn(
        row.state, row.act, row.actor_name, day_of(row.history_date), row.history_change_reason or "", is_person
    )


def _reached(rows: list[Any]) -> dict[str, Turn]:
    """State -> how it was entered last; going back forgets the steps after."""
    reached: dict[str, Turn] = {}
    before = ""
    for row in rows:
        if row.state != before:
            for later in (*_WAY[_WAY.index(row.state) :], *_ASIDE) if row.state in _WAY else ():
                reached.pop(later, None)
            reached[row.state] = _turn(row)
            before = row.state
    return reached


def _by(who: str, on: Any) -> Any:
    if on is None:
        return ""
    return format_html("{}, {}", who, show.day(on)) if who else show.day(on)


def _turned(turn: Turn) -> Any:
    """Who and when; a load wrote without a name, then what was done where the state does not say it."""
    if turn.act == "finding.return":
        return _("again since %(day)s") % {"day": dates.show(turn.day)}
    if turn.is_person:
        return _by(turn.who, turn.day)
    done = {"finding.link": _("a plan in force answers it"), "finding.rate": _("an audit round says so")}
    if turn.act == "plan.approve":
        return _by(str(acts.label(turn.act)), turn.day)
    return _by(done.get(turn.act, ""), turn.day)


def _returned(turn: Turn) -> str:
    """The day and the beginning of the reason; the whole of it stands under the steps."""
    told = {"day": dates.show(turn.day), "reason": Truncator(turn.reason).chars(_REASON_AT_STEP)}
    return _("returned on %(day)s: %(reason)s") % told


def _steps(finding: Any, reached: dict[str, Turn], given: dict[str, Any], returned: Turn | None) -> list[Step]:
    aside = finding.state in _ASIDE
    place = _WAY.index(finding.state) if not aside else -1
    to_come = {
        FindingState.IN_REMEDIATION: _("once a plan is approved"),
        FindingState.REPORTED_SOLVED: _returned(returned) if returned else _("by the owner, with evidence"),
        FindingState.CONFIRMED: _("by an auditor, another person"),
        FindingState.CLOSED: _("in the register, once confirmed"),
    }
    steps = []
    for number, state in enumerate(_WAY):
        label = capfirst(str(FindingState(state).label))
        turn = reached.get(state)
        if aside and turn is None and state != FindingState.ESTABLISHED:
            continue
        if aside or number < place or finding.state == FindingState.CLOSED:
            words = given.get(state) or (_turned(turn) if turn else _("skipped"))
            steps.append(Step(label, words, "is-done", "tick"))
        elif number == place:
            words = given.get(state) or (_turned(turn) if turn else "")
            steps.append(Step(label, words, "is-now", "half"))
        else:
            steps.append(Step(label, to_come[state], "", "ring"))
    if aside:
        turn = reached.get(finding.state)
        words = _turned(turn) if turn else ""
        shape = "close" if finding.state == FindingState.SUPERSEDED else "same"
        steps.append(Step(capfirst(str(finding.get_state_display())), words, "is-now", shape))
    return steps


def two_names(way: Way) -> SafeString | str:
    """Reporter and confirmer, in words; blank while neither is known."""
    if not way.reporter and not way.confirmer:
        return ""
    parts = []
    if way.reporter:
        parts.append(_("reported solved by %(who)s") % {"who": way.reporter})
    if way.confirmer:
        parts.append(_("confirmed by %(who)s") % {"who": way.confirmer})
    return capfirst(", ".join(parts))
