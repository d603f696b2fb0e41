"""What is behind the effects and shares of what matters most."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from crmeter.evaluation.influence.sentence import size_of, unit_of
from crmeter.vocabulary import Text
from crmeter.web.explain.methods import INFLUENCE
from crmeter.web.explain.worked_out import Behind, Origin, WorkedOut, by_key
from crmeter.web.explain.written import added, bounds, number, percent

if TYPE_CHECKING:
    from crmeter.evaluation.influence.study import Effect, Influence, InfluenceStudy

# What an effect is told for: of an amount half of all grades, of yes and no all of them.
_HALF, _WHOLE = 0.5, 1.0


def influence_explained(study: "InfluenceStudy", read_at: datetime | None) -> Mapping[str, WorkedOut]:
    """Return the figures by key: `effect_` with a column, `share_` with the first column of its kin, `r2`.

    Args:
        study: of one outcome.
        read_at: when the evaluation was made that it is about.
    """
    behind = Behind(
        _CUSTOMERS.fill(n=study.n),
        read_at,
        INFLUENCE,
        (Origin(_RECORDS, reverse("customers")),),
        (
            (_OUTCOME, study.outcome.title),
            (_BEFORE, _DAY.fill(day=study.day)),
            (_UNTIL, _DAY.fill(day=study.until)),
        ),
        study.left_out,
    )
    return by_key(_figures(study, behind))


def _figures(study: "InfluenceStudy", behind: Behind) -> Iterator[WorkedOut]:
    shares = [each for each in study.influences if each.share is not None]
    yield WorkedOut(
        "r2",
        _R2,
        percent(study.r2, 0),
        _R2_IS,
        _R2_FORMULA,
        Text.same("{parts} = {value}").fill(
            parts=added(percent((each.share or 0.0) * study.r2) for each in shares), value=percent(study.r2)
        ),
        behind,
        unbounded=_R2_UNBOUNDED,
    )
    for each in study.influences:
        for effect in each.effects:
            yield _effect(effect, study, behind)
        if each.share is not None:
            yield _share(each, each.share, study, behind)


def _effect(effect: "Effect", study: "InfluenceStudy", behind: Behind) -> WorkedOut:
    step, unit = _WHOLE if study.is_yes_no else _HALF, unit_of(study)

    def write(value: float) -> Text:
        return _IN_UNIT.fill(size=size_of(value), unit=unit)

    return WorkedOut(
        f"effect_{effect.name}",
        Text.join([effect.title, study.outcome.title], " → "),
        write(effect.value),
        _EFFECT_IS,
        _OF_CHANCE if study.is_yes_no else _OF_PLACE,
        _TIMES.fill(step=number(step, 1), slope=number(effect.value / step, 3), value=write(effect.value)),
        Behind(
            _KNOWN.fill(n=round(effect.known * study.n), all=study.n),
            behind.read_at,
            behind.method,
            behind.origins,
            behind.assumed,
            behind.left_out,
        ),
        bounds(effect.low, effect.high, write, _BY_INFLUENCE),
    )


def _share(each: "Influence", share: float, study: "InfluenceStudy", behind: Behind) -> WorkedOut:
    names = Text.join((effect.title for effect in each.effects), ", ")
    return WorkedOut(
        f"share_{each.effects[0].name}",
        _SHARE.fill(names=names),
        percent(share, 0),
        _SHARE_IS,
        _SHARE_FORMULA,
        Text.same("{adds} ÷ {all} = {value}").fill(
            adds=percent(share * study.r2), all=percent(study.r2), value=percent(share)
        ),
        behind,
        unbounded=_STANDS if each.stands else _CHANCE,
    )


_CUSTOMERS = Text("{n} khách được so sánh", "{n} customers compared")
_KNOWN = Text("biết cột này ở {n} trong {all} khách", "the column is known of {n} of {all} customers")
_RECORDS = Text("khách hàng và hồ sơ của họ, như lần đánh giá đã đọc", "customers and their records, as evaluated")
_DAY = Text.same("{day}")
_OUTCOME = Text("Kết quả", "Outcome")
_BEFORE = Text("Dữ liệu trước ngày", "Data from before")
_UNTIL = Text("Kết quả tính đến ngày", "Outcome until")
_R2 = Text("Mọi dữ liệu giải thích được (R²)", "Explained by all data (R²)")
_R2_IS = Text(
    "bao nhiêu phần khác biệt về kết quả giữa các khách đi cùng với dữ liệu đã biết về họ trước đó",
    "the part of how the outcome differs between customers that goes with what was known of them before",
)
_R2_FORMULA = Text("Σ phần R² mà từng nhóm cột thêm vào", "Σ what each group of columns adds to R²")
_R2_UNBOUNDED = Text("chỉ tính khoảng cho từng tác động", "effects are bounded one by one")
_EFFECT_IS = Text(
    "khách ở nửa trên của cột này khác khách ở nửa dưới bao nhiêu về kết quả, mọi cột khác giữ nguyên; đi cùng, không "
    "phải gây ra",
    "by how much the outcome differs from customers in the lower half of the column to the upper, all else held; it "
    "goes with it and need not cause it",
)
_OF_PLACE = Text(
    "nửa số hạng (từ 25 lên 75 trong 100) × hệ số hồi quy trên hạng × 100",
    "half of all grades (from 25 to 75 of 100) × slope of the regression on grades × 100",
)
_OF_CHANCE = Text(
    "bước 1 (kết quả chỉ có hoặc không) × hệ số hồi quy trên hạng × 100",
    "step 1 (the outcome is yes or no) × slope of the regression on grades × 100",
)
_TIMES = Text.same("{step} × {slope} × 100 = {value}")
_IN_UNIT = Text.same("{size} {unit}")
_BY_INFLUENCE = Text(
    "hàm ảnh hưởng của từng khách lên hệ số (Student), tính cả phần họ đổi hạng của người khác",
    "what each customer does to the slope (Student's), with what they do to the grades of others",
)
_SHARE = Text("Phần của {names}", "Share of {names}")
_SHARE_IS = Text(
    "phần của nhóm cột này trong những gì mọi dữ liệu cùng giải thích được",
    "the part of these columns in what all data explain together",
)
_SHARE_FORMULA = Text(
    "Phần R² mà nhóm này thêm vào, trung bình qua mọi thứ tự ÷ R²", "What they add to R², averaged over all orders ÷ R²"
)
_STANDS = Text(
    "phần không có khoảng; nhóm đứng vững khi đã tính đến ngẫu nhiên (Benjamini–Hochberg, 10%)",
    "shares are not bounded; the group stands when chance is counted (Benjamini–Hochberg, 10%)",
)
_CHANCE = Text(
    "phần không có khoảng; nhóm này có thể chỉ là ngẫu nhiên (Benjamini–Hochberg, 10%)",
    "shares are not bounded; the group could be chance (Benjamini–Hochberg, 10%)",
)
