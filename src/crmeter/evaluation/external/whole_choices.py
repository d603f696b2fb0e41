"""Choices that tell everything, and why the others are left out."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.vocabulary import LeftOut, NotEnoughData, Text
from crmeter.warehouse.connectors.files.columns import UnreadCell

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ToldChoices:
    """Choices as a file tells them, n among J brands by K drivers.

    Args:
        brands: J names.
        drivers: K names.
        attributes: not a number where nothing is told, shape (n, J, K).
        at_hand: which brands could be chosen, as far as the file says it, shape (n, J).
        who: a code of who chose, shape (n,).
        names: what the file calls them, None for nobody, shape (n,).
        last: place of the brand chosen before, −1 for none, shape (n,); None where nobody has one.
        has_last_told: a column tells it.
        shares: of the brands in the choice, not a number where nothing is told, shape (n, J).
        beside: weights, spend and frequency as far as they are told, shape (n,).
        unread: cells that were no numbers.
    """

    brands: tuple[str, ...]
    drivers: tuple[str, ...]
    attributes: Floats
    at_hand: NDArray[np.bool_]
    who: NDArray[np.int64]
    names: NDArray[np.object_]
    last: NDArray[np.int64] | None
    has_last_told: bool
    shares: Floats
    beside: Mapping[str, Floats]
    unread: tuple[UnreadCell, ...]


def whole_choices(told: ToldChoices, is_known: NDArray[np.bool_], *more: LeftOut) -> BrandChoices:
    """Leave out, and count, what tells no whole choice.

    Args:
        told: all choices.
        is_known: whose choice it is known to be, shape (n,).
        more: that was left out before.

    Raises:
        NotEnoughData: none is left.
    """
    missing: NDArray[np.bool_] = np.isnan(told.attributes)
    available = np.asarray(~missing.all(axis=2) & told.at_hand)
    last = told.last
    before = [] if last is None else [("no_last" if told.has_last_told else "no_earlier", last < 0)]
    reasons: list[tuple[str, NDArray[np.bool_]]] = [
        ("nobody", ~is_known),
        *before,
        ("no_choice", np.asarray(~np.isfinite(told.shares).all(axis=1))),
        ("not_rated", np.asarray((missing & available[:, :, None]).any(axis=(1, 2)))),
        ("chosen_not_rated", (np.nan_to_num(told.shares) * ~available).sum(axis=1) > 0),
        ("one_brand", available.sum(axis=1) < 2),
        *(
            (f"no_{name}", ~(np.isfinite(values) & ((values > 0) if name != "spend" else (values >= 0))))
            for name, values in told.beside.items()
        ),
    ]
    left: NDArray[np.bool_] = np.zeros(len(told.who), np.bool_)
    counted = []
    for code, gone in reasons:
        counted.append(LeftOut(code, REASONS[code], int((gone & ~left).sum())))
        left |= gone
    if left.all():
        _refuse(max(counted, key=lambda each: each.n))
    keep = ~left
    return BrandChoices(
        brands=told.brands,
        drivers=told.drivers,
        attributes=np.where(available[keep][:, :, None], told.attributes[keep], 0.0),
        available=available[keep],
        last=np.full(int(keep.sum()), -1, dtype=np.int64) if last is None else last[keep],
        shares=told.shares[keep],
        respondents=np.unique(told.who[keep], return_inverse=True)[1].astype(np.int64),
        weights=told.beside["weights"][keep] if "weights" in told.beside else None,
        spend=told.beside["spend"][keep] if "spend" in told.beside else None,
        frequency=told.beside["frequency"][keep] if "frequency" in told.beside else None,
        left_out=tuple(each for each in (*counted, *more) if each.n),
        unread=told.unread,
        people=told.names[keep],
    )


def _refuse(most: LeftOut) -> None:
    raise NotEnoughData("no_whole_choice", _NOTHING_LEFT.fill(n=most.n, reason=most.reason), _NEEDS)


_NOTHING_LEFT = Text(
    "không còn lựa chọn nào dùng được; lý do của {n} dòng: {reason}",
    "no choice can be used; of {n} of them the reason is: {reason}",
)
_NEEDS = Text(
    "mỗi lựa chọn có người chọn, thương hiệu được chọn, điểm của các thương hiệu; thương hiệu mua lần trước thì chỉ "
    "bằng --last",
    "choices that tell who chose, which brand, and what is thought of the brands; the brand bought last is said by "
    "--last",
)
REASONS: Mapping[str, Text] = {
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
