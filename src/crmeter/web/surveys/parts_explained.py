"""What is behind the scores of groups and waves of a survey, and behind those with weights."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from crmeter.records.surveys.group_queries import Rated
from crmeter.records.surveys.kinds import QuestionKind
from crmeter.records.surveys.queries import SurveyView
from crmeter.vocabulary import LeftOut, Text
from crmeter.web.explain.intervals import STUDENT, WILSON
from crmeter.web.explain.methods import RAKING, SURVEY_SCORES
from crmeter.web.explain.worked_out import Behind, WorkedOut
from crmeter.web.explain.written import bounds, number, signed
from crmeter.web.surveys.origins import answers_of
from crmeter.web.surveys.parts import Part, Parts
from crmeter.web.surveys.scored import Figure, in_words, title_of
from crmeter.web.surveys.weights import Compared, Weighted


def groups_explained(survey: SurveyView, found: Parts, by: Text, read_at: datetime) -> Parts:
    """Return the scores of groups with what is behind each: `group_0_1` is the second score of the first group.

    Args:
        survey: whose answers they are.
        found: the groups.
        by: what they are made of.
        read_at: when the answers were read.
    """
    teller = _Teller(Behind(Text.same(""), read_at, SURVEY_SCORES, (answers_of(survey),)))
    shown = []
    for place, part in enumerate(found.shown):
        who = _OF_GROUP.fill(by=by, group=part.name)
        figures = [teller.score(f"group_{place}", column, *each, who, part.n) for column, each in _columns(found, part)]
        shown.append(replace(part, figures=tuple(figures)))
    return replace(found, shown=tuple(shown))


def waves_explained(waves: Sequence[SurveyView], found: Parts, read_at: datetime) -> Parts:
    """Return the scores of waves with what is behind each, and behind each change: `wave_0_1`, `change_1_1`.

    Args:
        waves: of the survey, by whose answers they are told.
        found: the scores.
        read_at: when the answers were read.
    """
    views, shown = {each.id: each for each in waves}, list[Part]()
    for place, part in enumerate(found.shown):
        origins = (answers_of(views[part.survey]),)
        teller, who = _Teller(Behind(Text.same(""), read_at, SURVEY_SCORES, origins)), _OF_WAVE.fill(wave=part.name)
        figures = [teller.score(f"wave_{place}", column, *each, who, part.n) for column, each in _columns(found, part)]
        before = shown[-1].figures if shown else (None,) * len(figures)
        changes = [
            change and now and then and teller.change(f"change_{place}_{column}", rated, change, now, then, who)
            for column, (rated, change, now, then) in enumerate(
                zip(found.rated, part.changes, figures, before, strict=True)
            )
        ]
        shown.append(replace(part, figures=tuple(figures), changes=tuple(changes)))
    return replace(found, shown=tuple(shown))


def weights_explained(survey: SurveyView, found: Weighted, read_at: datetime) -> Weighted:
    """Return the scores with weights, and those of the same people without, with what is behind: `weighted_0`."""
    if found.raking is None:
        return found
    behind = Behind(Text.same(""), read_at, SURVEY_SCORES, (answers_of(survey),))
    effect = (
        (_EFFECT, number(found.raking.design_effect_, 2)),
        (_AS_MUCH_AS, number(found.raking.n_effective_, 1)),
        (_SHARES, _KEPT if found.is_kept else _TYPED),
    )
    plain, heavy = _Teller(behind), _Teller(replace(behind, method=RAKING, assumed=effect), is_weighted=True)
    scores = [
        Compared(
            each.rated,
            plain.score("plain", place, each.rated, each.plain, _WITHOUT, found.n) or each.plain,
            heavy.score("weighted", place, each.rated, each.weighted, _WITH, found.n) or each.weighted,
        )
        for place, each in enumerate(found.scores)
    ]
    return replace(found, scores=tuple(scores))


def all_explained(*parts: Parts | None, weights: Weighted | None) -> tuple[WorkedOut, ...]:
    """Return what is behind all figures of some parts and of weights."""
    told = [figure for each in parts if each for part in each.shown for figure in (*part.figures, *part.changes)]
    told += [figure for each in (weights.scores if weights else ()) for figure in (each.plain, each.weighted)]
    return tuple(figure.explained for figure in told if figure is not None and figure.explained is not None)


def _columns(found: Parts, part: Part) -> enumerate[tuple[Rated, Figure | None]]:
    return enumerate(zip(found.rated, part.figures, strict=True))


@dataclass(frozen=True, slots=True)
class _Teller:
    behind: Behind
    is_weighted: bool = False

    def score(
        self, row: str, column: int, rated: Rated, figure: Figure | None, who: Text, answered: int
    ) -> Figure | None:
        if figure is None or figure.score is None:
            return None
        value, n = figure.score.value, figure.n
        written = in_words(rated, value)
        meaning, formula, figures = _IN_SUM[_kind(rated)]
        total = value * n / (100 if rated.kind == QuestionKind.NPS else 1)
        # Answers are whole numbers; with weights their sums are not.
        is_whole = not self.is_weighted
        over = signed(total, 0 if is_whole else 1) if _kind(rated) == _NPS else number(total, 0 if is_whole else 1)
        told = WorkedOut(
            f"{row}_{column}",
            _TITLE.fill(what=title_of(rated), who=who),
            written,
            _WEIGHED.fill(meaning=meaning) if self.is_weighted else meaning,
            _WEIGHED_FORMULA.fill(formula=formula) if self.is_weighted else formula,
            figures.fill(over=over, n=n, value=written),
            replace(
                self.behind,
                counted=_ANSWERS.fill(n=n, who=who),
                left_out=(LeftOut("silent", _SILENT, answered - n),) if answered > n else (),
            ),
            bounds(figure.score.low, figure.score.high, lambda end: in_words(rated, end), _KINDS[figure.score.method]),
            None if figure.score.low is not None else _ALIKE,
        )
        return replace(figure, explained=told)

    def change(self, key: str, rated: Rated, change: Figure, now: Figure, then: Figure, who: Text) -> Figure:
        if change.score is None or now.score is None or then.score is None:
            return change

        def write(value: float) -> Text:
            return in_words(rated, value, of_change=True)

        told = WorkedOut(
            key,
            _CHANGE.fill(what=title_of(rated), who=who),
            write(change.score.value),
            _CHANGE_IS,
            _CHANGE_FORMULA,
            _CHANGE_FIGURES.fill(
                now=in_words(rated, now.score.value),
                then=in_words(rated, then.score.value),
                change=write(change.score.value),
            ),
            replace(self.behind, counted=_BOTH.fill(now=now.n, then=then.n)),
            bounds(change.score.low, change.score.high, write, _KINDS[change.score.method]),
            None if change.score.low is not None else _ALIKE,
        )
        return replace(change, explained=told)


def _kind(rated: Rated) -> str:
    if rated.kind == QuestionKind.NPS:
        return _NPS
    return _SHARE if rated.kind in {QuestionKind.CSAT, QuestionKind.CES} else _MEAN


_NPS, _SHARE, _MEAN = "nps", "share", "mean"
_IN_SUM = {
    _NPS: (
        Text(
            "phần trăm người sẵn lòng giới thiệu (9–10) trừ phần trăm người chê (0–6)",
            "percent who promote (9–10) less percent who detract (0–6)",
        ),
        Text("100 × (người giới thiệu − người chê) ÷ người trả lời", "100 × (promoters − detractors) ÷ answers"),
        Text.same("100 × ({over}) ÷ {n} = {value}"),
    ),
    _SHARE: (
        Text("phần người trả lời chọn các mức cao nhất", "the part of the answers that are among the highest"),
        Text("Số câu trả lời ở các mức cao nhất ÷ số người trả lời", "Answers among the highest ÷ answers"),
        Text.same("{over} ÷ {n} = {value}"),
    ),
    _MEAN: (
        Text("trung bình cộng của các câu trả lời", "the mean of the answers"),
        Text("Tổng các câu trả lời ÷ số người trả lời", "Sum of the answers ÷ answers"),
        Text.same("{over} ÷ {n} = {value}"),
    ),
}
_KINDS = {
    "adjusted_wald": Text("Wald điều chỉnh (thêm ba câu trả lời)", "adjusted Wald (three answers added)"),
    "wald": Text.same("Wald"),
    "wilson": WILSON,
    "student_t": STUDENT,
    "newcombe": Text("Newcombe, của hiệu hai tỷ lệ", "Newcombe's, of the difference of two shares"),
    "welch_t": Text("Welch, của hiệu hai trung bình", "Welch's, of the difference of two means"),
}
_TITLE = Text.same("{what}: {who}")
_OF_GROUP = Text.same("{by} {group}")
_OF_WAVE = Text("đợt {wave}", "wave {wave}")
_WITHOUT, _WITH = Text("chưa có trọng số", "without weights"), Text("có trọng số", "with weights")
_ANSWERS = Text("{n} người trả lời câu này ({who})", "{n} answered this question ({who})")
_SILENT = Text("trả lời khảo sát nhưng bỏ qua câu này", "answered the survey and left this question out")
_ALIKE = Text("các câu trả lời không khác nhau", "the answers do not differ")
_WEIGHED = Text(
    "{meaning}, mỗi người được tính theo trọng số của mình, như thể người trả lời chia theo nhóm như mọi khách",
    "{meaning}, each counted by their weight, as if those who answered were divided as all are",
)
_WEIGHED_FORMULA = Text(
    "{formula}; trọng số được co giãn để cộng lại bằng số người", "{formula}; weights are scaled to add up to people"
)
_EFFECT = Text("Hệ số thiết kế", "Design effect")
_AS_MUCH_AS = Text("Cho biết nhiều bằng bao nhiêu câu trả lời", "Tells as much as so many answers")
_SHARES = Text("Tỷ lệ của các nhóm", "Shares of the groups")
_KEPT, _TYPED = Text("giữ cùng khảo sát", "kept with the survey"), Text("nhập trên trang", "typed on the page")
_CHANGE = Text("Thay đổi của {what}: {who} so với đợt trước", "Change of {what}: {who} against the one before")
_CHANGE_IS = Text(
    "điểm của đợt này trừ điểm của đợt trước; tỷ lệ tính bằng điểm phần trăm",
    "the score of this wave less that of the one before; shares in percentage points",
)
_CHANGE_FORMULA = Text("Đợt này − đợt trước", "This wave − the one before")
_CHANGE_FIGURES = Text.same("{now} − {then} = {change}")
_BOTH = Text(
    "{now} người trả lời đợt này, {then} người đợt trước", "{now} answered in this wave, {then} in the one before"
)
