"""The words that people of the company mark customers and deals with."""

from collections.abc import Sequence

from crmeter.demo.segments import SEGMENTS

INVOICE, MORNING, STAIRS = "Lấy hóa đơn VAT", "Giao buổi sáng", "Không có thang máy"
TENDER, LARGE = "Thầu", "Trên 100 triệu"
TAGS = (INVOICE, MORNING, STAIRS, TENDER, LARGE)
# What is bought by tender there: schools and health care.
_BY_TENDER = frozenset(i for i, each in enumerate(SEGMENTS) if each.name.en in ("Schools", "Health care"))
_EATERIES = 0
_LARGE_AMOUNT = 100_000_000


def of_customer(index: int, segment: int) -> Sequence[str]:
    """Return the tags of a customer, by its index and segment: most have none."""
    firm = SEGMENTS[segment].firm
    return [
        *([INVOICE] if firm and index % 3 == 0 else []),
        *([MORNING] if segment == _EATERIES and index % 2 == 0 else []),
        *([STAIRS] if not firm and index % 12 == 5 else []),
    ]


def of_deal(segment: int, amount: int) -> Sequence[str]:
    """Return the tags of a deal, by the segment of its customer and its amount in đồng."""
    return [*([TENDER] if segment in _BY_TENDER else []), *([LARGE] if amount >= _LARGE_AMOUNT else [])]
