"""The only writer of built segments."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.values import plain
from crmeter.records.customers.queries import Listing, current_listing
from crmeter.records.customers.rule_queries import keys_within, rule_query
from crmeter.records.ledger.actions import audit, keep
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.mass_actions import write_rows
from crmeter.records.ledger.refusals import Refused
from crmeter.records.ledger.removal_actions import held_removed, held_standing, put_away, put_back
from crmeter.records.segments.models import Segment, SegmentMember
from crmeter.records.segments.rights import may_share, refuse_keeping_a_part, refuse_unless_builder
from crmeter.records.staff.queries import Person, actor_of, scope_of
from crmeter.vocabulary import Misused, Text
from crmeter.vocabulary.folding import spelled
from crmeter.vocabulary.segment_rule import LONGEST_SEGMENT_NAME, MOST_MEASURED, OUTSIDE, rule_of

# By which shapes of the warehouse know that they changed.
CHANGED = "segments"
# Written in one transaction, during which on SQLite everybody else waits.
MOST_KEPT = 50_000
# More than these nobody finds their way in.
MOST_OF_A_PERSON = 100
_COLUMNS = ("name", "rule", "is_live", "is_shared", "is_measured", "set_at", "kept_on", "kept_by", "kept")


@dataclass(frozen=True, slots=True)
class Built:
    """What is said of a segment; see the model."""

    name: str
    rule: Any
    is_live: bool = True
    is_shared: bool = False
    is_measured: bool = False


def add_segment(person: Person, built: Built) -> int:
    """Build a segment, and return its number; one that is not live keeps the members of now.

    Raises:
        Refused: they may not, the rule cannot be read, the name is taken, there are too many of what it is, or members
            are to be kept and there is no list of customers, or too many of them.
    """
    refuse_unless_builder(person, shares=built.is_shared or built.is_measured)
    with transaction.atomic():
        if Segment.objects.filter(owner=person.id, is_removed=False).count() >= MOST_OF_A_PERSON:
            raise Refused("too_many", _TOO_MANY.fill(most=MOST_OF_A_PERSON))
        row = Segment(owner_id=person.id)
        _put(row, built)
        row.save(force_insert=True)
        _keep_members(person, row)
        row.save()
        _note(row)
        audit(actor_of(person), "segments.added", row, after=_shown(row))
    return int(row.pk)


def change_segment(person: Person, pk: int, built: Built, *, version: int | None) -> int:
    """Build a segment otherwise, and return its new version; of one that is kept a new rule keeps new members.

    Raises:
        Refusal: see `add_segment`; or it is not theirs to change, has changed or is gone.
    """
    with transaction.atomic():
        row = _held(person, pk, version)
        refuse_unless_builder(person, shares=built.is_shared or built.is_measured or row.is_shared)
        before, was_measured = _shown(row), row.is_measured
        _put(row, built)
        if _shown(row) == before:
            return row.version
        if row.is_live or before["is_live"] or row.rule != before["rule"]:
            _keep_members(person, row)
        elif row.is_shared and not before["is_shared"]:
            # The members that were kept for its maker alone are those of the firm from now on.
            refuse_keeping_a_part(person)
        new = keep(row, *_COLUMNS)
        _note(row, was_measured=was_measured)
        audit(actor_of(person), "segments.changed", row, before=before, after=_shown(row))
    return new


def keep_members_anew(person: Person, pk: int, *, version: int | None) -> int:
    """Let a kept segment hold whomever its rule holds now, and return its new version.

    Raises:
        Refusal: see `change_segment`; or it is live, so that it does so by itself.
    """
    with transaction.atomic():
        row = _held(person, pk, version)
        refuse_unless_builder(person, shares=row.is_shared)
        if row.is_live:
            raise Refused("is_live", Text("nhóm này tự cập nhật", "this segment is live"))
        before = _shown(row)
        _keep_members(person, row)
        new = keep(row, "kept_on", "kept_by", "kept")
        _note(row)
        audit(actor_of(person), "segments.kept_anew", row, before=before, after=_shown(row))
    return new


def remove_segment(person: Person, pk: int, *, version: int | None) -> int:
    """Take a segment away, and return the version by which it can be brought back; its figures stay to be read.

    Raises:
        Refusal: it is not theirs to change, has changed or is gone.
    """
    with transaction.atomic():
        row = _held(person, pk, version)
        new = put_away(row)
        _note(row)
        audit(actor_of(person), "segments.removed", row, before=_shown(row))
    return new


def bring_back_segment(person: Person, pk: int, *, version: int | None) -> int:
    """Bring a segment back, and return its new version.

    Raises:
        Refusal: it is not theirs to change, is not there as it was removed, or its name is taken by now.
    """
    with transaction.atomic():
        row = _held(person, pk, version, is_removed=True)
        _refuse_taken(row)
        _refuse_too_many_measured(row)
        new = put_back(row)
        _note(row)
        audit(actor_of(person), "segments.brought_back", row, after=_shown(row))
    return new


def _held(person: Person, pk: int, version: int | None, *, is_removed: bool = False) -> Segment:
    found = Segment.objects.filter(pk=pk).first()
    # Who does not find it is not told that it is there.
    if found is None or not (found.is_shared or found.owner_id == person.id):
        raise Refused("unknown", _UNKNOWN)
    row = (held_removed if is_removed else held_standing)(Segment, pk, version)
    if row.owner_id != person.id and not may_share(person):
        raise Refused("not_own", _NOT_OWN)
    return row


def _put(row: Segment, built: Built) -> None:
    name = plain(built.name)
    if not name or len(name) > LONGEST_SEGMENT_NAME or name.startswith(OUTSIDE.strip()):
        raise Refused("wrong_name", _WRONG_NAME.fill(most=LONGEST_SEGMENT_NAME))
    try:
        rule = rule_of(built.rule)
    except Misused as refused:
        raise Refused(refused.code, refused.text) from None
    row.name, row.rule, row.is_live = name, rule.to_json(), built.is_live
    # What others do not find is no cut of figures that they see.
    row.is_shared, row.is_measured = built.is_shared, built.is_measured and built.is_shared
    row.set_at = timezone.now()
    _refuse_taken(row)
    _refuse_too_many_measured(row)


def _refuse_taken(row: Segment) -> None:
    others = Segment.objects.filter(is_removed=False).exclude(pk=row.pk)
    # One's own must differ, and shared ones must differ for all; others' private ones are not told of.
    found = others.filter(is_shared=True) if row.is_shared else others.filter(owner=row.owner_id)
    if any(spelled(name) == spelled(row.name) for name in found.values_list("name", flat=True)):
        raise Refused("taken", _TAKEN.fill(name=row.name))


def _refuse_too_many_measured(row: Segment) -> None:
    others = Segment.objects.filter(is_removed=False, is_shared=True, is_measured=True).exclude(pk=row.pk)
    if row.is_measured and others.count() >= MOST_MEASURED:
        raise Refused("too_many", _TOO_MANY_MEASURED.fill(most=MOST_MEASURED))


def _keep_members(person: Person, row: Segment) -> None:
    """Write down whom a segment holds now that is not live; of a live one nobody is written down."""
    SegmentMember.objects.filter(segment=row.pk).delete()
    row.kept_on, row.kept_by_id, row.kept = None, None, 0
    if row.is_live:
        return
    if row.is_shared:
        refuse_keeping_a_part(person)
    listing = current_listing()
    if listing is None:
        raise Refused("no_list", _NO_LIST)
    keys = _keys(person, listing, row)
    write_rows(SegmentMember, ("segment_id", "customer_key"), ((row.pk, key) for key in keys))
    row.kept_on, row.kept_by_id, row.kept = listing.as_of, person.id, len(keys)


def _keys(person: Person, listing: Listing, row: Segment) -> list[int]:
    keys = keys_within(listing, scope_of(person), rule_query(listing, rule_of(row.rule)))
    if len(keys) > MOST_KEPT:
        raise Refused("too_many", _TOO_MANY_KEPT.fill(most=MOST_KEPT, n=len(keys)))
    return keys


def _note(row: Segment, *, was_measured: bool = False) -> None:
    if row.is_measured or was_measured:
        note_changes(CHANGED, [row.pk])


def _shown(row: Segment) -> dict[str, Any]:
    return {
        "name": row.name,
        "rule": row.rule,
        "is_live": row.is_live,
        "is_shared": row.is_shared,
        "is_measured": row.is_measured,
        "kept_on": None if row.kept_on is None else row.kept_on.isoformat(),
        "kept": row.kept,
    }


_UNKNOWN = Text("không có nhóm khách này", "there is no such segment")
_NOT_OWN = Text("chỉ người lập mới sửa được nhóm khách này", "only whoever built this segment may change it")
_WRONG_NAME = Text(
    "tên nhóm phải có từ 1 đến {most} ký tự và không bắt đầu bằng ≠",
    "a name has 1 to {most} characters and does not begin with ≠",
)
_TAKEN = Text("đã có nhóm khách tên {name}", "there is a segment called {name}")
_TOO_MANY = Text("mỗi người lập không quá {most} nhóm khách", "a person builds at most {most} segments")
_TOO_MANY_MEASURED = Text(
    "mỗi lần đánh giá đo không quá {most} nhóm khách; hãy thôi đo một nhóm khác trước",
    "an evaluation measures at most {most} segments; stop measuring another one first",
)
_TOO_MANY_KEPT = Text(
    "chốt được không quá {most} khách, mà điều kiện này có {n}; hãy để nhóm tự cập nhật hoặc thêm điều kiện",
    "at most {most} customers are kept, and this rule holds {n}; let the segment be live, or add conditions",
)
_NO_LIST = Text(
    "chưa có lần đánh giá nào để chốt danh sách; hãy để nhóm tự cập nhật",
    "there is no evaluation yet whose customers could be kept; let the segment be live",
)
