"""A study of a survey as lines for people."""

from collections.abc import Callable, Iterator, Sequence

from crmeter.cli.shown_estimates import with_interval
from crmeter.cli.survey_themes import theme_lines
from crmeter.estimators import NetPromoterScore, Score, ScoreDifference
from crmeter.evaluation.external.survey_study import AskedScore, DriverStudy, Part, SurveyStudy
from crmeter.vocabulary import Language, LeftOut, Text, Undefined, formats


def lines_of(study: SurveyStudy, language: Language) -> Iterator[str]:
    """Return a study in words of one language, line by line."""
    told = study.answers.told
    opening = Text("{n} người trả lời; khoảng tin cậy {level}", "{n} respondents; intervals of {level}")
    yield opening.fill(n=len(study.answers), level=_percent(study.level, 0)).in_(language)
    yield from _weighting(study, language)
    for asked in study.scores:
        yield from _whole(asked, language)
    if told.by:
        yield from _parts(Text("Theo {column}:", "By {column}:"), study, told.by, study.segments, language)
    if told.wave:
        yield from _parts(
            Text("Các đợt, theo {column}:", "Waves, by {column}:"), study, told.wave, study.waves, language
        )
    if study.drivers is not None:
        yield from _drivers(study.drivers, language, is_weighted=study.weighting is not None)
    elif study.drivers_undefined is not None:
        words = Text("Các yếu tố: {why}", "Drivers: {why}")
        yield words.fill(why=_why(study.drivers_undefined)).in_(language)
    if study.themes is not None and told.text is not None:
        yield from theme_lines(study.themes, told.text, told.score_beside, language)
    elif study.themes_undefined is not None:
        yield Text("Chủ đề: {why}", "Themes: {why}").fill(why=_why(study.themes_undefined)).in_(language)


def _weighting(study: SurveyStudy, language: Language) -> Iterator[str]:
    weighting = study.weighting
    if weighting is None:
        return
    words = Text(
        "Trọng số: hiệu ứng thiết kế {effect}, đáng giá như {n} người trả lời",
        "Weights: design effect {effect}, worth as much as {n} respondents",
    )
    effect = Text(*(formats.number(weighting.design_effect, each, 2) for each in ("vi", "en")))
    yield words.fill(effect=effect, n=round(weighting.n_effective)).in_(language)
    if weighting.raking is not None and weighting.raking.diagnosis_ is not None:
        yield "  " + weighting.raking.diagnosis_.in_(language)


def _whole(asked: AskedScore, language: Language) -> Iterator[str]:
    yield _line(asked, language)
    if asked.score is None:
        return
    if isinstance(asked.score, NetPromoterScore):
        words = Text(
            "  ủng hộ {promoters}, trung lập {passives}, phản đối {detractors}",
            "  promoters {promoters}, passives {passives}, detractors {detractors}",
        )
        kinds = {each: _percent(getattr(asked.score, each)) for each in ("promoters", "passives", "detractors")}
        yield words.fill(**kinds).in_(language)
    if asked.plain is not None:
        plain = Text("  không có trọng số: {score}", "  without weights: {score}")
        yield plain.fill(score=_score(asked.plain, language)).in_(language)
    yield from _left_out(asked.score.left_out, language)


def _left_out(left_out: Sequence[LeftOut], language: Language) -> Iterator[str]:
    for left in left_out:
        words = Text("  không tính {n}: {reason}", "  not counted {n}: {reason}")
        yield words.fill(n=left.n, reason=left.reason).in_(language)


def _parts(
    title: Text, study: SurveyStudy, column: str, parts: Sequence[Part], language: Language
) -> Iterator[str]:  # fmt: skip
    yield title.fill(column=column).in_(language)
    for part in parts:
        yield f"  {part.name}"
        for asked in part.scores:
            yield "    " + _line(asked, language)
            if asked.change is not None:
                words = Text("      so với đợt trước: {change}", "      to the wave before: {change}")
                yield words.fill(change=_change(asked.change, asked.name, language)).in_(language)
    yield from _left_out(study.left_out_of(column), language)


