"""Files of answers, a row for each respondent, as arrays on the scales that were asked on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import AnswerScale
from crmeter.vocabulary import LeftOut, Misused, Text, Work
from crmeter.vocabulary.folding import folded
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import Columns, UnreadCell, read_columns
from crmeter.warehouse.connectors.files.word_scales import POINTS, word_points

Floats = NDArray[np.float64]
Words = NDArray[np.object_]
ALL = "*"
_NPS, _CSAT, _CES = AnswerScale(0, 10), AnswerScale(1, 5), AnswerScale(1, 7)
_SHOWN_CODES = 5
_LABELLED = re.compile(r"\s*(\d{1,3})\s*[-–—:.)=(]\s*\D.*")
# The highest answer of the usual scales that are no scale of NPS.
_HIGHEST_OF_OTHERS = 7


@dataclass(frozen=True, slots=True)
class SurveyFile:
    """Which columns of a file of answers tell what.

    Args:
        nps: how likely they are to recommend.
        csat: how satisfied they are, with one thing or several.
        ces: how easy it was.
        drivers: how well the parts of an experience did.
        overall: how well all of it did.
        weight: of respondents.
        by: names the segment.
        wave: names the wave.
        text: what they wrote.
        left_out_words: words that make no theme.
        rake: by column, which share of the population each word of it has.
        scales: by column the answers that could be given; `*` for all columns without one.
        blanks: by column the codes that mean no answer; `*` for all columns of answers without any.
    """

    nps: str | None = None
    csat: tuple[str, ...] = ()
    ces: str | None = None
    drivers: tuple[str, ...] = ()
    overall: str | None = None
    weight: str | None = None
    by: str | None = None
    wave: str | None = None
    text: str | None = None
    left_out_words: tuple[str, ...] = ()
    rake: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: MappingProxyType({}))
    scales: Mapping[str, AnswerScale] = field(default_factory=lambda: MappingProxyType({}))
    blanks: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def questions(self) -> tuple[str, ...]:
        """All columns of answers, each once."""
        asked = (self.nps, *self.csat, self.ces, *self.drivers, self.overall)
        return tuple(dict.fromkeys(each for each in asked if each is not None))

    @property
    def groupings(self) -> tuple[str, ...]:
        """All columns that say to which group a respondent belongs, each once."""
        return tuple(dict.fromkeys(each for each in (self.by, self.wave, *self.rake) if each is not None))

    @property
    def score_beside(self) -> str | None:
        """The column whose answers stand beside what people wrote: the first score that was asked for."""
        asked = (self.nps, *self.csat, self.ces, self.overall)
        return next((each for each in asked if each is not None), None)

    def scale_of(self, question: str) -> AnswerScale:
        """Return the scale of a column of answers: 0–10 for NPS, 1–7 for CES, else 1–5, unless it is told."""
        usual = _NPS if question == self.nps else _CES if question == self.ces else _CSAT
        return self.scales.get(question, self.scales.get(ALL, usual))

    def tells_scale_of(self, question: str) -> bool:
        """Whether the scale of a column of answers is told, not taken for the usual one."""
        return question in self.scales or ALL in self.scales

    def refuse_senseless(self) -> None:
        """Refuse what asks for nothing, or tells of columns that nobody asks for.

        Raises:
            Misused: no score and no drivers are asked for, or flags do not go together.
        """
        if not self.questions and self.text is None:
            raise Misused("nothing_asked", _NOTHING_ASKED)
        if (self.by or self.wave) and not (self.nps or self.csat or self.ces):
            raise Misused("no_score_of_parts", _NO_SCORE_OF_PARTS)
        if bool(self.drivers) != (self.overall is not None) or self.overall in self.drivers:
            raise Misused("drivers_and_overall", _DRIVERS_AND_OVERALL)
        if len({self.scale_of(each) for each in self.drivers}) > 1:
            raise Misused("drivers_on_several_scales", _SEVERAL_SCALES)
        asked = {ALL, *self.questions, *([self.text] if self.text else [])}
        strange = [each for each in self.scales if each not in asked]
        strange += [each for each in self.blanks if each not in asked | set(self.groupings)]
        if strange:
            raise Misused("not_asked", _NOT_ASKED.fill(columns=", ".join(dict.fromkeys(strange))))


@dataclass(frozen=True, slots=True)
class SurveyAnswers:
    """What each respondent answered, n of them.

    Args:
        told: what the columns are.
        given: by question, not a number where there is no answer, shape (n,).
        groups: by column that names groups, None where it says nothing, shape (n,).
        written: what people wrote, empty where nothing; None where no column says.
        weights: positive, shape (n,), or None.
        left_out: rows that were not used at all.
        unread: weights that were no numbers.
    """

    told: SurveyFile
    given: Mapping[str, Floats]
    groups: Mapping[str, Words]
    weights: Floats | None
    left_out: tuple[LeftOut, ...]
    unread: tuple[UnreadCell, ...]
    written: tuple[str, ...] | None = None

    def __len__(self) -> int:
        return len(self.written if self.written is not None else self.given[self.told.questions[0]])


def read_survey(path: Path, told: SurveyFile, answers: Answers, work: Work | None = None) -> SurveyAnswers:
    """Read what was answered.

    Args:
        path: the file.
        told: what its columns are.
        answers: encoding, sheet and decimal mark, as far as they were said.
        work: told the progress.

    Raises:
        NeedsAnswers: the decimal mark stays open over all rows.
        FileRefused: it is no table, would do harm, or has no row.
        Misused: a column is not there, an answer is off its scale, or what is asked makes no sense.
    """
    told.refuse_senseless()
    weight = [told.weight] if told.weight else []
    texts = [told.text] if told.text else []
    words = tuple(dict.fromkeys((*told.questions, *told.groupings, *texts)))
    numbers = tuple(dict.fromkeys((*told.questions, *weight)))
    found = read_columns(path, answers, words=words, numbers=numbers, work=work)
    given = {question: _answers_to(question, found, told) for question in told.questions}
    if told.nps is not None and not told.tells_scale_of(told.nps):
        _refuse_few_points(told.nps, given[told.nps])
    groups = {column: _groups_of(column, found, told) for column in told.groupings}
    weights = found.numbers[told.weight] if told.weight else None
    reasons = [] if weights is None else [("no_weight", NO_WEIGHT, ~(np.isfinite(weights) & (weights > 0)))]
    for column in told.rake:
        is_unknown = np.array([each is None for each in groups[column]], dtype=np.bool_)
        reasons.append(("no_category", NO_CATEGORY.fill(column=column), is_unknown))
    left = np.zeros(len(found), dtype=np.bool_)
    counted = [LeftOut("no_row", NO_ROW, found.bad)]
    for code, reason, gone in reasons:
        counted.append(LeftOut(code, reason, int((gone & ~left).sum())))
        left |= gone
    return SurveyAnswers(
        told,
        {question: each[~left] for question, each in given.items()},
        {column: each[~left] for column, each in groups.items()},
        None if weights is None else weights[~left],
        tuple(each for each in counted if each.n),
        tuple(each for each in found.unread if each.column == told.weight),
        _written(told.text, found, told, ~left) if told.text else None,
    )


def _answers_to(question: str, found: Columns, told: SurveyFile) -> Floats:
    words, scale = found.words[question], told.scale_of(question)
    codes = told.blanks.get(question, told.blanks.get(ALL, ()))
    numbers = _as_numbers(words, found.numbers[question], codes, scale)
    is_said = np.array([each is not None for each in words], dtype=np.bool_) & ~_are(codes, words, numbers)
    # A word is not a number, and so on no scale.
    is_on_scale = (numbers >= scale.lowest) & (numbers <= scale.highest) & (numbers == np.round(numbers))
    wrong = np.flatnonzero(is_said & ~is_on_scale)
    if len(wrong):
        raise Misused(
            "off_scale",
            _OFF_SCALE.fill(
                column=question,
                n=len(wrong),
                low=scale.lowest,
                high=scale.highest,
                answer=str(words[wrong[0]]),
                line=str(found.lines[wrong[0]]),
                codes=",".join(list(dict.fromkeys(str(words[each]) for each in wrong))[:_SHOWN_CODES]),
            ),
        )
    return np.where(is_said, numbers, np.nan)


def _as_numbers(words: Words, numbers: Floats, codes: tuple[str, ...], scale: AnswerScale) -> Floats:
    """Return answers as numbers: `10 - very likely` is 10, and on 1–5 the words of one known scale are its points."""
    found = numbers.copy()
    in_words = {}
    for place in map(int, np.flatnonzero(np.isnan(numbers))):
        word = words[place]
        if word is None or word in codes:
            continue
        labelled = _LABELLED.fullmatch(str(word))
        if labelled is not None:
            found[place] = float(labelled[1])
        else:
            in_words[place] = str(word)
    if (scale.lowest, scale.highest) == POINTS:
        points = word_points(in_words.values())
        for place, word in in_words.items():
            found[place] = points.get(folded(word), np.nan)
    return found


def _refuse_few_points(question: str, answers: Floats) -> None:
    """Refuse to take 0–10 for granted where nobody answered beyond the end of a shorter scale."""
    highest = float(np.nanmax(answers, initial=-1))
    if 0 <= highest <= _HIGHEST_OF_OTHERS:
        raise Misused("scale_not_told", _SCALE_NOT_TOLD.fill(column=question, highest=int(highest)))


def _groups_of(column: str, found: Columns, told: SurveyFile) -> Words:
    words = found.words[column].copy()
    words[np.isin(words.astype(np.str_), told.blanks.get(column, ()))] = None
    return words


def _written(column: str, found: Columns, told: SurveyFile, kept: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple("" if each is None else str(each) for each in _groups_of(column, found, told)[kept])


def _are(codes: tuple[str, ...], words: Words, numbers: Floats) -> NDArray[np.bool_]:
    """Return which cells are one of the codes, as it is written or as the number that it is."""
    found = np.zeros(len(words), dtype=np.bool_)
    for code in codes:
        found |= np.array([each == code for each in words], dtype=np.bool_)
        try:
            found |= numbers == float(code)
        except ValueError:
            continue
    return found


NO_ROW = Text("bản ghi của tệp không thành dòng", "records of the file are no rows")
NO_WEIGHT = Text("trọng số không phải số dương", "the weight is not a positive number")
NO_CATEGORY = Text("không rõ {column}, nên không có trọng số", "{column} is not known, so there is no weight")
_NOTHING_ASKED = Text(
    "hãy chỉ ít nhất một cột: --nps, --csat, --ces, --text, hoặc --drivers cùng --overall",
    "name at least one column: --nps, --csat, --ces, --text, or --drivers with --overall",
)
_NO_SCORE_OF_PARTS = Text(
    "--by và --wave cần một điểm để so sánh: --nps, --csat hoặc --ces",
    "--by and --wave need a score to compare: --nps, --csat or --ces",
)
_DRIVERS_AND_OVERALL = Text(
    "--drivers và --overall đi cùng nhau, và cột hài lòng chung không phải là một yếu tố",
    "--drivers and --overall go together, and the overall score is no driver",
)
_SEVERAL_SCALES = Text(
    "các yếu tố phải được hỏi trên cùng một thang điểm", "all drivers must have been asked on one scale"
)
_NOT_ASKED = Text(
    "--scale hoặc --blank nhắc đến {columns}, nhưng không cờ nào khác dùng cột đó",
    "--scale or --blank tell of {columns}, which no other flag uses",
)
_SCALE_NOT_TOLD = Text(
    "cột {column} không có câu trả lời nào trên {highest}, giống một thang ngắn hơn; NPS chỉ có trên thang 0–10. "
    "Nếu đúng là đã hỏi trên thang 0–10, hãy thêm --scale '{column}=0-10'; "
    "nếu không, hãy dùng --csat với thang của câu hỏi",
    "no answer of the column {column} is above {highest}, as on a shorter scale; there is an NPS on 0–10 only. If 0–10 "
    "was asked, add --scale '{column}=0-10'; otherwise use --csat with the scale that was asked",
)
_OFF_SCALE = Text(
    "cột {column} có {n} câu trả lời ngoài thang {low}–{high}, đầu tiên là {answer} ở dòng {line}; "
    "nếu đó là mã để trống, hãy thêm --blank '{column}={codes}'; nếu hỏi trên thang khác, "
    "hãy thêm --scale '{column}=THẤP-CAO'",
    "the column {column} has {n} answers off the scale {low}–{high}, the first is {answer} in line {line}; "
    "if that is a code for no answer, add --blank '{column}={codes}'; if another scale was asked, "
    "add --scale '{column}=LOW-HIGH'",
)
