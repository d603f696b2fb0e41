"""What somebody answered to surveys under their name, for the person."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q

from crmeter.records.surveys.models import SurveyAnswer


def answers_of_people(records: Mapping[str, Collection[int]]) -> list[dict[str, Any]]:
    """Return all that was answered by the links of some customers and contacts, the first answers first.

    Args:
        records: numbers by concept; of other concepts nobody is asked.
    """
    theirs = Q(response__invitation__customer__in=list(records.get("customers", ())))
    theirs |= Q(response__invitation__contact__in=list(records.get("contacts", ())))
    rows = SurveyAnswer.objects.filter(theirs).select_related("question", "response__survey")
    return [
        {
            "survey": row.response.survey.name,
            "answered_at": row.response.answered_at.isoformat(),
            "question": row.question.title_vi or row.question.title_en,
            "driver": row.driver,
            "brand": row.brand,
            "number": None if row.number is None else f"{row.number.normalize():f}",
            "text": row.text,
        }
        for row in rows.order_by("response", "question__position", "id")
    ]
