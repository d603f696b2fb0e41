"""An Khang Water, the sample company: its files and what is true of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from crmeter.demo.books import COMPARISON_FILE, SURVEY_FILE, Books, draw_books, write_books
from crmeter.demo.csv_files import CURRENCY
from crmeter.demo.history import day_of
from crmeter.demo.surveys import ASPECTS
from crmeter.demo.truths import PLANTED, Json, Truth, buying_processes, totals
from crmeter.vocabulary import Text
from crmeter.vocabulary.sample import SAMPLE_SOURCE
from crmeter.warehouse.connectors.files import Answers

NAME = Text("Công ty Nước An Khang", "An Khang Water")
# The source that all rows of the sample carry: by it they are told from those of the firm.
SOURCE = SAMPLE_SOURCE
TRUTHS_FILE = "truths.json"
Size = Literal["small", "large"]
SIZES: dict[Size, int] = {"small": 4_800, "large": 100_000}
# Below, the planted stories have too few customers to be told of; above, the codes have too few digits.
FEWEST_CUSTOMERS, MOST_CUSTOMERS = 600, 250_000
DEFAULT_AS_OF = date(2026, 11, 20)
DEFAULT_SEED = 7


@dataclass(frozen=True, slots=True)
class Truths:
    """All that is known for certain about the company; `to_json` is what stands in `truths.json`.

    Args:
        company: name, currency, first and last day, seed.
        files: rows of each file, by file name.
        totals: customers, orders and revenue, whole and by month.
        buying: the true buying process of each segment.
        planted: the planted truths, by id.
    """

    company: Mapping[str, Json]
    files: Mapping[str, int]
    totals: Mapping[str, Json]
    buying: Mapping[str, Json]
    planted: Mapping[str, Truth]

    def to_json(self) -> dict[str, Json]:
        """Return everything as plain JSON."""
        return {
            "company": self.company,
            "files": self.files,
            "totals": self.totals,
            "buying": self.buying,
            "truths": [truth.to_json() for truth in self.planted.values()],
        }


@dataclass(frozen=True, slots=True)
class SampleCompany:
    """The sample company as it lies in a folder.

    Args:
        folder: where it lies.
        files: the path of each CSV file, by file name.
        truths: what is true of it; the same as in `truths.json` in the folder.
    """

    folder: Path
    files: Mapping[str, Path]
    truths: Truths

    @property
    def measured(self) -> list[Path]:
        """The files that an evaluation reads; what compares brands is studied by itself."""
        return [path for name, path in self.files.items() if name != COMPARISON_FILE]

    def answers(self, path: Path, source: str = SOURCE) -> Answers:
        """Return what no file says of itself: the currency, and that columns of the survey rate aspects.

        Args:
            path: one of the files.
            source: that their rows carry.
        """
        rated = dict.fromkeys(ASPECTS, "survey_answers.rating") if path.name == SURVEY_FILE else None
        return Answers(source=source, currency=CURRENCY, mapping=rated)


def write_sample(
    folder: Path,
    size: Size = "small",
    *,
    customers: int | None = None,
    as_of: date = DEFAULT_AS_OF,
    seed: int = DEFAULT_SEED,
) -> SampleCompany:
    """Write the files of the sample company, and `truths.json` beside them.

    Args:
        folder: where to; it is made if missing, and files of the same names are replaced.
        size: "small" (4,800 customers) or "large" (100,000 customers).
        customers: rows of the customer file, in place of `size`.
        as_of: the last day of the 36 months of history.
        seed: the same seed, size and day give the same bytes.

    Raises:
        ValueError: too few or too many customers, or a day outside the years the calendar of Tết covers.
    """
    rows = SIZES[size] if customers is None else customers
    if not FEWEST_CUSTOMERS <= rows <= MOST_CUSTOMERS:
        raise ValueError(f"the sample company has {FEWEST_CUSTOMERS} to {MOST_CUSTOMERS} customers, not {rows}")
    books = draw_books(rows, as_of, seed)
    folder.mkdir(parents=True, exist_ok=True)
    files = write_books(books, folder)
    truths = _truths(books, files)
    written = json.dumps(truths.to_json(), ensure_ascii=False, indent=1) + "\n"
    (folder / TRUTHS_FILE).write_bytes(written.encode())
    return SampleCompany(folder, {name: folder / name for name in files}, truths)


def _truths(books: Books, files: Mapping[str, int]) -> Truths:
    planted = [truth(books) for truth in PLANTED]
    return Truths(
        company={
            "name": NAME.to_json(),
            "currency": CURRENCY,
            "first_day": day_of(books.history.first).isoformat(),
            "as_of": books.history.as_of.isoformat(),
            "seed": books.seed,
        },
        files=files,
        totals=totals(books),
        buying=buying_processes(books),
        planted={truth.id: truth for truth in planted},
    )
