"""Two keys on a finding's closure: nobody confirms or returns what they reported, own or edited since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import Evidence, Finding, FindingTarget, Recommendation, Role, RoleAssignment
from riskreg.vocabulary.choices import ActorKind
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import day_of

# Acts that leave the claim and its evidence as they are.
_NOT_THE_CLAIM = ("finding.rate", "finding.confirm", "finding.return", "finding.report_solved")


@dataclass(frozen=True)
class _Owned:
    """The finding was this role's from a day until a day, both counted."""

    role_id: int
    first: date
    last: date


def check(finding: Finding, by: Actor, at: datetime) -> None:
    """Raises RuleBroken for who reported it, owns it or owned it then, or edited the claim or its evidence since.

    Judged by person: a right or a role that changed midway opens nothing.
    """
    if by.id == finding.reported_by:
        raise _refused(_("Nobody confirms or returns what they reported solved themselves"))
    versions = list(Finding.versions().filter(id=finding.pk))
    reported = max((row for row in versions if row.act == "finding.report_solved"), key=_rev, default=None)
    since = reported.history_date if reported is not None else at
    owned = list(_owned(versions, since, day_of(at)))
    if _is_owner(by, owned, since):
        raise _refused(_("Nobody confirms or returns a finding that they own, or owned when it was reported solved"))
    claims = [row for row in versions if reported is not None and row.rev > reported.rev]
    if by.id in _editors(finding, claims, since):
        raise _refused(_("Nobody confirms or returns what they edited since it was reported solved"))


def _refused(message: str) -> RuleBroken:
    return RuleBroken(message, code="two_keys")


def _rev(row: Any) -> int:
    return int(row.rev)


def _owned(versions: list[Any], since: datetime, on: date) -> Iterator[_Owned]:
    """Whose it was, from the report until the day."""
    for row, following in zip(versions, [*versions[1:], None], strict=False):
        ends = following.history_date if following is not None else None
        if ends is None or ends > since:
            yield _Owned(row.owner_id, day_of(max(row.history_date, since)), day_of(ends) if ends else on)


def _is_owner(by: Actor, owned: list[_Owned], since: datetime) -> bool:
    """Whether the person filled an owning role while it owned, as was said then or at any time since."""
    roles = {one.role_id for one in owned}
    if by.role_ids & roles:
        return True
    if by.kind == ActorKind.ROLE:
        return bool(Role.objects.filter(id__in=roles, code=by.key).exists())
    if by.kind != ActorKind.USER:
        return False
    said = list(RoleAssignment.versions().filter(user_id=int(by.key), role_id__in=roles).order_by("id", "rev"))
    for row, following in zip(said, [*said[1:], None], strict=False):
        replaced = following.history_date if following is not None and following.id == row.id else None
        if row.withdrawn or (replaced is not None and replaced <= since):
            continue
        for one in owned:
            if one.role_id == row.role_id and row.starts <= one.last and (row.ends is None or row.ends >= one.first):
                return True
    return False


def _editors(finding: Finding, claims: list[Any], since: datetime) -> set[str]:
    """Who changed the claim since: the finding itself, its evidence, recommendations and target dates; actor ids."""
    editors = {row.history_user_id for row in claims if row.act not in _NOT_THE_CLAIM}
    around = (
        Evidence.versions().filter(about=finding.code),
        Recommendation.versions().filter(finding_id=finding.pk),
        FindingTarget.versions().filter(finding_id=finding.pk),
    )
    for rows in around:
        touched = rows.filter(history_date__gte=since).exclude(act__in=_NOT_THE_CLAIM)
        editors |= set(touched.values_list("history_user_id", flat=True))
    return editors
