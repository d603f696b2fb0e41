"""Alerts that were snoozed wake by the clock, and owners are written to once no hours are quiet."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.server import NoServer, server
from crmeter.records.consent.purposes import Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.strategy.alerts.judge_actions import wake_due
from crmeter.strategy.alerts.kinds import NEWS
from crmeter.strategy.alerts.mail_actions import News, people_with_news, write_news
from crmeter.vocabulary import Language, Text, Work, formats
from crmeter.worker.handlers import Order

_LONGEST_SUBJECT = 200


def wake_alerts(order: Order, work: Work) -> dict[str, int]:  # noqa: ARG001 - as all handlers
    """Open snoozed alerts again whose day has come."""
    work.step(Text("đang mở lại cảnh báo đã hoãn", "waking alerts"))
    return {"woken": wake_due()}


def mail_alerts(order: Order, work: Work) -> dict[str, int]:  # noqa: ARG001 - as all handlers
    """Write to owners of alerts, one mail for all that waits for one of them."""
    work.step(Text("đang gửi thư cảnh báo", "writing of alerts"))
    return {"told": sum(write_news(each, _write) for each in people_with_news())}


def _write(reader: Person, news: Sequence[News]) -> int | None:
    if not _mail_leaves():
        return None
    language: Language = "en" if reader.language == "en" else "vi"
    home = settings.ADDRESS.rstrip("/")
    lines = [_line(each, language, home) for each in news]
    subject = _ONE.fill(sentence=news[0].sentence) if len(news) == 1 else _MANY.fill(n=len(news))
    try:
        with transaction.atomic():
            return queue_message(
                SYSTEM,
                to=reader.email,
                # The firm writes to its own people of what is theirs.
                purpose=Purpose.SERVICE,
                language=language,
                subject=subject.in_(language)[:_LONGEST_SUBJECT],
                body="\n\n".join([*lines, _ENDS.fill(link=f"{home}/alerts/quiet").in_(language)]),
            )
    except Refused:
        # An address that takes no mail; the notice is there.
        return None


def _line(news: News, language: Language, home: str) -> str:
    marks = [NEWS[news.kind], *([_SEVERE] if news.is_severe else [])]
    said = _LINE.fill(
        sentence=news.sentence,
        marks=Text.join(marks),
        month=Text(*(formats.month(news.since, to) for to in ("vi", "en"))),
    )
    return f"{said.in_(language)}\n{home}/alerts#alert-{news.alert}"


def _mail_leaves() -> bool:
    try:
        server()
    except NoServer:
        return False
    return True


_SEVERE = Text("nặng", "severe")
_ONE = Text("Cảnh báo: {sentence}", "Alert: {sentence}")
_MANY = Text("{n} cảnh báo về con số bạn phụ trách", "{n} alerts of figures that are yours")
_LINE = Text("{sentence} (từ {month}; {marks}).", "{sentence} (since {month}; {marks}).")
_ENDS = Text("Chọn giờ yên tĩnh hoặc thôi nhận thư: {link}", "Choose quiet hours, or get no such mail: {link}")
