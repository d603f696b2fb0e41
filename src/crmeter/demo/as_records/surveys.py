"""What the company asked its customers, and what they answered."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.people import FIRST_MINUTE, customer_code
from crmeter.demo.books import Books
from crmeter.demo.csv_files import code_of
from crmeter.demo.people import STAFF
from crmeter.demo.surveys import ASPECTS, BRANDS, COMPARISON, DRIVERS, SATISFACTION, Comparison, Waves
from crmeter.vocabulary import ForeignRecord, Text

# By wave of the satisfaction survey, then the comparison.
KEYS = ("KS1", "KS2", "SSH")
_ENGLISH = {
    "Giao hàng": "Delivery",
    "Chất lượng": "Quality",
    "Chăm sóc": "Care",
    "Giá cả": "Price",
    "Chăm sóc khách hàng": "Customer service",
    "Thuận tiện": "Convenience",
    "Danh tiếng": "Reputation",
}
_OPEN_DAYS = 21
_SENT_AT, _ANSWERED_AT = FIRST_MINUTE + 60, FIRST_MINUTE + 240


def _asked(
    kind: str,
    vi: str,
    en: str,
    *,
    rows: Sequence[str] = (),
    choices: Sequence[str] = (),
    scale: tuple[int | None, int | None] = (None, None),
) -> dict[str, Any]:
    def named(words: Sequence[str]) -> list[dict[str, str]]:
        return [{"key": word, "vi": word, "en": _ENGLISH.get(word, word)} for word in words]

    options = {"rows": named(rows), "choices": named(choices), "low": scale[0], "high": scale[1]}
    return {"kind": kind, "title_vi": vi, "title_en": en, "options": options}


_OF_SATISFACTION = (
    _asked("nps", "Bạn có sẵn lòng giới thiệu An Khang không?", "How likely are you to recommend us?", scale=(0, 10)),
    _asked("csat", "Nhìn chung bạn hài lòng đến đâu?", "Overall, how satisfied are you?", scale=(1, 5)),
    _asked("ces", "Mua hàng của An Khang có dễ dàng không?", "How easy is it to buy from us?", scale=(1, 7)),
    _asked("rating", "Bạn chấm từng mặt bao nhiêu điểm?", "How do you rate each of these?", rows=ASPECTS, scale=(1, 5)),
)
_OF_COMPARISON = (
    _asked(
        "rating",
        "Bạn chấm từng hãng bao nhiêu điểm ở mỗi mặt?",
        "How do you rate each brand on each of these?",
        rows=DRIVERS,
        choices=BRANDS,
        scale=(1, 5),
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
_TITLES: Mapping[str, Text] = {
    SATISFACTION: Text("Bạn thấy chúng tôi phục vụ thế nào?", "How are we doing?"),
    COMPARISON: Text("Bạn nhìn nhận các hãng thế nào?", "How do you see these brands?"),
}


def surveys(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the surveys with their questions; all are closed."""
    waves, told = books.surveys.waves, books.surveys.comparison
    days = [int(waves.asked[waves.wave == wave][0]) for wave in (1, 2)]
    names = (SATISFACTION, SATISFACTION, COMPARISON)
    for place, (key, name, day) in enumerate(zip(KEYS, names, (*days, int(told.asked[0])), strict=True)):
        yield ForeignRecord(
            key,
            name,
            dates.midnight(day - 7),
            {
                "wave": 2 if key == "KS2" else 1,
                "title_vi": _TITLES[name].vi,
                "title_en": _TITLES[name].en,
                "opened_at": dates.at(day, _SENT_AT),
                "closed_at": dates.midnight(min(day + _OPEN_DAYS, dates.last)),
            },
            {"previous": "KS1"} if key == "KS2" else {},
            beside={"questions": _OF_COMPARISON if place == 2 else _OF_SATISFACTION},
        )


def survey_answers(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return who was asked, with the answers of those who gave some."""
    waves, told = books.surveys.waves, books.surveys.comparison
    for at in range(len(waves.customer)):
        answered = None if waves.answered[at] < 0 else int(waves.answered[at])
        given = [] if answered is None else list(_of_waves(waves, at))
        yield _person(books, dates, f"PL{at}", KEYS[int(waves.wave[at]) - 1], int(waves.customer[at]),
                      int(waves.asked[at]), answered, given)  # fmt: skip
    for at in range(len(told.customer)):
        yield _person(books, dates, code_of("SS", 5, at + 1), KEYS[2], int(told.customer[at]),
                      int(told.asked[at]), int(told.answered[at]), list(_of_comparison(told, at)))  # fmt: skip


def _person(
    books: Books,
    dates: Dates,
    key: str,
    survey: str,
    customer: int,
    asked: int,
    answered: int | None,
    given: list[dict[str, Any]],
) -> ForeignRecord:
    people = books.customers
    return ForeignRecord(
        key,
        "",
        dates.at(asked, _SENT_AT),
        {
            "survey": survey,
            "address": people.emails[customer],
            "answered_at": None if answered is None else dates.at(answered, _ANSWERED_AT),
        },
        {"customer": customer_code(books, customer)},
        STAFF[int(people.owner[customer])],
        {"answers": given},
    )


def _of_waves(waves: Waves, at: int) -> Iterator[dict[str, Any]]:
    for question, scores in enumerate((waves.nps, waves.csat, waves.ces)):
        yield {"question": question, "number": int(scores[at])}
    for aspect, rating in zip(ASPECTS, waves.ratings[at].tolist(), strict=True):
        yield {"question": 3, "driver": aspect, "number": rating}


def _of_comparison(told: Comparison, at: int) -> Iterator[dict[str, Any]]:
    for (brand, driver), rating in np.ndenumerate(told.ratings[at]):
        yield {"question": 0, "driver": DRIVERS[driver], "brand": BRANDS[brand], "number": int(rating)}
    yield {"question": 1, "brand": BRANDS[int(told.last[at])]}
    for brand, name in enumerate(BRANDS):
        yield {"question": 2, "brand": name, "number": int(told.chances[at, brand])}
        yield {"question": 3, "brand": name, "number": int(told.prices[at, brand])}
    yield {"question": 4, "number": int(told.spend[at])}
    yield {"question": 5, "number": int(told.frequency[at])}
