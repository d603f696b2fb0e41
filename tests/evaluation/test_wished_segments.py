"""Which segments of respondents have a region on the map in which they wish to buy."""

import numpy as np
import pytest

from crmeter.estimators import Estimates
from crmeter.evaluation.external.value_places import Axes
from crmeter.evaluation.external.wished_segments import wished_segments


@pytest.fixture
def axes() -> Axes:
    quality, price = (
        Estimates(np.array(each), None, None, 0.8) for each in ([90.0, 110.0, 100.0], [80.0, 120.0, 95.0])
    )
    none = np.full(3, np.nan)
    return Axes(("A", "B", "C"), np.array([8.0, 12.0, 9.5]), quality, price, none, none, np.zeros(3), True)


def test_a_segment_of_few_people_has_no_region_and_is_named(axes: Axes) -> None:
    wishes = [("Quán ăn", "A")] * 10 + [("Quán ăn", "B")] * 10 + [("Sỉ", "C")] * 2 + [(None, "C")]

    regions, left_out = wished_segments(axes, wishes, 0.8)

    assert [each.segment for each in regions] == ["Quán ăn"]
    assert (float(regions[0].quality.value), float(regions[0].price.value)) == (100, 100)
    assert [(each.n, each.reason.vi) for each in left_out] == [
        (2, "phân khúc “Sỉ” dưới 20 người, nên không vẽ vùng mong muốn"),
        (1, "chưa rõ phân khúc, nên không vào vùng mong muốn nào"),
    ]


def test_without_a_large_segment_there_is_one_region_of_all(axes: Axes) -> None:
    regions, left_out = wished_segments(axes, [(None, "A")] * 19 + [("Sỉ", "B")], 0.8)

    assert [(each.segment, each.n_effective) for each in regions] == [("", pytest.approx(20))]
    assert left_out == ()


def test_of_few_people_there_is_none(axes: Axes) -> None:
    assert wished_segments(axes, [(None, "A")], 0.8)[0] == ()
