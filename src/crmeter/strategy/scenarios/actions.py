"""The only writer of scenarios."""

from django.db import transaction
from django.utils import timezone

from crmeter.evaluation.scenario import Assumptions
from crmeter.records.concept.amount import DECIMALS, is_kept_whole
from crmeter.records.ledger.actions import audit, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.ledger.removal_actions import held_removed, held_standing, put_away, put_back
from crmeter.records.staff.queries import Person, actor_of
from crmeter.strategy.scenarios.models import LONGEST_NAME, LONGEST_REASON, Scenario
from crmeter.strategy.scenarios.queries import ASSUMED, assumptions_of
from crmeter.strategy.scenarios.rights import refuse_unless_keeper
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import spelled

MOST = 50


def add_scenario(person: Person, name: str, assumed: Assumptions, reason: str = "") -> int:
    """Keep assumptions under a name, and return its number.

    Raises:
        Refused: they may not, nothing is assumed, the name is none or taken, or there are too many.
    """
    refuse_unless_keeper(person)
    with transaction.atomic():
        if Scenario.objects.filter(is_removed=False).count() >= MOST:
            raise Refused("too_many", _TOO_MANY.fill(most=MOST))
        row = Scenario(owner_id=person.id)
        _put(row, name, assumed, reason)
        row.save(force_insert=True)
        audit(actor_of(person), "scenarios.added", row, after=_shown(row))
    return int(row.pk)


def change_scenario(
    person: Person, pk: int, name: str, assumed: Assumptions, reason: str = "", *, version: int | None
) -> int:
    """Assume something else under a name, and return its new version.

    Raises:
        Refusal: they may not, nothing is assumed, the name is none or taken, or it has changed or is gone.
    """
    refuse_unless_keeper(person)
    with transaction.atomic():
        row = held_standing(Scenario, pk, version)
        before = _shown(row)
        _put(row, name, assumed, reason)
        if _shown(row) == before:
            return row.version
        new = keep(row, "name", "reason", *ASSUMED, "set_at")
        audit(actor_of(person), "scenarios.changed", row, before=before, after=_shown(row))
    return new


def remove_scenario(person: Person, pk: int, *, version: int | None) -> int:
    """Remove a scenario, and return the version by which it can be brought back.

    Raises:
        Refusal: they may not, or it has changed or is gone.
    """
    refuse_unless_keeper(person)
    with transaction.atomic():
        row = held_standing(Scenario, pk, version)
        new = put_away(row)
        audit(actor_of(person), "scenarios.removed", row, before=_shown(row))
    return new


def bring_back_scenario(person: Person, pk: int, *, version: int | None) -> int:
    """Bring a removed scenario back, and return its new version.

    Raises:
        Refusal: they may not, its name is taken by now, or it is not there as it was removed.
    """
    refuse_unless_keeper(person)
    with transaction.atomic():
        row = held_removed(Scenario, pk, version)
        _refuse_taken(row)
        new = put_back(row)
        audit(actor_of(person), "scenarios.brought_back", row, after=_shown(row))
    return new


def _put(row: Scenario, name: str, assumed: Assumptions, reason: str) -> None:
    name, reason = " ".join(name.split()), reason.strip()
    if not name or len(name) > LONGEST_NAME:
        raise Refused("name", _NAME.fill(most=LONGEST_NAME))
    if len(reason) > LONGEST_REASON:
        raise Refused("too_long", _LONG.fill(most=LONGEST_REASON))
    if not assumed.made:
        raise Refused("nothing_assumed", _NOTHING)
    if not all(is_kept_whole(value) for field in ASSUMED if (value := getattr(assumed, field)) is not None):
        raise Refused("too_fine", _TOO_FINE.fill(most=DECIMALS))
    row.name, row.reason, row.set_at = name, reason, timezone.now()
    for field in ASSUMED:
        setattr(row, field, getattr(assumed, field))
    _refuse_taken(row)


def _refuse_taken(row: Scenario) -> None:
    others = Scenario.objects.filter(is_removed=False).exclude(pk=row.pk).values_list("name", flat=True)
    if any(spelled(other) == spelled(row.name) for other in others):
        raise Refused("taken", _TAKEN.fill(name=row.name))


def _shown(row: Scenario) -> dict[str, object]:
    assumed = assumptions_of(row)
    said = {name: str(value) for name in ASSUMED if (value := getattr(assumed, name)) is not None}
    return {"name": row.name, **({"reason": row.reason} if row.reason else {}), **said}


_TOO_MANY = Text("có không quá {most} kịch bản", "there are at most {most} scenarios")
_NAME = Text("hãy đặt tên, không quá {most} ký tự", "give it a name of at most {most} characters")
_LONG = Text("lý do dài quá {most} ký tự", "the reason is longer than {most} characters")
_NOTHING = Text("hãy giả định ít nhất một điều", "assume at least one thing")
_TOO_FINE = Text("một giả định có hơn {most} chữ số thập phân", "an assumption has more than {most} decimals")
_TAKEN = Text("đã có kịch bản tên {name}", "there is a scenario called {name}")
