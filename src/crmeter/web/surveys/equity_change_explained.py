"""What is behind the change of customer equity between waves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from crmeter.estimators import Estimates
from crmeter.evaluation.external.equity_waves import EquityWaves
from crmeter.records.surveys.queries import SurveyView
from crmeter.vocabulary import Text
from crmeter.web.explain.intervals import BY_COEFFICIENTS
from crmeter.web.explain.methods import CUSTOMER_EQUITY, EQUITY_CHANGE
from crmeter.web.explain.worked_out import Behind, WorkedOut, by_key
from crmeter.web.explain.written import bounds, money, money_in_full, number, percent, signed, signed_money
from crmeter.web.surveys.equity_asked import Assumed, EquityAsked
from crmeter.web.surveys.equity_explained import assumed_in_words
from crmeter.web.surveys.equity_words import Words
from crmeter.web.surveys.origins import answers_of


def equity_change_explained(
    found: EquityWaves,
    asked: EquityAsked,
    market_before: Assumed,
    words: Words,
    currency: str,
    *,
    waves: tuple[SurveyView, SurveyView],
    read_at: datetime,
) -> Mapping[str, WorkedOut]:
    """Return the figures by key: `change`, `share_change`, `then`, `since`.

    Args:
        found: both waves.
        asked: by the address.
        market_before: customers of the market in the wave before, where they were stated.
        words: of the survey.
        currency: of the money.
        waves: the wave before and this one.
        read_at: when the answers were read.
    """
    us, brand = found.after.us, words.of(asked.us)
    stated = assumed_in_words(asked, words, currency)
    if market_before.value is not None:
        stated = (*stated, (market_before.title, number(market_before.value)))
    n = tuple(len(each.choices) for each in (found.before, found.after))
    behind = Behind(
        _BOTH.fill(before=n[0], after=n[1], linked=found.change.linked),
        read_at,
        EQUITY_CHANGE,
        tuple(answers_of(each) for each in waves),
        stated,
        (*found.before.choices.left_out, *found.after.choices.left_out),
    )
    then, since = (float(each.equity.value[us]) for each in (found.before, found.after))
    change, share = found.change.change.at(us), found.change.share_change.at(us)

    def write(value: float) -> Text:
        return money(value, currency)

    def points(value: float) -> Text:
        return _POINTS.fill(points=signed(100 * value, 2))

    def of_wave(key: str, study: Any, wave: SurveyView, one: Estimates) -> WorkedOut:
        about = replace(behind, method=CUSTOMER_EQUITY, counted=_RESPONDENTS.fill(n=len(study.choices)))
        return WorkedOut(
            key,
            _OF_WAVE.fill(brand=brand, wave=wave.wave),
            write(float(one.value)),
            _OF_WAVE_IS,
            _OF_WAVE_FORMULA,
            _TIMES.fill(
                each=write(float(study.lifetime_value[us])),
                customers=number(study.model.market.customers, 0),
                value=write(float(one.value)),
            ),
            replace(about, origins=(answers_of(wave),), left_out=study.choices.left_out),
            bounds(one.low, one.high, write, BY_COEFFICIENTS),
        )

    return by_key(
        (
            WorkedOut(
                "change",
                _CHANGE.fill(brand=brand),
                signed_money(float(change.value), currency),
                _CHANGE_IS,
                _CHANGE_FORMULA,
                _LESS.fill(
                    now=money_in_full(since, currency),
                    then=money_in_full(then, currency),
                    value=money_in_full(float(change.value), currency),
                ),
                behind,
                bounds(change.low, change.high, write, _LINKED),
            ),
            WorkedOut(
                "share_change",
                _SHARE.fill(brand=brand),
                points(float(share.value)),
                _SHARE_IS,
                _SHARE_FORMULA,
                _LESS.fill(
                    now=percent(float(found.after.shares.value[us]), 2),
                    then=percent(float(found.before.shares.value[us]), 2),
                    value=points(float(share.value)),
                ),
                behind,
                bounds(share.low, share.high, points, _LINKED),
            ),
            of_wave("then", found.before, waves[0], found.before.equity.at(us)),
            of_wave("since", found.after, waves[1], found.after.equity.at(us)),
        )
    )


_BOTH = Text(
    "{before} người trả lời ở đợt trước, {after} ở đợt này; {linked} người trả lời cả hai lần",
    "{before} respondents in the wave before, {after} in this one; {linked} answered both times",
)
_RESPONDENTS = Text("{n} người trả lời", "{n} respondents")
_LINKED = Text(
    "ảnh hưởng của một người ở cả hai đợt được tính cùng nhau, nên ai trả lời hai lần không bị tính thành hai sai số",
    "the influences of one person in both waves are taken together, so whoever answered twice is no double error",
)
_CHANGE = Text("Thay đổi giá trị tài sản của {brand}", "Change of the equity of {brand}")
_CHANGE_IS = Text(
    "giá trị tài sản khách hàng đợt này hơn hay kém đợt trước bao nhiêu",
    "by how much customer equity differs from the wave before",
)
_CHANGE_FORMULA = Text("Đợt này − đợt trước", "This wave − the wave before")
_LESS = Text.same("{now} − {then} = {value}")
_SHARE = Text("Thay đổi phần của {brand}", "Change of the share of {brand}")
_SHARE_IS = Text(
    "phần của hãng trong giá trị tài sản của mọi hãng thay đổi bao nhiêu điểm phần trăm",
    "by how many percentage points the part of the brand in the equity of all brands changed",
)
_SHARE_FORMULA = Text("Phần ở đợt này − phần ở đợt trước", "Share in this wave − share in the wave before")
_POINTS = Text("{points} điểm %", "{points} points")
_OF_WAVE = Text("Giá trị tài sản của {brand}, đợt {wave}", "Equity of {brand}, wave {wave}")
_OF_WAVE_IS = Text(
    "số tiền lãi, quy về hôm nay, mà mọi khách của thị trường đem lại cho hãng trong thời gian nhìn trước",
    "the margin, in money of today, that all customers of the market bring the brand over the years ahead",
)
_OF_WAVE_FORMULA = Text(
    "Giá trị của một khách × số khách của thị trường", "Value of one customer × customers of the market"
)
_TIMES = Text.same("{each} × {customers} = {value}")
