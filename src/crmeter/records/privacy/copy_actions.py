"""Erases what was copied of a person beside their records: by links where there are, elsewhere by who they are."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from crmeter.records.change_sets.models import ChangeSetRow
from crmeter.records.concept.concept import Concept, concept_named, known_concepts
from crmeter.records.consent.addresses import normalised
from crmeter.records.consent.erased import hash_of, is_hash
from crmeter.records.consent.models import ConsentStatement, Restriction
from crmeter.records.consent.purposes import Channel
from crmeter.records.customers.models import CustomerRow
from crmeter.records.files.models import Attachment
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import Refused
from crmeter.records.ledger.seal import ERASED as ERASED_VALUES
from crmeter.records.ledger.seal_actions import erase_values
from crmeter.records.notices.models import Notice
from crmeter.records.privacy.erasure_queries import ErasureView
from crmeter.records.privacy.record_actions import telling_columns
from crmeter.records.privacy.same_person import telling_of
from crmeter.records.privacy.traces import ERASED, Traces, naming, without
from crmeter.records.saved_views.models import SavedView
from crmeter.records.surveys.erasure_actions import erase_answers
from crmeter.vocabulary.folding import plain_words, searchable

_CHANNELS = {
    "emails": (Channel.EMAIL,),
    "phones": (Channel.PHONE, Channel.SMS, Channel.ZALO),
    "others": (Channel.POST,),
}
# Nobody who writes meanwhile waits long.
_AT_ONCE = 50
# Those that a rule of their own is for.
_APART = frozenset(
    ("records.auditentry", "records.erasure", "records.consentstatement", "records.customerrow", "records.savedview",
     "engagement.message", "engagement.bounce")
)  # fmt: skip


def erase_beside(erasure: ErasureView) -> dict[str, int]:
    """Erase what belongs to the records of a person: former values, notices, files, words to surveys."""
    counts = {"former_values": 0, "notices": 0, "files": 0, "surveys": 0}
    with transaction.atomic():
        for concept, numbers in _emptied(erasure):
            counts["former_values"] += _forget_former_values(concept, numbers, None)
            counts["notices"] += Notice.objects.filter(concept=concept.name, record__in=numbers).delete()[0]
            counts["files"] += _erase_files(concept, numbers)
            counts["surveys"] += erase_answers(concept.name, numbers)
            Restriction.objects.filter(concept=concept.name, record__in=numbers).update(reason=ERASED)
        for name, named in telling_of(erasure.records).named.items():
            if other := concept_named(name):
                counts["former_values"] += _forget_former_values(other, sorted(named), erasure.traces)
    return counts


def hide_consent(erasure: ErasureView) -> dict[str, int]:
    """Let what somebody said hold for the same address again, without keeping the address."""
    said = Q(pk__in=())
    for concept, numbers in _emptied(erasure):
        said |= Q(about_kind=concept.name, about_id__in=numbers)
    for address, channel in addresses_of(erasure.traces):
        said |= Q(address=address, channel=channel)
    hidden = 0
    with transaction.atomic():
        for row in ConsentStatement.objects.select_for_update().filter(said).order_by("pk"):
            if not is_hash(row.address):
                row.address, row.source = hash_of(row.address), ERASED
                row.save(update_fields=["address", "source"])
                hidden += 1
    return {"statements": hidden}


def erase_copies(actor: Actor, erasure: ErasureView) -> dict[str, int]:
    """Erase who a person is from every column of every table that may name somebody, records of others apart.

    Whole tables are read through, which takes its time and is done before anything is locked.
    """
    counts = {table._meta.model_name or "": _swept(table, erasure.traces) for table in _tables_beside()}
    views = list(
        naming(SavedView.objects.all(), ("name", "words", "clauses"), erasure.traces).values_list("pk", flat=True)
    )
    with transaction.atomic():
        for pk in views:
            SavedView.objects.filter(pk=pk).update(name=f"#{pk}", words="", clauses=[])
    records = [each.table._meta.label_lower for each in known_concepts()]
    entries = AuditEntry.objects.filter(erased_at=None).exclude(object_kind__in=records).exclude(action=ERASED_VALUES)
    wanted = list(naming(entries, ("before", "after", "why"), erasure.traces).values_list("pk", flat=True))
    counts["entries"] = erase_values(actor, wanted, f"{erasure.concept}/{erasure.record}")
    return {what: n for what, n in counts.items() if n}


def erase_listed(keys: Iterable[int], own_source: str) -> dict[str, int]:
    """Take who somebody is out of the lists of customers of evaluations; their figures stay.

    Args:
        keys: of the customers.
        own_source: that of the records, whose numbers tell nobody; what another calls somebody may be an address.
    """
    with transaction.atomic():
        rows = list(CustomerRow.objects.select_for_update().filter(customer_key__in=list(keys)))
        for row in rows:
            row.name = row.phone = row.email = None
            if row.source != own_source:
                # The same as what the warehouse puts there.
                row.source_key = f"#{row.customer_key:x}"
            words = plain_words(row.source_key)
            row.by_name = row.by_given_name = " ".join(words)[:100]
            row.folded = searchable((row.source_key,))
        columns = ["source_key", "name", "phone", "email", "by_name", "by_given_name", "folded"]
        CustomerRow.objects.bulk_update(rows, columns, batch_size=100)
    return {"listed": len(rows)}


def addresses_of(traces: Traces) -> list[tuple[str, Channel]]:
    """Return the addresses by which somebody is reached, as the ledger of consent knows them."""
    found = []
    for kind, channels in _CHANNELS.items():
        for written in getattr(traces, kind):
            for channel in channels:
                try:
                    found.append((normalised(written, channel), channel))
                except Refused:
                    # Not every number can be called.
                    continue
    return found


def _emptied(erasure: ErasureView) -> list[tuple[Concept, list[int]]]:
    told = (*erasure.records.items(), *telling_of(erasure.records).whole.items())
    return [(concept, sorted(numbers)) for name, numbers in told if (concept := concept_named(name)) and numbers]


def _forget_former_values(concept: Concept, numbers: list[int], traces: Traces | None) -> int:
    columns = {*telling_columns(concept.table), "external_id"}
    forgotten = 0
    with transaction.atomic():
        for row in ChangeSetRow.objects.select_for_update().filter(concept=concept.name, record__in=numbers):
            kept = {
                name: value
                for name, value in row.before.items()
                if name not in columns or (traces is not None and without(traces, value) == value)
            }
            if kept != row.before:
                row.before = kept
                row.save(update_fields=["before"])
                forgotten += 1
    return forgotten


def _erase_files(concept: Concept, numbers: list[int]) -> int:
    erased = 0
    with transaction.atomic():
        rows = Attachment.objects.select_for_update().filter(concept=concept.name, record__in=numbers)
        for row in rows.exclude(name=ERASED):
            now = timezone.now()
            # The bytes first: after a stop in between, the next attempt finds the row and nothing to remove.
            (settings.WORKSPACE.root / row.place).unlink(missing_ok=True)
            row.name, row.sha256 = ERASED, ""
            row.removed_at, row.forgotten_at = row.removed_at or now, row.forgotten_at or now
            row.save(update_fields=["name", "sha256", "removed_at", "forgotten_at"])
            erased += 1
    return erased


def _tables_beside() -> list[type[models.Model]]:
    """Return the tables that may hold copies: a table that comes later is among them by what is judged of it."""
    of_concepts = {each.table for each in known_concepts()}
    tables = [table for app in ("records", "engagement", "strategy") for table in apps.get_app_config(app).get_models()]
    return [
        table
        for table in tables
        if table not in of_concepts and table._meta.label_lower not in _APART and telling_columns(table)
    ]


def _swept(table: type[models.Model], traces: Traces) -> int:
    columns = telling_columns(table)
    numbers = list(naming(table._default_manager.all(), columns, traces).values_list("pk", flat=True))
    erased = 0
    for first in range(0, len(numbers), _AT_ONCE):
        with transaction.atomic():
            rows = table._default_manager.select_for_update().filter(pk__in=numbers[first : first + _AT_ONCE])
            for row in rows.only("pk", *columns):
                cleaned = {each: _cleaned(row, each, traces) for each in columns}
                changed = {each: after for each, after in cleaned.items() if after != getattr(row, each)}
                if changed:
                    table._default_manager.filter(pk=row.pk).update(**changed)
                    erased += 1
    return erased


def _cleaned(row: models.Model, column: str, traces: Traces) -> Any:
    value = getattr(row, column)
    if isinstance(value, str) and value[:1] in "{[":
        # Whole documents are kept as text.
        try:
            held: Mapping[str, Any] | list[Any] = json.loads(value)
        except ValueError:
            return without(traces, value)
        cleaned = without(traces, held)
        return value if cleaned == held else json.dumps(cleaned, ensure_ascii=False, allow_nan=False)
    return without(traces, value)
