"""What people write in their own words: a few planted themes, in Vietnamese and English, among all else that is said.

A sentence is put together of what somebody complains of or praises, and of how they say so. Whoever rates an aspect low
mostly writes of it; others praise, or say something of no theme at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that people write about.

    Args:
        terms: by language, the words by which it is told, in each of its sentences.
        said: by language, the sentences, with a place for what comes before them.
    """

    terms: Mapping[str, str]
    said: Mapping[str, Sequence[str]]


DELIVERY = Subject(
    {"vi": "giao hàng", "en": "delivery"},
    {
        "vi": (
            "giao hàng chậm, hẹn sáng mà chiều mới tới",
            "mấy tháng nóng hay giao hàng trễ",
            "phải gọi nhắc mới giao hàng",
            "giao hàng không đúng hẹn",
            "chờ giao hàng lâu quá",
        ),
        "en": (
            "delivery came late again",
            "we had to call twice before the delivery came",
            "late delivery leaves us without water at noon",
            "the delivery is never on the day promised",
        ),
    },
)
PRICE = Subject(
    {"vi": "tăng giá", "en": "price"},
    {
        "vi": (
            "tăng giá mà không báo trước",
            "vừa rồi tăng giá hơi nhiều",
            "mới đó đã tăng giá lần nữa",
            "chất lượng vậy thôi mà cứ tăng giá",
        ),
        "en": (
            "the price went up without a word",
            "the price rose again this year",
            "the price is too high",
        ),
    },
)
SMELL = Subject(
    {"vi": "mùi nhựa", "en": "plastic"},
    {
        "vi": ("uống thấy mùi nhựa", "bình mới về còn mùi nhựa", "mùi nhựa khi để nắng", "vài bình bị mùi nhựa"),
        "en": ("the water tastes of plastic", "some bottles smell of plastic", "a plastic smell in the heat"),
    },
)
STAFF = Subject(
    {"vi": "nhiệt tình", "en": "friendly"},
    {
        "vi": (
            "nhân viên nhiệt tình, hỏi gì cũng trả lời",
            "anh em bốc vác nhiệt tình, bê tận nơi",
            "tổng đài nhiệt tình",
            "được chăm sóc nhiệt tình",
        ),
        "en": ("friendly people on the phone", "the drivers are friendly and careful", "always friendly, always quick"),
    },
)
OTHERS = {
    "vi": (
        "tạm ổn", "dùng quen rồi", "không có ý kiến gì thêm", "mong có thêm bình nhỏ", "nên có ứng dụng đặt nước",
        "thỉnh thoảng quên thu vỏ", "hóa đơn gửi qua thư là tiện", "gần nhà nên tiện", "chưa thấy gì phải chê",
    ),
    "en": ("all fine so far", "nothing to add", "an app would be nice", "we would like smaller bottles", "good enough"),
}  # fmt: skip
PAID_LATE = Subject(
    {"vi": "thanh toán", "en": "payment"},
    {
        "vi": (
            "thanh toán hay trễ một hai tuần",
            "nên thanh toán đúng ngày đã hẹn",
            "đối soát xong mà thanh toán vẫn chậm",
            "mong thanh toán theo tuần",
        ),
        "en": ("payment is often two weeks late", "agree on a day of payment and keep it"),
    },
)
PLANS = Subject(
    {"vi": "kế hoạch", "en": "plan"},
    {
        "vi": ("báo kế hoạch tháng sớm hơn", "kế hoạch mùa nóng đổi quá gấp", "chia sẻ kế hoạch khuyến mãi trước"),
        "en": ("share the plan for the hot season earlier",),
    },
)
ROUNDS = Subject(
    {"vi": "chuyến", "en": "rounds"},
    {
        "vi": (
            "mùa nóng một người chạy quá nhiều chuyến",
            "xếp chuyến lại cho hợp lý, trưa nắng vẫn phải chạy",
            "thêm xe để bớt chuyến",
            "tăng chuyến mà không tăng người",
        ),
        "en": ("too many rounds in the hot season",),
    },
)
WAGES = Subject(
    {"vi": "phụ cấp", "en": "allowance"},
    {
        "vi": ("xem lại phụ cấp xăng xe", "phụ cấp bốc vác còn thấp", "trả phụ cấp làm thêm cho rõ"),
        "en": ("an allowance for fuel",),
    },
)
_BEFORE = {"vi": ("", "", "", "Nói thật là "), "en": ("",)}
_BEHIND = ("", "", ".")
_PRAISE_BEHIND = ("", "", ".", "!")


def complaint(subject: Subject, language: str, rng: np.random.Generator) -> str:
    """Return a sentence that complains of something."""
    return _whole(_one(_BEFORE[language], rng) + _one(subject.said[language], rng) + _one(_BEHIND, rng))


def praise(subject: Subject, language: str, rng: np.random.Generator) -> str:
    """Return a sentence that praises something."""
    return _whole(_one(subject.said[language], rng) + _one(_PRAISE_BEHIND, rng))


def remark(language: str, rng: np.random.Generator) -> str:
    """Return a sentence of no theme."""
    return _whole(_one(OTHERS[language], rng))


def _one(words: Sequence[str], rng: np.random.Generator) -> str:
    return words[int(rng.integers(len(words)))]


def _whole(words: str) -> str:
    return words[:1].upper() + words[1:]
