"""How far the audit goes is kept outside of the database: whoever cuts its newest entries off is found out."""

from pathlib import Path

import pytest
from django.conf import settings

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry, SealedEnd
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Work
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.housekeeping import seal_audit
from crmeter.worker.verify_audit import verify_audit

ORDER = Order(1, {}, None, 1)


@pytest.mark.django_db
def test_entries_cut_off_together_with_their_end_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path))
    for name in ("lan", "minh", "giang"):
        add_user(SYSTEM, f"{name}@example.vn", Role.REP)
    seal_audit(ORDER, Work())
    whole = verify_audit(ORDER, Work())
    newest = AuditEntry.objects.exclude(sequence=None).latest("sequence")
    before = AuditEntry.objects.get(sequence=(newest.sequence or 0) - 1)

    AuditEntry.objects.filter(pk=newest.pk).delete()
    SealedEnd.objects.update(sequence=before.sequence, hash=before.hash)
    seal_audit(ORDER, Work())
    cut = verify_audit(ORDER, Work())
    for name in ("huong", "nam", "ha"):
        # Others take the places of those that are gone.
        add_user(SYSTEM, f"{name}@example.vn", Role.REP)
    seal_audit(ORDER, Work())

    assert (whole["broken"], cut["broken"]) == (None, newest.sequence)
    assert verify_audit(ORDER, Work())["broken"] == newest.sequence
