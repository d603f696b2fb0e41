"""What was behind the tickets of the company: the cause that was found, the product it was about, who had to decide."""

from collections.abc import Sequence
from dataclasses import dataclass

from crmeter.demo.products import FAULTY, PRODUCTS
from crmeter.demo.streams import stream

# By subject of a ticket: its causes with their weights, and the codes of the products that it may be about.
_BEHIND: tuple[tuple[tuple[tuple[str, float], ...], tuple[str, ...]], ...] = (
    ((("Súc rửa bình chưa kỹ", 0.6), ("Lõi lọc quá hạn", 0.4)), ("AK-B20", "AK-B20K", "AK-LTH")),
    ((("Xe giao quá tải", 0.7), ("Ghi sai địa chỉ", 0.3)), ("AK-B20", "AK-B20K", "AK-C500")),
    ((("Gioăng lõi lọc hở", 0.75), ("Lắp đặt chưa kín", 0.25)), ("AK-MH7", "AK-MH9")),
    ((("Sai thông tin xuất hóa đơn", 1.0),), ()),
    ((("Đến hạn thay lõi", 1.0),), ("AK-LPP5", "AK-L123", "AK-RO100")),
    ((("Va đập khi vận chuyển", 0.65), ("Vỏ bình cũ", 0.35)), ("AK-B20", "AK-B20K")),
    ((), ()),
)
# What leaks is more often than not the core that was made badly.
_LEAKING, _FAULTY_SHARE = 2, 0.6
_CAUSE_TOLD, _PRODUCT_TOLD, _GOES_UP = 0.85, 0.9, 0.08


@dataclass(frozen=True, slots=True)
class About:
    """What was behind a ticket.

    Args:
        cause: that was found; empty where nobody wrote one down.
        product: code of what it was about; empty where it was about none, or nobody wrote it down.
        goes_up_after: which share of the time from the first answer to the solution had passed when it went to
            somebody above, or None.
    """

    cause: str
    product: str
    goes_up_after: float | None


def drawn_abouts(seed: int, subjects: Sequence[int]) -> tuple[About, ...]:
    """Return what was behind each ticket, from a stream of its own.

    Args:
        seed: of the company.
        subjects: of the tickets, in order.
    """
    draws = stream(seed, "ticket abouts").random((len(subjects), 7))
    return tuple(_about(subject, row) for subject, row in zip(subjects, draws.tolist(), strict=True))


def _about(subject: int, draws: Sequence[float]) -> About:
    causes, products = _BEHIND[subject]
    which_cause, which_product, tells_cause, tells_product, goes_up, after, is_faulty = draws
    cause, reached = "", 0.0
    for word, weight in causes:
        reached += weight
        if which_cause < reached:
            cause = word
            break
    product = products[int(which_product * len(products))] if products else ""
    if subject == _LEAKING and is_faulty < _FAULTY_SHARE:
        product = PRODUCTS[FAULTY].code
    return About(
        cause if tells_cause < _CAUSE_TOLD else "",
        product if tells_product < _PRODUCT_TOLD else "",
        after if goes_up < _GOES_UP else None,
    )
