"""The only writer of a source on its way out: at once for the warehouse, then record by record, then all traces of it.

What hangs from its records goes with them: a note on a customer of the sample tells of nobody else. What people wrote
of their own and only names such a record, as an order names a campaign, stays, and names it no more. A product that
stands in an order of their own stays, for their order needs it. Once it is gone, a source can come in again.
"""

from collections.abc import Collection
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone

from crmeter.records.activities.models import Activity
from crmeter.records.adoption.decision_actions import remove_decisions
from crmeter.records.adoption.models import Adoption, AdoptionState
from crmeter.records.adoption.round_actions import remove_rounds
from crmeter.records.adoption.survey_actions import remove_answers
from crmeter.records.adoption.write_actions import STEPS, TOLD
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.models import Record, Tag
from crmeter.records.deals.models import DealLine
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_all
from crmeter.records.ledger.refusals import Refused
from crmeter.records.merge.links import links_to
from crmeter.records.orders.models import OrderLine, Return, ReturnLine
from crmeter.records.products.models import Product
from crmeter.records.staff.models import User
from crmeter.vocabulary import Text
from crmeter.vocabulary.failpoints import failpoint

# What a record of a concept hangs from; where that goes, it goes.
HANGS_FROM = (
    ("contacts", "customer"),
    ("deals", "customer"),
    ("orders", "customer"),
    ("subscriptions", "customer"),
    ("tickets", "customer"),
)
_LINKS = ("customer", "contact", "deal", "ticket", "lead", "order")


def leave(actor: Actor, source: str, *, why: str = "") -> int | None:
    """Let a source count no more from the next snapshot on, and return the number of its adoption.

    Args:
        actor: who wants it out.
        source: its name.
        why: in their words.

    Returns:
        None where nothing of it is there.
    """
    with transaction.atomic():
        row = Adoption.objects.select_for_update().filter(source=source).exclude(state=AdoptionState.GONE).first()
        if row is None:
            return None
        if row.state != AdoptionState.LEAVING:
            before = row.state
            row.state = AdoptionState.LEAVING
            row.save(update_fields=["state"])
            _take_along(source)
            note_all(TOLD)
            audit(actor, "adoption.leaving", row, before={"state": before}, after={"source": source}, why=why)
            failpoint("adoption-leaving")
    return row.pk


def _take_along(source: str) -> None:
    """Let what hangs from its records be of the source too, and what the firm's own records need, not be."""
    with transaction.atomic():
        for name, link in HANGS_FROM:
            rows = CONCEPTS[name].table._default_manager.exclude(external_source=source)
            rows.filter(**{f"{link}__external_source": source}).update(external_source=source, external_id="")
        there = Q()
        outside = Q()
        for link in _LINKS:
            there |= Q(**{f"{link}__external_source": source})
            outside |= Q(**{f"{link}__isnull": False}) & ~Q(**{f"{link}__external_source": source})
        hanging = Activity.objects.exclude(external_source=source).filter(there).exclude(outside)
        Activity.objects.filter(pk__in=list(hanging.values_list("pk", flat=True))).update(
            external_source=source, external_id=""
        )
        needed: set[int] = set()
        for table, path in ((OrderLine, "order"), (DealLine, "deal")):
            lines: Any = table._default_manager.filter(product__external_source=source)
            needed |= set(lines.exclude(**{f"{path}__external_source": source}).values_list("product_id", flat=True))
        Product.objects.filter(pk__in=needed).update(external_source="", external_id="")


def take_out_beside(pk: int, most: int) -> int:
    """Remove what came with a source and is no record: cases, decisions, then what was answered, asked, the surveys.

    Args:
        pk: of the adoption.
        most: how many rows of answers.

    Returns:
        How many went; 0 once none is left.
    """
    with transaction.atomic():
        row = _leaving(pk)
        return remove_rounds(row) or remove_decisions(row) or remove_answers(row, most)


def take_out_batch(pk: int, most: int) -> int:
    """Remove the next records in one transaction, and return how many they were; 0 once none is left.

    Args:
        pk: of the adoption.
        most: how many records.
    """
    with transaction.atomic():
        row = _leaving(pk)
        for name in reversed(STEPS):
            concept = CONCEPTS.get(name)
            if concept is None:
                continue
            rows = concept.table._default_manager.filter(external_source=row.source)
            numbers = list(rows.order_by("-id").values_list("pk", flat=True)[:most])
            if numbers:
                _remove(concept, numbers)
                failpoint("adoption-out")
                return len(numbers)
    return 0


def _remove(concept: Concept, numbers: Collection[int]) -> None:
    """Delete records with all that is a part of them, and what is kept of them by concept and number."""
    with transaction.atomic():
        _remove_returns(concept, numbers)
        for links in links_to(concept):
            if links.of:
                links.naming(numbers).delete()
                continue
            for column in links.columns:
                field = links.table._meta.get_field(column.removesuffix("_id"))
                if field.null:
                    links.table._default_manager.filter(**{f"{column}__in": numbers}).update(**{column: None})
        _remove_parts(concept.table, numbers)
        concept.table._default_manager.filter(pk__in=numbers).delete()


def _remove_returns(concept: Concept, numbers: Collection[int]) -> None:
    if concept.name not in ("orders", "customers"):
        return
    of = Return.objects.filter(**{f"{concept.name[:-1]}__in": numbers})
    ReturnLine.objects.filter(of__in=of).delete()
    of.delete()


def _remove_parts(table: type[models.Model], numbers: Collection[int]) -> None:
    """Delete the parts of rows by few statements; what the database would look for row by row is gone then."""
    for relation in table._meta.related_objects:
        part = relation.related_model
        if not isinstance(part, type) or issubclass(part, Record) or relation.on_delete is not models.CASCADE:
            continue
        rows: Any = part._default_manager.filter(**{f"{relation.field.name}__in": numbers})
        if part._meta.related_objects:
            _remove_parts(part, list(rows.values_list("pk", flat=True)))
        rows._raw_delete(rows.db)


def forget_source(actor: Actor, pk: int) -> None:
    """Close an adoption of which no record is left, with accounts and tags made for it that nothing else needs.

    Raises:
        Refused: records of it are there still.
    """
    with transaction.atomic():
        row = _leaving(pk)
        if any(c.table._default_manager.filter(external_source=row.source).exists() for c in CONCEPTS.values()):
            raise Refused("left", Text("vẫn còn bản ghi của nguồn này", "records of this source are there still"))
        for person in row.people:
            try:
                with transaction.atomic():
                    User.objects.filter(pk=person, is_active=False).delete()
            except ProtectedError:
                # Something that stays names them.
                continue
        # A tag of it that marks something else by now stays.
        Tag.objects.filter(pk__in=row.tags, taggings=None).delete()
        row.state, row.gone_at, row.people, row.tags = AdoptionState.GONE, timezone.now(), [], []
        row.save(update_fields=["state", "gone_at", "people", "tags"])
        audit(actor, "adoption.gone", row, after={"source": row.source})


def _leaving(pk: int) -> Adoption:
    row = Adoption.objects.select_for_update().filter(pk=pk, state=AdoptionState.LEAVING).first()
    if row is None:
        raise Refused("ended", Text("nguồn này đã được gỡ", "this source is out already"))
    return row
