"""The only writer of figures of the market."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.ledger.actions import audit, keep
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.ledger.removal_actions import held_removed, held_standing, put_away, put_back
from crmeter.records.market.meaning import Said, refuse_without_meaning
from crmeter.records.market.models import MarketFigure
from crmeter.records.market.rights import refuse_unless_keeper
from crmeter.records.staff.queries import Person, actor_of
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import spelled

CHANGES = "market_figures"
_KEY = ("span", "starts_on", "product_set", "who", "name")
_FIGURES = ("amount", "currency", "units", "share", "price", "said_by", "said_on")


def add_figure(person: Person, said: Said) -> int:
    """Keep a figure, and return its number.

    Raises:
        Refused: they may not, it makes no sense, or there is one of the same period and holder.
    """
    refuse_unless_keeper(person)
    with transaction.atomic():
        row = MarketFigure()
        _put(person, row, said)
        row.save(force_insert=True)
        audit(actor_of(person), "market.added", row, after=shown_of(row))
        note_changes(CHANGES, [row.pk])
    return int(row.pk)


def change_figure(person: Person, pk: int, said: Said, *, version: int | None) -> int:
    """Correct a figure, and return its new version.

    Raises:
        Refusal: they may not, it makes no sense, there is another one of the same period and holder, or it has changed.
    """
    refuse_unless_keeper(person)
    with transaction.atomic():
        row = held_standing(MarketFigure, pk, version)
        before = shown_of(row)
        _put(person, row, said)
        if shown_of(row) == before:
            return row.version
        new = keep(row, *_KEY, *_FIGURES, "set_by", "set_at")
        audit(actor_of(person), "market.changed", row, before=before, after=shown_of(row))
        note_changes(CHANGES, [pk])
    return new


def remove_figure(person: Person, pk: int, *, version: int | None) -> int:
    """Remove a figure, and return the version by which it can be brought back.

    Raises:
        Refusal: they may not, or it has changed or is gone.
    """
    refuse_unless_keeper(person)
    with transaction.atomic():
        row = held_standing(MarketFigure, pk, version)
        new = put_away(row)
        audit(actor_of(person), "market.removed", row, before=shown_of(row))
        note_changes(CHANGES, [pk])
    return new


def bring_back_figure(person: Person, pk: int, *, version: int | None) -> int:
    """Bring a removed figure back, and return its new version.

    Raises:
        Refusal: they may not, another one stands in its place, or it is not there as it was removed.
    """
    refuse_unless_keeper(person)
    with transaction.atomic():
        row = held_removed(MarketFigure, pk, version)
        _refuse_taken(row)
        new = put_back(row)
        audit(actor_of(person), "market.brought_back", row, after=shown_of(row))
        note_changes(CHANGES, [pk])
    return new


def shown_of(row: MarketFigure) -> Mapping[str, Any]:
    """Return a row as the audit log writes it: what is empty is left out."""
    said = {name: getattr(row, name) for name in (*_KEY, *_FIGURES)}
    return {name: str(value) for name, value in said.items() if value not in (None, "")}


def _put(person: Person, row: MarketFigure, said: Said) -> None:
    refuse_without_meaning(said, timezone.localdate())
    for name in (*_KEY, *_FIGURES):
        setattr(row, name, getattr(said, name))
    if said.amount is None and said.price is None:
        row.currency = ""
    row.set_by_id, row.set_at = person.id, timezone.now()
    _refuse_taken(row)


def _refuse_taken(row: MarketFigure) -> None:
    """Refuse a second figure of the same: spellings of one name or set are one."""
    others = MarketFigure.objects.filter(
        span=row.span, starts_on=row.starts_on, who=row.who, is_removed=False
    ).exclude(pk=row.pk)  # fmt: skip
    for name, product_set, said_by in others.values_list("name", "product_set", "said_by"):
        if spelled(name) == spelled(row.name) and spelled(product_set) == spelled(row.product_set):
            raise Refused("exists", _EXISTS.fill(source=said_by))


_EXISTS = Text(
    "kỳ này đã có số liệu, theo {source}; hãy sửa dòng đó", "there is a figure of it, by {source}; change that one"
)
