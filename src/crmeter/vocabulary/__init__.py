"""Small value types that every room speaks. Pure: no input, no output, no other room."""

from crmeter.vocabulary.complaints import Busy, Complaint, Misused, NotThere
from crmeter.vocabulary.currencies import CURRENCIES
from crmeter.vocabulary.customer import Customer
from crmeter.vocabulary.foreign_record import ForeignRecord
from crmeter.vocabulary.interval import Interval
from crmeter.vocabulary.money import Money, decimals_of
from crmeter.vocabulary.period import Period
from crmeter.vocabulary.reading import Coverage, Freshness, LeftOut, Reading, Trust
from crmeter.vocabulary.scope import Scope
from crmeter.vocabulary.text import LANGUAGES, Language, Text
from crmeter.vocabulary.undefined import NotEnoughData, Undefined
from crmeter.vocabulary.unit import Good, Unit
from crmeter.vocabulary.work import Cancelled, Work
from crmeter.vocabulary.zone import local

__all__ = [
    "CURRENCIES",
    "LANGUAGES",
    "Busy",
    "Cancelled",
    "Complaint",
    "Coverage",
    "Customer",
    "ForeignRecord",
    "Freshness",
    "Good",
    "Interval",
    "Language",
    "LeftOut",
    "Misused",
    "Money",
    "NotEnoughData",
    "NotThere",
    "Period",
    "Reading",
    "Scope",
    "Text",
    "Trust",
    "Undefined",
    "Unit",
    "Work",
    "decimals_of",
    "local",
]
