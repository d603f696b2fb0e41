"""The only writer of the lines of deals."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from crmeter.records.concept.actions import held_record
from crmeter.records.concept.beside_actions import changed_beside
from crmeter.records.deals.concept import DEALS
from crmeter.records.deals.models import DealLine
from crmeter.records.products.lines import read_lines, total_of
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed


def set_lines(
    person: Person, deal: int, *, version: int | None, lines: Sequence[Mapping[str, Any]], why: str = ""
) -> int:
    """Give a deal its lines in their order, and return its new version.

    Its amount follows from them; without lines the amount that stands is kept and may be typed again.

    Args:
        person: who does it.
        deal: its number.
        version: that they have seen.
        lines: all of them; see `products.lines.read_lines`.
        why: in their words.

    Raises:
        WrongValue: a value cannot be kept.
        Refusal: they may not, or the deal has changed or is gone.
    """
    with transaction.atomic():
        row: Any = held_record(person, DEALS, deal, version, Deed.CHANGE)
        standing = list(row.lines.order_by("position"))
        read = read_lines(person, row.currency, lines, {each.pk: each.product_id for each in standing})
        row.lines.all().delete()
        DealLine.objects.bulk_create(
            [
                DealLine(
                    deal=row,
                    product_id=line.product,
                    position=position,
                    quantity=line.quantity,
                    unit_price=line.unit_price,
                    discount=line.discount,
                    amount=line.amount,
                )
                for position, line in enumerate(read)
            ],
            batch_size=100,
        )
        return changed_beside(
            person,
            DEALS,
            row,
            "lines_set",
            before=[_shown(each) for each in standing],
            after=[_shown(each) for each in row.lines.order_by("position")],
            asked={"amount": total_of(read)} if read else None,
            why=why,
        )


def _shown(line: DealLine) -> dict[str, Any]:
    return {
        "product": line.product_id,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "discount": line.discount,
        "amount": line.amount,
    }
