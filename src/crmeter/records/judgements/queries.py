"""Decisions, who judges them, and what was judged, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from crmeter.records.judgements.kinds import Purpose, Together, Weighing
from crmeter.records.judgements.models import Decision, Evaluator, Judgement
from crmeter.records.judgements.pairs import Pair, pairs_of
from crmeter.records.judgements.rights import may_read
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.options import Option
from crmeter.vocabulary import Text

# As the warehouse is told of changes: by this the weights of the brand are read again.
DECISIONS = "decisions"


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision; see the model. Weights that were set are percents by the key of their criterion."""

    id: int
    version: int
    title: str
    purpose: Purpose
    about: str
    criteria: tuple[Option, ...]
    alternatives: tuple[Option, ...]
    weighing: Weighing
    together: Together
    set_weights: Mapping[str, float]
    created_at: datetime

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """What an evaluator compares."""
        return pairs_of([each.key for each in self.criteria], [each.key for each in self.alternatives])

    @property
    def words(self) -> Mapping[str, Text]:
        """What criteria and alternatives are called, by key."""
        return {each.key: each.words for each in (*self.criteria, *self.alternatives)}


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who judges a decision.

    Args:
        id: its number.
        version: of the seat; each judgement makes a new one.
        decision: which.
        user: whose it is.
        name: theirs.
        judged: pairs that they have judged.
        finished_at: when they finished; None while they judge.
    """

    id: int
    version: int
    decision: int
    user: int
    name: str
    judged: int
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A decision in the list.

    Args:
        decision: which.
        seats: evaluators.
        finished: those who have finished.
        own: the seat of whoever looks; None where they do not judge.
    """

    decision: DecisionView
    seats: int
    finished: int
    own: Seat | None


def decision(pk: int) -> DecisionView | None:
    """Return one decision, or None."""
    row = Decision.objects.filter(pk=pk, removed_at=None).first()
    return None if row is None else view_of(row)


def decisions_of(person: Person) -> tuple[Listed, ...]:
    """Return the decisions that somebody sees, the newest first: all, or those that they judge."""
    rows = Decision.objects.filter(removed_at=None)
    if not may_read(person):
        rows = rows.filter(evaluators__user=person.id)
    found = list(rows.order_by("-created_at", "-id"))
    seats: dict[int, list[Seat]] = {}
    for seat in _seats(Evaluator.objects.filter(decision__in=[row.pk for row in found])):
        seats.setdefault(seat.decision, []).append(seat)
    return tuple(_listed(row, seats.get(row.pk, []), person) for row in found)


def brand_decisions() -> tuple[DecisionView, ...]:
    """Return the decisions that weigh components of the brand, the newest first."""
    rows = Decision.objects.filter(removed_at=None, purpose=Purpose.BRAND).order_by("-created_at", "-id")
    return tuple(map(view_of, rows))


def seats_of(decision: int) -> tuple[Seat, ...]:
    """Return who judges a decision, the first invited first."""
    return _seats(Evaluator.objects.filter(decision=decision))


def seat_of(person: Person, decision: int) -> Seat | None:
    """Return the seat of somebody, or None where they do not judge."""
    return next(iter(_seats(Evaluator.objects.filter(decision=decision, user=person.id))), None)


def judged_by(seat: int) -> Mapping[Pair, int]:
    """Return what an evaluator judged, by pair, −8 to 8; in the order of their first answers."""
    rows = Judgement.objects.filter(evaluator=seat).order_by("id").values_list("under", "left", "right", "favour")
    return {Pair(under, left, right): favour for under, left, right, favour in rows}


def finished_judgements(decision: int) -> Mapping[Seat, Mapping[Pair, int]]:
    """Return what each evaluator who has finished judged."""
    return {seat: judged_by(seat.id) for seat in seats_of(decision) if seat.finished_at is not None}


def view_of(row: Decision) -> DecisionView:
    """Return a row as the floors above see it."""
    return DecisionView(
        id=row.pk,
        version=row.version,
        title=row.title,
        purpose=Purpose(row.purpose),
        about=row.about,
        criteria=options_of(row.criteria),
        alternatives=options_of(row.alternatives),
        weighing=Weighing(row.weighing),
        together=Together(row.together),
        set_weights=dict(row.set_weights),
        created_at=row.created_at,
    )


def options_of(kept: list[dict[str, str]]) -> tuple[Option, ...]:
    """Return criteria or alternatives as they were kept."""
    return tuple(Option(each["key"], Text(each["vi"], each["en"])) for each in kept)


def _seats(rows: QuerySet[Evaluator]) -> tuple[Seat, ...]:
    found = list(rows.select_related("user").order_by("id"))
    pairs: dict[int, set[tuple[str, str, str]]] = {}
    for seat, *pair in Judgement.objects.filter(Q(evaluator__in=[row.pk for row in found])).values_list(
        "evaluator", "under", "left", "right"
    ):
        pairs.setdefault(seat, set()).add((pair[0], pair[1], pair[2]))
    return tuple(
        Seat(
            row.pk, row.version, row.decision_id, row.user_id, str(row.user), len(pairs.get(row.pk, ())),
            row.finished_at,
        )
        for row in found
    )  # fmt: skip


def _listed(row: Decision, seats: list[Seat], person: Person) -> Listed:
    finished = sum(seat.finished_at is not None for seat in seats)
    return Listed(view_of(row), len(seats), finished, next((seat for seat in seats if seat.user == person.id), None))
