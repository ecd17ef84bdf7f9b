"""Who gets what at every address, as data: one row a page, act forms and admin pages by the role table.

A row says for whom the page is; everybody else with an account gets 403, nobody without one gets in.
"""

from __future__ import annotations

from typing import Any

from riskreg import models
from riskreg.access import OWN, PROPOSE, PUBLISHED, TABLE, YES
from riskreg.vocabulary.choices import Right

ALL = tuple(Right.values)
OFFICER, OWNER, AUDITOR, MANAGEMENT, ADMINISTRATOR = ALL
ANONYMOUS = "anonymous"
ROLES = (ANONYMOUS, *ALL)
READERS = (OFFICER, AUDITOR, MANAGEMENT)
OF_THE_MONTH = (*READERS, OWNER)
OF_LISTS = (*READERS, ADMINISTRATOR)
OF_ACCOUNTS = (AUDITOR, ADMINISTRATOR)

# --- pages without a record in the address: name -> for whom
PAGES: dict[str, tuple[str, ...]] = {
    "home": ALL,
    "risks": ALL,
    "risk_matrix": ALL,
    "top_risks": ALL,
    "measures": ALL,
    "indicators": ALL,
    "findings": ALL,
    "audit_reports": ALL,
    "finding_grid": ALL,
    "plans": ALL,
    "milestones": ALL,
    "coverage": ALL,
    "commitments": ALL,
    "decisions": ALL,
    "cockpits": READERS,
    "cockpit": READERS,
    "updates": OF_THE_MONTH,
    "sheet": OF_THE_MONTH,
    "sheet_draft": OF_THE_MONTH,
    "receipt": OF_THE_MONTH,
    "reports": ALL,
    "report": ALL,
    "report_json": ALL,
    "report_pdf": ALL,
    "report_xlsx": ALL,
    "report_docx": ALL,
    "report_draft": (OFFICER,),
    "report_seal": (MANAGEMENT,),
    "report_correct": (OFFICER,),
    "report_annex": ALL,
    "report_edition": ALL,
    "mails": ALL,
    "saved_views": ALL,
    "several": ALL,
    "search": ALL,
    "pick": ALL,
    "history": ALL,
    "history_sample": ALL,
    "security_log": (AUDITOR,),
    "rights": OF_ACCOUNTS,
    "history_verify": ALL,
    "history_bundle": (AUDITOR,),
    "history_compare": ALL,
}
# --- pages that also take a POST: name -> for whom; an empty one says what was expected
POSTS: dict[str, tuple[str, ...]] = {
    "sheet": (OFFICER, OWNER),
    "sheet_draft": (OFFICER, OWNER),
    "mails": ALL,
    "saved_views": ALL,
    # Of risks: withdrawing and handing over.
    "several": (OFFICER,),
    "cockpit": (OFFICER,),
    "report_draft": (OFFICER,),
    "report_seal": (MANAGEMENT,),
    "report_correct": (OFFICER,),
    "history_verify": OF_ACCOUNTS,
}
# --- pages of one record: name -> whose code stands in the address; for all who may see the record
RECORDS: dict[str, type[Any]] = {
    "risk": models.Risk,
    "measure": models.Measure,
    "indicator": models.Indicator,
    "finding": models.Finding,
    "plan": models.Plan,
    "milestone": models.Milestone,
    "commitment": models.Commitment,
    "decision": models.Decision,
    "top_list": models.AssessmentCycle,
    "audit_report": models.AuditReport,
    "role": models.Role,
    "evidence_file": models.Evidence,
}
# What whoever may see it gets, where that is not a page: the evidence here is links, without a file; nothing is
# sealed; a way on.
ANSWERS = {
    "updates": 302,
    "several": 302,
    "sheet_draft": 405,
    "receipt": 404,
    "evidence_file": 404,
    "report_annex": 404,
    "report_edition": 404,
    "cockpits": 302,
}
# --- open doors: name -> method -> status, for anybody (other methods: 405)
DOORS: dict[str, dict[str, int]] = {
    "login": {"GET": 200, "HEAD": 200, "POST": 200, "PUT": 200},
    "logout": {"POST": 302},
    "demo_sign_in": {"POST": 404},
    "calendar_feed": {"GET": 404, "HEAD": 404},
    **{name: {"GET": 200, "HEAD": 200} for name in ("words", "accessibility", "about", "health")},
    "set_language": {"GET": 302, "HEAD": 302, "POST": 302, "PUT": 302, "DELETE": 302},
}
# --- what a form that is not a verb's own keeps of who types when the sign-in has expired
CARRIED = {"sheet"}
# --- act forms whose right is not simply that of the role table on the record: name -> for whom
FORMS: dict[str, tuple[str, ...]] = {}

# --- the admin: kind -> for whom its list and pages are
ADMIN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("source", "party", "unit", "role", "ratingscale", "ratinglevel"), OF_LISTS),
    **dict.fromkeys(("user", "roleassignment", "confidentialaccess", "setting"), OF_ACCOUNTS),
    "securityevent": (AUDITOR,),
}
ADMIN_OF_CONTENT = READERS
ADMIN_SITE = {
    "index": OF_LISTS,
    "password_change": OF_LISTS,
    "password_change_done": OF_LISTS,
    "jsi18n": OF_LISTS,
    "autocomplete": OF_LISTS,
    "app_list": OF_LISTS,
    "view_on_site": OF_LISTS,
    "login": OF_LISTS,
    "logout": OF_LISTS,
}
ADMIN_PAGES = ("changelist", "add", "change", "history", "delete", "withdraw")

READ, WRITE, OTHER = ("GET", "HEAD"), ("POST",), ("PUT", "DELETE")
METHODS = (*READ, *WRITE, *OTHER)
# What an act form answers to whoever may: its page, or back to a record that is past this act; to an empty form sent,
# the errors in it, the page that shows what it would write, the record when there is nothing to fill in.
SHOWN, SENT = {200, 302}, {200, 302, 409, 422}


def may_act(form: Any, name: str, role: str, owns: bool) -> bool:
    """Whether the role table lets the role do the form's act to such a record, or put it to management."""
    if name in FORMS:
        return role in FORMS[name]
    if form.is_proposal:
        return _reaches("decision.ask", role, owns) and _may_propose(form.act, role, owns)
    return _reaches(form.act, role, owns)


def _reaches(act: str, role: str, owns: bool) -> bool:
    far = TABLE[act].get(role)
    return far in (YES, PUBLISHED) or (far == OWN and owns)


def _may_propose(act: str, role: str, owns: bool) -> bool:
    return _reaches(act, role, owns) or (TABLE[act].get(role) == PROPOSE and (role != OWNER or owns))
