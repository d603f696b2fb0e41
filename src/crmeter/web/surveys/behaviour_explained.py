"""What is behind the figures of what ratings go with."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from crmeter.evaluation.external.answered_histories import REACTIONS
from crmeter.evaluation.external.component_links import OUTCOMES, component_words
from crmeter.records.surveys.queries import SurveyView
from crmeter.vocabulary import Text
from crmeter.web.explain.methods import COMPONENT_LINKS
from crmeter.web.explain.worked_out import Behind, Origin, WorkedOut, by_key
from crmeter.web.explain.written import bounds, number, signed, signed_money
from crmeter.web.surveys.origins import answers_of

if TYPE_CHECKING:
    from crmeter.evaluation.external.component_links import Link, LinkStudy, ReactionLink


def behaviour_explained(
    study: "LinkStudy", survey: SurveyView, words: Mapping[str, Text], read_at: datetime | None
) -> Mapping[str, WorkedOut]:
    """Return the figures by key: `revenue_0` of the first rating, `money_revenue_0`, `complaints_0` and so on.

    Args:
        study: of the ratings.
        survey: whose answers they are.
        words: what ratings are called, by key.
        read_at: when the evaluation was made that they were read with.
    """
    histories = study.histories
    behind = Behind(
        Text.same(""),
        read_at,
        COMPONENT_LINKS,
        (answers_of(survey), Origin(_RECORDS.fill(day=histories.as_of))),
        ((_DAYS, number(histories.days, 0)),),
        histories.left_out,
    )
    places = {component: place for place, component in enumerate(histories.components)}
    spreads = dict(zip(histories.components, np.nanstd(histories.ratings, axis=0).tolist(), strict=True))
    figures: list[WorkedOut] = []
    for each in study.links:
        figures += _of_link(each, places[each.component], _called(each, words), spreads, histories.currency, behind)
    for one in study.reactions:
        figures += _of_reaction(one, places[one.component], _called(one, words), spreads, behind)
    return by_key(figures)


def _called(one: "Link | ReactionLink", words: Mapping[str, Text]) -> Text:
    return words.get(one.component) or component_words(one.component)


def _of_link(
    link: "Link", place: int, name: Text, spreads: Mapping[str, float], currency: str, behind: Behind
) -> Iterator[WorkedOut]:
    about = replace(behind, counted=_CUSTOMERS.fill(n=link.n))
    if link.effect is not None:
        is_odds, value = link.outcome == "bought_again", signed(float(link.effect.value), 2)
        yield WorkedOut(
            f"{link.outcome}_{place}",
            _GOES_WITH.fill(rating=name, outcome=OUTCOMES[link.outcome]),
            value,
            _ODDS_IS if is_odds else _EFFECT_IS,
            _ODDS_FORMULA if is_odds else _EFFECT_FORMULA,
            _ONE_MORE.fill(spread=number(spreads[link.component], 2), value=value),
            about,
            bounds(link.effect.low, link.effect.high, lambda end: signed(end, 2), _WALD if is_odds else _HC3),
        )
    if link.money is not None:
        value = signed_money(float(link.money.value), currency)
        yield WorkedOut(
            f"money_{link.outcome}_{place}",
            _MONEY.fill(rating=name, outcome=OUTCOMES[link.outcome]),
            value,
            _MONEY_IS,
            _MONEY_FORMULA,
            _POINT_MORE.fill(value=value),
            about,
            bounds(link.money.low, link.money.high, lambda end: signed_money(end, currency), _HC3),
        )


def _of_reaction(
    link: "ReactionLink", place: int, name: Text, spreads: Mapping[str, float], behind: Behind
) -> Iterator[WorkedOut]:
    if link.effect is None:
        return
    value = signed(float(link.effect.value), 2)
    yield WorkedOut(
        f"{link.reaction}_{place}",
        _WENT_BEFORE.fill(reaction=REACTIONS[link.reaction], rating=name),
        value,
        _REACTION_IS,
        _REACTION_FORMULA,
        _REACTION_FIGURES.fill(value=value, points=signed(float(link.effect.value) * spreads[link.component], 2)),
        replace(behind, counted=_CUSTOMERS.fill(n=link.n)),
        bounds(link.effect.low, link.effect.high, lambda end: signed(end, 2), _HC3),
    )


_CUSTOMERS = Text("{n} khách đã chấm mặt này", "{n} customers who rated it")
_RECORDS = Text(
    "đơn hàng, phiếu hỗ trợ, liên hệ và trả hàng tới ngày {day}", "orders, tickets, contacts and returns up to {day}"
)
_DAYS = Text("Số ngày nhìn trước và sau câu trả lời", "Days looked at before and after the answer")
_HC3 = Text("bình phương nhỏ nhất, sai số HC3 chịu được phương sai không đều", "least squares, by HC3 errors")
_WALD = Text("Wald, của hồi quy logistic", "Wald's, of a logistic regression")
_GOES_WITH = Text("{rating} và {outcome}", "{rating} and {outcome}")
_EFFECT_IS = Text(
    "khách chấm cao hơn một độ lệch chuẩn thì sau đó mua hơn mấy độ lệch chuẩn, giữ nguyên mức mua trước; tương quan, "
    "chưa phải nguyên nhân",
    "by how many standard deviations more is bought by who rates one standard deviation higher, what was bought before "
    "held; an association, not an effect",
)
_EFFECT_FORMULA = Text(
    "√số tiền sau = a + b × điểm + c × √số tiền trước; hiện b × s(điểm) ÷ s(√số tiền sau)",
    "√amount after = a + b × rating + c × √amount before; shown is b × s(rating) ÷ s(√amount after)",
)
_ODDS_IS = Text(
    "khách chấm cao hơn một độ lệch chuẩn thì log-odds mua lại cao hơn bao nhiêu, giữ nguyên mức mua trước; tương "
    "quan, chưa phải nguyên nhân",
    "by how much the log-odds of buying again are higher for who rates one standard deviation higher, what was bought "
    "before held; an association, not an effect",
)
_ODDS_FORMULA = Text(
    "log-odds mua lại = a + b × điểm chuẩn hóa + c × √số tiền trước chuẩn hóa",
    "log-odds of buying again = a + b × standardised rating + c × standardised √amount before",
)
_ONE_MORE = Text(
    "điểm cao hơn một độ lệch chuẩn ({spread} điểm) ↔ {value}",
    "one standard deviation more ({spread} points) ↔ {value}",
)
_MONEY = Text("{rating}: thêm một điểm và {outcome}", "{rating}: one point more and {outcome}")
_MONEY_IS = Text(
    "khách chấm cao hơn một điểm thì sau đó đem lại hơn bao nhiêu tiền, giữ nguyên mức mua trước; tương quan, chưa "
    "phải nguyên nhân",
    "by how much money more comes afterwards from who rates one point higher, what was bought before held; an "
    "association, not an effect",
)
_MONEY_FORMULA = Text(
    "số tiền sau = a + b × điểm + c × số tiền trước; hiện b",
    "amount after = a + b × rating + c × amount before; shown is b",
)
_POINT_MORE = Text("thêm một điểm ↔ {value}", "one point more ↔ {value}")
_WENT_BEFORE = Text("{reaction} và điểm {rating}", "{reaction} and the rating of {rating}")
_REACTION_IS = Text(
    "khách gặp việc này nhiều hơn một độ lệch chuẩn thì chấm khác đi mấy độ lệch chuẩn, các việc khác giữ nguyên; "
    "tương quan, chưa phải nguyên nhân",
    "by how many standard deviations otherwise who met with it one standard deviation more rates, the others held; an "
    "association, not an effect",
)
_REACTION_FORMULA = Text(
    "điểm = a + Σ b × √số lần mỗi việc; hiện b × s(√số lần) ÷ s(điểm)",
    "rating = a + Σ b × √times of each; shown is b × s(√times) ÷ s(rating)",
)
_REACTION_FIGURES = Text(
    "thêm một độ lệch chuẩn của √số lần ↔ {value} độ lệch chuẩn = {points} điểm",
    "one standard deviation more of √times ↔ {value} standard deviations = {points} points",
)
