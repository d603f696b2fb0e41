"""Files that tell which brands people chose, and what they think of each, as arrays."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.evaluation.external.told_choices import as_shares, before, coded, one_hot, placed, told_of_brands
from crmeter.vocabulary import LeftOut, Misused, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.brand_grid import columns_by_brand, shared_brands
from crmeter.warehouse.connectors.files.columns import Columns, headers_of, read_columns

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ChoiceFile:
    """Which columns of a file tell what.

    Args:
        respondent: who chooses; in a file with a row for each purchase, the customer.
        drivers: what brands are rated or known by, such as quality or price. In a file with one row for each brand they
            are columns; in one with one row for each choice there is a column for each brand, `price.A`, `A_price`
            or `price [A]`.
        chosen: the brand that is bought next: its name; or, with a row or column for each brand, how probable it is.
        brand: names the brand of a row; None where a row is a choice.
        last: the brand that was bought last, told as `chosen`; None where it is the choice before of the same
            respondent, in the order of the file.
        weight: of respondents.
        spend: money of one purchase.
        frequency: purchases a year.
        has_constants: each brand but the first has an attribute of its own, for what no driver tells.
    """

    respondent: str
    drivers: tuple[str, ...]
    chosen: str
    brand: str | None = None
    last: str | None = None
    weight: str | None = None
    spend: str | None = None
    frequency: str | None = None
    has_constants: bool = False


def read_choices(path: Path, told: ChoiceFile, answers: Answers, work: Work | None = None) -> BrandChoices:
    """Read who chose what.

    Args:
        path: the file.
        told: what its columns are.
        answers: encoding, sheet and decimal mark, as far as they were said.
        work: told the progress.

    Raises:
        NeedsAnswers: the decimal mark stays open over all rows.
        FileRefused: it is no table, would do harm, or has no row.
        Misused: a column is not there, or tells no brand.
    """
    if told.brand is None:
        rows = _rows_of_choices(path, told, answers, work)
    else:
        rows = _rows_of_brands(path, told, told.brand, answers, work)
    return rows


def _rows_of_choices(path: Path, told: ChoiceFile, answers: Answers, work: Work | None) -> BrandChoices:
    headers = headers_of(path, answers)
    columns = {driver: columns_by_brand(driver, headers) for driver in told.drivers}
    chances = {} if told.chosen in headers else columns_by_brand(told.chosen, headers)
    brands = shared_brands([*columns.values(), *([chances] if chances else [])])
    wanted = [columns[driver][brand] for driver in told.drivers for brand in brands]
    wanted += [chances[brand] for brand in brands] if chances else []
    words = [told.respondent, *([] if chances else [told.chosen]), *([told.last] if told.last else [])]
    beside = [each for each in (told.weight, told.spend, told.frequency) if each]
    found = read_columns(path, answers, words=words, numbers=[*wanted, *beside], work=work)
    attributes = np.stack(
        [np.stack([found.numbers[columns[driver][brand]] for driver in told.drivers], axis=1) for brand in brands],
        axis=1,
    )
    who, is_known = coded(found.words[told.respondent])
    places = {brand: place for place, brand in enumerate(brands)}
    if chances:
        shares = as_shares(np.stack([found.numbers[chances[brand]] for brand in brands], axis=1))
    else:
        shares = one_hot(found.words[told.chosen], places)
    last = before(who, shares) if told.last is None else placed(found.words[told.last], places)
    names = found.words[told.respondent]
    return _kept(told, brands, attributes, (who, names), is_known, shares, last, found, beside_of(found, told))


def _rows_of_brands(path: Path, told: ChoiceFile, of: str, answers: Answers, work: Work | None) -> BrandChoices:
    words = [told.respondent, of, told.chosen, *([told.last] if told.last else [])]
    beside = [each for each in (told.weight, told.spend, told.frequency) if each]
    found = read_columns(path, answers, words=words, numbers=[*told.drivers, *beside], work=work)
    who, is_known = coded(found.words[told.respondent])
    named = found.words[of]
    brands = tuple(sorted({str(each) for each in named if each is not None}))
    if len(brands) < 2:
        raise Misused("one_brand", _ONE_BRAND.fill(column=of))
    places = {brand: place for place, brand in enumerate(brands)}
    brand_of = placed(named, places)
    people = int(who.max()) + 1 if len(who) else 0
    good = is_known & (brand_of >= 0)
    first = np.full((people, len(brands)), -1, dtype=np.int64)
    for row in np.flatnonzero(good)[::-1]:
        first[who[row], brand_of[row]] = row
    rated = first >= 0
    attributes = np.full((people, len(brands), len(told.drivers)), np.nan)
    for place, driver in enumerate(told.drivers):
        attributes[:, :, place] = np.where(rated, found.numbers[driver][first], np.nan)
    shares = told_of_brands(found.words[told.chosen], first, places)
    if told.last is None:
        raise Misused("no_last", _NO_LAST)
    latest = told_of_brands(found.words[told.last], first, places)
    last = np.where(np.isfinite(latest).all(axis=1), np.nan_to_num(latest).argmax(axis=1), -1)
    any_row = np.where(rated.any(axis=1), np.where(rated, first, np.iinfo(np.int64).max).min(axis=1), 0)
    there = {name: values[any_row] for name, values in beside_of(found, told).items()}
    twice = int(good.sum() - rated.sum())
    names = found.words[told.respondent][any_row]
    is_there = np.asarray(rated.any(axis=1))
    kept = _kept(told, brands, attributes, (np.arange(people), names), is_there, shares, last, found, there)
    return kept.also_left_out(
        LeftOut("twice", _REASONS["twice"], twice), LeftOut("nobody", _REASONS["nobody"], int((~good).sum()))
    )


def beside_of(found: Columns, told: ChoiceFile) -> dict[str, Floats]:
    """Return weight, spend and frequency, as far as columns tell them."""
    named = {"weights": told.weight, "spend": told.spend, "frequency": told.frequency}
    return {name: found.numbers[header] for name, header in named.items() if header is not None}


def _kept(
    told: ChoiceFile,
    brands: tuple[str, ...],
    attributes: Floats,
    named: tuple[NDArray[np.int64], NDArray[np.object_]],
    is_known: NDArray[np.bool_],
    shares: Floats,
    last: NDArray[np.int64],
    found: Columns,
    beside: Mapping[str, Floats],
) -> BrandChoices:
    """Leave out, and count, what tells no whole choice; people have a code and what the file calls them."""
    who, names = named
    missing: NDArray[np.bool_] = np.isnan(attributes)
    available: NDArray[np.bool_] = np.logical_not(missing.all(axis=2))
    reasons: list[tuple[str, NDArray[np.bool_]]] = [
        ("nobody", ~is_known),
        ("no_earlier" if told.last is None else "no_last", last < 0),
        ("no_choice", np.asarray(~np.isfinite(shares).all(axis=1))),
        ("not_rated", np.asarray((missing & available[:, :, None]).any(axis=(1, 2)))),
        ("chosen_not_rated", (np.nan_to_num(shares) * ~available).sum(axis=1) > 0),
        ("one_brand", available.sum(axis=1) < 2),
        *(
            (f"no_{name}", ~(np.isfinite(values) & ((values > 0) if name != "spend" else (values >= 0))))
            for name, values in beside.items()
        ),
    ]
    left: NDArray[np.bool_] = np.zeros(len(who), np.bool_)
    counted = []
    for code, gone in reasons:
        counted.append(LeftOut(code, _REASONS[code], int((gone & ~left).sum())))
        left |= gone
    keep = ~left
    inside = np.where(available[keep][:, :, None], attributes[keep], 0.0)
    choices = BrandChoices(
        brands=brands,
        drivers=tuple(told.drivers),
        attributes=inside,
        available=available[keep],
        last=last[keep],
        shares=shares[keep],
        respondents=np.unique(who[keep], return_inverse=True)[1].astype(np.int64),
        weights=beside["weights"][keep] if "weights" in beside else None,
        spend=beside["spend"][keep] if "spend" in beside else None,
        frequency=beside["frequency"][keep] if "frequency" in beside else None,
        left_out=tuple(each for each in counted if each.n),
        unread=found.unread,
        people=names[keep],
    )
    return choices.with_constants() if told.has_constants else choices


_REASONS: Mapping[str, Text] = {
    "nobody": Text("không rõ ai trả lời, hoặc về thương hiệu nào", "who answered, or of which brand, is not known"),
    "twice": Text("dòng lặp lại một thương hiệu của cùng người", "rows of a brand that the same person told of before"),
    "no_earlier": Text("chưa có lần mua trước", "no earlier purchase is known"),
    "no_last": Text("không rõ thương hiệu mua lần trước", "the brand bought last is not known"),
    "no_choice": Text("không rõ thương hiệu được chọn", "the brand chosen is not known"),
    "not_rated": Text("thiếu điểm của một yếu tố", "a driver is not rated"),
    "chosen_not_rated": Text("thương hiệu được chọn không có điểm nào", "the brand chosen is not rated at all"),
    "one_brand": Text("chỉ chấm một thương hiệu", "only one brand is rated"),
    "no_weights": Text("trọng số không phải số dương", "the weight is not a positive number"),
    "no_spend": Text("số tiền một lần mua không rõ", "the money of one purchase is not known"),
    "no_frequency": Text("số lần mua một năm không rõ", "the purchases a year are not known"),
}
_ONE_BRAND = Text("cột {column} có chưa đến hai thương hiệu", "the column {column} names fewer than two brands")
_NO_LAST = Text(
    "với mỗi dòng một thương hiệu, hãy chỉ cột cho biết thương hiệu mua lần trước",
    "with a row for each brand, say which column tells the brand bought last",
)
