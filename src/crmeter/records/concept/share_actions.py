"""The only writer of what is shared: who may change a record may let others see or change it."""

from django.db import transaction

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.gate import not_allowed, within
from crmeter.records.concept.models import Record, Share
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.models import Team, User
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text


def share(
    person: Person, concept: Concept, pk: int, *, user: int | None = None, team: int | None = None, may_change: bool
) -> None:
    """Let somebody, or a team, see a record, or change it; what was shared with them before is replaced.

    Args:
        person: who shares it.
        concept: of the record.
        pk: of the record.
        user: with whom, by number.
        team: with which team, by number.
        may_change: whether they may change it too.

    Raises:
        Refused: the person may not change the record, or there is nobody to share it with.
    """
    with transaction.atomic():
        row = _held(person, concept, pk)
        if not _is_there(user, team):
            raise Refused("nobody", Text("hãy chọn một người hoặc một nhóm", "choose a person or a team"))
        before = Share.objects.filter(concept=concept.name, record=pk, user=user, team=team).first()
        if before is not None and before.may_change == may_change:
            return
        now = before or Share(concept=concept.name, record=pk, user_id=user, team_id=team)
        could_change, now.may_change = now.may_change, may_change
        now.save()
        audit(
            actor_of(person),
            f"{concept.name}.shared",
            row,
            before=None if before is None else {"may_change": could_change},
            after={"user": user, "team": team, "may_change": may_change},
        )


def unshare(person: Person, concept: Concept, pk: int, *, user: int | None = None, team: int | None = None) -> None:
    """Take back what was shared with somebody or a team; where nothing was, nothing happens.

    Raises:
        Refused: the person may not change the record.
    """
    with transaction.atomic():
        row = _held(person, concept, pk)
        shared = Share.objects.filter(concept=concept.name, record=pk, user=user, team=team).first()
        if shared is None:
            return
        audit(
            actor_of(person),
            f"{concept.name}.unshared",
            row,
            before={"user": user, "team": team, "may_change": shared.may_change},
        )
        shared.delete()


def _is_there(user: int | None, team: int | None) -> bool:
    if user is not None and team is None:
        return User.objects.filter(pk=user, is_active=True).exists()
    return user is None and team is not None and Team.objects.filter(pk=team).exists()


def _held(person: Person, concept: Concept, pk: int) -> Record:
    rows = concept.table._default_manager
    row = rows.select_for_update().filter(pk=pk, removed_at=None).first()
    if row is None or not rows.filter(within(person, concept), pk=pk).exists():
        raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
    if not rows.filter(within(person, concept, Deed.CHANGE), pk=pk).exists():
        raise not_allowed(concept, Deed.CHANGE)
    return row
