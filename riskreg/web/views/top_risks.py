"""Top risks: the list as each cycle decided it, and what changed against the cycle before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from riskreg.history.called import confidential_in
from riskreg.history.register import Register
from riskreg.models import AssessmentCycle, Decision, Risk, TopRisk
from riskreg.reporting.render.listed import Named
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import scoring
from riskreg.vocabulary.choices import TopChange
from riskreg.web import buttons, details, exports
from riskreg.web.details import whole_life
from riskreg.web.exports import Part
from riskreg.web.links import url_of
from riskreg.web.lists import Tab
from riskreg.web.views.risks import join_before, movement_cell


@dataclass
class Listed:
    """One risk on the list of a cycle, with what that cycle said of it; no lines: it stands from an earlier cycle."""

    risk_id: int
    since: Any = None
    lines: list[Any] = field(default_factory=list)
    is_new: bool = False

    @property
    def place(self) -> int:
        return max((line.place or 0 for line in self.lines), default=0)


@dataclass(frozen=True)
class TopList:
    """What stands after a cycle, and what the cycle took off. `decided_in` is the cycle that made the list."""

    decided_in: Any
    standing: list[Listed]
    taken_off: list[Listed]


def top_list(register: Register, cycle: Any) -> TopList:
    """The list after the cycle: what each cycle up to it said, in order. Two queries.

    A cycle without lines leaves the list of the last decided one in force, and rewording alone puts nothing on it
    (facts/RULES.md 4, 5).
    """
    order = {one.id: one for one in cycles_of(register) if one.closes_on <= cycle.closes_on}
    lines = [line for line in register.standing(TopRisk).order_by("id") if line.cycle_id in order]
    lines.sort(key=lambda line: (order[line.cycle_id].closes_on, line.id))
    said: dict[int, list[Any]] = defaultdict(list)
    since: dict[int, Any] = {}
    before: set[int] = set()
    for line in lines:
        if line.cycle_id == cycle.id:
            before = before or set(since)
            said[line.risk_id].append(line)
        if line.change == TopChange.DELISTED:
            since.pop(line.risk_id, None)
        elif line.change != TopChange.REWORDED:
            since.setdefault(line.risk_id, order[line.cycle_id])
    standing = [Listed(one, since[one], said.get(one, []), one in said and one not in before) for one in since]
    gone = [
        Listed(one, None, of)
        for one, of in said.items()
        if one not in since and any(line.change == TopChange.DELISTED for line in of)
    ]
    decided = order[lines[-1].cycle_id] if lines else None
    return TopList(decided, standing, gone)


def cycles_of(register: Register) -> list[Any]:
    """Oldest first."""
    return sorted(register.standing(AssessmentCycle), key=lambda one: (one.closes_on, one.code))


def latest(request: HttpRequest) -> HttpResponse:
    """To the list that is in force on the day looked at; a page that says so while no cycle has decided."""
    register = request.register
    decided = set(register.standing(TopRisk).order_by().values_list("cycle_id", flat=True))
    made = [cycle for cycle in cycles_of(register) if cycle.id in decided]
    if made:
        return redirect(request.day.link(reverse("top_list", args=[made[-1].code])))
    context = {
        "title": _("Top risks"),
        "cycle": None,
        "tabs": _tabs(request, None),
        "acts": buttons.of_list(request, AssessmentCycle),
        "more_acts": False,
    }
    return render(request, "riskreg/risks/top.html", context)


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One cycle's list."""
    register = request.register
    cycle = details.found(request, AssessmentCycle, code)
    listed = top_list(register, cycle)
    rows = _rows(request, listed.standing, cycle)
    gone = _rows(request, listed.taken_off, cycle)
    is_own = listed.decided_in is not None and listed.decided_in.id == cycle.id
    name = exports.format_of(request)
    if name:
        return exports.answer(_listed(request, cycle, rows, gone), name)
    context = {
        "title": _("Top risks, %(cycle)s") % {"cycle": cycle.name},
        **acts(request, cycle),
        **proposed_list(request, cycle),
        "crumbs": details.crumbs(request, _("Risks"), "risks", cycle),
        "cycle": cycle,
        "tabs": _tabs(request, cycle),
        "is_own": is_own,
        "decided_in": listed.decided_in,
        "decided_link": format_html(
            '<a href="{}">{}</a>', url_of(request.day, listed.decided_in), listed.decided_in.name
        )
        if listed.decided_in
        else "",
        "lede": _lede(rows, gone, is_own),
        "rows": rows,
        "gone": gone,
        "exports": exports.day_links(request) if rows or gone else [],
        "timeline": whole_life(request, cycle),
    }
    return render(request, "riskreg/risks/top.html", context)


def _listed(request: HttpRequest, cycle: Any, rows: list[dict[str, Any]], gone: list[dict[str, Any]]) -> exports.Listed:
    """What stands and what was taken off, as a file; that it tells of a confidential risk is kept."""
    told = [*({**row, "stands": True} for row in rows), *({**row, "stands": False} for row in gone)]
    request.confidential_read.update(confidential_in((Risk, vars(row["risk"])) for row in told))
    title = _("Top risks, %(cycle)s") % {"cycle": cycle.name}
    return exports.flat(request, title, PARTS, told, more=[(Named("cycle", _("Cycle")), cycle.code)])


