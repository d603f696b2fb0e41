"""Rows of the list of customers, drawn at once: each word of a page is written once, not for every cell.

Every value is escaped where it is put in; what is not a value is written here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from crmeter.records.customers.queries import Listing
from crmeter.vocabulary import Customer, Language, formats
from crmeter.web.customers.asked import Asked
from crmeter.web.customers.words import STAGE_TONES, STAGES
from crmeter.web.templatetags.figures import language

_LITTLE = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Amounts:
    """A column of money in one unit.

    Args:
        unit: for its header.
        scale: what amounts are divided by.
        currency: of the amounts.
        language: that they are written in.
    """

    unit: str
    scale: Decimal
    currency: str
    language: Language

    def write(self, amount: Decimal | None) -> str:
        """Write an amount of the column; one too small for its unit is told to be small, not nothing."""
        if amount is None:
            return formats.EMPTY
        scaled = amount / self.scale
        if amount and abs(scaled) < _LITTLE and self.scale > 1:
            return f"<{formats.NO_BREAK}{formats.number(2 * _LITTLE, self.language, 1)}"
        whole = abs(scaled) >= 100 or (self.scale == 1 and scaled == scaled.to_integral_value())
        return formats.number(scaled, self.language, 0 if whole else 1)

    def in_full(self, amount: Decimal | None) -> str:
        """Write an amount to its last digit."""
        return formats.EMPTY if amount is None else formats.money(amount, self.currency, self.language)


def amounts_of(listing: Listing, amounts: list[Decimal | None]) -> Amounts:
    """Return how a column of money is written: in the unit of its largest amount."""
    largest = max((abs(amount) for amount in amounts if amount is not None), default=Decimal(0))
    scale, unit = formats.money_scale(largest, listing.currency, language())
    return Amounts(unit, scale, listing.currency, language())


def rows_drawn(asked: Asked, customers: Sequence[Customer], money: Mapping[str, Amounts]) -> SafeString:
    """Return the rows of the list as its table holds them.

    Args:
        asked: the list, which stays behind each customer that is opened from it.
        customers: in their order.
        money: how amounts are written, by column: `spend`, `value`, `value_at_risk`.
    """
    # Where each row leads and which words it is written in is asked once.
    root, query, words = reverse("customers"), escape(asked.query()), language()
    spend, value, risk = money["spend"], money["value"], money["value_at_risk"]
    last_label, risk_label = escape(gettext("Last purchase")), escape(gettext("At risk"))
    value_unit, risk_unit = escape(value.unit), escape(risk.unit)
    drawn = []
    for c in customers:
        stage = STAGES.get(c.stage)
        last_on = formats.EMPTY if c.last_on is None else formats.day(c.last_on, words)
        span = (
            ""
            if c.value_low is None or c.value_high is None
            else formats.span(value.write(c.value_low), value.write(c.value_high))
        )
        drawn.append(
            f'<tr><th scope="row" class="name two"><a href="{root}/{c.key}{query}" data-row>{escape(c.title)}</a>'
            f"<small>{escape(_known_by(c))}</small></th>"
            f'<td><span class="tag {STAGE_TONES.get(c.stage, "")}">'
            f"{escape(c.stage if stage is None else stage.in_(words))}</span></td>"
            f'<td class="two">{escape(c.segment or formats.EMPTY)}<small>{escape(c.region or "")}</small></td>'
            f"<td>{escape(c.owner or formats.EMPTY)}</td>"
            f'<td class="r" data-label="{last_label}">{last_on}</td>'
            f'<td class="r">{formats.number(c.purchases, words, 0)}</td>'
            f'<td class="r" title="{escape(spend.in_full(c.spend))}">{escape(spend.write(c.spend))}</td>'
            f'<td class="r two" data-unit="{value_unit}" title="{escape(value.in_full(c.value))}">'
            f"<span>{escape(value.write(c.value))}</span><small>{escape(span)}</small></td>"
            f'<td class="r" data-label="{risk_label}" data-unit="{risk_unit}"'
            f' title="{escape(risk.in_full(c.value_at_risk))}"><span>{escape(risk.write(c.value_at_risk))}</span></td>'
            "</tr>\n"
        )
    return SafeString("".join(drawn))


def _known_by(customer: Customer) -> str:
    """How else one tells the customer from others: the key, unless it stands for the name, and the phone."""
    key = customer.source_key if customer.name else ""
    phone = formats.phone(customer.phone) if customer.phone else ""
    return " · ".join(filter(None, (key, phone)))
