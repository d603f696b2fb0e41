"""How the brand is measured, as frozen values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crmeter.records.brand.kinds import WAYS_OF, Way
from crmeter.records.brand.models import Brand, BrandSource
from crmeter.records.surveys.kinds import QuestionKind, Respondents, SurveyState
from crmeter.records.surveys.models import Survey, SurveyQuestion
from crmeter.records.surveys.options import Options
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class BrandView:
    """The brand of the firm.

    Args:
        version: of its row; 0 where nothing was said yet.
        name: how surveys call it; empty where nobody has said it.
        decision: the number of the decision whose weights count; None where none was chosen.
        sources: by component.
    """

    version: int
    name: str
    decision: int | None
    sources: Mapping[str, "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """What measures a component.

    Args:
        question: the number of a question; None for behaviour.
        driver: the key of its aspect, in a grid.
        way: how answers become a score; None for behaviour.
        measure: of behaviour; empty for a question.
        survey: what the survey of the question is called.
        title: the words of the question; None for behaviour.
        aspect: the words of the aspect; None without.
        waves: of the survey in which the same was asked, the first one first.
    """

    question: int | None
    driver: str
    way: Way | None
    measure: str
    survey: str = ""
    title: Text | None = None
    aspect: Text | None = None
    waves: tuple["AskedIn", ...] = ()


@dataclass(frozen=True, slots=True)
class AskedIn:
    """A wave in which a question was asked.

    Args:
        wave: its number in the row of waves.
        question: the number of the question there.
        is_anonymous: answers are kept without whose they are.
        survey: the number of the survey of that wave.
    """

    wave: int
    question: int
    is_anonymous: bool
    survey: int


@dataclass(frozen=True, slots=True)
class Askable:
    """A question, or an aspect of one, that can measure a component.

    Args:
        question: its number.
        driver: the key of the aspect; empty without.
        survey: what its survey is called.
        wave: of the survey.
        title: its words.
        aspect: the words of the aspect.
        ways: how its answers become a score.
        brands: keys and words of the brands that it asks of.
    """

    question: int
    driver: str
    survey: str
    wave: int
    title: Text
    aspect: Text | None
    ways: tuple[Way, ...]
    brands: tuple[tuple[str, Text], ...]


def brand() -> BrandView:
    """Return how the brand is measured."""
    row = Brand.objects.select_related("decision").first()
    before = dict(Survey.objects.values_list("pk", "previous"))
    sources = {each.component: _source(each, before) for each in BrandSource.objects.select_related("question__survey")}
    if row is None:
        return BrandView(0, "", None, sources)
    is_there = row.decision is not None and row.decision.removed_at is None
    return BrandView(row.version, row.name, row.decision_id if is_there else None, sources)


def askable() -> tuple[Askable, ...]:
    """Return the questions to customers, of opened surveys, that can measure a component; the newest first."""
    rows = (
        SurveyQuestion.objects.filter(kind__in=list(WAYS_OF), survey__respondents=Respondents.CUSTOMER)
        .exclude(survey__state=SurveyState.DRAFT)
        .select_related("survey")
        .order_by("-survey__created_at", "-survey_id", "position", "id")
    )
    found, rated = [], _rated_in(rows)
    for row in rows:
        options = Options.from_json(row.options)
        title = _title(row)
        # Where brands are rated, what nobody rates is no brand, such as buying no more.
        is_bought = row.kind in (QuestionKind.LAST_BRAND, QuestionKind.NEXT_BRAND)
        known = rated.get(row.survey_id, set()) if is_bought else set()
        brands = tuple((each.key, each.words) for each in options.choices if not known or each.key in known)
        aspects: list[tuple[str, Text | None]] = [(each.key, each.words) for each in options.rows] or [("", None)]
        found += [
            Askable(
                row.pk, driver, row.survey.name, row.survey.wave, title, words, WAYS_OF[QuestionKind(row.kind)], brands
            )
            for driver, words in aspects
        ]
    return tuple(found)


def _rated_in(rows: Iterable[SurveyQuestion]) -> dict[int, set[str]]:
    """Return the brands that each survey rates."""
    found: dict[int, set[str]] = {}
    for row in rows:
        if row.kind == QuestionKind.RATING:
            found.setdefault(row.survey_id, set()).update(each.key for each in Options.from_json(row.options).choices)
    return found


def _source(row: BrandSource, before: Mapping[int, int | None]) -> Source:
    question = row.question
    if question is None:
        return Source(None, "", None, row.measure)
    title = _title(question)
    same = SurveyQuestion.objects.filter(survey__in=_waves(question.survey_id, before), kind=question.kind)
    waves = tuple(
        AskedIn(each.survey.wave, each.pk, each.survey.is_anonymous, each.survey_id)
        for each in same.select_related("survey").order_by("survey__wave", "id")
        # Asked in other words it is another question; that wave has no score then.
        if each.pk == question.pk or _title(each) == title
    )
    aspects = {each.key: each.words for each in Options.from_json(question.options).rows}
    aspect = aspects.get(row.driver)
    return Source(question.pk, row.driver, Way(row.way), "", question.survey.name, title, aspect, waves)


def _title(row: SurveyQuestion) -> Text:
    return Text(row.title_vi or row.title_en, row.title_en or row.title_vi)


def _waves(survey: int, before: Mapping[int, int | None]) -> set[int]:
    after = {previous: pk for pk, previous in before.items() if previous is not None}
    found, earlier, later = {survey}, before.get(survey), after.get(survey)
    while earlier is not None:
        found.add(earlier)
        earlier = before.get(earlier)
    while later is not None:
        found.add(later)
        later = after.get(later)
    return found
