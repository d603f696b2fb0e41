"""The only writer of merges: in one transaction everything that named the others names the one that stays."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, models, transaction

from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow, RowDeed, SetKind, SetState
from crmeter.records.change_sets.set_actions import end, open_set
from crmeter.records.change_sets.undo_actions import note_changes_beside
from crmeter.records.concept.actions import changed_to
from crmeter.records.concept.batch_actions import change_each, put_back
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Kind
from crmeter.records.concept.models import Record
from crmeter.records.concept.row_actions import plain_value, relink, set_removed
from crmeter.records.ledger.actions import audit, held
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refusal, Refused
from crmeter.records.merge.links import Links, links_to
from crmeter.records.merge.parents import above
from crmeter.records.merge.preview import choosable, merged_rows
from crmeter.records.staff.queries import Person, actor_of
from crmeter.vocabulary import Text
from crmeter.vocabulary.failpoints import failpoint


def merge(
    person: Person,
    concept: Concept,
    kept: int,
    *,
    version: int | None,
    others: Mapping[int, int | None],
    choices: Mapping[str, int],
    why: str = "",
) -> int:
    """Make one record of several, and return the number of the set by which it is taken back.

    Args:
        person: who merges them.
        concept: of the records.
        kept: the number of the one that stays.
        version: of it.
        others: those that go, with their versions.
        choices: by field, the record whose value the one that stays is to have; what is not named stays as it is.
        why: in their words.

    Raises:
        Refusal: they may not, a record has changed or is gone, a choice means nothing, or a rule forbids it.
    """
    with transaction.atomic():
        versions = {kept: version, **others}
        # Whoever may not see a record is not told that it has changed.
        merged_rows(person, concept, kept, list(others))
        # Always in one order, so that two merges do not wait for each other.
        rows = {pk: held(concept.table, pk, versions[pk]) for pk in sorted(versions)}
        title = Text("Gộp {n} {what} vào {name}", "Merge {n} into {name}: {what}").fill(
            n=len(others), what=concept.title, name=rows[kept].name
        )
        pk = open_set(person, SetKind.MERGE, title, concept, record=kept, total=len(rows))
        of = ChangeSet.objects.select_for_update().get(pk=pk)
        asked = _asked(concept, rows, kept, choices)
        taken = [rows[other] for other in others]
        for other in taken:
            set_removed(person, concept, other, is_removed=True, why=why, into=kept)
            _keep(of, concept.name, other.pk, RowDeed.REMOVED, {}, other.version)
        before = changed_to(person, concept, rows[kept], asked, why=why)
        if before:
            plain = {column: plain_value(value) for column, value in before.items()}
            _keep(of, concept.name, kept, RowDeed.CHANGED, plain, rows[kept].version)
        for links in links_to(concept):
            _move(person, of, links, rows)
            failpoint("merge-links")
        note_changes(concept.name, [kept])
        audit(
            actor_of(person),
            f"{concept.name}.took_over",
            rows[kept],
            after={"merged": [{"id": other.pk, "name": other.name} for other in taken], "change_set": pk},
            why=why,
        )
        of.place = of.done = len(rows)
        end(person, of, SetState.DONE)
        failpoint("merge-before-commit")
    return pk


def _asked(concept: Concept, rows: Mapping[int, Record], kept: int, choices: Mapping[str, int]) -> dict[str, Any]:
    """Return by field what the record that stays is to have."""
    chosen: dict[str, int] = dict(choices)
    fields = choosable(concept, [row.external_source for row in rows.values()])
    for name, pk in choices.items():
        if name not in {field.name for field in fields} or pk not in rows:
            raise _no_choice(concept, name)
    for field in concept.edited:
        row = rows[choices.get(field.name, kept)]
        # An amount goes with its currency, a stage with its pipeline; where there is no amount, nothing goes.
        for bound in filter(None, (field.currency, field.limited_by)):
            if getattr(row, field.column) is None or (field.name not in choices and bound not in choices):
                continue
            column = concept.all_fields[bound].column
            if getattr(rows[chosen.setdefault(bound, row.pk)], column) != getattr(row, column):
                raise _no_choice(concept, bound)
    asked = {name: getattr(rows[pk], concept.all_fields[name].column) for name, pk in chosen.items()}
    for field in concept.edited:
        if field.strictest_wins:
            asked[field.name] = any(getattr(row, field.column) for row in rows.values())
        if field.kind == Kind.RECORD and field.to == concept.name:
            wanted = asked.get(field.name, getattr(rows[kept], field.column))
            asked[field.name] = above(concept, field.column, wanted, frozenset(rows))
    return asked


def _no_choice(concept: Concept, name: str) -> Refused:
    title = concept.all_fields[name].title if name in concept.all_fields else Text.same(name)
    return Refused(
        "wrong_choice",
        Text(
            "{field}: lựa chọn này không đi với các lựa chọn khác", "{field}: this does not go with what else is chosen"
        ).fill(field=title),
    )


def _move(person: Person, of: ChangeSet, links: Links, rows: Mapping[int, Record]) -> None:
    kept = int(of.record or 0)
    gone = frozenset(rows) - {kept}
    found = links.naming(gone).select_for_update()
    if links.concept is not None and links.concept.table is type(rows[kept]):
        # Those that are merged stay as they were, but for being merged.
        found = found.exclude(pk__in=list(rows))
    waiting = list(found)
    if links.concept is not None:
        _move_records(person, of, links.concept, links.columns, waiting, kept, gone)
    else:
        _move_beside(of, links, waiting, kept, gone)


def _move_records(
    person: Person,
    of: ChangeSet,
    concept: Concept,
    columns: tuple[str, ...],
    waiting: list[Record],
    kept: int,
    gone: frozenset[int],
) -> None:
    fields = {field.column: name for name, field in concept.all_fields.items()}
    alike: dict[tuple[str, ...], list[Record]] = {}
    for row in waiting:
        moved = tuple(column for column in columns if getattr(row, column) in gone)
        if row.erased_at is None:
            alike.setdefault(moved, []).append(row)
            continue
        named = {column: getattr(row, column) for column in moved}
        relink(person, concept, row, dict.fromkeys(moved, kept))
        _keep(of, concept.name, row.pk, RowDeed.MOVED, named, row.version)
    for moved, some in alike.items():
        described = {fields[column]: kept for column in moved if column in fields}
        outcomes = change_each(person, concept, some, described) if len(described) == len(moved) else {}
        for row in some:
            outcome = outcomes.get(row.pk)
            if isinstance(outcome, Refusal):
                raise outcome
            if outcome is None:
                # A link that nobody types is no field.
                outcome = put_back(person, concept, row, dict.fromkeys(moved, kept))
            _keep(of, concept.name, row.pk, RowDeed.MOVED, outcome.before, outcome.version)


def _move_beside(of: ChangeSet, links: Links, waiting: list[models.Model], kept: int, gone: frozenset[int]) -> None:
    for row in waiting:
        before = {column: getattr(row, column) for column in links.columns if getattr(row, column) in gone}
        try:
            with transaction.atomic():
                links.table._default_manager.filter(pk=row.pk).update(**dict.fromkeys(before, kept))
        except IntegrityError:
            # The record that stays has the same already, such as the same tag.
            continue
        note_changes_beside(row)
        _keep(of, links.label, row.pk, RowDeed.MOVED, before, None)


def _keep(
    of: ChangeSet, concept: str, number: int, deed: RowDeed, before: Mapping[str, Any], version: int | None
) -> None:
    with transaction.atomic():
        ChangeSetRow.objects.create(
            of=of, concept=concept, record=number, deed=deed, before=dict(before), version_after=version
        )
