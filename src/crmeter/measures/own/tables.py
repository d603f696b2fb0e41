"""Which tables and columns own measures may speak of, and what each column holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from crmeter.vocabulary import Text, Unit


class Kind(StrEnum):
    """What a column or an expression holds; only like is added to like."""

    MONEY = "money"
    DAYS = "days"
    HOURS = "hours"
    NUMBER = "number"
    WORDS = "words"
    YES_NO = "yes_no"


KIND_WORDS: Mapping[Kind, Text] = MappingProxyType(
    {
        Kind.MONEY: Text("tiền", "money"),
        Kind.DAYS: Text("số ngày", "days"),
        Kind.HOURS: Text("số giờ", "hours"),
        Kind.NUMBER: Text("con số", "a number"),
        Kind.WORDS: Text("chữ", "words"),
        Kind.YES_NO: Text("có hoặc không", "yes or no"),
    }
)
UNIT_OF: Mapping[Kind, Unit] = MappingProxyType({Kind.MONEY: Unit.MONEY, Kind.DAYS: Unit.DAYS, Kind.HOURS: Unit.HOURS})


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table as own measures see it.

    Args:
        title: what one row is.
        rows: the rows of measures that it stands for (see `crmeter.measures.rows`).
        within: the column of those rows that tells which of them are of the period; empty where all are.
        counts: the unit of how many rows there are; None where nothing is counted so.
        columns: what may be spoken of.
        opens: the columns that the list behind a figure shows.
        slices: the columns by which a measure over it is cut.
        told: a column of money whose empty values the coverage of documents tells of already.
    """

    title: Text
    rows: str
    within: str
    counts: Unit | None
    columns: Mapping[str, Kind]
    opens: tuple[str, ...]
    slices: tuple[str, ...]
    told: str = ""


def _words(*names: str) -> dict[str, Kind]:
    return dict.fromkeys(names, Kind.WORDS)


OWN_TABLES: Mapping[str, OwnTable] = MappingProxyType(
    {
        "orders": OwnTable(
            Text("đơn bán hợp lệ trong kỳ", "valid sales in the period"),
            "valid_orders",
            "",
            Unit.ORDERS,
            {"amount": Kind.MONEY, **_words("channel", "owner", "segment", "region", "country")},
            ("source_key", "ordered_on", "amount", "segment", "region", "channel", "owner"),
            ("segment", "region", "channel"),
            told="amount",
        ),
        "lines": OwnTable(
            Text("dòng của đơn bán hợp lệ trong kỳ", "lines of valid sales in the period"),
            "lines",
            "",
            None,
            {
                "amount": Kind.MONEY,
                "cost": Kind.MONEY,
                "quantity": Kind.NUMBER,
                **_words("category", "owner", "segment", "region"),
            },
            ("source_key", "ordered_on", "quantity", "amount", "cost", "category"),
            ("category", "segment", "region"),
        ),
        "leads": OwnTable(
            Text("khách tiềm năng tạo trong kỳ", "leads created in the period"),
            "leads",
            "created_in_period",
            Unit.LEADS,
            {
                "days_to_convert": Kind.DAYS,
                "converted_in_time": Kind.YES_NO,
                **_words("channel", "campaign", "status", "owner"),
            },
            ("source_key", "created_on", "converted_on", "channel", "campaign", "status", "owner"),
            ("channel", "campaign", "owner"),
        ),
        "tickets": OwnTable(
            Text("phiếu mở trong kỳ", "tickets opened in the period"),
            "tickets",
            "opened_in_period",
            Unit.TICKETS,
            {
                "hours_to_answer": Kind.HOURS,
                "hours_to_solve": Kind.HOURS,
                "is_answered": Kind.YES_NO,
                "is_solved": Kind.YES_NO,
                "was_reopened": Kind.YES_NO,
                **_words(
                    "queue", "priority", "channel", "request_kind", "product", "cause", "owner", "segment", "region"
                ),
            },
            (
                "source_key",
                "opened_at",
                "queue",
                "priority",
                "channel",
                "request_kind",
                "product",
                "cause",
                "owner",
                "segment",
            ),
            ("queue", "priority", "channel", "request_kind", "product", "cause", "owner", "segment", "region"),
        ),
        "deals": OwnTable(
            Text("cơ hội tạo trong kỳ", "deals created in the period"),
            "deals",
            "created_in_period",
            Unit.DEALS,
            {
                "amount": Kind.MONEY,
                "days_to_win": Kind.DAYS,
                "is_open": Kind.YES_NO,
                "is_overdue": Kind.YES_NO,
                **_words("pipeline", "deal_stage", "lost_reason", "channel", "owner", "segment"),
            },
            ("source_key", "created_on", "pipeline", "deal_stage", "amount", "channel", "owner", "segment"),
            ("pipeline", "channel", "owner", "segment"),
        ),
    }
)
