"""What moved customer equity since the wave before, and whose ratings moved a driver."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from crmeter.records.customers.queries import customer_at
from crmeter.records.staff.queries import Person, scope_of
from crmeter.records.surveys.kinds import RESPONDENTS, STATES
from crmeter.records.surveys.queries import SurveyView, survey
from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS, results_of
from crmeter.records.surveys.rights import may_build
from crmeter.vocabulary import Misused, NotEnoughData, Text, formats
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.findings.offer import offer
from crmeter.web.own_currency import own_currency
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.equity import asked_of, read_choices
from crmeter.web.surveys.equity_asked import EquityAsked, assumed_market
from crmeter.web.surveys.equity_words import Words, money_in_words, words_of
from crmeter.web.surveys.readers import for_survey_readers, there
from crmeter.web.templatetags.figures import language

if TYPE_CHECKING:
    from crmeter.evaluation.external.equity_waves import ComponentMove, EquityWaves, Reaction
    from crmeter.evaluation.external.survey_choices import SurveyChoices


@for_survey_readers
@require_safe
def equity_change_page(request: HttpRequest, number: int) -> HttpResponse:
    """Compare the equity of a survey with that of the wave before, under the assumptions of the address."""
    now = there(number)
    before = None if now.previous is None else survey(now.previous)
    context: dict[str, Any] = {
        "survey": now,
        "before": before,
        "state": STATES[now.state],
        "kind": RESPONDENTS[now.respondents],
        "builds": may_build(reader_of(request)),
        "least": LEAST_ANONYMOUS,
        "currency": own_currency(),
    }
    if before is not None and (results_of(now).is_hidden or results_of(before).is_hidden):
        context["is_hidden"] = True
    elif before is not None:
        try:
            context |= _compared(request, before, now, context["currency"])
        except NotEnoughData as lacking:
            context["lacking"] = lacking.undefined
        except Misused as misused:
            context["misused"] = misused.text
    return page_or_explanation(request, "surveys/equity_change.html", context)


def _compared(request: HttpRequest, before: SurveyView, now: SurveyView, currency: str) -> dict[str, Any]:
    waves = read_choices(before), read_choices(now)
    words = words_of(now)
    asked = asked_of(request.GET, waves[0])
    market_before = assumed_market(request.GET)
    told: dict[str, Any] = {
        "asked": asked,
        "market_before": market_before,
        "brands": [(brand, words.of(brand), brand == asked.us) for brand in waves[0].choices.brands],
        "n": [len(each.choices) for each in waves],
        "made_at": waves[1].made_at,
    }
    if not asked.is_whole or market_before.error is not None:
        return told
    found = _studied(waves, asked, market_before.value)
    us = found.after.us
    from crmeter.web.surveys.equity_change_explained import equity_change_explained  # noqa: PLC0415 - as in `read_choices`
    from crmeter.web.surveys.equity_shown import shown  # noqa: PLC0415 - numpy, as in `read_choices`

    change = shown(found.change.change.at(us))
    told |= {
        "us": words.of(asked.us),
        "explained": equity_change_explained(
            found, asked, market_before, words, currency, waves=(before, now), read_at=waves[1].made_at
        ),
        "then": shown(found.before.equity.at(us)),
        "since": shown(found.after.equity.at(us)),
        "change": change,
        "share_change": {side: 100 * (value or 0.0) for side, value in shown(found.change.share_change.at(us)).items()},
        "linked": found.change.linked,
        "chart": _chart(found, words, currency),
        "parts": _parts(found, words),
        "moves": [_move(each, words, now, reader_of(request)) for each in found.moves],
        "finding": offer(
            request,
            source="survey_equity_change",
            sentence=_sentence(found, change, words, currency, now),
            currency=currency,
        ),
    }
    return told


def _studied(
    waves: tuple["SurveyChoices", "SurveyChoices"], asked: EquityAsked, market_before: float | None
) -> "EquityWaves":
    import numpy as np  # noqa: PLC0415 - as in `read_choices`

    from crmeter.estimators import Market  # noqa: PLC0415 - as in `read_choices`
    from crmeter.evaluation.external.equity_waves import compare_waves  # noqa: PLC0415 - as in `read_choices`

    margin, discount, market = (asked.value(name) for name in ("margin", "discount", "market"))
    margins = np.full(len(waves[0].choices.brands), margin / 100)
    then, now = (Market(margins, discount / 100, asked.horizon, size) for size in (market_before or market, market))
    return compare_waves(
        waves[0].choices, waves[1].choices, us=asked.us, markets=(then, now), scale=waves[1].scale,
        ridge=asked.ridge, components=asked.components,
    )  # fmt: skip


def _parts(found: "EquityWaves", words: Words) -> list[dict[str, Any]]:
    from crmeter.evaluation.external.equity_waves import cause_in_words  # noqa: PLC0415 - as in `read_choices`
    from crmeter.web.surveys.equity_shown import shown  # noqa: PLC0415 - as in `read_choices`

    return [
        {"name": cause_in_words(each, words.of(each.driver)), **shown(each.amount.at(found.after.us))}
        for each in found.change.parts
    ]


def _chart(found: "EquityWaves", words: Words, currency: str) -> SafeString:
    from crmeter.evaluation.report.tornado import Tornado, TornadoBar, tornado_chart  # noqa: PLC0415 - as above

    said, parts = language(), _parts(found, words)
    largest = max(abs(each[side]) for each in parts for side in ("value", "low", "high"))
    scale, unit = formats.money_scale(largest, currency, said)

    def write(value: float) -> str:
        return formats.number(value / float(scale), said, 2)

    bars = [
        TornadoBar(each["name"].in_(said), each["value"], each["low"], each["high"], write(each["value"]))
        for each in sorted(parts, key=lambda one: -abs(one["value"]))
    ]
    label = "; ".join(f"{bar.name} {bar.written}" for bar in bars)
    chart = Tornado(label, bars, 0.0, _BEFORE.in_(said), _CAPTION.fill(unit=unit).in_(said))
    return mark_safe(  # noqa: S308 - htpy has escaped every word
        str(tornado_chart(chart, lambda value: formats.number(value / float(scale), said, None)))
    )


def _move(move: "ComponentMove", words: Words, now: SurveyView, reader: Person) -> dict[str, Any]:
    from crmeter.web.surveys.equity_shown import shown  # noqa: PLC0415 - as in `read_choices`

    # A small group of an anonymous survey would tell who rated what; and one left out could be told from the rest.
    is_small = now.is_anonymous and any(
        0 < n < LEAST_ANONYMOUS for each in move.groups for n in (each.n_before, each.n_after)
    )
    return {
        "name": words.of(move.driver),
        "before": move.before,
        "after": move.after,
        "change": shown(move.change),
        "groups": None if is_small else [{"who": words.of(str(each.who)), "reaction": each} for each in move.groups],
        "people": [named for each in move.people if (named := _named(each, reader)) is not None],
    }


def _named(reaction: "Reaction", reader: Person) -> dict[str, Any] | None:
    """Return a customer's part, for whoever may see the customer."""
    found = customer_at(scope_of(reader), int(str(reaction.who)))
    return None if found is None else {"key": found.key, "name": found.name or found.source_key, "reaction": reaction}


