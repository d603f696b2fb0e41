"""The only writer of decisions that come with a source, of how the brand is measured by it, and of their end.

A decision carries no source. Which ones came with one is kept with what it was made of.
"""

from collections.abc import Sequence

from django.db import transaction

from crmeter.records.adoption.known import Known
from crmeter.records.adoption.models import Adoption
from crmeter.records.adoption.survey_actions import surveys_of
from crmeter.records.brand.models import Brand, BrandSource
from crmeter.records.judgements.models import Decision, Evaluator, Judgement
from crmeter.records.ledger.actions import keep
from crmeter.records.surveys.models import SurveyQuestion
from crmeter.vocabulary import ForeignRecord

DECISIONS, BRAND = "decisions", "brand"


def write_decisions(adoption: Adoption, records: Sequence[ForeignRecord], known: Known) -> None:
    """Write decisions with their evaluators and all that these judged."""
    there = dict(adoption.made_of.get(DECISIONS, {}))
    with transaction.atomic():
        for record in records:
            row = Decision.objects.create(
                title=record.name,
                created_at=record.at,
                created_by_id=known.person(record.owner),
                **record.values,
            )
            there[record.key] = row.pk
            for each in record.beside["evaluators"]:
                user = known.person(each["who"])
                if user is None:
                    continue
                seat = Evaluator.objects.create(
                    decision=row,
                    user_id=user,
                    invited_at=each["invited_at"],
                    finished_at=each["finished_at"],
                )
                Judgement.objects.bulk_create(
                    Judgement(evaluator=seat, at=each["finished_at"], **judged) for judged in each["judgements"]
                )
        adoption.made_of = {**adoption.made_of, DECISIONS: there}
        adoption.save(update_fields=["made_of"])


def write_brand(adoption: Adoption, records: Sequence[ForeignRecord], _: Known) -> None:
    """Write how the brand is measured, unless the firm has said so itself."""
    surveys, decisions = surveys_of(adoption), adoption.made_of.get(DECISIONS, {})
    with transaction.atomic():
        for record in records:
            if Brand.objects.exclude(name="", decision=None).exists() or BrandSource.objects.exists():
                continue
            Brand.objects.update_or_create(
                defaults={"name": record.name, "decision_id": decisions[record.values["decision"]]}
            )
            for each in record.beside["sources"]:
                source = {name: value for name, value in each.items() if name not in ("survey", "question")}
                if "survey" in each:
                    asked = SurveyQuestion.objects.get(survey=surveys[each["survey"]], position=each["question"])
                    source["question_id"] = asked.pk
                BrandSource.objects.create(**source)
            adoption.made_of = {**adoption.made_of, BRAND: record.name}
            adoption.save(update_fields=["made_of"])


def remove_decisions(adoption: Adoption) -> int:
    """Remove the decisions of a source, and how the brand is measured by it; return how many decisions went.

    What the firm has said of its brand since stays, without weights that are gone.
    """
    decisions = list(adoption.made_of.get(DECISIONS, {}).values())
    with transaction.atomic():
        if BRAND in adoption.made_of:
            for row in Brand.objects.select_for_update().filter(name=adoption.made_of[BRAND]):
                row.name = ""
                keep(row, "name")
                BrandSource.objects.filter(question=None).delete()
        for row in Brand.objects.select_for_update().filter(decision__in=decisions):
            row.decision = None
            keep(row, "decision")
        Decision.objects.filter(pk__in=decisions).delete()
        adoption.made_of = {k: v for k, v in adoption.made_of.items() if k not in (DECISIONS, BRAND)}
        adoption.save(update_fields=["made_of"])
    return len(decisions)