def _line(asked: AskedScore, language: Language) -> str:
    told = _why(asked.undefined).in_(language) if asked.undefined else ""
    return f"{asked.name.upper()} {asked.question}: {told if asked.score is None else _score(asked.score, language)}"


def _score(score: Score, language: Language) -> str:
    def figure(value: float) -> str:
        if score.name == "csat":
            return formats.percent(value, language)
        if score.name == "ces":
            return formats.number(value, language, 2)
        return _signed(value, 1, language)

    counted = formats.number(score.n, language)
    bounds = _bounds(score.value, (score.low, score.high), figure, language)
    return f"{figure(score.value)}   n {counted}   {bounds}"


def _change(change: ScoreDifference, name: str, language: Language) -> str:
    def figure(value: float) -> str:
        if name == "csat":
            return formats.hundredths(value, language)
        return _signed(value, 2 if name == "ces" else 1, language)

    told = formats.points(change.value, language) if name == "csat" else figure(change.value)
    return f"{told}   {_bounds(change.value, (change.low, change.high), figure, language)}"


def _bounds(
    value: float, bounds: tuple[float | None, float | None], write: Callable[[float], str], language: Language
) -> str:
    low, high = bounds
    if low is None or high is None:
        return NO_BOUNDS.in_(language)
    written = f"[{formats.span(write(low), write(high))}]"
    return written if low <= value <= high else f"{written} {DRAWN.in_(language)}"


def _signed(value: float, digits: int, language: Language) -> str:
    return formats.signed(value, lambda each: formats.number(each, language, digits))


def _drivers(study: DriverStudy, language: Language, *, is_weighted: bool) -> Iterator[str]:
    model = study.model

    def share(value: float) -> str:
        return formats.percent(value, language)

    def number(value: float) -> str:
        return formats.number(value, language, 2)

    words = Text(
        "Các yếu tố, {n} người trả lời đủ: R² {r2}, chỉ số điều kiện {index}",
        "Drivers, {n} who answered everything: R² {r2}, condition index {index}",
    )
    told = {"r2": with_interval(study.r2, share), "index": _index(model.condition_index_, language)}
    yield words.fill(n=model.n_, **told).in_(language)
    yield from _left_out(model.left_out_, language)
    if is_weighted:
        yield Text("  tính không có trọng số", "  computed without weights").in_(language)
    if model.diagnosis_ is not None:
        yield "  " + model.diagnosis_.in_(language)
    yield Text("  tỷ phần, hệ số, điểm trung bình", "  share, coefficient, mean answer").in_(language)
    width = max(len(name) for name in model.names_)
    for place, each in sorted(enumerate(study.priorities), key=lambda one: -one[1].importance):
        importance = with_interval(study.shares.at(place), share)
        coefficient = with_interval(study.coefficients.at(place), number)
        figures = f"{importance}   {coefficient}   {number(each.performance)}"
        yield f"  {each.name:<{width}} {figures}   {each.place.words.in_(language)}"


def _index(value: float, language: Language) -> str:
    # Beyond, only rounding says how large it is, or whether it is finite at all.
    return f"> {formats.number(_SINGULAR, language)}" if value > _SINGULAR else formats.number(value, language, 1)


def _why(undefined: Undefined) -> Text:
    if undefined.needs is None:
        return undefined.reason
    return Text("{reason}; cần {needs}", "{reason}; needs {needs}").fill(reason=undefined.reason, needs=undefined.needs)


def _percent(value: float, digits: int = 1) -> Text:
    return Text(formats.percent(value, "vi", digits), formats.percent(value, "en", digits))


_SINGULAR = 1_000_000
NO_BOUNDS = Text("(không có khoảng tin cậy)", "(no interval)")
DRAWN = Text("(ít câu trả lời: khoảng bị kéo về 0)", "(few answers: the interval is drawn towards 0)")