def _sentence(
    found: "EquityWaves", change: dict[str, float | None], words: Words, currency: str, now: SurveyView
) -> Text:
    largest = max(_parts(found, words), key=lambda each: abs(each["value"]))
    grown = change["value"] or 0.0
    return (_GREW if grown >= 0 else _FELL).fill(
        us=words.of(found.after.choices.brands[found.after.us]),
        change=money_in_words(abs(grown), currency),
        low=money_in_words(change["low"] or 0.0, currency),
        high=money_in_words(change["high"] or 0.0, currency),
        cause=largest["name"],
        part=money_in_words(largest["value"], currency),
        part_low=money_in_words(largest["low"], currency),
        part_high=money_in_words(largest["high"], currency),
        survey=now.name,
        wave=now.wave,
    )


_BEFORE = Text("đợt trước", "wave before")
_CAPTION = Text(
    "Phần của từng nguyên nhân ({unit}), cộng lại đúng bằng thay đổi; khoảng 80%",
    "Part of each cause ({unit}), 80% interval",
)
_GREW = Text(
    "Giá trị tài sản của {us} tăng {change} so với đợt trước (khoảng 80%: {low} đến {high}); phần lớn nhất là {cause}: "
    "{part} (khoảng 80%: {part_low} đến {part_high}). Khảo sát “{survey}”, đợt {wave}.",
    "The equity of {us} grew by {change} since the wave before (80%: {low} to {high}); the largest part is {cause}: "
    "{part} (80%: {part_low} to {part_high}). Survey “{survey}”, wave {wave}.",
)
_FELL = Text(
    "Giá trị tài sản của {us} giảm {change} so với đợt trước (khoảng 80% của thay đổi: {low} đến {high}); phần lớn "
    "nhất là {cause}: {part} (khoảng 80%: {part_low} đến {part_high}). Khảo sát “{survey}”, đợt {wave}.",
    "The equity of {us} fell by {change} since the wave before (80% of the change: {low} to {high}); the largest part "
    "is {cause}: {part} (80%: {part_low} to {part_high}). Survey “{survey}”, wave {wave}.",
)
