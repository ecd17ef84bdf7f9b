"""Evidence that a claim rests on, and who touched the claim since."""

from __future__ import annotations

from typing import Any

from riskreg.models import Evidence, Finding

# Acts that leave the claim and its evidence as they are.
_NOT_THE_CLAIM = ("finding.rate", "finding.confirm", "finding.return", "period.note", "finding.report_solved")


def exists_for(record: Any) -> bool:
    """Whether at least one standing piece of evidence proves the record."""
    return bool(Evidence.objects.standing().filter(about=record.code).exists())


def editors_since(finding: Finding) -> set[str]:
    """Who changed the finding's claim or its evidence since it was reported solved; actor ids."""
    versions = Finding.versions().filter(id=finding.pk)
    reported = versions.filter(act="finding.report_solved").order_by("-rev").values_list("rev", flat=True).first() or 0
    editors = versions.filter(rev__gt=reported).exclude(act__in=_NOT_THE_CLAIM)
    reported_at = versions.filter(rev=reported).values_list("history_date", flat=True).first()
    proofs = Evidence.versions().filter(about=finding.code)
    if reported_at is not None:
        proofs = proofs.filter(history_date__gte=reported_at)
    return set(editors.values_list("history_user_id", flat=True)) | set(
        proofs.values_list("history_user_id", flat=True)
    )
