"""Writes the rows of one batch into records, through the rules that forms go through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow, RowDeed
from crmeter.records.concept.batch_actions import Wanted, change_each_to
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.erased import erased
from crmeter.records.concept.gate import may, not_allowed, within
from crmeter.records.concept.models import Record
from crmeter.records.concept.new_batch_actions import New, create_each
from crmeter.records.concept.values import WrongValue
from crmeter.records.ledger.mass_actions import write_rows
from crmeter.records.ledger.refusals import Refusal, Refused
from crmeter.records.record_imports.order_rows import Lines, OrderRows
from crmeter.records.record_imports.other_key_actions import OtherKeys
from crmeter.records.record_imports.other_keys import erased_keys, known_as
from crmeter.records.record_imports.plan import Plan
from crmeter.records.record_imports.reading import Reader, Said
from crmeter.records.record_imports.targets import DELIVERY, HAPPENED_AT, IMPLIED, LINE, OTHER_ID, targets_of
from crmeter.records.record_imports.written import Written
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import plain_words

_NO_KEY = Text("không có gì để đối chiếu", "there is nothing to match by")
_SEVERAL = Text("khớp với nhiều bản ghi", "matches several records")
_OF_ANOTHER = Text("là mã của bản ghi khác", "is a key of another record")
_Group = list[Said]


class Batch:
    """Rows that are written together, in the caller's transaction."""

    def __init__(self, person: Person, concept: Concept, plan: Plan, of: ChangeSet, reader: Reader) -> None:
        self._person, self._concept, self._plan, self._of = person, concept, plan, of
        self._reader, self._targets = reader, targets_of(concept)
        self._has_lines = any(name.startswith(LINE) for name in plan.columns)
        self._same = reader.same()
        # A row that tells what became of a record says it as of now, not as of when the record came to be.
        self._became = not IMPLIED.get(concept.name, {}).keys().isdisjoint(plan.columns)
        self._done = Written()
        self._rows: list[tuple[int, RowDeed, Mapping[str, Any], int]] = []
        self._others = OtherKeys(concept, plan.source)
        self._orders = OrderRows(person, reader.same(of_line=True), self._why)

    def write(self, said: Sequence[Said]) -> Written:
        """Write some rows, and return what became of them."""
        with transaction.atomic(savepoint=False):
            for some in self._rounds(self._groups(said)):
                self._write_round(some)
            self._keep_rows()
            self._others.write(self._of)
        return self._done

    def _groups(self, said: Sequence[Said]) -> list[_Group]:
        """Return together the rows of one record: lines of goods that stand one after the other."""
        groups: list[_Group] = []
        last = None
        for each in said:
            key = self._together(each) if self._has_lines else None
            if key is not None and key == last and groups:
                groups[-1].append(each)
            else:
                groups.append([each])
            last = key
        return groups

    def _together(self, said: Said) -> str | None:
        return said.values.get("external_id") or said.values.get("name")

    def _rounds(self, groups: Sequence[_Group]) -> list[list[_Group]]:
        """Return the records in rounds, so that each is written once in a round, in the order of the file."""
        rounds: list[list[_Group]] = []
        seen: dict[Any, int] = {}
        for group in groups:
            wrong = next((each.wrong for each in group if each.wrong is not None), None)
            if wrong is not None:
                self._done.fail(group, wrong)
                continue
            key = self._key(group[0])
            if key is None and self._plan.match == "external_id":
                self._done.fail(group, WrongValue(self._targets["external_id"].field, _NO_KEY))
                continue
            place = 0 if key is None else seen.get(key, 0)
            if key is not None:
                seen[key] = place + 1
            while len(rounds) <= place:
                rounds.append([])
            rounds[place].append(group)
        return rounds

    def _key(self, said: Said) -> Any:
        value = said.values.get(self._plan.match) if self._plan.match else None
        return " ".join(plain_words(value))[:100] if value and self._plan.match == "name" else value

    def _found(self, groups: Sequence[_Group]) -> Mapping[Any, list[Record]]:
        """Return, locked, the records that rows are matched with, by key."""
        match = self._plan.match
        keys = {key for group in groups if (key := self._key(group[0])) is not None}
        if not match or not keys:
            return {}
        column = "by_name" if match == "name" else match
        rows = self._concept.table._default_manager.select_for_update(of=("self",)).filter(
            removed_at=None, **{f"{column}__in": keys}
        )
        if match == "external_id":
            rows = rows.filter(external_source=self._plan.source)
        found: dict[Any, list[Record]] = {}
        for row in rows.order_by("pk"):
            found.setdefault(getattr(row, column), []).append(row)
        if match == "external_id":
            other = known_as(self._concept.name, self._plan.source, keys - found.keys())
            held = self._concept.table._default_manager.select_for_update(of=("self",)).filter(removed_at=None)
            there = {row.pk: row for row in held.filter(pk__in=other.values()).order_by("pk")} if other else {}
            found |= {key: [there[pk]] for key, pk in other.items() if pk in there}
        return found

    def _write_round(self, groups: Sequence[_Group]) -> None:
        groups = self._without_erased(groups)
        found = self._found(groups)
        self._others.look_up([group[0] for group in groups])
        allowed = self._allowed([row.pk for rows in found.values() for row in rows])
        new: list[_Group] = []
        there: list[tuple[_Group, Record]] = []
        again: list[_Group] = []
        taken: set[int] = set()
        for group in groups:
            rows = [row for row in found.get(self._key(group[0]), ()) if row.pk in allowed]
            hidden = not rows and self._key(group[0]) in found
            if len(rows) > 1:
                self._done.fail(group, Refused("several", _SEVERAL))
            elif hidden:
                self._done.fail(group, not_allowed(self._concept, Deed.CHANGE))
            elif rows and rows[0].pk in taken:
                # Known by two keys, and so in this round a second time.
                again.append(group)
            elif rows and self._plan.changes_found:
                if not self._fails_by_other_key(group, rows[0]):
                    there.append((group, rows[0]))
                    taken.add(rows[0].pk)
            elif not rows and self._plan.makes_new:
                new.append(group)
            else:
                self._done.skipped += len(group)
        self._create(new)
        self._change(there)
        if again:
            self._write_round(again)

    def _without_erased(self, groups: Sequence[_Group]) -> list[_Group]:
        """Leave rows out, and say so, that name somebody who was erased: nobody puts them back unseen."""
        gone = erased_keys(self._concept, self._plan.source, {key for group in groups for key in _keys(group[0])})
        left = []
        for group in groups:
            if gone.isdisjoint(_keys(group[0])):
                left.append(group)
            else:
                self._done.fail(group, erased())
        return left

    def _allowed(self, numbers: Sequence[int]) -> frozenset[int]:
        if not numbers or not may(self._person, self._concept, Deed.CHANGE):
            return frozenset()
        rows = self._concept.table._default_manager.filter(
            within(self._person, self._concept, Deed.CHANGE), pk__in=numbers
        )
        return frozenset(rows.values_list("pk", flat=True))

    def _create(self, groups: Sequence[_Group]) -> None:
        wanted: list[New] = []
        ready: list[_Group] = []
        for group in groups:
            try:
                new = self._new(group[0])
            except Refusal as refused:
                self._done.fail(group, refused)
                continue
            if not self._fails_by_other_key(group, None):
                wanted.append(new)
                ready.append(group)
        lines: dict[int, Lines] = {}
        if self._has_lines:
            read = self._orders.read(ready, wanted)
            for group, each in zip(ready, read, strict=True):
                if isinstance(each, Refusal):
                    self._done.fail(group, each)
            good = [(group, each) for group, each in zip(ready, read, strict=True) if not isinstance(each, Refusal)]
            ready, wanted = [group for group, _ in good], [new for _, (new, _) in good]
            lines = {place: of for place, (_, (_, of)) in enumerate(good)}
        outcomes = create_each(self._person, self._concept, wanted, why=self._why) if wanted else []
        with_lines: dict[int, tuple[New, Lines]] = {}
        made: dict[int, Said] = {}
        for place, (group, outcome) in enumerate(zip(ready, outcomes, strict=True)):
            if isinstance(outcome, Refusal):
                self._done.fail(group, outcome)
                continue
            self._done.created += len(group)
            self._rows.append((outcome, RowDeed.CREATED, {}, 1))
            self._others.keep(group[0], outcome)
            made[outcome] = group[0]
            if place in lines:
                with_lines[outcome] = (wanted[place], lines[place])
        if with_lines:
            self._orders.write(with_lines)
        self._orders.deliver(made)

    def _fails_by_other_key(self, group: _Group, row: Record | None) -> bool:
        is_of_another = self._others.is_of_another(group[0], row)
        if is_of_another:
            self._done.fail(group, WrongValue(self._targets[OTHER_ID].field, _OF_ANOTHER))
        return is_of_another

    def _change(self, there: Sequence[tuple[_Group, Record]]) -> None:
        if self._has_lines:
            outcomes = self._orders.add(there)
        else:
            delivered = self._orders.undelivered(there)
            wanted = [
                Wanted(row, self._own(group[0]), group[0].values.get(HAPPENED_AT), touches=row.pk in delivered)
                for group, row in there
            ]
            outcomes = change_each_to(self._person, self._concept, wanted, why=self._why)
            outcomes = self._orders.deliver_changed(delivered, outcomes)
        for group, row in there:
            outcome = outcomes[row.pk]
            if isinstance(outcome, Refusal):
                self._done.fail(group, outcome)
                continue
            self._done.changed += len(group)
            self._others.keep(group[0], row.pk)
            if outcome.before or self._has_lines:
                self._rows.append((row.pk, RowDeed.CHANGED, outcome.before, outcome.version))

    def _own(self, said: Said) -> dict[str, Any]:
        return {n: v for n, v in said.values.items() if not self._targets[n].is_told and not n.startswith(LINE)}

    def _new(self, said: Said) -> New:
        values = {**self._same, **self._own(said)}
        for each in self._concept.edited:
            if each.required and values.get(each.name) in (None, ""):
                raise WrongValue(each, Text("chưa có giá trị", "there is no value"))
        told = {
            n: v
            for n, v in said.values.items()
            if self._targets[n].is_told and n not in (HAPPENED_AT, OTHER_ID) and not n.startswith(DELIVERY)
        }
        at: datetime | None = said.values.get(HAPPENED_AT)
        if at is None and not self._became:
            at = told.get("created_at")
        # Also without a key it is known that it came from there, and so that it was made here at no time that counts.
        told["external_source"] = self._plan.source
        return New(values, told, at)

    @property
    def _why(self) -> str:
        return Text(**self._of.title).vi

    def _keep_rows(self) -> None:
        """Keep what is needed to take the records back; of several changes the first knows how one was."""
        changed = {pk for pk, deed, *_ in self._rows if deed == RowDeed.CHANGED}
        rows = ChangeSetRow.objects.filter(of=self._of, concept=self._concept.name, record__in=changed)
        there = {row.record: row for row in rows} if changed else {}
        new: dict[int, _Done] = {}
        for pk, deed, before, version in self._rows:
            known = new.get(pk) or there.get(pk)
            if known is None:
                new[pk] = _Done(deed, before, version)
                continue
            known.version_after = version
            if known.deed != RowDeed.CREATED:
                known.before = {**before, **known.before}
        told = (self._of.pk, self._concept.name)
        with transaction.atomic(savepoint=False):
            write_rows(
                ChangeSetRow,
                ("of_id", "concept", "record", "deed", "before", "version_after"),
                ((*told, pk, str(done.deed), dict(done.before), done.version_after) for pk, done in new.items()),
            )
            if there:
                ChangeSetRow.objects.bulk_update(list(there.values()), ["before", "version_after"], batch_size=200)


def _keys(said: Said) -> set[str]:
    return {key for name in ("external_id", OTHER_ID) if (key := said.values.get(name))}


@dataclass(slots=True)
class _Done:
    """What was done to a record, as `ChangeSetRow` keeps it."""

    deed: RowDeed
    before: Mapping[str, Any]
    version_after: int
