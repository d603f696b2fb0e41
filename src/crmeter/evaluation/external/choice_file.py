"""Files that tell which brands people chose, and what they think of each, as arrays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.evaluation.external.named_brands import brands_named, no_brand_said
from crmeter.evaluation.external.said_words import placed_by_name
from crmeter.evaluation.external.told_choices import as_shares, before, chosen_of, coded, one_hot, ticked
from crmeter.evaluation.external.whole_choices import REASONS, ToldChoices, whole_choices
from crmeter.vocabulary import LeftOut, Misused, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.brand_grid import columns_by_brand, shared_brands
from crmeter.warehouse.connectors.files.columns import Columns, headers_of, read_columns

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ChoiceFile:
    """Which columns of a file of choices tell what.

    Args:
        respondent: who chooses; in a file with a row for each purchase, the customer. None where each row is somebody
            else's choice.
        drivers: what brands are rated or known by, such as quality or price. In a file with one row for each brand they
            are columns; in one with one row for each choice there is a column for each brand, `price.A`, `A_price`
            or `price [A]`.
        chosen: the brand that is bought next: its name; or, with a row or column for each brand, how probable it is.
        brand: names the brand of a row; None where a row is a choice.
        last: the brand that was bought last, told as `chosen`; None where it is the choice before of the same
            respondent. Where nobody chooses twice there is none, and no inertia is seen.
        purchase: with a row for each brand, which choice of a respondent a row is of; None where each chooses once.
        date: when it was, by which choices before are told; None for the order of the file.
        available: whether a brand was at hand, told as a driver; None where all with figures were.
        codes: brands by the words that stand for them in `chosen` and `last`.
        missing: the number that stands for none among drivers, such as 999.
        weight: of respondents.
        spend: money of one purchase.
        frequency: purchases a year.
        has_constants: each brand but the first has an attribute of its own, for what no driver tells.
    """

    respondent: str | None
    drivers: tuple[str, ...]
    chosen: str
    brand: str | None = None
    last: str | None = None
    purchase: str | None = None
    date: str | None = None
    available: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    missing: float | None = None
    weight: str | None = None
    spend: str | None = None
    frequency: str | None = None
    has_constants: bool = False

    @property
    def beside(self) -> dict[str, str]:
        """Columns of numbers of a respondent."""
        named = {"weights": self.weight, "spend": self.spend, "frequency": self.frequency}
        return {name: header for name, header in named.items() if header}


def read_choices(path: Path, told: ChoiceFile, answers: Answers, work: Work | None = None) -> BrandChoices:
    """Read who chose what.

    Args:
        path: the file.
        told: what its columns are.
        answers: encoding, sheet, order of dates and decimal mark, as far as they were said.
        work: told the progress.

    Raises:
        NeedsAnswers: the order of dates or the decimal mark stays open over all rows.
        FileRefused: it is no table, would do harm, or has no row.
        Misused: a column is not there, or tells no brand.
        NotEnoughData: not one choice is whole.
    """
    if told.last is not None and told.last == told.chosen:
        raise Misused("last_is_chosen", _LAST_IS_CHOSEN.fill(column=told.chosen))
    if told.brand is None:
        choices = _rows_of_choices(path, told, answers, work)
    else:
        choices = _rows_of_brands(path, told, told.brand, answers, work)
    return choices.with_constants() if told.has_constants else choices


def _rows_of_choices(path: Path, told: ChoiceFile, answers: Answers, work: Work | None) -> BrandChoices:
    headers = headers_of(path, answers)
    columns = {driver: columns_by_brand(driver, headers) for driver in told.drivers}
    chances = {} if told.chosen in headers else columns_by_brand(told.chosen, headers)
    at_hand = columns_by_brand(told.available, headers) if told.available else {}
    beside = {name: each for name, each in ((told.chosen, chances), (told.available or "", at_hand)) if each}
    brands = shared_brands({**columns, **beside})
    wanted = [columns[driver][brand] for driver in told.drivers for brand in brands]
    wanted += [chances[brand] for brand in brands] if chances else []
    words = [
        told.respondent,
        None if chances else told.chosen,
        told.last,
        *(at_hand[each] for each in brands if at_hand),
    ]
    found = read_columns(
        path, answers, words=[each for each in words if each], numbers=[*wanted, *told.beside.values()],
        moments=[told.date] if told.date else [], work=work,
    )  # fmt: skip
    attributes = np.stack(
        [np.stack([found.numbers[columns[driver][brand]] for driver in told.drivers], axis=1) for brand in brands],
        axis=1,
    )
    names = found.words[told.respondent] if told.respondent else np.full(len(found), None, dtype=np.object_)
    who, is_known = coded(names) if told.respondent else (np.arange(len(found)), np.ones(len(found), np.bool_))
    if chances:
        shares = as_shares(np.stack([found.numbers[chances[brand]] for brand in brands], axis=1))
    else:
        shares = one_hot(brands_named(told.chosen, found.words[told.chosen], brands, told.codes), len(brands))
    there = np.ones(shares.shape, np.bool_)
    if at_hand:
        there = np.stack([ticked(found.words[at_hand[brand]]) > 0 for brand in brands], axis=1)
    if told.last is None:
        last = _before(told, who[is_known], who, shares, found)
    else:
        last = brands_named(told.last, found.words[told.last], brands, told.codes)
    beside_of = {name: found.numbers[header] for name, header in told.beside.items()}
    return whole_choices(
        ToldChoices(
            brands, told.drivers, _without(attributes, told.missing), there, who, names, last,
            told.last is not None, shares, beside_of, found.unread,
        ),
        is_known,
    )  # fmt: skip


def _rows_of_brands(path: Path, told: ChoiceFile, of: str, answers: Answers, work: Work | None) -> BrandChoices:
    if told.respondent is None:
        raise Misused("no_respondent", _NO_RESPONDENT)
    words = [told.respondent, of, told.chosen, told.last, told.purchase, told.available]
    found = read_columns(
        path, answers, words=[each for each in words if each], numbers=[*told.drivers, *told.beside.values()],
        moments=[told.date] if told.date else [], work=work,
    )  # fmt: skip
    person, is_known = coded(found.words[told.respondent])
    which, is_told = coded(found.words[told.purchase]) if told.purchase else (np.zeros_like(person), is_known)
    named = found.words[of]
    brands = tuple(sorted({str(each) for each in named if each is not None}))
    if len(brands) < 2:
        raise Misused("one_brand", _ONE_BRAND.fill(column=of))
    brand_of = np.array([-1 if each is None else brands.index(each) for each in named], dtype=np.int64)
    good = is_known & is_told & (brand_of >= 0)
    # Each choice is a place in the order in which the file first tells of it.
    _, at, choice = np.unique(person * (which.max(initial=0) + 1) + which, return_index=True, return_inverse=True)
    choice = np.argsort(np.argsort(at))[choice]
    n = len(at)
    first = np.full((n, len(brands)), -1, dtype=np.int64)
    # Of rows of one brand the last that is written stays, which is the first of the file.
    rows = np.flatnonzero(good)[::-1]
    first[choice[rows], brand_of[rows]] = rows
    rated = first >= 0
    twice = int(good.sum() - rated.sum())
    if twice and told.purchase is None and told.last is None:
        raise Misused("several_choices", _SEVERAL_CHOICES.fill(n=twice))
    attributes = np.full((n, len(brands), len(told.drivers)), np.nan)
    for place, driver in enumerate(told.drivers):
        attributes[:, :, place] = np.where(rated, found.numbers[driver][first], np.nan)
    there = np.ones(first.shape, np.bool_)
    if told.available:
        there = np.where(rated, ticked(found.words[told.available])[first], 0) > 0
    shares = _told_of_brands(told.chosen, found, first, brands, told.codes)
    any_row = np.where(rated.any(axis=1), np.where(rated, first, np.iinfo(np.int64).max).min(axis=1), 0)
    is_there = np.asarray(rated.any(axis=1))
    if told.last is None:
        last = _before(told, person[any_row][is_there], person[any_row], shares, found, any_row)
    else:
        last = chosen_of(_told_of_brands(told.last, found, first, brands, told.codes))
    beside_of = {name: found.numbers[header][any_row] for name, header in told.beside.items()}
    return whole_choices(
        ToldChoices(
            brands, told.drivers, _without(attributes, told.missing), there, person[any_row],
            found.words[told.respondent][any_row], last, told.last is not None, shares, beside_of, found.unread,
        ),
        is_there,
        LeftOut("twice", REASONS["twice"], twice),
        LeftOut("nobody", REASONS["nobody"], int((~good).sum())),
    )  # fmt: skip


def _before(
    told: ChoiceFile, known: Places, who: Places, shares: Floats, found: Columns, rows: Places | None = None
) -> Places | None:
    """Return the choice before of the same respondent; None where nobody chooses twice, so that nobody has one."""
    if len(np.unique(known)) == len(known):
        return None
    when = None
    if told.date is not None:
        when = found.moments[told.date] if rows is None else found.moments[told.date][rows]
    return before(who, shares, when)


def _told_of_brands(
    column: str, found: Columns, first: Places, brands: tuple[str, ...], codes: Mapping[str, str]
) -> Floats:
    """Return the chances of brands: told by name on any row of a choice, or by a number or a tick on each."""
    rated, words = first >= 0, found.words[column]
    said = {str(each) for each in words if each is not None}
    if {codes.get(each, each) for each in said} <= set(
        placed_by_name(brands, {codes.get(each, each) for each in said})
    ):
        place = brands_named(column, words, brands, codes)
        return one_hot(np.where(rated, place[first], -1).max(axis=1), len(brands))
    numbers = ticked(words)
    if not np.isfinite(numbers).any():
        raise no_brand_said(column, said, brands)
    return as_shares(np.where(rated, numbers[first], np.nan))


def _without(attributes: Floats, missing: float | None) -> Floats:
    return attributes if missing is None else np.where(attributes == missing, np.nan, attributes)


_ONE_BRAND = Text("cột {column} có chưa đến hai thương hiệu", "the column {column} names fewer than two brands")
_NO_RESPONDENT = Text(
    "với mỗi dòng một thương hiệu, hãy chỉ cột cho biết dòng của ai: --respondent CỘT",
    "with a row for each brand, say which column tells whose it is: --respondent COLUMN",
)
_SEVERAL_CHOICES = Text(
    "{n} dòng nói lại một thương hiệu của cùng người: nếu mỗi người chọn nhiều lần, hãy chỉ cột lần chọn bằng "
    "--purchase; nếu chọn một lần, hãy chỉ thương hiệu mua lần trước bằng --last",
    "{n} rows tell again of a brand of the same person: if each chooses several times, say by --purchase which column "
    "tells the choice; if once, say by --last which brand was bought last",
)
_LAST_IS_CHOSEN = Text(
    "cột {column} không thể vừa là thương hiệu chọn vừa là thương hiệu mua lần trước; bỏ --last nếu tệp không cho biết",
    "the column {column} cannot tell both what is chosen and what was bought last; leave --last out if no column does",
)
