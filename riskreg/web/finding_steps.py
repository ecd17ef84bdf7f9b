"""The way of a finding from established to closed, with who and when at each step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.access import visible_to
from riskreg.history.register import Register
from riskreg.models import Finding
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import acts
from riskreg.vocabulary.choices import ActorKind, FindingState
from riskreg.vocabulary.periods import day_of

_WAY = (
    FindingState.ESTABLISHED,
    FindingState.IN_REMEDIATION,
    FindingState.REPORTED_SOLVED,
    FindingState.CONFIRMED,
    FindingState.CLOSED,
)
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
class Way:
    steps: list[Step]
    returned: Turn | None
    reporter: str
    confirmer: str


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
    last = rows[-1] if rows else None
    turned = reached.get(finding.state)
    returned = turned if turned and turned.act == "finding.return" and last is not None else None
    return Way(
        steps=_steps(finding, reached, given),
        returned=returned,
        reporter=people.get(finding.reported_by, ""),
        confirmer=people.get(finding.confirmed_by, ""),
    )


def _reached(rows: list[Any]) -> dict[str, Turn]:
    """State -> how it was entered last; going back forgets the steps after."""
    reached: dict[str, Turn] = {}
    before = ""
    for row in rows:
        if row.state != before:
            for later in (*_WAY[_WAY.index(row.state) :], *_ASIDE) if row.state in _WAY else ():
                reached.pop(later, None)
            person = row.actor_role != ActorKind.SYSTEM
            reached[row.state] = Turn(
                row.state, row.act, row.actor_name, day_of(row.history_date), row.history_change_reason or "", person
            )
            before = row.state
    return reached


def _by(who: str, on: Any) -> Any:
    if on is None:
        return ""
    return format_html("{}, {}", who, show.day(on)) if who else show.day(on)


def _turned(turn: Turn) -> Any:
    """Who and when; a load wrote without a name, then what was done where the state does not say it."""
    if turn.is_person:
        return _by(turn.who, turn.day)
    done = {"finding.link": _("a plan in force answers it"), "finding.rate": _("an audit round says so")}
    if turn.act == "plan.approve":
        return _by(str(acts.label(turn.act)), turn.day)
    return _by(done.get(turn.act, ""), turn.day)


def _steps(finding: Any, reached: dict[str, Turn], given: dict[str, Any]) -> list[Step]:
    aside = finding.state in _ASIDE
    place = _WAY.index(finding.state) if not aside else -1
    to_come = {
        FindingState.IN_REMEDIATION: _("once a plan is approved"),
        FindingState.REPORTED_SOLVED: _("by the owner, with evidence"),
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
