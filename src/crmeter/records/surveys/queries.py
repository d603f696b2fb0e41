"""Surveys and their questions, as frozen values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from crmeter.records.surveys.kinds import By, Languages, QuestionKind, Respondents, SurveyState
from crmeter.records.surveys.models import Survey, SurveyDraw, SurveyInvitation, SurveyQuestion, SurveyResponse
from crmeter.records.surveys.options import Options
from crmeter.records.surveys.tokens import hash_of, invitation_signed_in
from crmeter.vocabulary import Language, Text

# With fewer answers a page does not open a survey that nobody asked it for.
ENOUGH_ANSWERS = 30


@dataclass(frozen=True, slots=True)
class SurveyView:
    """A survey; see the model."""

    id: int
    version: int
    name: str
    respondents: Respondents
    languages: Languages
    state: SurveyState
    title: Text
    intro: Text
    thanks: Text
    wave: int
    previous: int | None
    is_anonymous: bool
    resting_days: int
    product: int | None
    queue: int | None
    open_key: str
    remind_after: int
    remind_most: int
    embed_hosts: tuple[str, ...]
    target_shares: Mapping[str, Mapping[str, float]]
    created_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None

    @property
    def readable_in(self) -> tuple[Language, ...]:
        """The languages in which it can be read."""
        return {Languages.BOTH: ("vi", "en"), Languages.VIETNAMESE: ("vi",), Languages.ENGLISH: ("en",)}[self.languages]  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Question:
    """A question; see the model."""

    id: int
    version: int
    position: int
    kind: QuestionKind
    title: Text
    options: Options
    is_required: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A survey in the list.

    Args:
        asked: who were invited.
        answered: who of these have answered.
        others: answers by the link for everybody.
    """

    survey: SurveyView
    asked: int
    answered: int
    others: int

    @property
    def given(self) -> int:
        """All answers, however they came."""
        return self.answered + self.others

    @property
    def has_enough(self) -> bool:
        """Whether a page may open it without being asked for it."""
        return self.given >= ENOUGH_ANSWERS


