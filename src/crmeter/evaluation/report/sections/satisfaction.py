"""What customers, employees and partners say: scores with their intervals, with and without weights, cut by cut."""

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty, explain_button, value_of
from crmeter.evaluation.report.sections.overview import kpi
from crmeter.evaluation.report.sections.segments import cut_card
from crmeter.vocabulary import Reading, Text, formats

SCORES = ("nps", "csat", "csat_mean", "ces", "response_rate")
OF_OTHERS = ("employee_nps", "partner_nps")
CUTS = ("wave", "segment", "agent", "product", "came_by", "respondents")
NOTHING = Text("Chưa có ai được hỏi", "Nobody has been asked yet")
WHAT_TO_DO = Text(
    "Gửi một khảo sát, hoặc nhập tệp câu trả lời đã có; điểm sẽ hiện ở đây sau lần đánh giá kế tiếp.",
    "Send a survey, or import a file of answers; scores appear here after the next evaluation.",
)
WEIGHTED = Text("Có và không có trọng số", "With and without weights")
WEIGHTED_SUB = Text(
    "trọng số làm người trả lời giống toàn bộ khách hơn", "weights make those who answered resemble all customers more"
)
PLAIN = Text("Không trọng số", "Without")
WITH = Text("Có trọng số", "With")
ANSWERS = Text("Câu trả lời", "Answers")
NAME = Text("Điểm", "Score")


def satisfaction(page: Page) -> Node:
    """Draw the section."""
    shown = [*SCORES, *(name for name in OF_OTHERS if _has_value(page.figures.reading(name)))]
    readings = [reading for name in shown if (reading := page.figures.reading(name)) is not None]
    if not any(_has_value(reading) for reading in readings):
        return card(page, words.SATISFACTION, empty(page.say(NOTHING), page.say(WHAT_TO_DO)))
    return [h.div(class_="kpis four")[[kpi(page, reading) for reading in readings]], _weighted(page), _cuts(page)]


def _has_value(reading: Reading | None) -> bool:
    return reading is not None and reading.value is not None


def _cuts(page: Page) -> Node:
    mine = [*SCORES, *OF_OTHERS, *(f"{name}_weighted" for name in SCORES)]
    cut = [(by, names) for by in CUTS if (names := [name for name in mine if name in page.figures.measures_cut_by(by)])]
    return [cut_card(page, by, names, first=at == 0) for at, (by, names) in enumerate(cut)]


def _weighted(page: Page) -> Node:
    """Draw scores beside their weighted twins, where there are weights."""
    pairs = [
        (plain, twin)
        for name in SCORES
        if (plain := page.figures.reading(name)) and (twin := page.figures.reading(f"{name}_weighted"))
        if plain.value is not None and twin.value is not None
    ]
    if not pairs:
        return None
    head = h.tr[
        h.th(scope="col")[page.say(NAME)],
        h.th(scope="col", class_="r")[page.say(PLAIN)],
        h.th(scope="col", class_="r")[page.say(WITH)],
        h.th(scope="col", class_="r")[page.say(ANSWERS)],
    ]
    rows = [
        h.tr[
            h.th(scope="row", class_="name")[page.say(page.figures.title(plain.measure))],
            _cell(page, plain),
            _cell(page, twin),
            h.td(class_="r")[formats.number(twin.n, page.language)],
        ]
        for plain, twin in pairs
    ]
    return card(page, WEIGHTED, h.table(class_="tbl")[h.thead[head], h.tbody[rows]], subtitle=WEIGHTED_SUB)


def _cell(page: Page, reading: Reading) -> Element:
    interval = reading.interval()
    return h.td(class_="r two")[
        explain_button(page, reading, str(value_of(page, reading))),
        interval is not None and h.small[written.between(interval, reading, page.language)],
    ]
