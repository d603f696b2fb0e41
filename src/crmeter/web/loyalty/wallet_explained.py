"""What is behind the shares of wallet."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from crmeter.records.surveys.queries import SurveyView
from crmeter.vocabulary import Text, Undefined
from crmeter.web.explain.intervals import STUDENT
from crmeter.web.explain.methods import SHARE_OF_WALLET
from crmeter.web.explain.worked_out import Behind, WorkedOut, by_key
from crmeter.web.explain.written import bounds, money, number, percent
from crmeter.web.surveys.origins import answers_of

if TYPE_CHECKING:
    from crmeter.evaluation.external.wallet_study import WalletStudy


def wallet_explained(
    study: "WalletStudy", named: Mapping[str, Text], survey: SurveyView | None, currency: str, read_at: datetime | None
) -> Mapping[str, WorkedOut]:
    """Return the figures by key: `share_0` and `among_0` by brand as the study orders them, `spent`.

    Args:
        study: of one wave.
        named: what brands are called now.
        survey: the wave; None where it is no survey of these records.
        currency: of the money.
        read_at: when the evaluation was made that they were read with.
    """
    behind = Behind(
        _RESPONDENTS.fill(n=study.respondents),
        read_at,
        SHARE_OF_WALLET,
        () if survey is None else (answers_of(survey),),
        ((_USED, _RATED),),
    )
    return by_key([*_by_ranks(study, named, behind), *_by_money(study, currency, behind)])


def _by_ranks(study: "WalletStudy", named: Mapping[str, Text], behind: Behind) -> Iterator[WorkedOut]:
    for place, (key, each) in enumerate(study.shares.items()):
        brand, total = named.get(key, Text.same(key)), number(each.of_all * study.respondents, 2)
        yield WorkedOut(
            f"share_{place}",
            _SHARE.fill(brand=brand),
            percent(each.of_all),
            _SHARE_IS.fill(brand=brand),
            _SHARE_FORMULA,
            _OVER.fill(total=total, n=study.respondents, value=percent(each.of_all)),
            behind,
            ()
            if each.all_interval is None
            else bounds(each.all_interval.low, each.all_interval.high, percent, STUDENT),
            _ALIKE if each.all_interval is None else None,
        )
        yield WorkedOut(
            f"among_{place}",
            _AMONG.fill(brand=brand),
            percent(each.among_users),
            _AMONG_IS.fill(brand=brand),
            _AMONG_FORMULA,
            _OVER.fill(total=total, n=each.users, value=percent(each.among_users)),
            Behind(_USERS.fill(n=each.users), behind.read_at, behind.method, behind.origins, behind.assumed),
            ()
            if each.users_interval is None
            else bounds(each.users_interval.low, each.users_interval.high, percent, STUDENT),
            _ALIKE if each.users_interval is None else None,
        )


def _by_money(study: "WalletStudy", currency: str, behind: Behind) -> Iterator[WorkedOut]:
    spent = study.spent
    if isinstance(spent, Undefined):
        return
    yield WorkedOut(
        "spent",
        _SPENT,
        percent(spent.share),
        _SPENT_IS,
        _SPENT_FORMULA,
        _SPENT_FIGURES.fill(
            ours=money(spent.with_us, currency), all=money(spent.in_all, currency), value=percent(spent.share)
        ),
        Behind(_MATCHED.fill(n=spent.n), behind.read_at, behind.method, behind.origins),
        () if spent.interval is None else bounds(spent.interval.low, spent.interval.high, percent, _OF_ODDS),
        _FEW if spent.interval is None else None,
    )


_RESPONDENTS = Text("{n} người chấm điểm các hãng", "{n} people who rated brands")
_USERS = Text("{n} người dùng hãng này", "{n} users of the brand")
_MATCHED = Text(
    "{n} khách được nhận ra, có trả lời số tiền và số lần mua", "{n} known customers who told money and frequency"
)
_USED = Text("Hãng được chấm điểm", "A brand that is rated")
_RATED = Text("coi là hãng người đó đang dùng", "is taken for one in use")
_SHARE = Text("Thị phần chi tiêu của {brand}", "Share of wallet of {brand}")
_SHARE_IS = Text(
    "phần chi tiêu trong ngành hàng dành cho {brand}, suy từ thứ hạng mà khách xếp các hãng",
    "the part of spend in the category that goes to {brand}, foretold from how customers rank the brands",
)
_SHARE_FORMULA = Text(
    "Σ phần của từng người ÷ số người; hạng r trong n hãng đang dùng có (1 − r ÷ (n + 1)) × 2 ÷ n",
    "Σ share of each person ÷ people; rank r of the n brands in use has (1 − r ÷ (n + 1)) × 2 ÷ n",
)
_AMONG = Text("Thị phần chi tiêu của {brand} ở người dùng hãng", "Share of wallet of {brand} among its users")
_AMONG_IS = Text(
    "phần chi tiêu dành cho {brand}, chỉ tính những người đang dùng hãng này",
    "the part of spend that goes to {brand}, of those who use it only",
)
_AMONG_FORMULA = Text("Σ phần của từng người ÷ số người dùng", "Σ share of each person ÷ users")
_OVER = Text.same("{total} ÷ {n} = {value}")
_ALIKE = Text("mọi người giống nhau, hoặc quá ít", "all are alike, or too few")
_SPENT = Text("Thị phần chi tiêu tính bằng tiền", "Share of wallet by money")
_SPENT_IS = Text(
    "tiền khách đặt ở hãng trong 365 ngày trước khi trả lời, so với số tiền họ nói chi trong cả ngành hàng một năm",
    "what customers ordered from us in the 365 days up to their answer, of what they say they spend in the category",
)
_SPENT_FORMULA = Text(
    "Σ đơn hàng một năm ÷ Σ (tiền một lần mua × số lần mua một năm)",
    "Σ orders of a year ÷ Σ (money of one purchase × purchases a year)",
)
_SPENT_FIGURES = Text.same("{ours} ÷ {all} = {value}")
_OF_ODDS = Text(
    "tỷ số hai tổng, tính trên tỷ lệ mua của ta với mua nơi khác", "a ratio of sums, by the odds of us to elsewhere"
)
_FEW = Text("quá ít khách", "too few customers")
