"""People who go from one thing to another, drawn as wide as they are many."""

import re

from crmeter.evaluation.report.flow_chart import End, Flow, FlowChart, flow_chart


def test_columns_and_bands_are_as_high_as_there_are_people() -> None:
    starts, ends = [End("A", "30", 30, True), End("B", "10", 10)], [End("A", "20", 20, True), End("stopped", "20", 20)]
    flows = [
        Flow(0, 0, 20, "A stays", "kept"),
        Flow(0, 1, 10, "A stops", "lost"),
        Flow(1, 1, 10, "B stops", "other"),
    ]

    drawn = str(flow_chart(FlowChart("Half stop", ("Before", "After"), starts, ends, flows)))

    # Of a height of 100, 97 are left beside the gap of 3: 2.425 for each of 40 people.
    bars = re.findall(r"top:([\d.]+)%;height:([\d.]+)%", drawn)
    assert bars == [("0.00", "72.75"), ("75.75", "24.25"), ("0.00", "48.50"), ("51.50", "48.50")]
    # Ours lies over the others, and A stops where it ends at the left and begins at the right.
    assert re.findall(r"<title>(.*?)</title>", drawn) == ["B stops", "A stays", "A stops"]
    assert 'd="M0 48.50C50 48.50 50 51.50 100 51.50V75.75' in drawn
