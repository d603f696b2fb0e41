"""What is behind the figures of a scenario: the rule with the figures put in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse

from crmeter.evaluation.scenario import PART_TITLES, TITLES
from crmeter.records.readings.queries import StoredRun
from crmeter.vocabulary import Text
from crmeter.web.explain.methods import SCENARIO
from crmeter.web.explain.worked_out import Behind, Bounds, Origin, WorkedOut, by_key
from crmeter.web.explain.written import added, bounds, money, number, percent, signed_money
from crmeter.web.explain.written import signed as signed_number
from crmeter.web.forecasts.scenario_asked import PLAIN, ScenarioAsked
from crmeter.web.forecasts.scenario_found import SUBJECT_TITLES, Found


def scenario_explained(found: Found, asked: ScenarioAsked, run: StoredRun) -> Mapping[str, WorkedOut]:
    """Return the figures by key: `base`, `value`, `difference`, and `adds_` with the name of each assumption.

    Args:
        found: what follows.
        asked: what is assumed.
        run: whose forecast it is.
    """
    subject = SUBJECT_TITLES[found.base.subject]
    behind = Behind(
        _COUNTED.fill(n=len(found.base.months)),
        run.made_at,
        SCENARIO,
        (Origin(_FORECASTS, reverse("forecasts")), *_retention(found)),
        tuple((each.title, _assumed(each.name, each.value)) for each in asked.fields if each.value is not None),
    )
    return by_key(_figures(found, subject, behind, run.currency))


def _figures(found: Found, subject: Text, behind: Behind, currency: str) -> Iterator[WorkedOut]:
    base, result = found.base, found.scenario
    is_money = base.subject == "revenue"

    def write(value: Fraction | float) -> Text:
        return money(float(value), currency) if is_money else number(float(value), 0)

    def write_signed(value: Fraction) -> Text:
        return signed_money(float(value), currency) if is_money else signed_number(float(value), 0)

    months = added(write(value) for value in base.monthly)
    yield WorkedOut(
        "base",
        _BASE.fill(subject=subject),
        write(result.base),
        _BASE_IS,
        _BASE_FORMULA,
        Text.same("{months} = {value}").fill(months=months, value=write(result.base)),
        replace(behind, assumed=()),
        _bounds(found, write),
        None if base.total_low is not None else _NO_BOUNDS,
    )
    parts = added(
        _PART.fill(
            part=PART_TITLES[part],
            share=percent(float(share)),
            factor=number(float(result.factors[part]), 3),
        )
        for part, share in result.shares.items()
    )
    yield WorkedOut(
        "value",
        _VALUE.fill(subject=subject),
        write(result.value),
        _VALUE_IS,
        _VALUE_FORMULA,
        _VALUE_FIGURES.fill(base=write(result.base), parts=parts, value=write(result.value)),
        behind,
        (),
        _NO_ESTIMATE,
    )
    adds = added(write_signed(amount) for amount in result.adds.values())
    yield WorkedOut(
        "difference",
        _DIFFERENCE.fill(subject=subject),
        write_signed(result.difference),
        _DIFFERENCE_IS,
        _DIFFERENCE_FORMULA,
        Text.same("{adds} = {value}").fill(adds=adds, value=write_signed(result.difference)),
        behind,
        (),
        _NO_ESTIMATE,
    )
    for name, amount in result.adds.items():
        yield WorkedOut(
            f"adds_{name}",
            TITLES[name],
            write_signed(amount),
            _ADDS_IS,
            _ADDS_FORMULA,
            _ADDS_FIGURES.fill(value=write_signed(amount), whole=write_signed(result.difference)),
            behind,
            (),
            _NO_ESTIMATE,
        )


def _bounds(found: Found, write: Callable[[float], Text]) -> tuple[Bounds, ...]:
    return bounds(found.base.total_low, found.base.total_high, write, _BY_ERRORS)


def _assumed(name: str, value: Decimal) -> Text:
    return number(value) if name in PLAIN else percent(value)


def _retention(found: Found) -> tuple[Origin, ...]:
    if found.base.retention is None:
        return ()
    return (Origin(_RETENTION.fill(value=percent(found.base.retention)), reverse("explain", args=["retention_rate"])),)


_BASE = Text("{subject} 12 tháng tới theo dự báo", "{subject} of the next 12 months as forecast")
_BASE_IS = Text(
    "dự báo của lần đánh giá hiện tại, chưa giả định gì", "the forecast of the current evaluation, nothing assumed"
)
_BASE_FORMULA = Text("Σ dự báo của từng tháng", "Σ forecast of each month")
_VALUE = Text("{subject} 12 tháng tới theo kịch bản", "{subject} of the next 12 months in the scenario")
_VALUE_IS = Text(
    "dự báo nhân với các giả định: đây là phép tính từ điều bạn giả định, không phải một ước lượng",
    "the forecast multiplied by the assumptions: reckoned from what is assumed, and no estimate",
)
_VALUE_FORMULA = Text(
    "Dự báo × Σ phần của nhóm trong 12 tháng qua × hệ số của nhóm",
    "Forecast × Σ share of a part in the last 12 months × factor of the part",
)
_PART = Text.same("{share} × {factor} ({part})")
_VALUE_FIGURES = Text.same("{base} × ({parts}) = {value}")
_DIFFERENCE = Text("Chênh lệch của {subject} so với dự báo", "Difference of {subject} from the forecast")
_DIFFERENCE_IS = Text(
    "kịch bản trừ dự báo; phần của các giả định cộng lại đúng bằng nó",
    "the scenario less the forecast; what the assumptions add makes exactly it",
)
_DIFFERENCE_FORMULA = Text("Σ phần của từng giả định", "Σ what each assumption adds")
_ADDS_IS = Text(
    "trung bình phần tăng thêm khi đưa giả định này vào, qua mọi thứ tự đưa các giả định",
    "what this assumption adds on average over every order in which the assumptions could be made",
)
_ADDS_FORMULA = Text(
    "Trung bình của (kịch bản có giả định này − kịch bản chưa có)", "Mean of (with this assumption − without it)"
)
_ADDS_FIGURES = Text("{value} trong {whole} của cả kịch bản", "{value} of {whole} of the whole scenario")
_COUNTED = Text("{n} tháng tới, mọi giả định đúng từ tháng đầu", "{n} coming months; assumptions hold from the first")
_FORECASTS = Text("dự báo của lần đánh giá hiện tại", "the forecast of the current evaluation")
_RETENTION = Text("tỷ lệ giữ chân {value}", "retention rate {value}")
_NO_ESTIMATE = Text("đây là giả định, không phải ước lượng", "these are assumptions, no estimate")
_NO_BOUNDS = Text(
    "tổng của nhiều tháng có mùa vụ: lịch sử còn ngắn để biết tổng sai bao nhiêu",
    "a sum over months with a season: the history is too short to tell how far the sum errs",
)
_BY_ERRORS = Text(
    "từ sai số mà dự báo như vậy đã mắc ở các tháng trước", "by the errors that such forecasts made from earlier months"
)
