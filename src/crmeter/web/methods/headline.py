"""Measures that a page names: those that the current run has as figures, the others with what they need."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from crmeter.evaluation.report.embed import draw_figure
from crmeter.evaluation.report.parts import why_undefined
from crmeter.measures.catalogue import measures
from crmeter.vocabulary import Interval, Reading, Text
from crmeter.web.readings.opened import Opened, safe

# Measures that come with data of a kind that a firm may not have brought yet are named before anything measures them.
COMING = {
    "nps": Text("Sẵn lòng giới thiệu (NPS)", "Net promoter score (NPS)"),
    "csat": Text("Mức độ hài lòng (CSAT)", "Customer satisfaction (CSAT)"),
    "ces": Text("Mức độ dễ dàng (CES)", "Customer effort (CES)"),
    "response_rate": Text("Tỷ lệ trả lời khảo sát", "Response rate of surveys"),
    "employee_nps": Text("Nhân viên sẵn lòng giới thiệu", "Net promoter score of employees"),
    "partner_nps": Text("Đối tác sẵn lòng giới thiệu", "Net promoter score of partners"),
    "partner_retention": Text("Tỷ lệ giữ chân đối tác", "Retention of partners"),
    "customer_equity_share": Text("Phần của mình trong giá trị tài sản", "Our share of customer equity"),
    "brand_score": Text("Điểm thương hiệu", "Brand score"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A measure as a page shows it.

    Args:
        name: its address.
        title: what it is called.
        is_known: the catalogue has it, so that it can be explained.
        reading: of the main period, or None where the run has none.
        figure: the value, which opens its explanation; None without a reading.
        why: why there is no value, in the words of the page; empty where there is one.
    """

    name: str
    title: Text
    is_known: bool
    reading: Reading | None
    figure: SafeString | None
    why: str

    @property
    def interval(self) -> Interval | None:
        """Its interval of 80 %."""
        return None if self.reading is None else self.reading.interval(0.8)

    @property
    def has_value(self) -> bool:
        """Whether it says something."""
        return self.reading is not None and self.reading.value is not None


def headline(opened: Opened, names: Sequence[str]) -> list[Shown]:
    """Return measures by name, in that order; one that nothing measures yet is there without a figure."""
    return [_shown(opened, name) for name in names]


def _shown(opened: Opened, name: str) -> Shown:
    measure = measures().get(name)
    reading = opened.page.figures.reading(name)
    title = measure.title if measure else COMING.get(name, Text.same(name))
    return Shown(
        name,
        title,
        measure is not None,
        reading,
        None if reading is None else safe(draw_figure(opened.page, reading)),
        why_undefined(opened.page, reading) if reading is not None and reading.undefined is not None else "",
    )
