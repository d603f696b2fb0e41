"""The only writer of how the brand is measured."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from crmeter.records.brand.kinds import BEHAVIOUR, WAYS_OF, Way
from crmeter.records.brand.models import Brand, BrandSource
from crmeter.records.brand.queries import askable
from crmeter.records.judgements.kinds import Purpose
from crmeter.records.judgements.models import Decision
from crmeter.records.judgements.rights import refuse_unless_lead
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.surveys.kinds import QuestionKind
from crmeter.records.surveys.models import SurveyQuestion
from crmeter.vocabulary import Text
from crmeter.vocabulary.brand_components import BRAND_COMPONENTS


@dataclass(frozen=True, slots=True)
class SourceAsked:
    """What is to measure a component: a question with its aspect and way, or a measure of behaviour."""

    question: int | None = None
    driver: str = ""
    way: str = ""
    measure: str = ""


def measure_brand(
    person: Person, name: str, decision: int | None, sources: Mapping[str, SourceAsked], *, version: int | None
) -> int:
    """Keep how the brand is measured, and return the new version.

    Args:
        person: who says it.
        name: how surveys call the brand; empty: not said.
        decision: whose weights count.
        sources: by component; one that is not named is not measured.
        version: that was seen, 0 where nothing was said yet.

    Raises:
        Refusal: they may not, it has changed, or there is no such component, question, way, measure or decision.
    """
    refuse_unless_lead(person)
    with transaction.atomic():
        row = _held(version)
        before = _shown(row)
        known = {key for each in askable() for key, _ in each.brands}
        if name and name not in known:
            raise Refused("unknown_choice", _NO_BRAND)
        if (
            decision is not None
            and not Decision.objects.filter(pk=decision, purpose=Purpose.BRAND, removed_at=None).exists()
        ):
            raise Refused("unknown_choice", _NO_DECISION)
        row.name, row.decision_id = name, decision
        rows = [_row(component, asked) for component, asked in sources.items()]
        BrandSource.objects.all().delete()
        BrandSource.objects.bulk_create(rows)
        new = keep(row, "name", "decision")
        note_changes("brand", [row.pk])
        audit(actor_of(person), "brand.measured", row, before=before, after=_shown(row))
    return new


def _held(version: int | None) -> Brand:
    row = Brand.objects.select_for_update().first()
    if row is not None:
        return held(Brand, row.pk, version)
    if version is None:
        raise NoVersion
    if version:
        raise Stale(0)
    return Brand.objects.create(version=0)


def _row(component: str, asked: SourceAsked) -> BrandSource:
    if component not in BRAND_COMPONENTS:
        raise Refused("unknown_choice", _NO_COMPONENT)
    if asked.measure:
        if asked.measure not in BEHAVIOUR or component != "loyalty":
            raise Refused("unknown_choice", _NO_MEASURE)
        return BrandSource(component=component, measure=asked.measure)
    question = None if asked.question is None else SurveyQuestion.objects.filter(pk=asked.question).first()
    if question is None or not any(each.question == question.pk and each.driver == asked.driver for each in askable()):
        raise Refused("unknown_choice", _NO_QUESTION)
    if asked.way not in WAYS_OF[QuestionKind(question.kind)]:
        raise Refused("wrong_way", _NO_WAY.fill(component=BRAND_COMPONENTS[component]))
    return BrandSource(component=component, question=question, driver=asked.driver, way=Way(asked.way))


def _shown(row: Brand) -> dict[str, object]:
    sources = BrandSource.objects.order_by("component").values("component", "question", "driver", "way", "measure")
    return {"name": row.name, "decision": row.decision_id, "sources": list(sources)}


_NO_BRAND = Text("không khảo sát nào hỏi về hãng này", "no survey asks of this brand")
_NO_DECISION = Text("không có quyết định này về thương hiệu", "there is no such decision about the brand")
_NO_COMPONENT = Text("không có thành phần thương hiệu này", "there is no such component of a brand")
_NO_MEASURE = Text("hành vi này không đo thành phần đó", "this behaviour does not measure that component")
_NO_QUESTION = Text("không có câu hỏi này", "there is no such question")
_NO_WAY = Text(
    "{component}: câu hỏi này không chấm được theo cách đó", "{component}: this question cannot be scored that way"
)
