"""What is behind the figures of a survey's results: response rate, scores, means, and what the score goes with."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from crmeter.records.surveys.kinds import QuestionKind
from crmeter.records.surveys.queries import SurveyView
from crmeter.records.surveys.result_queries import QuestionResult, Results
from crmeter.vocabulary import LeftOut, Text
from crmeter.web.explain.intervals import WILSON
from crmeter.web.explain.methods import SATISFACTION_DRIVERS, SURVEY_SCORES
from crmeter.web.explain.worked_out import Behind, WorkedOut, by_key
from crmeter.web.explain.written import added, bounds, money_in_full, number, percent, signed
from crmeter.web.surveys.driven import Driven
from crmeter.web.surveys.origins import answers_of

_LEVEL = 0.8
_PROMOTERS_FROM, _DETRACTORS_TO = 9, 6
Ends = tuple[float, float]


def results_explained(
    survey: SurveyView,
    found: Results,
    ends: Mapping[int, Ends],
    driven: Driven | None,
    *,
    currency: str,
    read_at: datetime,
) -> Mapping[str, WorkedOut]:
    """Return the figures by key: `response_rate`, `score_` and `mean_` with a question, `importance_1`, `explained`.

    Args:
        survey: whose answers they are.
        found: what came of it.
        ends: the 80 % interval of each score by its question.
        driven: what the score goes with.
        currency: in which money is asked.
        read_at: when the answers were read.
    """
    behind = Behind(Text.same(""), read_at, SURVEY_SCORES, (answers_of(survey),))
    figures = list(_rate(found, behind))
    for each in found.questions:
        if each.n:
            figures += _of_question(each, found, ends.get(each.question.id), currency, behind)
    if driven is not None and driven.r2 is not None:
        figures += _of_drivers(driven, behind)
    return by_key(figures)


def _rate(found: Results, behind: Behind) -> Iterator[WorkedOut]:
    if found.response_rate is None:
        return
    # A survey that nobody was asked by mail needs no estimators.
    from crmeter.estimators.intervals import wilson  # noqa: PLC0415 - see above

    interval = wilson(found.answered, found.delivered, _LEVEL)
    value = percent(found.response_rate)
    left_out = [
        LeftOut("not_delivered", _NOT_DELIVERED, found.asked - found.delivered),
        LeftOut("by_link", _BY_LINK, found.others),
    ]
    yield WorkedOut(
        "response_rate",
        _RATE,
        value,
        _RATE_IS,
        _RATE_FORMULA,
        _OVER.fill(over=number(found.answered), under=number(found.delivered), value=value),
        _about(behind, _ARRIVED.fill(n=found.delivered), *left_out),
        () if interval is None else bounds(interval.low, interval.high, percent, WILSON),
    )


def _of_question(
    each: QuestionResult, found: Results, ends: Ends | None, currency: str, behind: Behind
) -> Iterator[WorkedOut]:
    silent = LeftOut("silent", _SILENT, found.answered + found.others - each.n)
    about = _about(behind, _ANSWERS.fill(n=each.n), silent)
    low, high = ends or (None, None)
    if each.nps is not None:
        # The bars of this scale begin at 0.
        promoters = sum(bar.count for bar in each.bars[_PROMOTERS_FROM:])
        detractors = sum(bar.count for bar in each.bars[: _DETRACTORS_TO + 1])
        yield WorkedOut(
            f"score_{each.question.id}",
            _NPS.fill(question=each.question.title),
            signed(each.nps),
            _NPS_IS,
            _NPS_FORMULA,
            _NPS_FIGURES.fill(promoters=promoters, detractors=detractors, n=each.n, value=signed(each.nps)),
            about,
            bounds(low, high, signed, _ADJUSTED_WALD),
            None if ends else _ALIKE,
        )
    elif each.top is not None:
        is_csat = each.question.kind == QuestionKind.CSAT
        yield WorkedOut(
            f"score_{each.question.id}",
            (_SATISFIED if is_csat else _EASY).fill(question=each.question.title),
            percent(each.top),
            _SATISFIED_IS if is_csat else _EASY_IS,
            _TOP_FORMULA.fill(least=4 if is_csat else 5),
            _OVER.fill(over=number(round(each.top * each.n)), under=number(each.n), value=percent(each.top)),
            about,
            bounds(low, high, percent, WILSON),
            None if ends else _ALIKE,
        )
    if each.mean is not None:
        is_money = each.question.kind == QuestionKind.SPEND
        value = money_in_full(each.mean, currency) if is_money else number(each.mean, 2)
        total = each.mean * each.n
        yield WorkedOut(
            f"mean_{each.question.id}",
            _MEAN.fill(question=each.question.title),
            value,
            _MEAN_IS,
            _MEAN_FORMULA,
            _OVER.fill(
                over=money_in_full(total, currency) if is_money else number(total, 0),
                under=number(each.n),
                value=value,
            ),
            about,
            unbounded=_NOT_BOUNDED,
        )


def _of_drivers(driven: Driven, behind: Behind) -> Iterator[WorkedOut]:
    r2 = driven.r2
    assert r2 is not None  # noqa: S101 - asked for where it is known
    about = Behind(
        _WHOLE.fill(n=driven.n),
        behind.read_at,
        SATISFACTION_DRIVERS,
        behind.origins,
        ((_OVERALL, driven.overall),),
        driven.left_out,
    )
    adds = [each.mapped.importance * r2.share for each in driven.drivers]
    yield WorkedOut(
        "explained",
        _EXPLAINED,
        percent(r2.share),
        _EXPLAINED_IS,
        _EXPLAINED_FORMULA,
        Text.same("{parts} = {value}").fill(parts=added(map(percent, adds)), value=percent(r2.share)),
        about,
        bounds(r2.low, r2.high, percent, _BY_SLOPES),
    )
    for each, adding in zip(driven.drivers, adds, strict=True):
        one = each.mapped
        yield WorkedOut(
            f"importance_{each.mark}",
            _IMPORTANCE.fill(aspect=each.words),
            percent(one.importance),
            _IMPORTANCE_IS,
            _IMPORTANCE_FORMULA,
            _OVER.fill(over=percent(adding), under=percent(r2.share), value=percent(one.importance)),
            about,
            bounds(one.importance_interval.low, one.importance_interval.high, percent, _BY_SLOPES),
        )


def _about(behind: Behind, counted: Text, *left_out: LeftOut) -> Behind:
    return Behind(
        counted, behind.read_at, behind.method, behind.origins, left_out=tuple(each for each in left_out if each.n)
    )


_OVER = Text.same("{over} ÷ {under} = {value}")
_RATE = Text("Tỷ lệ trả lời", "Response rate")
_RATE_IS = Text(
    "trong những người được mời mà thư đã tới, bao nhiêu phần đã trả lời",
    "of those who were asked and whose mail arrived, the part that has answered",
)
_RATE_FORMULA = Text("Đã trả lời ÷ thư đã tới hoặc đang trên đường", "Answered ÷ mails that arrived or are on the way")
_ARRIVED = Text("{n} thư mời đã tới hoặc đang trên đường", "{n} mails that arrived or are on the way")
_NOT_DELIVERED = Text("thư bị trả lại", "mails that came back")
_BY_LINK = Text(
    "trả lời qua liên kết chung, không ai mời riêng", "answers by the link for everybody, whom nobody asked"
)
_ANSWERS = Text("{n} người trả lời câu này", "{n} answered this question")
_SILENT = Text("trả lời khảo sát nhưng bỏ qua câu này", "answered the survey and left this question out")
_NPS = Text.same("NPS: {question}")
_NPS_IS = Text(
    "phần trăm người sẵn lòng giới thiệu (9–10) trừ phần trăm người chê (0–6), tính bằng điểm từ −100 đến +100",
    "percent who promote (9–10) less percent who detract (0–6), in points from −100 to +100",
)
_NPS_FORMULA = Text("100 × (người giới thiệu − người chê) ÷ người trả lời", "100 × (promoters − detractors) ÷ answers")
_NPS_FIGURES = Text.same("100 × ({promoters} − {detractors}) ÷ {n} = {value}")
_ADJUSTED_WALD = Text(
    "Wald điều chỉnh (thêm ba câu trả lời); tâm khoảng bị kéo về 0",
    "adjusted Wald (three answers added); its centre is drawn towards 0",
)
_ALIKE = Text("các câu trả lời không khác nhau", "the answers do not differ")
_SATISFIED = Text("Hài lòng (4–5): {question}", "Satisfied (4–5): {question}")
_SATISFIED_IS = Text("phần người trả lời chọn 4 hoặc 5", "the part of the answers that are 4 or 5")
_EASY = Text("Thấy dễ (5–7): {question}", "Easy (5–7): {question}")
_EASY_IS = Text("phần người trả lời chọn 5, 6 hoặc 7", "the part of the answers that are 5, 6 or 7")
_TOP_FORMULA = Text("Số câu trả lời từ {least} trở lên ÷ số người trả lời", "Answers of {least} and more ÷ answers")
_MEAN = Text("Trung bình: {question}", "Mean: {question}")
_MEAN_IS = Text("trung bình cộng của các câu trả lời", "the mean of the answers")
_MEAN_FORMULA = Text("Tổng các câu trả lời ÷ số người trả lời", "Sum of the answers ÷ answers")
_NOT_BOUNDED = Text(
    "trang này chỉ tính khoảng cho chỉ số chính của câu hỏi", "the page bounds the main figure of a question only"
)
_WHOLE = Text("{n} người trả lời đủ câu chung và mọi mặt", "{n} answered the overall question and all aspects")
_OVERALL = Text("So với câu chung", "Held against")
_BY_SLOPES = Text(
    "phương pháp delta từ hiệp phương sai của các tương quan, trên thang logit",
    "delta method by the covariance of the correlations, on the logit scale",
)
_EXPLAINED = Text("Các mặt giải thích được (R²)", "Explained by the aspects (R²)")
_EXPLAINED_IS = Text(
    "bao nhiêu phần khác biệt của điểm chung đi cùng với khác biệt của các mặt; không nói điều gì gây ra điểm chung",
    "the part of the differences of the overall score that goes with those of the aspects; it need not be their cause",
)
_EXPLAINED_FORMULA = Text("Σ phần R² mà từng mặt thêm vào", "Σ what each aspect adds to R²")
_IMPORTANCE = Text("Mức quan trọng của {aspect}", "Importance of {aspect}")
_IMPORTANCE_IS = Text(
    "phần của mặt này trong những gì mọi mặt cùng giải thích được",
    "the part of this aspect in what all aspects explain together",
)
_IMPORTANCE_FORMULA = Text(
    "Phần R² mà mặt này thêm vào, trung bình qua mọi thứ tự ÷ R²", "What it adds to R², averaged over all orders ÷ R²"
)
