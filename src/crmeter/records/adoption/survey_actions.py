"""The only writer of surveys that come with a source, and of their end: they are no records of a concept.

A survey carries no source. Which ones came with one is kept with what it was made of.
"""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction

from crmeter.records.adoption.known import Known
from crmeter.records.adoption.models import Adoption
from crmeter.records.brand.models import BrandSource
from crmeter.records.surveys.kinds import By, SurveyState
from crmeter.records.surveys.models import (
    Survey,
    SurveyAnswer,
    SurveyDraw,
    SurveyInvitation,
    SurveyQuestion,
    SurveyResponse,
    SurveyScenario,
)
from crmeter.vocabulary import ForeignRecord

SURVEYS, ANSWERS = "surveys", "survey_answers"
_LINK_LIFE = timedelta(days=30)


def write_surveys(adoption: Adoption, records: Sequence[ForeignRecord], known: Known) -> None:
    """Write surveys with their questions in the order of these."""
    there = surveys_of(adoption)
    with transaction.atomic():
        for record in records:
            previous, product = (record.links.get(link) for link in ("previous", "product"))
            row = Survey.objects.create(
                name=record.name,
                state=SurveyState.CLOSED,
                previous_id=there[previous] if previous else None,
                product_id=known.number("product", product) if product else None,
                created_at=record.at,
                created_by_id=adoption.actor_id,
                **record.values,
            )
            there[record.key] = row.pk
            SurveyQuestion.objects.bulk_create(
                SurveyQuestion(survey=row, position=position, **asked)
                for position, asked in enumerate(record.beside["questions"])
            )
        adoption.made_of = {**adoption.made_of, SURVEYS: there}
        adoption.save(update_fields=["made_of"])


def write_answers(adoption: Adoption, records: Sequence[ForeignRecord], known: Known) -> None:
    """Write who was asked, and what they answered; nobody can answer by these links, for nobody knows them.

    Whoever came by another way than a mail was not asked by name. Of an anonymous survey it is not kept whose an answer
    is, nor when somebody gave one.
    """
    there = surveys_of(adoption)
    questions: dict[tuple[int, int], int] = {
        (survey, position): pk
        for pk, survey, position in SurveyQuestion.objects.filter(survey__in=there.values()).values_list(
            "pk", "survey_id", "position"
        )
    }
    anonymous = set(Survey.objects.filter(pk__in=there.values(), is_anonymous=True).values_list("pk", flat=True))
    asked = [_invitation(record, there, anonymous, known) for record in records]
    with transaction.atomic():
        SurveyInvitation.objects.bulk_create([each for each in asked if each is not None], batch_size=200)
        told = [(r, i) for r, i in zip(records, asked, strict=True) if r.values["answered_at"] is not None]
        responses = [
            SurveyResponse(
                survey_id=(survey := there[record.values["survey"]]),
                invitation=None if survey in anonymous else invitation,
                came_by=record.values.get("came_by", By.EMAIL),
                language=record.values["language"],
                answered_at=record.values["answered_at"],
            )
            for record, invitation in told
        ]
        SurveyResponse.objects.bulk_create(responses, batch_size=200)
        SurveyAnswer.objects.bulk_create(
            (
                SurveyAnswer(
                    response=response,
                    question_id=questions[response.survey_id, given["question"]],
                    **{name: value for name, value in given.items() if name != "question"},
                )
                for (record, _), response in zip(told, responses, strict=True)
                for given in record.beside["answers"]
            ),
            batch_size=500,
        )


def remove_answers(adoption: Adoption, most: int) -> int:
    """Remove what the next of those asked answered, then the surveys; return how many went, 0 once none is left."""
    surveys = list(surveys_of(adoption).values())
    if not surveys:
        return 0
    with transaction.atomic():
        for table in (SurveyResponse, SurveyInvitation):
            rows: Any = table._default_manager.filter(survey__in=surveys)
            numbers = list(rows.values_list("pk", flat=True)[:most])
            if numbers:
                table._default_manager.filter(pk__in=numbers).delete()
                return len(numbers)
        # What people made of these surveys means nothing without them.
        BrandSource.objects.filter(question__survey__in=surveys).delete()
        for made_of_it in (SurveyScenario, SurveyDraw):
            made_of_it._default_manager.filter(survey__in=surveys).delete()
        # A wave that somebody made after the last one goes on as the first of its own.
        Survey.objects.exclude(pk__in=surveys).filter(previous__in=surveys).update(previous=None)
        for pk in sorted(surveys, reverse=True):
            Survey.objects.filter(pk=pk).delete()
        adoption.made_of = {name: value for name, value in adoption.made_of.items() if name != SURVEYS}
        adoption.save(update_fields=["made_of"])
    return len(surveys)


def surveys_of(adoption: Adoption) -> dict[str, int]:
    """Return the numbers of the surveys that came with a source, by their keys."""
    return dict(adoption.made_of.get(SURVEYS, {}))


def _invitation(
    record: ForeignRecord, surveys: dict[str, int], anonymous: set[int], known: Known
) -> SurveyInvitation | None:
    if record.values.get("came_by", By.EMAIL) != By.EMAIL:
        return None
    survey, answered_at = surveys[record.values["survey"]], record.values["answered_at"]
    ticket = record.links.get("ticket")
    customer, person = record.links.get("customer"), known.person(record.owner)
    return SurveyInvitation(
        survey_id=survey,
        customer_id=known.number("customer", customer) if customer else None,
        ticket_id=known.number("ticket", ticket) if ticket else None,
        user_id=None if customer else person,
        address=record.values.get("address", ""),
        channel=By.EMAIL,
        language=record.values["language"],
        agent_id=person if customer else None,
        token_hash=secrets.token_hex(32),
        sent_at=record.at,
        is_answered=answered_at is not None,
        answered_at=None if survey in anonymous else answered_at,
        expires_at=record.at + _LINK_LIFE,
    )
