"""The made-up firm of the sample evaluation: its day, its names, and dice that fall alike in every run."""

from datetime import date
from typing import Any

from crmeter.evaluation.result import (
    ResultColumn,
    ResultTable,
)
from crmeter.measures.catalogue import measures
from crmeter.vocabulary import (
    Period,
    Text,
)


class Dice:
    """Numbers that look drawn and are the same in every run and on every Python."""

    def __init__(self, seed: int) -> None:
        self.state = seed + 1

    def uniform(self, low: float, high: float) -> float:
        self.state = self.state * 48271 % 2147483647
        return low + (high - low) * self.state / 2147483647

    def randint(self, low: int, high: int) -> int:
        return round(self.uniform(low, high))


AS_OF = date(2026, 10, 31)
PERIOD = Period.trailing(AS_OF, 365)
HOSTILE = "<script>alert('x')</script>\"'&<img src=x onerror=alert(1)>"
LONG_NAME = "Công ty Trách nhiệm hữu hạn Thương mại Dịch vụ Kỹ thuật Cấp thoát nước Phường Ỷ La và Nguyễn Ngọc Ẩn"
SEGMENTS = ("Hộ gia đình", "Trường học", "Quán ăn, cà phê", "Văn phòng", HOSTILE)
STAGES = {"new": 318, "growing": 1240, "loyal": 1961, "at_risk": 402, "lost": 1187, "won_back": 74}
TITLES = {name: measure.title for name, measure in measures().items()}


def column(name: str, vi: str, en: str, kind: Any) -> ResultColumn:
    return ResultColumn(name, Text(vi, en), kind)


def table(name: str, vi: str, en: str, columns: list[ResultColumn], rows: list[Any]) -> ResultTable:
    return ResultTable(name, Text(vi, en), tuple(columns), tuple(tuple(row) for row in rows))
