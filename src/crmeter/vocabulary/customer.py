"""A customer as lists show them: who they are, where they stand, what they are worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crmeter.vocabulary.text import Text

# What the records call the kinds of customers; a file may have words of its own.
KINDS: Mapping[str, Text] = {"firm": Text("Hãng", "Firm"), "person": Text("Cá nhân", "Person")}
# Customers by recency, frequency and money.
RFM_CELLS: Mapping[str, Text] = {
    "champions": Text("Khách tốt nhất", "Champions"),
    "loyal": Text("Khách trung thành", "Loyal"),
    "potential_loyal": Text("Có thể thành trung thành", "Potential loyalists"),
    "new": Text("Khách mới", "New customers"),
    "promising": Text("Nhiều hứa hẹn", "Promising"),
    "need_attention": Text("Cần quan tâm", "Need attention"),
    "about_to_sleep": Text("Sắp im lặng", "About to sleep"),
    "at_risk": Text("Có nguy cơ", "At risk"),
    "cannot_lose": Text("Không thể để mất", "Cannot lose them"),
    "hibernating": Text("Ngủ đông", "Hibernating"),
}
# The stage of somebody on record who has not bought yet.
NOT_YET = "none"


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer at the end of a run's period; what is not known is None.

    Args:
        key: the surrogate key of the warehouse.
        source: the name of the source.
        source_key: how the source calls the customer.
        name: of the person or firm.
        kind: of customer.
        segment: as the source says.
        region: as the source says.
        owner: who looks after them.
        phone: E.164 where it could be read.
        email: as the source says.
        stage: of the lifecycle; `NOT_YET` for somebody who has not bought.
        first_on: day of the first purchase.
        last_on: day of the last one.
        purchases: days with a purchase.
        spend: within the window of the run.
        value: residual lifetime value.
        value_low: its lower 80 % bound.
        value_high: its upper one.
        probability_active: of still buying.
        value_at_risk: what may be lost.
        last_contact_on: day of the last two-way contact; a purchase is one.
        country: as the source says.
        channel: by which they came, as the source says.
        rfm: the cell by recency, frequency and money; None for whoever has not bought, or not at known amounts.
        open_tickets: that were not solved at the end of the period; None where nothing tells of tickets.
        satisfaction: the last answer from 1 to 5 on how satisfied they are.
    """

    key: int
    source: str
    source_key: str
    name: str | None = None
    kind: str | None = None
    segment: str | None = None
    region: str | None = None
    owner: str | None = None
    phone: str | None = None
    email: str | None = None
    stage: str = NOT_YET
    first_on: date | None = None
    last_on: date | None = None
    purchases: int = 0
    spend: Decimal | None = None
    value: Decimal | None = None
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    probability_active: float | None = None
    value_at_risk: Decimal | None = None
    last_contact_on: date | None = None
    country: str | None = None
    channel: str | None = None
    rfm: str | None = None
    open_tickets: int | None = None
    satisfaction: float | None = None

    @property
    def title(self) -> str:
        """What the customer is called: the name, or how the source calls them."""
        return self.name or self.source_key

    @property
    def kind_title(self) -> Text | None:
        """What the kind is called; None where it is not known."""
        return None if self.kind is None else kind_title(self.kind)


def kind_title(word: str) -> Text:
    """Return what a kind of customer is called; a word that only the source knows stays as it is."""
    return KINDS.get(word, Text.same(word))
