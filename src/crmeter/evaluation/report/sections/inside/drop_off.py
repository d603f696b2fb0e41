"""Where people are lost between a subscription and a purchase; a step that no data tell says why (C7)."""

import htpy as h
from htpy import Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import bar, card, explain_button, value_of, why_undefined
from crmeter.vocabulary import Reading, Text, formats

TITLE = Text("Rơi rụng trên đường tới mua", "Lost on the way to a purchase")
SUB = Text("phần mất ở mỗi bước; mỗi bước tính trên những ai tới được đó", "share lost at each step, of who came to it")
DELIVERED = Text("gửi → đến nơi", "sent → delivered")
READ = Text("chiến dịch gửi → mở xem", "campaign sent → read")
SUBSCRIBED = Text("đăng ký nhận tin", "subscribed")
CLICKED = Text("mở xem → bấm liên kết", "read → clicked")
NO_SUBSCRIPTIONS = Text(
    "Dữ liệu nói ai từ chối, không nói ai đã đăng ký nhận tin.",
    "The data tell who unsubscribed, not who had subscribed.",
)
EMPTY_STEP = Text("{step}: {why}", "{step}: {why}")


def drop_off(page: Page) -> Node:
    """Draw the share lost at each step, in their order, and below why steps are empty; nothing where all are."""
    figures = page.figures
    cut = {r.slice["step"]: r for r in figures.cut("outreach_drop_off_rate", "step")}
    whole = figures.reading("outreach_drop_off_rate")
    steps: list[tuple[Text, Reading | None, Text | None]] = [
        (SUBSCRIBED, None, NO_SUBSCRIPTIONS),
        (DELIVERED, figures.reading("bounce_rate"), None),
        (READ, figures.reading("campaign_unread_rate"), None),
        (CLICKED, figures.reading("campaign_unclicked_rate"), None),
        *((words.code_words("step", step), cut.get(step, whole), None) for step in ("reply", "purchase")),
    ]
    if not any(reading is not None and reading.value is not None for _, reading, _ in steps):
        return None
    empty = [
        page.say(EMPTY_STEP.fill(step=step, why=page.say(why) if why else _why(page, reading)))
        for step, reading, why in steps
        if reading is None or reading.value is None
    ]
    rows = [_row(page, step, reading) for step, reading, _ in steps]
    return card(
        page,
        TITLE,
        h.div(class_="card-b")[h.div(class_="bars worded")[rows], [h.p(class_="more")[each] for each in empty]],
        subtitle=SUB,
    )


def _why(page: Page, reading: Reading | None) -> str:
    return page.say(words.NOT_YET) if reading is None else why_undefined(page, reading)


def _row(page: Page, step: Text, reading: Reading | None) -> list[Node]:
    name = h.span[page.say(step)]
    if reading is None or reading.value is None:
        return [name, h.span, h.span[formats.EMPTY], h.span(class_="t3")[formats.EMPTY]]
    interval = reading.interval()
    return [
        name,
        bar(float(reading.value), "warn"),
        explain_button(page, reading, str(value_of(page, reading))),
        h.span(class_="t3")[written.between(interval, reading, page.language) if interval else formats.EMPTY],
    ]
