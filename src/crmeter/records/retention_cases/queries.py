"""Cases of customers at risk and their rounds, as frozen values; whose customers they are is asked with each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, QuerySet

from crmeter.records.concept.models import SORTED_LETTERS
from crmeter.records.customers.models import CustomerRow
from crmeter.records.customers.queries import current_listing
from crmeter.records.retention_cases.kinds import Arm, Outcome, RiskKind
from crmeter.records.retention_cases.models import RetentionCase, RetentionRound
from crmeter.records.staff.owner_words import owner_words
from crmeter.vocabulary import Scope, Text

_LOOKED_AFTER = (Arm.TREATED, Arm.HELD_OUT)


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round; see the model.

    Args:
        cases: how many of each arm the reader sees.
    """

    id: int
    version: int
    kind: RiskKind
    currency: str
    held_out_percent: int
    seed: int
    opened_on: date
    ends_on: date
    opened_at: datetime
    opened_by: int | None
    by: str
    taken_back_at: datetime | None
    cases: Mapping[Arm, int]


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case; see the model.

    Args:
        key: of the customer in the warehouse.
        record: the number of the customer's record; None for one whom only evaluated data know.
        name: of the customer, as they are called now.
        task_owner: who has the task.
        is_task_open: whether it is still to be done; None without a task.
        task_outcome: what came of it, as activities say.
    """

    id: int
    round: int
    kind: RiskKind
    key: int
    record: int | None
    name: str
    arm: Arm
    expected_loss: Decimal | None
    currency: str
    chance_of_staying: float | None
    reason: Text | None
    task: int | None
    task_owner: str
    due_on: date | None
    is_task_open: bool | None
    task_outcome: str
    outcome: Outcome
    opened_on: date
    ends_on: date
    happened_on: date | None
    spent: Decimal | None
    seen_until: date | None


@dataclass(frozen=True, slots=True)
class Running:
    """A running case, for whoever looks what became of it.

    Args:
        case: its number.
        key: of the customer in the warehouse.
        opened_on: what happens after this day counts.
        ends_on: the last day that counts.
    """

    case: int
    kind: RiskKind
    key: int
    opened_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Ended:
    """A case whose window is over, for whoever compares.

    Args:
        round: its number.
        held_out_percent: of the round; 0 where nobody was drawn.
        arm: what was done.
        is_kept: whether the customer stayed.
        chance_of_staying: as it was foretold, or None.
        spent: money within the window, or None.
        currency: of it.
    """

    round: int
    kind: RiskKind
    held_out_percent: int
    arm: Arm
    is_kept: bool
    chance_of_staying: float | None
    spent: Decimal | None
    currency: str


def rounds(scope: Scope) -> tuple[RoundView, ...]:
    """Return the rounds in which the reader sees a case, the newest first."""
    counted: dict[int, dict[Arm, int]] = {}
    for number, arm, n in _visible(scope).order_by().values_list("round", "arm").annotate(n=Count("id")):
        counted.setdefault(number, {})[Arm(arm)] = n
    rows = RetentionRound.objects.filter(pk__in=counted).select_related("opened_by").order_by("-opened_at", "-id")
    return tuple(
        RoundView(
            id=row.pk,
            version=row.version,
            kind=RiskKind(row.kind),
            currency=row.currency,
            held_out_percent=row.held_out_percent,
            seed=row.seed,
            opened_on=row.opened_on,
            ends_on=row.ends_on,
            opened_at=row.opened_at,
            opened_by=row.opened_by_id,
            by="" if row.opened_by is None else str(row.opened_by),
            taken_back_at=row.taken_back_at,
            cases=counted[row.pk],
        )
        for row in rows
    )


def cases(scope: Scope, *, outcome: Outcome | None = None, most: int = 200) -> tuple[CaseView, ...]:
    """Return cases of customers who were chosen, those with most to lose first within each round.

    Args:
        scope: whose customers may be seen.
        outcome: only those; None for all that were not left out.
        most: how many.
    """
    found = _visible(scope).filter(arm__in=_LOOKED_AFTER)
    found = found.exclude(outcome=Outcome.LEFT_OUT) if outcome is None else found.filter(outcome=outcome)
    return _views(found.order_by("-round", "-expected_loss", "id")[:most])


def running_case_of(scope: Scope) -> Mapping[int, CaseView]:
    """Return the running cases of customers who were chosen, by key."""
    found = _visible(scope).filter(arm__in=_LOOKED_AFTER, outcome=Outcome.RUNNING)
    return {each.key: each for each in _views(found)}


def all_running() -> tuple[Running, ...]:
    """Return all running cases, of whomever."""
    rows = RetentionCase.objects.filter(outcome=Outcome.RUNNING).select_related("round", "customer").order_by("id")
    return tuple(
        Running(row.pk, RiskKind(row.round.kind), _key_of(row), row.round.opened_on, row.round.ends_on) for row in rows
    )


def ended_cases(scope: Scope, kind: RiskKind) -> tuple[Ended, ...]:
    """Return the cases of a kind whose window is over, of those who were chosen and of those who were not."""
    rows = _visible(scope).filter(round__kind=kind, outcome__in=(Outcome.KEPT, Outcome.LOST)).select_related("round")
    return tuple(
        Ended(
            row.round_id,
            kind,
            row.round.held_out_percent,
            Arm(row.arm),
            row.outcome == Outcome.KEPT,
            row.chance_of_staying,
            row.spent,
            row.round.currency,
        )
        for row in rows.order_by("id")
    )


def _visible(scope: Scope) -> QuerySet[RetentionCase]:
    rows = RetentionCase.objects.all()
    if scope.kind == "all":
        return rows
    words = {word[:SORTED_LETTERS] for word in owner_words(scope)}
    return rows.filter(of_owner__in=words)


def _key_of(row: RetentionCase) -> int:
    """Return by which key the warehouse knows the customer now: after a merge, that of the one who stayed."""
    if row.customer is None:
        return row.customer_key
    return row.customer.pk if row.customer.customer_key is None else row.customer.customer_key


def _views(rows: QuerySet[RetentionCase]) -> tuple[CaseView, ...]:
    found = list(rows.select_related("round", "customer", "task__owner"))
    names = _names([row.customer_key for row in found if row.customer is None])
    return tuple(
        CaseView(
            id=row.pk,
            round=row.round_id,
            kind=RiskKind(row.round.kind),
            key=_key_of(row),
            record=row.customer_id,
            name=names.get(row.customer_key, f"#{row.customer_key}") if row.customer is None else row.customer.name,
            arm=Arm(row.arm),
            expected_loss=row.expected_loss,
            currency=row.round.currency,
            chance_of_staying=row.chance_of_staying,
            reason=Text(**row.reason) if row.reason else None,
            task=row.task_id,
            task_owner="" if row.task is None or row.task.owner is None else str(row.task.owner),
            due_on=None if row.task is None else row.task.due_on,
            is_task_open=None if row.task is None else row.task.is_open,
            task_outcome="" if row.task is None else row.task.outcome,
            outcome=Outcome(row.outcome),
            opened_on=row.round.opened_on,
            ends_on=row.round.ends_on,
            happened_on=row.happened_on,
            spent=row.spent,
            seen_until=row.seen_until,
        )
        for row in found
    )


def _names(keys: list[int]) -> Mapping[int, str]:
    """Return what customers are called whom only evaluated data know."""
    listing = current_listing() if keys else None
    if listing is None:
        return {}
    rows = CustomerRow.objects.filter(of=listing.id, customer_key__in=keys)
    return {key: name or source_key for key, name, source_key in rows.values_list("customer_key", "name", "source_key")}