def _against(row: dict[str, Any]) -> str:
    """What the cycle said of the risk, against the list before."""
    if row["is_new"]:
        return "; ".join([row["new_word"], *row["other_changes"]])
    return "; ".join(row["changes"]) or row["stays_word"]


PARTS = (
    Part("code", gettext_lazy("Code"), lambda row: row["risk"].code),
    Part("name", gettext_lazy("Name"), lambda row: row["risk"].title),
    Part("name_then", gettext_lazy("Name when the cycle decided"), lambda row: row["then"]),
    Part("on_list", gettext_lazy("On the list"), lambda row: exports.yes(row["stands"])),
    Part("against", gettext_lazy("Against the list before"), _against),
    Part("since", gettext_lazy("On the list since"), lambda row: row["since"].name if row["since"] else ""),
    Part("why", gettext_lazy("Why"), lambda row: "; ".join(row["reasons"])),
    Part("score", gettext_lazy("Score"), lambda row: scoring.score(row["risk"].likelihood, row["risk"].impact)),
    Part("score_basis", gettext_lazy("Basis of the score"), lambda row: exports.basis_words(row["score_basis"])),
    Part("movement", gettext_lazy("Movement"), lambda row: exports.plain(row["movement"])),
)


def acts(request: HttpRequest, cycle: Any) -> dict[str, Any]:
    """What the reader may do to the cycle, and to the row of cycles."""
    offered = [*buttons.of_record(request, cycle), *buttons.of_list(request, AssessmentCycle)]
    return buttons.folded(offered)


def proposed_list(request: HttpRequest, cycle: Any) -> dict[str, Any]:
    """The list that is put to management and not decided yet, as far as the reader may see its risks."""
    register = request.register
    asked = register.standing(Decision).asked().filter(about=cycle.code, proposed_act="cycle.list").first()
    if asked is None:
        return {"proposal": None}
    said = asked.proposal["lines"]
    risks = {risk.code: risk for risk in register.risks.filter(code__in=[line["risk"] for line in said])}
    words = dict(TopChange.choices)
    lines = [
        {
            "risk": risks[line["risk"]],
            "url": url_of(request.day, risks[line["risk"]]),
            "change": capfirst(str(words[line["change"]])),
            "title": line["title"],
            "reason": line["reason"],
            "place": line["place"],
            "is_off": line["change"] == TopChange.DELISTED,
        }
        for line in said
        if line["risk"] in risks
    ]
    lines.sort(key=lambda line: (line["is_off"], line["place"] or 1000, line["risk"].code))
    return {"proposal": asked, "proposal_url": url_of(request.day, asked), "proposed": lines}


def _lede(rows: list[dict[str, Any]], gone: list[dict[str, Any]], is_own: bool) -> str:
    count = len(rows)
    first = ngettext("%(count)d top risk stands.", "%(count)d top risks stand.", count) % {"count": count}
    if not is_own:
        return first
    values = {
        "new": sum(1 for row in rows if row["is_new"]),
        "kept": sum(1 for row in rows if not row["is_new"]),
        "gone": len(gone),
    }
    second = _("Against the list before: %(new)d new, %(kept)d that stayed, %(gone)d taken off.") % values
    return f"{first} {second}"


def _tabs(request: HttpRequest, current: Any) -> list[Tab]:
    """The cycle switcher, newest first."""
    return [
        Tab(cycle.name, url_of(request.day, cycle), current is not None and cycle.id == current.id)
        for cycle in reversed(cycles_of(request.register))
    ]


def _rows(request: HttpRequest, listed: list[Listed], cycle: Any) -> list[dict[str, Any]]:
    """The risks of the list as they stand on the day looked at, with the words they had when the cycle decided."""
    register = request.register
    ids = [one.risk_id for one in listed]
    if not ids:
        return []
    risks = {risk.id: risk for risk in register.risks.ids(ids)}
    join_before(list(risks.values()), request)
    decided = min(cycle.decided_on or cycle.closes_on, register.on)
    titles = dict(Register.as_of(register.actor, decided).risks.ids(ids).values_list("id", "title"))
    rows = []
    for one in listed:
        risk = risks.get(one.risk_id)
        if risk is None or risk.withdrawn:
            continue
        then = titles.get(risk.id, risk.title)
        rows.append(
            {
                "risk": risk,
                "url": url_of(request.day, risk),
                "then": then,
                "is_renamed": then != risk.title,
                "changes": [capfirst(line.get_change_display()) for line in one.lines],
                "other_changes": [
                    capfirst(line.get_change_display()) for line in one.lines if line.change != TopChange.NEW
                ],
                "reasons": [line.reason for line in one.lines if line.reason],
                "since": one.since,
                "place": one.place,
                "is_new": one.is_new,
                "new_word": _("New on the list"),
                "stays_word": _("Stays"),
                "score_basis": risk.basis_by_field.get("score"),
                "score": show.score(risk.likelihood, risk.impact),
                "movement": movement_cell(risk),
            }
        )
    return sorted(rows, key=lambda row: (not row["place"], row["place"], row["risk"].code))
