"""Views against wanted actions, told by a file with a row for each page or product, or for each of its days."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators.outreach.page_conversion import PageConversion, page_conversion
from crmeter.evaluation.external.said_words import is_said
from crmeter.vocabulary import LeftOut, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import read_columns


@dataclass(frozen=True, slots=True)
class ViewsFile:
    """Which columns of a file tell what.

    Args:
        page: the page or product.
        views: how often it was seen.
        actions: how many of these views ended in the wanted action.
    """

    page: str
    views: str
    actions: str


@dataclass(frozen=True, slots=True)
class FileViews:
    """What the file tells.

    Args:
        pages: by name, in the order of `conversion`.
        views: of each, shape (n,).
        actions: of each, shape (n,).
        conversion: each beside all.
        left_out: rows that were not counted.
    """

    pages: tuple[str, ...]
    views: NDArray[np.int64]
    actions: NDArray[np.int64]
    conversion: PageConversion
    left_out: tuple[LeftOut, ...]

    @property
    def seen_and_not_acted_on(self) -> tuple[int, ...]:
        """Places of the pages with many views and few actions, the one that misses most first.

        Many are as many as half of the pages have, or more; few are fewer than chance explains.
        """
        is_found = self.conversion.is_low & (self.views >= np.median(self.views))
        return tuple(np.flatnonzero(is_found)[np.argsort(-self.conversion.missed[is_found], kind="stable")].tolist())


def views_of_file(
    path: Path, told: ViewsFile, answers: Answers, *, level: float = 0.8, work: Work | None = None
) -> FileViews:
    """Read views and wanted actions of pages; rows of one page are added up.

    Args:
        path: the file.
        told: what its columns are.
        answers: encoding, sheet and decimal mark, as far as they were said.
        level: of the intervals.
        work: told the progress.

    Raises:
        Misused: a column is not there.
        NotEnoughData: there are fewer than three pages that were seen, or nothing tells them apart.
    """
    found = read_columns(path, answers, words=[told.page], numbers=[told.views, told.actions], work=work)
    page, views, actions = found.words[told.page], found.numbers[told.views], found.numbers[told.actions]
    is_whole = np.isfinite(views) & np.isfinite(actions)
    is_whole[is_whole] = (views[is_whole] % 1 == 0) & (actions[is_whole] % 1 == 0) & (actions[is_whole] >= 0)
    is_known = is_said(page) & is_whole
    is_possible = np.zeros(len(page), np.bool_)
    is_possible[is_known] = (views[is_known] >= 1) & (actions[is_known] <= views[is_known])
    names, place = np.unique([str(each) for each in page[is_possible]], return_inverse=True)
    seen = np.bincount(place, views[is_possible], len(names)).astype(np.int64)
    acted = np.bincount(place, actions[is_possible], len(names)).astype(np.int64)
    left = (
        LeftOut("unknown", _UNKNOWN, int((~is_known).sum())),
        LeftOut("impossible", _IMPOSSIBLE, int((is_known & ~is_possible).sum())),
    )
    return FileViews(
        tuple(str(each) for each in names),
        seen,
        acted,
        page_conversion(seen, acted, level),
        tuple(each for each in left if each.n),
    )


_UNKNOWN = Text(
    "dòng không rõ trang, lượt xem hoặc số lần mong muốn (số nguyên)",
    "rows of which page, views or wanted actions (whole numbers) are not known",
)
_IMPOSSIBLE = Text(
    "dòng không có lượt xem, hoặc có nhiều lần mong muốn hơn lượt xem",
    "rows without a view, or with more wanted actions than views",
)
