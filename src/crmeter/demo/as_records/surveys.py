"""What the company asked its customers, and what they answered, some of it in their own words."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from crmeter.demo.as_records.after_tickets import after_tickets, answers_after_tickets
from crmeter.demo.as_records.asked import Asked, asked_record, opened
from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.open_words import DELIVERY, PRICE, SMELL, STAFF, complaint, praise, remark
from crmeter.demo.as_records.other_surveys import other_answers, other_surveys
from crmeter.demo.as_records.survey_questions import (
    OF_COMPARISON,
    OF_SATISFACTION,
    TITLE_OF_COMPARISON,
    TITLE_OF_SATISFACTION,
)
from crmeter.demo.books import Books
from crmeter.demo.comparison import BRANDS, COMPARISON, DRIVERS, Comparison
from crmeter.demo.csv_files import code_of
from crmeter.demo.segments import SEGMENTS
from crmeter.demo.streams import stream
from crmeter.demo.surveys import ASPECTS, SATISFACTION, Numbers, Waves
from crmeter.vocabulary import ForeignRecord

# By wave.
SATISFACTION_KEYS, COMPARISON_KEYS = ("KS1", "KS2"), ("SSH1", "SSH2")
# What the comparison is about.
COMPARED_PRODUCT = "AK-B20"
# What evaluations assume of the market of bottled water there.
ASSUMED = {"brand": BRANDS[0], "margin": 0.35, "discount_rate": 0.12, "years": 3.0, "customers": 6_000}
# Of those who answer, who writes something: who is not content with an aspect, who praises the people, who else.
COMPLAINS, PRAISES, REMARKS = 0.85, 0.35, 0.2
LOW_RATING, HIGH_SCORE = 2, 9
# Of whom many are run by people who answer in English.
ENGLISH_SHARES = {"Hotels & homestays": 0.9, "Offices": 0.5}
# Of two low ratings people write of the one that matters more to them.
_COMPLAINED_OF = ((0, DELIVERY), (1, SMELL), (3, PRICE))


def surveys(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the surveys with their questions; all are closed."""
    waves, told = books.surveys.waves, books.surveys.comparison
    for wave, key in enumerate(SATISFACTION_KEYS, 1):
        day = int(waves.asked[waves.wave == wave][0])
        yield ForeignRecord(
            key,
            SATISFACTION,
            dates.midnight(day - 7),
            opened(dates, day, TITLE_OF_SATISFACTION, wave=wave),
            {"previous": SATISFACTION_KEYS[0]} if wave > 1 else {},
            beside={"questions": OF_SATISFACTION},
        )
    for wave, key in enumerate(COMPARISON_KEYS, 1):
        day = int(told.asked[told.wave == wave][0])
        values = opened(dates, day, TITLE_OF_COMPARISON, wave=wave)
        if wave == len(COMPARISON_KEYS):
            values |= {"equity": ASSUMED, "equity_stated_at": values["closed_at"]}
        yield ForeignRecord(
            key,
            COMPARISON,
            dates.midnight(day - 7),
            values,
            {"product": COMPARED_PRODUCT} | ({"previous": COMPARISON_KEYS[0]} if wave > 1 else {}),
            beside={"questions": OF_COMPARISON},
        )
    yield from other_surveys(books, dates)
    yield from after_tickets(books, dates)


def survey_answers(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return who was asked, with the answers of those who gave some."""
    waves, told = books.surveys.waves, books.surveys.comparison
    languages, texts = written(books)
    for at, (customer, day, answered) in enumerate(_rows(waves.customer, waves.asked, waves.answered)):
        is_answered = answered >= 0
        given = [*_of_waves(waves, at), *_of_words(texts[at])] if is_answered else []
        asked = Asked(customer, day, answered if is_answered else None, given, languages[at])
        yield asked_record(books, dates, f"PL{at}", SATISFACTION_KEYS[int(waves.wave[at]) - 1], asked)
    for at, (customer, day, answered) in enumerate(_rows(told.customer, told.asked, told.answered)):
        asked = Asked(customer, day, answered, list(_of_comparison(told, at)))
        key = COMPARISON_KEYS[int(told.wave[at]) - 1]
        yield asked_record(books, dates, code_of("SS", 5, at + 1), key, asked)
    silent = told.silent
    for at, (customer, day, wave) in enumerate(_rows(silent.customer, silent.asked, silent.wave)):
        yield asked_record(books, dates, f"SI{at}", COMPARISON_KEYS[wave - 1], Asked(customer, day))
    yield from other_answers(books, dates)
    yield from answers_after_tickets(books, dates)


def written(books: Books) -> tuple[list[str], list[str]]:
    """Return the language of each who was asked how satisfied they are, and what they wrote; empty where nothing."""
    waves, rng = books.surveys.waves, stream(books.seed, "open words")
    shares = np.array([ENGLISH_SHARES.get(each.name.en, 0.0) for each in SEGMENTS])
    is_english = rng.random(len(waves.customer)) < shares[books.customers.segment[waves.customer]]
    languages = ["en" if each else "vi" for each in is_english.tolist()]
    texts = [""] * len(languages)
    for at in waves.given.tolist():
        texts[at] = _wrote(waves, at, languages[at], rng)
    return languages, texts


def _rows(*columns: Numbers) -> Iterator[tuple[int, ...]]:
    return zip(*(each.tolist() for each in columns), strict=True)


def _wrote(waves: Waves, at: int, language: str, rng: np.random.Generator) -> str:
    low = [subject for aspect, subject in _COMPLAINED_OF if waves.ratings[at, aspect] <= LOW_RATING]
    draw = rng.random()
    if low:
        return complaint(low[0], language, rng) if draw < COMPLAINS else ""
    if waves.nps[at] >= HIGH_SCORE and draw < PRAISES:
        return praise(STAFF, language, rng)
    return remark(language, rng) if draw > 1 - REMARKS else ""


def _of_waves(waves: Waves, at: int) -> Iterator[dict[str, Any]]:
    for question, scores in enumerate((waves.nps, waves.csat, waves.ces)):
        yield {"question": question, "number": int(scores[at])}
    for aspect, rating in zip(ASPECTS, waves.ratings[at].tolist(), strict=True):
        yield {"question": 3, "driver": aspect, "number": rating}


def _of_words(text: str) -> list[dict[str, Any]]:
    return [{"question": 4, "text": text, "is_text": True}] if text else []


def _of_comparison(told: Comparison, at: int) -> Iterator[dict[str, Any]]:
    known = np.flatnonzero(told.known[at]).tolist()
    for brand in known:
        for driver, rating in zip(DRIVERS, told.ratings[at, brand].tolist(), strict=True):
            yield {"question": 0, "driver": driver, "brand": BRANDS[brand], "number": rating}
    yield {"question": 1, "brand": BRANDS[int(told.last[at])]}
    for brand in known:
        yield {"question": 2, "brand": BRANDS[brand], "number": int(told.chances[at, brand])}
        yield {"question": 3, "brand": BRANDS[brand], "number": int(told.prices[at, brand])}
    yield {"question": 4, "number": int(told.spend[at])}
    yield {"question": 5, "number": int(told.frequency[at])}
