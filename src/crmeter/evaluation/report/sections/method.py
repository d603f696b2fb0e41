"""How the figures were made: settings, fitted parameters, versions; enough to make them again."""

from collections.abc import Iterable

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card
from crmeter.vocabulary import Text, formats

RUN = Text("Lần đánh giá này", "This evaluation")
SETTINGS = Text("Cài đặt", "Settings")
FITTED = Text("Tham số đã ước lượng", "Fitted parameters")
NO_MODEL = Text("Dữ liệu chưa đủ để ước lượng mô hình mua.", "The data could not carry a model of buying.")
IN_USE = Text("{model}, đang dùng", "{model}, in use")
FACTS = {
    "id": Text("Mã", "Id"),
    "sources": Text("Nguồn", "Sources"),
    "period": Text("Kỳ chính", "Main period"),
    "snapshot": words.SNAPSHOT,
    "currency": Text("Tiền tệ", "Currency"),
    "basis": Text("Giá trị tính theo", "Value counted in"),
    "code": Text("Phiên bản CRMeter", "Version of CRMeter"),
    "made_at": Text("Xong lúc", "Finished at"),
}
BASIS = {"revenue": Text("doanh thu", "revenue"), "margin": Text("lợi nhuận gộp", "gross margin")}


def method(page: Page) -> Node:
    """Draw the section."""
    run = page.figures.run
    settings = [
        (page.say(words.SETTING_WORDS.get(name, Text.same(name))), written.setting(value, name, page.language))
        for name, value in run.settings.items()
    ]
    return h.div(class_="grid")[
        h.div(class_="s4 fill")[card(page, RUN, _facts(_run(page)))],
        h.div(class_="s4 fill")[card(page, SETTINGS, _facts(settings))],
        h.div(class_="s4 fill")[card(page, FITTED, _fitted(page))],
    ]


def _run(page: Page) -> list[tuple[str, str]]:
    run = page.figures.run
    day = formats.span(formats.day(run.period.start, page.language), formats.day(run.period.last_day, page.language))
    values = {
        "id": run.id,
        "sources": ", ".join(run.sources) or formats.EMPTY,
        "period": day,
        "snapshot": run.snapshot,
        "currency": run.currency,
        "basis": page.say(BASIS[run.basis]),
        "code": run.code,
        "made_at": written.moment(run.made_at, page.language) if run.made_at else formats.EMPTY,
    }
    return [(page.say(FACTS[name]), value) for name, value in values.items()]


def _facts(facts: Iterable[tuple[str, str]]) -> Element:
    return h.dl(class_="card-b facts")[[h.div[h.dt[name], h.dd[value]] for name, value in facts]]


def _named(page: Page, model: str) -> str:
    name = words.MODEL_NAMES.get(model, model)
    return page.say(IN_USE).format(model=name) if model == page.figures.run.model else name


def _fitted(page: Page) -> Node:
    run = page.figures.run
    if not run.parameters:
        return h.p(class_="card-b t2")[page.say(NO_MODEL)]
    return h.div(class_="card-b stack")[
        [
            h.div[
                h.b[_named(page, model)],
                h.dl(class_="facts")[
                    [
                        h.div[h.dt[name], h.dd[written.setting(value, name, page.language)]]
                        for name, value in parameters.items()
                    ]
                ],
            ]
            for model, parameters in run.parameters.items()
        ]
    ]
