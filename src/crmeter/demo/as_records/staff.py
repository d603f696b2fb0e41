"""Who works for the company, from when to when: the office, where few leave, and the crew, where many do.

A post of the crew that somebody has left is filled again some weeks later.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from crmeter.demo.as_records.dates import Dates
from crmeter.demo.books import Books
from crmeter.demo.csv_files import code_of
from crmeter.demo.people import FEMALE_NAMES, MALE_MIDDLE_NAMES, MALE_NAMES, MIDDLE_NAMES, STAFF, SURNAMES
from crmeter.demo.streams import stream
from crmeter.vocabulary import ForeignRecord

OFFICE, CREW = "Văn phòng", "Kho và giao hàng"
# In the office beside those who look after customers, of whom nobody has left.
OFFICE_POSTS, CREW_POSTS = 4, 14
# Who left in the last year, and in the one before it.
OFFICE_LEFT, CREW_LEFT = (1, 1), (6, 5)
YEAR, REFILLED_AFTER = 365, 21
# The others came so many days before the history.
BEFORE_HISTORY = (30, 390)


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody who works or worked for the company; days are numbers, `left` None for who is there."""

    name: str
    team: str
    joined: int
    left: int | None


def employees(books: Books) -> tuple[Employee, ...]:
    """Return everybody of the last two years, those who look after customers first."""
    rng, history = stream(books.seed, "staff"), books.history
    names = _names(rng)
    found = [Employee(name, OFFICE, history.first - int(rng.integers(*BEFORE_HISTORY)), None) for name in STAFF]
    posts = {
        team: [Employee(next(names), team, history.first - int(rng.integers(*BEFORE_HISTORY)), None) for _ in range(n)]
        for team, n in ((OFFICE, OFFICE_POSTS), (CREW, CREW_POSTS))
    }
    # The year before first: whoever came then may have stayed.
    for ago, office, crew in reversed(list(zip(range(len(CREW_LEFT)), OFFICE_LEFT, CREW_LEFT, strict=True))):
        last = history.last - YEAR * ago
        for team, n in ((OFFICE, office), (CREW, crew)):
            # Not in the last weeks of a year, so that whoever comes instead comes in it too.
            days = last - REFILLED_AFTER - 1 - rng.choice(YEAR - 2 * REFILLED_AFTER, n, replace=False)
            for left in sorted(days.tolist()):
                # Who has been there longest goes first.
                gone = posts[team].pop(0)
                found.append(replace(gone, left=left))
                posts[team].append(Employee(next(names), team, left + REFILLED_AFTER, None))
    return (*found, *posts[OFFICE], *posts[CREW])


def _names(rng: np.random.Generator) -> Iterator[str]:
    taken = set(STAFF)
    while True:
        middle = int(rng.integers(len(MIDDLE_NAMES)))
        given = MALE_NAMES if middle < MALE_MIDDLE_NAMES else FEMALE_NAMES
        surname = SURNAMES[int(rng.integers(len(SURNAMES)))][0]
        name = f"{surname} {MIDDLE_NAMES[middle]} {given[int(rng.integers(len(given)))]}"
        if name not in taken:
            taken.add(name)
            yield name


def staff(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the employees."""
    for n, each in enumerate(employees(books), 1):
        yield ForeignRecord(
            code_of("NV", 3, n),
            each.name,
            dates.midnight(each.joined),
            {
                "department": each.team,
                "joined_on": dates.day(each.joined),
                "left_on": None if each.left is None else dates.day(each.left),
            },
        )
