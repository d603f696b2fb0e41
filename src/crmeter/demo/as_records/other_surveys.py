"""What partners and employees were asked, and what they answered.

Partners are firms that sell on what they buy. They would go on gladly, but for being paid late. Employees are those
with an account, asked by mail, and the crew of the depot, which answers by a code on the wall; of neither it is kept
who said what.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from crmeter.demo.as_records.asked import ANSWERED_AT, SENT_AT, Asked, asked_record, opened
from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.open_words import PAID_LATE, PLANS, ROUNDS, STAFF, WAGES, complaint, praise, remark
from crmeter.demo.as_records.people import partners
from crmeter.demo.as_records.survey_questions import (
    OF_EMPLOYEES,
    OF_PARTNERS,
    TITLE_OF_EMPLOYEES,
    TITLE_OF_PARTNERS,
    WITH_PARTNERS,
)
from crmeter.demo.books import Books
from crmeter.demo.comparison import on_scale
from crmeter.demo.people import STAFF as ACCOUNTS
from crmeter.demo.streams import stream
from crmeter.vocabulary import ForeignRecord

PARTNERS_KEY, EMPLOYEES_KEY = "KSD", "KSN"
PARTNERS_MONTHS, EMPLOYEES_MONTHS = 4, 3
PARTNERS_ANSWER = 0.7
LOW_RATING = 2
# Means on five points in the order of what is rated, and what a point more adds to the wish to recommend.
PARTNER_MEANS = (2.7, 3.5, 3.9, 4.3)
PARTNER_EFFECTS = (1.3, 0.4, 0.2, 0.4)
# Of those with an account, and of the crew: what they would recommend on average, and how easy the system is.
OFFICE_RECOMMENDS, CREW_RECOMMENDS = 8.6, 6.6
OFFICE_EASE, CREW_EASE = 5.8, 4.4
CREW = 26
OFFICE_SILENT = 1


def other_surveys(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the surveys of partners and of employees."""
    for key, name, title, months, respondents, questions in (
        (PARTNERS_KEY, "Đối tác, nhà cung cấp", TITLE_OF_PARTNERS, PARTNERS_MONTHS, "partner", OF_PARTNERS),
        (EMPLOYEES_KEY, "Nhân viên", TITLE_OF_EMPLOYEES, EMPLOYEES_MONTHS, "employee", OF_EMPLOYEES),
    ):
        day = books.history.ago(months)
        yield ForeignRecord(
            key,
            name,
            dates.midnight(day - 7),
            # Employees say more where nobody can tell who said it.
            opened(dates, day, title, respondents=respondents) | {"is_anonymous": respondents == "employee"},
            beside={"questions": questions},
        )


def other_answers(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the partners who were asked, then the employees."""
    yield from _partners(books, dates)
    yield from _employees(books, dates)


def _partners(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    rng, day = stream(books.seed, "partners asked"), books.history.ago(PARTNERS_MONTHS)
    for at, customer in enumerate(partners(books)):
        ratings = on_scale(np.array(PARTNER_MEANS) + rng.normal(0, 0.8, len(PARTNER_MEANS)), 1, 5)
        feels = float((ratings - np.array(PARTNER_MEANS)) @ np.array(PARTNER_EFFECTS))
        score = int(on_scale(np.array([8.2 + feels + rng.normal(0, 0.6)]), 0, 10)[0])
        text = _of_partner(ratings, rng)
        answers: list[dict[str, Any]] = [
            {"question": 0, "number": score},
            *(
                {"question": 1, "driver": name, "number": rating}
                for name, rating in zip(WITH_PARTNERS, ratings.tolist(), strict=True)
            ),
            *_words(2, text),
        ]
        answered = day + int(rng.integers(1, 14)) if rng.random() < PARTNERS_ANSWER else None
        asked = Asked(customer, day, answered, [] if answered is None else answers)
        yield asked_record(books, dates, f"DT{at}", PARTNERS_KEY, asked)


def _of_partner(ratings: "np.ndarray[Any, Any]", rng: np.random.Generator) -> str:
    draw = rng.random()
    if ratings[0] <= LOW_RATING and draw < 0.85:
        return complaint(PAID_LATE, "vi", rng)
    if draw < 0.5:
        return complaint(PLANS, "vi", rng)
    return remark("vi", rng) if draw > 0.8 else ""


def _employees(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    rng, day = stream(books.seed, "employees asked"), books.history.ago(EMPLOYEES_MONTHS)
    for at, name in enumerate(ACCOUNTS):
        answered = None if at < OFFICE_SILENT else day + int(rng.integers(1, 14))
        text = complaint(WAGES, "vi", rng) if at % 4 == 0 else praise(STAFF, "vi", rng) if at % 3 == 0 else ""
        answers = _of_employee(OFFICE_RECOMMENDS, OFFICE_EASE, text, rng)
        yield ForeignRecord(
            f"NV{at}",
            name,
            dates.at(day, SENT_AT),
            {
                "survey": EMPLOYEES_KEY,
                "language": "vi",
                "answered_at": None if answered is None else dates.midnight(answered),
            },
            owner=name,
            beside={"answers": [] if answered is None else answers},
        )
    for at in range(CREW):
        draw = rng.random()
        text = complaint(ROUNDS if draw < 0.6 else WAGES, "vi", rng) if draw < 0.85 else ""
        answered = day + int(rng.integers(1, 14))
        yield ForeignRecord(
            f"KHO{at}",
            "",
            dates.at(day, ANSWERED_AT),
            {
                "survey": EMPLOYEES_KEY,
                "language": "vi",
                "came_by": "qr",
                "answered_at": dates.midnight(answered),
            },
            beside={"answers": _of_employee(CREW_RECOMMENDS, CREW_EASE, text, rng)},
        )


def _of_employee(recommends: float, ease: float, text: str, rng: np.random.Generator) -> list[dict[str, Any]]:
    feels = rng.normal(0, 1)
    scores = np.array([recommends + 1.6 * feels, 3.1 + 0.25 * (recommends - 6) + 0.7 * feels, ease + rng.normal(0, 1)])
    nps, csat, ces = (
        int(on_scale(scores[place : place + 1], low, high)[0])
        for place, (low, high) in enumerate(((0, 10), (1, 5), (1, 7)))
    )
    return [
        {"question": 0, "number": nps},
        {"question": 1, "number": csat},
        {"question": 2, "number": ces},
        *_words(3, text),
    ]


def _words(question: int, text: str) -> list[dict[str, Any]]:
    return [{"question": question, "text": text, "is_text": True}] if text else []