@dataclass(frozen=True, slots=True)
class Draw:
    """A sample that was drawn; see the model."""

    seed: int
    size: int
    of: int
    by_segment: bool
    drawn_at: datetime
    drawn_by: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link leads to.

    Args:
        survey: to be answered.
        language: in which it was sent.
        is_answered: the link was used before.
        invitation: of whoever was invited; None for the link for everybody.
        came_by: the way of whoever was invited.
    """

    survey: SurveyView
    language: Language
    is_answered: bool
    invitation: int | None
    came_by: By = By.LINK


def surveys() -> tuple[Listed, ...]:
    """Return all surveys, the newest first."""
    asked = {
        row["survey"]: (row["n"], row["done"])
        for row in SurveyInvitation.objects.order_by()
        .values("survey")
        .annotate(n=Count("id"), done=Count("id", filter=Q(is_answered=True)))
    }
    all_given: Mapping[int, int] = dict(SurveyResponse.objects.order_by().values_list("survey").annotate(n=Count("id")))
    return tuple(
        Listed(view_of(row), *(counted := asked.get(row.pk, (0, 0))), all_given.get(row.pk, 0) - counted[1])
        for row in Survey.objects.order_by("-created_at", "-id")
    )


def survey(pk: int) -> SurveyView | None:
    """Return one survey, or None."""
    row = Survey.objects.filter(pk=pk).first()
    return None if row is None else view_of(row)


def surveys_that_remind() -> tuple[SurveyView, ...]:
    """Return the open surveys that remind the silent by themselves."""
    rows = Survey.objects.filter(state=SurveyState.OPEN, remind_most__gt=0).order_by("id")
    return tuple(view_of(row) for row in rows)


def surveys_after_tickets() -> tuple[SurveyView, ...]:
    """Return the open surveys that ask customers by name: what they say of a ticket can be held against it."""
    rows = Survey.objects.filter(state=SurveyState.OPEN, respondents=Respondents.CUSTOMER, is_anonymous=False)
    return tuple(view_of(row) for row in rows.order_by("id"))


def surveys_with_shares() -> tuple[SurveyView, ...]:
    """Return the surveys whose answers are weighted to target shares."""
    return tuple(view_of(row) for row in Survey.objects.exclude(target_shares={}).order_by("id"))


def draws_of(survey: int) -> tuple[Draw, ...]:
    """Return the samples by which a survey asked people, the last first."""
    rows = SurveyDraw.objects.filter(survey=survey).select_related("drawn_by").order_by("-id")
    return tuple(
        Draw(
            row.seed, row.size, row.of, row.by_segment, row.drawn_at, "" if row.drawn_by is None else str(row.drawn_by)
        )
        for row in rows
    )


def wave_after(pk: int) -> int | None:
    """Return the number of the next wave of a survey, or None."""
    return Survey.objects.filter(previous=pk).values_list("pk", flat=True).first()


def waves_of(view: SurveyView) -> tuple[SurveyView, ...]:
    """Return a survey with all its other waves, the first wave first."""
    later: list[SurveyView] = []
    after = Survey.objects.filter(previous=view.id).first()
    while after is not None:
        later.append(view_of(after))
        after = Survey.objects.filter(previous=after.pk).first()
    return (*waves_up_to(view.id), *later)


def opened_first(listed: Sequence[Listed]) -> Listed | None:
    """Return the survey that a page opens where none is named: the newest with enough answers, else the fullest.

    Args:
        listed: surveys, the newest first.
    """
    enough = [each for each in listed if each.has_enough]
    return enough[0] if enough else max(listed, key=lambda each: each.given, default=None)


def brand_surveys() -> tuple[Listed, ...]:
    """Return the surveys that have been opened and in which two brands or more are rated, the newest first."""
    rated = SurveyQuestion.objects.filter(kind=QuestionKind.RATING).exclude(survey__state=SurveyState.DRAFT)
    of_brands = {row.survey_id for row in rated if len(row.options["choices"]) > 1}
    return tuple(each for each in surveys() if each.survey.id in of_brands)


def waves_up_to(pk: int) -> tuple[SurveyView, ...]:
    """Return a wave of a survey after all waves before it, the oldest first; empty where there is none."""
    found: list[SurveyView] = []
    number: int | None = pk
    while number is not None and (row := Survey.objects.filter(pk=number).first()) is not None:
        found.insert(0, view_of(row))
        number = row.previous_id
    return tuple(found)


def questions_of(survey: int) -> tuple[Question, ...]:
    """Return the questions of a survey in their order."""
    rows = SurveyQuestion.objects.filter(survey=survey).order_by("position", "id")
    return tuple(
        Question(
            row.pk,
            row.version,
            row.position,
            QuestionKind(row.kind),
            _either(row.title_vi, row.title_en),
            Options.from_json(row.options),
            row.is_required,
        )
        for row in rows
    )


def option_words(survey: int) -> dict[str, Text]:
    """Return what brands and rated aspects of a survey are called now, by the key that answers say."""
    return {
        option.key: option.words
        for question in questions_of(survey)
        for option in (*question.options.rows, *question.options.choices)
    }


def opened_by(token: str) -> Opened | None:
    """Return what a link leads to; None for one that is wrong, too old, or of a survey that is not open."""
    hashed, signed = hash_of(token), invitation_signed_in(token)
    theirs = Q(token_hash=hashed) | Q(reminders__token_hash=hashed) if signed is None else Q(pk=signed)
    asked = SurveyInvitation.objects.filter(theirs, survey__state=SurveyState.OPEN).select_related("survey").first()
    if asked is not None:
        if asked.expires_at < timezone.now():
            return None
        view = view_of(asked.survey)
        language: Language = "en" if asked.language == "en" else "vi"
        came_by = By(asked.channel) if signed is None else By.PORTAL
        return Opened(view, language, asked.is_answered, asked.pk, came_by)
    row = Survey.objects.filter(open_key=token, state=SurveyState.OPEN).first() if token else None
    if row is None:
        return None
    view = view_of(row)
    return Opened(view, view.readable_in[0], is_answered=False, invitation=None)


def view_of(row: Survey) -> SurveyView:
    """Return a row as the floors above see it."""
    return SurveyView(
        id=row.pk,
        version=row.version,
        name=row.name,
        respondents=Respondents(row.respondents),
        languages=Languages(row.languages),
        state=SurveyState(row.state),
        title=_either(row.title_vi, row.title_en),
        intro=_either(row.intro_vi, row.intro_en),
        thanks=_either(row.thanks_vi, row.thanks_en),
        wave=row.wave,
        previous=row.previous_id,
        is_anonymous=row.is_anonymous,
        resting_days=row.resting_days,
        product=row.product_id,
        queue=row.queue_id,
        open_key=row.open_key,
        remind_after=row.remind_after,
        remind_most=row.remind_most,
        embed_hosts=tuple(row.embed_hosts),
        target_shares=row.target_shares,
        created_at=row.created_at,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )


def _either(vi: str, en: str) -> Text:
    """Return words in both languages; where one is missing, the other stands for it."""
    return Text(vi or en, en or vi)
