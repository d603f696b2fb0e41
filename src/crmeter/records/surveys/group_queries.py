"""To which groups those belong who were asked by a survey, and what they answered on a scale."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Q

from crmeter.records.customers.models import Customer
from crmeter.records.orders.models import OrderLine
from crmeter.records.surveys.asking import OF_KIND
from crmeter.records.surveys.kinds import SCORES, QuestionKind, Respondents
from crmeter.records.surveys.models import SurveyAnswer, SurveyInvitation, SurveyResponse
from crmeter.records.surveys.queries import Question, SurveyView, questions_of
from crmeter.vocabulary import Text


class GroupBy(models.TextChoices):
    """What those who were asked are divided by."""

    SEGMENT = "segment"
    REGION = "region"
    AGENT = "agent"
    PRODUCT = "product"


GROUPS = {
    GroupBy.SEGMENT: Text("phân khúc", "segment"),
    GroupBy.REGION: Text("khu vực", "region"),
    GroupBy.AGENT: Text("người phụ trách", "agent"),
    GroupBy.PRODUCT: Text("sản phẩm mua gần nhất", "product bought last"),
}
# Of these the records tell how all customers are divided, not only those who were asked.
KNOWN_OF_ALL = (GroupBy.SEGMENT, GroupBy.REGION)


@dataclass(frozen=True, slots=True)
class Rated:
    """Something that was answered on a scale: a question, or one of the aspects that it rates.

    Args:
        question: its number.
        kind: of the question.
        aspect: the key of what is rated; empty where the question says it.
        words: what is answered.
        low: the least on the scale.
        high: the most.
        place: which of its kind it is, the same in every wave.
    """

    question: int
    kind: QuestionKind
    aspect: str
    words: Text
    low: int
    high: int
    place: int


@dataclass(frozen=True, slots=True)
class RatedAnswers:
    """What was answered on a scale.

    Args:
        rated: what was asked, in its order.
        given: by question and aspect, by response.
    """

    rated: tuple[Rated, ...]
    given: Mapping[tuple[int, str], Mapping[int, float]]

    def to(self, rated: Rated) -> Mapping[int, float]:
        """Return what was answered to one of them, by response."""
        return self.given.get((rated.question, rated.aspect), {})

    @property
    def responses(self) -> tuple[int, ...]:
        """All that answered anything."""
        return tuple(sorted({response for given in self.given.values() for response in given}))


def rated_by(questions: Iterable[Question]) -> tuple[Rated, ...]:
    """Return what is answered on a scale, in the order of the questions; grids of several brands are no score of us."""
    found, seen = [], Counter[QuestionKind]()
    for each in questions:
        low, high, place = each.options.low, each.options.high, seen[each.kind]
        seen[each.kind] += 1
        if low is None or high is None:
            continue
        if each.kind in SCORES:
            found.append(Rated(each.id, each.kind, "", each.title, low, high, place))
        elif each.kind == QuestionKind.RATING and not each.options.choices:
            rows = each.options.rows
            found += [Rated(each.id, each.kind, row.key, row.words, low, high, place) for row in rows]
    return tuple(found)


def rated_answers(survey: int) -> RatedAnswers:
    """Return what was answered to a survey on a scale."""
    kinds = (*SCORES, QuestionKind.RATING)
    rows = SurveyAnswer.objects.filter(response__survey=survey, question__kind__in=kinds, brand="").order_by("response")
    given: dict[tuple[int, str], dict[int, float]] = {}
    for question, driver, response, number in rows.values_list("question", "driver", "response", "number"):
        if number is not None:
            given.setdefault((question, driver), {})[response] = float(number)
    return RatedAnswers(rated_by(questions_of(survey)), given)


def responses_of(survey: int) -> tuple[int, ...]:
    """Return all responses to a survey."""
    return tuple(SurveyResponse.objects.filter(survey=survey).order_by("id").values_list("pk", flat=True))


def groups_of(survey: SurveyView, by: GroupBy) -> Mapping[int, str]:
    """Return to which group each response belongs; anonymous ones, and those of whom it is not known, are in none."""
    rows = SurveyResponse.objects.filter(survey=survey.id, invitation__isnull=False)
    groups = _of_invitations(survey.id, by)
    told = ((response, groups.get(invitation)) for response, invitation in rows.values_list("id", "invitation"))
    return {response: group for response, group in told if group is not None}


def asked_in_groups(survey: SurveyView, by: GroupBy) -> Mapping[str, tuple[int, int]]:
    """Return of each group how many were asked, as far as the mail arrived, and how many of them answered."""
    rows = SurveyInvitation.objects.filter(Q(bounced_at=None) | Q(is_answered=True), survey=survey.id)
    groups = _of_invitations(survey.id, by)
    asked, answered = Counter[str](), Counter[str]()
    for invitation, is_answered in rows.order_by("id").values_list("id", "is_answered"):
        group = groups.get(invitation)
        if group is not None:
            asked[group] += 1
            answered[group] += is_answered
    return {group: (n, answered[group]) for group, n in asked.items()}


def population_of(respondents: Respondents, by: GroupBy) -> Mapping[str, int]:
    """Return how many customers, or partners and suppliers, the records have in each group of `KNOWN_OF_ALL`."""
    if respondents == Respondents.EMPLOYEE or by not in KNOWN_OF_ALL:
        return {}
    rows = Customer.objects.filter(OF_KIND[respondents], removed_at=None).exclude(**{by.value: ""}).order_by()
    return dict(rows.values_list(by.value).annotate(n=models.Count("id")))


def _of_invitations(survey: int, by: GroupBy) -> Mapping[int, str]:
    invited = SurveyInvitation.objects.filter(survey=survey)
    if by == GroupBy.AGENT:
        agents = invited.filter(agent__isnull=False).select_related("agent")
        return _apart({each.pk: (each.agent_id or 0, str(each.agent)) for each in agents})
    if by == GroupBy.PRODUCT:
        return _apart(_bought_last(survey, invited))
    rows = invited.filter(customer__isnull=False).values_list("id", f"customer__{by.value}")
    return {invitation: group for invitation, group in rows if group}


def _bought_last(survey: int, invited: models.QuerySet[SurveyInvitation]) -> Mapping[int, tuple[int, str]]:
    """Return the product with the largest amount in the last order of each customer before they were asked."""
    asked: dict[int, list[tuple[int, datetime]]] = {}
    for invitation, customer, at in invited.filter(customer__isnull=False).values_list("id", "customer", "sent_at"):
        asked.setdefault(customer, []).append((invitation, at))
    lines = (
        OrderLine.objects.filter(
            order__customer__in=SurveyInvitation.objects.filter(survey=survey).values("customer"),
            order__removed_at=None,
        )
        .exclude(order__status__in=("draft", "cancelled"))
        .order_by("order__customer", "-order__ordered_at", "-order", "-amount", "position", "id")
    )
    found: dict[int, tuple[int, str]] = {}
    for customer, at, product, name in lines.values_list(
        "order__customer", "order__ordered_at", "product", "product__name"
    ):
        for invitation, sent_at in asked.get(customer, ()):
            if at <= sent_at:
                found.setdefault(invitation, (product, name))
    return found


def _apart(named: Mapping[int, tuple[int, str]]) -> Mapping[int, str]:
    """Return the names, with a number where two are called the same."""
    holders: dict[str, set[int]] = {}
    for pk, name in named.values():
        holders.setdefault(name, set()).add(pk)
    return {key: name if len(holders[name]) == 1 else f"{name} (#{pk})" for key, (pk, name) in named.items()}
