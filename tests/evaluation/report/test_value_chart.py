"""The chart of a value map: nothing on it lies over a name, and everything can be told by name."""

import re

from crmeter.evaluation.report.chart_names import Point, box_of, corner_box, sides
from crmeter.evaluation.report.value_chart import Mark, Region, ValueChart, value_chart


def drawn(marks: list[Mark], regions: list[Region]) -> str:
    chart = ValueChart(
        "Nói", "Chất lượng", "Giá", ("Đắt so với chất lượng", "Đáng giá hơn giá"), marks, 1.0, regions=regions
    )
    return str(value_chart(chart, lambda value: f"{value:g}"))


def mark(name: str, quality: float, price: float) -> Mark:
    return Mark(name, name, (quality, None, None), (price, None, None), None, "other")


def test_a_wished_region_carries_the_name_of_its_segment() -> None:
    page = drawn([mark("A", 90, 90), mark("B", 110, 110)], [Region("Quán ăn", 100, 95, 5, 5, 0.2)])

    assert re.search(r'class="vm-name \w+ wish"[^>]*>Quán ăn<', page)


def test_a_mark_without_room_for_its_name_has_a_number_that_is_told_below() -> None:
    crowd = [mark(f"Sản phẩm {n}", 100 + n % 6 * 0.4, 100 + n // 6 * 0.4) for n in range(18)]

    page = drawn([*crowd, mark("Xa", 140, 140)], [])

    beside = re.findall(r'class="vm-name[^>]*>([^<]+)<', page)
    below = re.findall(r"<li>([^<]+)</li>", page)
    assert below
    assert sorted([*beside, *below]) == sorted([each.name for each in crowd] + ["Xa"])
    assert re.findall(r'class="vm-number"[^>]*>(\d+)<', page) == [str(n + 1) for n in range(len(below))]


def test_words_in_a_corner_give_way_to_what_stands_there() -> None:
    covered = box_of(Point("A", 5, 4, 19))

    room = corner_box("Đắt so với chất lượng", [covered], is_upper_left=True)

    assert room[0] >= covered[2] or room[1] >= covered[3]
    assert sides([Point("B", 50, 50, 8)]) == ["below"]
