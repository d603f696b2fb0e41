"""A survey that compares brands, answered by people who choose by known likes."""

import numpy as np

from crmeter.records.staff.queries import Person
from crmeter.records.surveys.actions import make_survey, next_wave, open_survey
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.queries import Question, questions_of, survey
from crmeter.vocabulary import Work
from crmeter.worker.handlers import Order
from crmeter.worker.sync import sync_records

# How much each aspect of a brand counts with those who answer, in the order of the template.
LIKED = np.array([0.30, 0.05, 0.10, 0.15, 0.08])


def compared(by: Person, people: int, *, in_warehouse: bool = True, stopping: int = 0) -> int:
    """Make the survey, let people answer it, bring the answers to the warehouse, and return its number.

    The last of them leaves out how often they buy. Every third may stop buying, by so many percent of what they would
    most likely buy.
    """
    number = make_survey(by, "brands", "vi")
    open_survey(by, number, version=1)
    _answered(number, people, stopping=stopping)
    if in_warehouse:
        sync_records(Order(1, {}, None, 1), Work())
    return number


def compared_again(by: Person, number: int, people: int) -> int:
    """Ask the same in the next wave, in which the first brand is rated no lower than 3 in the first aspect."""
    found = survey(number)
    assert found is not None
    again = next_wave(by, number, version=found.version)
    open_survey(by, again, version=1)
    _answered(again, people, least=3)
    sync_records(Order(2, {}, None, 1), Work())
    return again


def _answered(number: int, people: int, least: int = 0, stopping: int = 0) -> None:
    found = survey(number)
    assert found is not None
    asked = {each.kind.value: each for each in questions_of(number)}
    rng, of_prices = np.random.default_rng(people), np.random.default_rng(people + 1)
    for place in range(people):
        typed = _typed(asked, rng, least) | _prices(asked["price"], of_prices)
        if stopping and place % 3 == 0:
            _stop(typed, f"q{asked['next_brand'].id}", stopping)
        if place == people - 1:
            del typed[f"q{asked['frequency'].id}"]
        answer(found.open_key, typed, "vi")


def _typed(asked: dict[str, Question], rng: np.random.Generator, least: int) -> dict[str, str]:
    grid = asked["rating"]
    low, high = grid.options.low or 0, grid.options.high or 0
    ratings = rng.integers(low, high + 1, size=(len(grid.options.choices), len(grid.options.rows)))
    ratings[0, 0] = max(ratings[0, 0], least)
    last = int(rng.integers(0, len(ratings)))
    utility = ratings @ LIKED + (np.arange(len(ratings)) == last)
    chances = np.exp(utility - utility.max())
    percent = np.floor(100 * chances / chances.sum()).astype(int)
    percent[int(chances.argmax())] += 100 - percent.sum()
    typed = {
        f"q{grid.id}.{row}.{brand}": str(ratings[brand, row])
        for row in range(ratings.shape[1])
        for brand in range(ratings.shape[0])
    }
    typed |= {f"q{asked['next_brand'].id}.{brand}": str(share) for brand, share in enumerate(percent)}
    return typed | {
        f"q{asked['last_brand'].id}": str(last),
        f"q{asked['spend'].id}": str(100_000 * int(rng.integers(1, 9))),
        f"q{asked['frequency'].id}": str(int(rng.integers(1, 7))),
    }


def _prices(asked: Question, rng: np.random.Generator) -> dict[str, str]:
    """Return how dear each brand seems: the third the dearest, each give or take one."""
    seems = np.array([5, 6, 8]) + rng.integers(-1, 2, size=3)
    return {f"q{asked.id}.0.{brand}": str(price) for brand, price in enumerate(seems)}


def _stop(typed: dict[str, str], field: str, percent: int) -> None:
    """Take from what is most likely bought next, and give it to buying no more, which stands last."""
    most = max((name for name in typed if name.startswith(f"{field}.")), key=lambda name: int(typed[name]))
    taken = int(typed[most]) * percent // 100
    typed[most] = str(int(typed[most]) - taken)
    typed[f"{field}.3"] = str(taken)
