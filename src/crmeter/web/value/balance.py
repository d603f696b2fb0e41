"""The balance of winning and keeping on the page of value: what is said, what the records tell, what follows."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from crmeter.evaluation.report.figures import Figures, Page
from crmeter.evaluation.report.written import between
from crmeter.vocabulary import LANGUAGES, Reading, Text, decimals_of, formats
from crmeter.web.findings.offer import offer
from crmeter.web.templatetags.figures import language
from crmeter.web.value.balance_asked import Told, balance_asked

_YEAR = 365.0


def balance_of(request: HttpRequest, page: Page) -> dict[str, Any]:
    """Return what the part of the page shows; nothing is worked out before everything is said.

    Args:
        request: whose address says what is stated.
        page: the run that is shown.
    """
    figures, words = page.figures, language()
    told = _told(figures, page.currency)
    rate = formats.number(figures.settings.annual_discount_rate * 100, words)
    asked = balance_asked(request.GET, told, rate)
    known = {each.name: each.value for each in asked if each.value is not None}
    filled = {each.name: each.told_typed or each.typed for each in asked if each.told_typed or each.typed}
    found: dict[str, Any] = {
        "asked": asked,
        "currency": page.currency,
        "filled": urlencode(filled) if any(each.told_typed for each in asked) else "",
        "wrong": any(each.error for each in asked),
    }
    if {"margin", "keep_rate", "discount"} <= set(known):
        found["multiple"] = _multiple(known, figures)
    if len(known) == len(asked):
        found |= _studied(request, known, figures, page.currency)
    return found


def _multiple(known: Mapping[str, float], figures: Figures) -> dict[str, Any]:
    # Only what is said completely loads numpy and scipy.
    from crmeter.evaluation.external.spending_study import multiple  # noqa: PLC0415 - see above

    found = multiple(known["margin"], known["keep_rate"] / 100, known["discount"] / 100)
    modelled = figures.reading("customer_lifetime_value")
    interval = modelled.interval() if modelled else None
    return {
        "found": found,
        "modelled": modelled,
        "low": interval and interval.low,
        "high": interval and interval.high,
    }


def _studied(request: HttpRequest, known: Mapping[str, float], figures: Figures, currency: str) -> dict[str, Any]:
    from crmeter.estimators.choice.spending_balance import Response  # noqa: PLC0415 - see `_multiple`
    from crmeter.evaluation.external.spending_study import (  # noqa: PLC0415 - see `_multiple`
        StatedSpending,
        study_spending,
    )

    winning, keeping = (
        Response(known[f"{side}_ceiling"] / 100, known[f"{side}_cost"], known[f"{side}_rate"] / 100)
        for side in ("win", "keep")
    )
    study = study_spending(StatedSpending(known["margin"], winning, keeping, known["discount"] / 100))
    gain = study.best.value - study.value
    conversion = figures.reading("lead_conversion_rate_all_time")
    prospects = int(conversion.bottom) if conversion and conversion.bottom else None
    money = Decimal(gain * prospects).quantize(Decimal(1).scaleb(-decimals_of(currency))) if prospects else None
    return {
        "study": study,
        "winning": winning,
        "keeping": keeping,
        "gain": gain,
        "prospects": prospects,
        "money": money,
        "offer": offer(
            request,
            source="spending_balance",
            sentence=SENTENCE.fill(
                won=_money(winning.spending, currency),
                win=_money(study.best.acquisition, currency),
                kept=_money(keeping.spending, currency),
                keep=_money(study.best.retention, currency),
                value=_money(study.value, currency),
                best=_money(study.best.value, currency),
            ),
            money=money,
            currency=currency,
        ),
    }


def _told(figures: Figures, currency: str) -> dict[str, Told]:
    """What the records tell of each field; they know no ceilings and no cost of keeping."""
    conversion = figures.reading("lead_conversion_rate_all_time")
    told = {
        "margin": _margin(figures, currency),
        "win_rate": _share(conversion),
        "win_cost": _win_cost(figures, conversion, currency),
        "keep_rate": _share(figures.reading("retention_rate")),
        "keep_cost": Told(Text("dữ liệu không ghi chi phí giữ khách", "the data do not record what keeping costs")),
        "win_ceiling": Told(_JUDGED),
        "keep_ceiling": Told(_JUDGED),
    }
    return {name: each for name, each in told.items() if each is not None}


def _share(reading: Reading | None) -> Told | None:
    if reading is None or reading.value is None:
        return None if reading is None or reading.undefined is None else Told(reading.undefined.reason)
    typed = formats.number(float(reading.value) * 100, language())
    share = Text(*(formats.percent(reading.value, each) for each in LANGUAGES))
    interval = reading.interval()
    if interval is None:
        return Told(_RECORDS.fill(value=share), typed)
    spread = Text(*(between(interval, reading, each) for each in LANGUAGES))
    return Told(_RECORDS_BETWEEN.fill(value=share, spread=spread), typed)


def _margin(figures: Figures, currency: str) -> Told | None:
    revenue, active, margin = (figures.reading(name) for name in ("revenue", "active_customers", "gross_margin"))
    if not (revenue and active and revenue.value and active.value):
        return None
    if figures.run.basis != "margin" or margin is None or margin.value is None:
        return Told(Text("chưa biết giá vốn của hàng", "what goods cost is not known"))
    days = figures.run.period.days
    each = float(revenue.value) * float(margin.value) / float(active.value) * _YEAR / days
    return Told(_MARGIN.fill(value=_money(each, currency)), _typed(each, currency))


def _win_cost(figures: Figures, conversion: Reading | None, currency: str) -> Told | None:
    table = figures.table("coming_customers")
    cost = table.records()[0]["cost_each"] if table else None
    if cost is None:
        return Told(Text("chưa biết chi phí chiến dịch trong kỳ", "what campaigns cost in the period is not known"))
    if conversion is None or conversion.value is None:
        return None
    each = float(cost) * float(conversion.value)
    return Told(_WIN_COST.fill(value=_money(each, currency)), _typed(each, currency))


def _money(amount: float, currency: str) -> Text:
    rounded = Decimal(amount).quantize(Decimal(1).scaleb(-decimals_of(currency)))
    return Text(*(formats.money(rounded, currency, each) for each in LANGUAGES))


def _typed(amount: float, currency: str) -> str:
    return formats.number(amount, language(), decimals_of(currency))


_JUDGED = Text("một phán đoán: hỏi người bán và người chăm sóc", "a judgement: ask those who sell and serve")
_RECORDS = Text("dữ liệu: {value}", "the data: {value}")
_RECORDS_BETWEEN = Text("dữ liệu: {value} (80%: {spread})", "the data: {value} (80%: {spread})")
_MARGIN = Text(
    "dữ liệu: {value}, lợi nhuận gộp chia cho khách hoạt động", "the data: {value}, gross margin over active customers"
)
_WIN_COST = Text(
    "dữ liệu: {value}, chi phí một khách mới × tỷ lệ chuyển đổi",
    "the data: {value}, cost of a new customer × conversion rate",
)
SENTENCE = Text(
    "Nên chi {win} để có một khách tiềm năng mua (nay {won}) và {keep} mỗi năm để giữ một khách (nay {kept}): một khách"
    " tiềm năng khi đó đáng giá {best} thay vì {value}.",
    "Spend {win} on winning a prospect (now {won}) and {keep} a year on keeping a customer (now {kept}): a prospect is"
    " then worth {best} instead of {value}.",
)
