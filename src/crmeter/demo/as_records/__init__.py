"""The sample company as records: what its files hold, and what is worked on beside, step by step."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from crmeter.demo.as_records.contracts import subscriptions
from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.deals import deals
from crmeter.demo.as_records.decisions import brand, decisions
from crmeter.demo.as_records.goods import competitors, products
from crmeter.demo.as_records.keeping import retention_rounds
from crmeter.demo.as_records.marketing import campaigns, members
from crmeter.demo.as_records.people import contacts, customers, leads
from crmeter.demo.as_records.reader import READER
from crmeter.demo.as_records.sales import orders
from crmeter.demo.as_records.service import tickets
from crmeter.demo.as_records.staff import employees, staff
from crmeter.demo.as_records.surveys import survey_answers, surveys
from crmeter.demo.as_records.tags import TAGS
from crmeter.demo.as_records.truths import OF_RECORDS
from crmeter.demo.as_records.work import activities
from crmeter.demo.books import Books, draw_books, write_supply
from crmeter.demo.truths import Truth
from crmeter.vocabulary import ForeignRecord

EVERY_STEP: Mapping[str, Callable[[Books, Dates], Iterator[ForeignRecord]]] = {
    "staff": staff,
    "competitors": competitors,
    "products": products,
    "campaigns": campaigns,
    "customers": customers,
    "contacts": contacts,
    "deals": deals,
    "leads": leads,
    "orders": orders,
    "subscriptions": subscriptions,
    "tickets": tickets,
    "activities": activities,
    "members": members,
    "surveys": surveys,
    "survey_answers": survey_answers,
    "retention_rounds": retention_rounds,
    "decisions": decisions,
    "brand": brand,
}


__all__ = ["EVERY_STEP", "READER", "SampleRecords"]


class SampleRecords:
    """The records of one sample company; the same size, day and seed give the same.

    Args:
        customers: how many.
        as_of: the last day of the 36 months.
        seed: of all that is drawn.
        zone: the time zone of the company, by its name.
    """

    def __init__(self, customers: int, as_of: date, seed: int, zone: str) -> None:
        self.books = draw_books(customers, as_of, seed)
        self._dates = Dates(self.books.history, zone)

    @property
    def people(self) -> tuple[str, ...]:
        """The names of all who work or worked for the company, those who look after customers among them."""
        return tuple(each.name for each in employees(self.books))

    @property
    def tags(self) -> tuple[str, ...]:
        """The words that records are marked with."""
        return TAGS

    @property
    def truths(self) -> Mapping[str, Truth]:
        """What is true of what only records hold, by id; what is true of the files holds of the records too."""
        return {truth.id: truth for truth in (plant(self.books) for plant in OF_RECORDS)}

    def write_files(self, folder: Path) -> list[Path]:
        """Write what no record holds as files, claims, deliveries of suppliers and stock, and return where they lie."""
        folder.mkdir(parents=True, exist_ok=True)
        return [folder / name for name in write_supply(self.books, folder)]

    def step(self, name: str) -> Iterator[ForeignRecord]:
        """Return the records of one step in their order."""
        return EVERY_STEP[name](self.books, self._dates)
