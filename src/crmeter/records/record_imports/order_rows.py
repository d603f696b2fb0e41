"""Rows of a file that tell of the lines of orders, or of their deliveries."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import prefetch_related_objects

from crmeter.records.concept.batch_actions import Outcomes
from crmeter.records.concept.new_batch_actions import New
from crmeter.records.ledger.refusals import Refusal, Refused
from crmeter.records.orders.first_delivery_actions import (
    FIRST_DELIVERY,
    FIRST_LINES_DELIVERED,
    FIRST_LINES_SENT,
    deliver_first,
    not_yet_delivered,
    send_first_lines,
)
from crmeter.records.orders.first_line_actions import FIRST_LINES, add_first_lines, write_first_lines
from crmeter.records.orders.models import Order
from crmeter.records.products.lines import PricedLine, read_new_lines, total_of
from crmeter.records.record_imports.reading import Said
from crmeter.records.record_imports.targets import DELIVERY, LINE
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text

_HAS_LINES = Text("đơn này đã có dòng hàng", "this order has lines already")
_NO_CURRENCY_TOLD = str(Order._meta.get_field("currency").get_default())
Lines = Sequence[PricedLine]


class OrderRows:
    """What the rows of orders say of their lines and deliveries.

    Args:
        person: who imports them.
        same: what all new lines have in common.
        why: the import in words.
    """

    def __init__(self, person: Person, same: Mapping[str, Any], why: str) -> None:
        self._person, self._same, self._why = person, same, why

    def read(self, groups: Sequence[Sequence[Said]], wanted: Sequence[New]) -> list[tuple[New, Lines] | Refusal]:
        """Return the new orders with what their lines come to, and the lines; or why an order cannot have them."""
        asked = [(_currency_of(new), self._lines_of(group)) for group, new in zip(groups, wanted, strict=True)]
        return [
            lines
            if isinstance(lines, Refusal)
            else (replace(new, values={**new.values, "amount": total_of(lines)}), lines)
            for new, lines in zip(wanted, read_new_lines(self._person, asked), strict=True)
        ]

    def write(self, made: Mapping[int, tuple[New, Lines]]) -> None:
        """Write the lines of orders that were just made, by their numbers."""
        write_first_lines(
            self._person,
            {pk: _currency_of(new) for pk, (new, _) in made.items()},
            {pk: lines for pk, (_, lines) in made.items()},
            why=self._why,
        )

    def add(self, there: Sequence[tuple[Sequence[Said], Any]]) -> Outcomes:
        """Give held orders that have no lines their first ones."""
        prefetch_related_objects([row for _, row in there], "lines")
        outcomes: Outcomes = {row.pk: Refused("has_lines", _HAS_LINES) for _, row in there}
        without = [(group, row) for group, row in there if not row.lines.all()]
        read = read_new_lines(self._person, [(row.currency, self._lines_of(group)) for group, row in without])
        good: list[tuple[Any, Lines]] = []
        for (_, row), lines in zip(without, read, strict=True):
            if isinstance(lines, Refusal):
                outcomes[row.pk] = lines
            else:
                good.append((row, lines))
        added = add_first_lines(self._person, good, why=self._why)
        done = {pk for pk, each in added.items() if not isinstance(each, Refusal)}
        sent = send_first_lines(self._person, done, why=self._why)
        told = self.undelivered([(group, row) for group, row in without if row.pk in done - sent])
        self.deliver(told)
        words = dict.fromkeys(sent, FIRST_LINES_SENT) | dict.fromkeys(told, FIRST_LINES_DELIVERED)
        return outcomes | {
            pk: each
            if isinstance(each, Refusal)
            else replace(each, before={**each.before, words.get(pk, FIRST_LINES): []})
            for pk, each in added.items()
        }

    def undelivered(self, there: Sequence[tuple[Sequence[Said], Any]]) -> dict[int, Said]:
        """Return what rows tell of the deliveries of held orders that have none, by their numbers."""
        told = {row.pk: group[0] for group, row in there if _days_of(group[0])}
        none = not_yet_delivered(told) if told else frozenset()
        return {pk: said for pk, said in told.items() if pk in none}

    def deliver(self, made: Mapping[int, Said]) -> None:
        """Write the deliveries that rows tell of orders that have none, by their numbers."""
        told = {pk: days for pk, said in made.items() if (days := _days_of(said))}
        if told:
            deliver_first(self._person, told, why=self._why)

    def deliver_changed(self, told: Mapping[int, Said], outcomes: Outcomes) -> Outcomes:
        """Write the deliveries of orders that were there, and return what became of these with what is taken back."""
        changed = {pk: said for pk, said in told.items() if not isinstance(outcomes[pk], Refusal)}
        self.deliver(changed)
        return {
            pk: replace(done, before={**done.before, FIRST_DELIVERY: []})
            if pk in changed and not isinstance(done, Refusal)
            else done
            for pk, done in outcomes.items()
        }

    def _lines_of(self, group: Sequence[Said]) -> list[dict[str, Any]]:
        told = ({n: v for n, v in said.values.items() if n.startswith(LINE)} for said in group)
        return [{n.removeprefix(LINE): v for n, v in {**self._same, **own}.items()} for own in told]


def _days_of(said: Said) -> dict[str, Any]:
    return {n.removeprefix(DELIVERY): v for n, v in said.values.items() if n.startswith(DELIVERY)}


def _currency_of(new: New) -> str:
    return str(new.values.get("currency") or _NO_CURRENCY_TOLD).upper()
