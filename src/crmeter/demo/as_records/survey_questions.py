"""What the surveys of the company ask: their questions as records keep them, and their titles."""

from collections.abc import Mapping, Sequence
from typing import Any

from crmeter.demo.comparison import BRANDS, DRIVERS
from crmeter.demo.surveys import ASPECTS
from crmeter.vocabulary import Text

# What partners and employees rate.
WITH_PARTNERS = ("Thanh toán đúng hạn", "Kế hoạch rõ ràng", "Trao đổi thông tin", "Công bằng, tôn trọng")
_ENGLISH = {
    "Giao hàng": "Delivery",
    "Chất lượng": "Quality",
    "Chăm sóc": "Care",
    "Giá cả": "Price",
    "Chăm sóc khách hàng": "Customer service",
    "Thuận tiện": "Convenience",
    "Danh tiếng": "Reputation",
    "Thanh toán đúng hạn": "Paying on time",
    "Kế hoạch rõ ràng": "Clear plans",
    "Trao đổi thông tin": "Sharing information",
    "Công bằng, tôn trọng": "Fairness and respect",
}
# The parts of customer equity by Rust, Lemon & Zeithaml (2004), as records call them.
_GROUPS = dict(zip(DRIVERS, ("value", "value", "relationship", "value", "brand"), strict=True))


def _asked(
    kind: str,
    vi: str,
    en: str,
    *,
    rows: Sequence[str] = (),
    choices: Sequence[str] = (),
    scale: tuple[int | None, int | None] = (None, None),
    groups: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    def named(words: Sequence[str]) -> list[dict[str, str]]:
        grouped = groups or {}
        return [
            {"key": word, "vi": word, "en": _ENGLISH.get(word, word)}
            | ({"group": grouped[word]} if word in grouped else {})
            for word in words
        ]

    options = {"rows": named(rows), "choices": named(choices), "low": scale[0], "high": scale[1]}
    return {"kind": kind, "title_vi": vi, "title_en": en, "options": options}


OF_SATISFACTION = (
    _asked("nps", "Bạn có sẵn lòng giới thiệu An Khang không?", "How likely are you to recommend us?", scale=(0, 10)),
    _asked("csat", "Nhìn chung bạn hài lòng đến đâu?", "Overall, how satisfied are you?", scale=(1, 5)),
    _asked("ces", "Mua hàng của An Khang có dễ dàng không?", "How easy is it to buy from us?", scale=(1, 7)),
    _asked("rating", "Bạn chấm từng mặt bao nhiêu điểm?", "How do you rate each of these?", rows=ASPECTS, scale=(1, 5)),
    _asked("text", "Điều gì khiến bạn cho điểm như vậy?", "What is the reason for your score?"),
)
OF_COMPARISON = (
    _asked(
        "rating",
        "Bạn chấm từng hãng bao nhiêu điểm ở mỗi mặt?",
        "How do you rate each brand on each of these?",
        rows=DRIVERS,
        choices=BRANDS,
        scale=(1, 5),
        groups=_GROUPS,
    ),
    _asked("last_brand", "Lần gần nhất bạn mua của hãng nào?", "Which brand did you buy last?", choices=BRANDS),
    _asked(
        "next_brand",
        "Lần tới, khả năng bạn mua từng hãng là bao nhiêu phần trăm?",
        "Next time, how likely are you to buy each brand, in percent?",
        choices=BRANDS,
    ),
    _asked(
        "price",
        "Bạn thấy giá của từng hãng thế nào?",
        "How do you find the price of each brand?",
        choices=BRANDS,
        scale=(1, 10),
    ),
    _asked("spend", "Mỗi lần mua bạn chi khoảng bao nhiêu?", "About how much do you spend at a time?"),
    _asked("frequency", "Một năm bạn mua khoảng mấy lần?", "About how often do you buy in a year?"),
)
OF_TICKETS = (
    _asked(
        "csat",
        "Bạn hài lòng đến đâu với cách chúng tôi giải quyết yêu cầu này?",
        "How satisfied are you with how we handled this request?",
        scale=(1, 5),
    ),
)
OF_PARTNERS = (
    _asked(
        "nps",
        "Bạn có sẵn lòng giới thiệu An Khang cho đơn vị khác không?",
        "How likely are you to recommend us to another firm?",
        scale=(0, 10),
    ),
    _asked(
        "rating",
        "Bạn chấm từng mặt bao nhiêu điểm?",
        "How do you rate each of these?",
        rows=WITH_PARTNERS,
        scale=(1, 5),
    ),
    _asked("text", "Chúng tôi nên làm gì tốt hơn?", "What should we do better?"),
)
OF_EMPLOYEES = (
    _asked(
        "nps",
        "Bạn có sẵn lòng giới thiệu An Khang cho người đang tìm việc không?",
        "How likely are you to recommend this firm as a place to work?",
        scale=(0, 10),
    ),
    _asked("csat", "Bạn hài lòng với công việc đến đâu?", "How satisfied are you with your work?", scale=(1, 5)),
    _asked(
        "ces",
        "Hệ thống quản lý khách hàng có dễ dùng không?",
        "How easy is it to work with the customer system?",
        scale=(1, 7),
    ),
    _asked("text", "Điều gì cần thay đổi trước tiên?", "What should change first?"),
)
TITLE_OF_SATISFACTION = Text("Bạn thấy chúng tôi phục vụ thế nào?", "How are we doing?")
TITLE_OF_COMPARISON = Text("Bạn nhìn nhận các hãng thế nào?", "How do you see these brands?")
TITLE_OF_TICKETS = Text("Chúng tôi giải quyết yêu cầu của bạn thế nào?", "How did we handle your request?")
TITLE_OF_PARTNERS = Text("Làm việc với chúng tôi có thuận lợi không?", "How is it to work with us?")
TITLE_OF_EMPLOYEES = Text("Bạn thấy làm việc ở đây thế nào?", "How is it to work here?")
