"""Writes the rows of one batch into records, through the rules that forms go through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow, RowDeed
from crmeter.records.concept.batch_actions import Wanted, change_each_to
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.erased import erased, key_of_erased
from crmeter.records.concept.gate import may, not_allowed, within
from crmeter.records.concept.models import Record
from crmeter.records.concept.new_batch_actions import New, create_each
from crmeter.records.concept.values import WrongValue
from crmeter.records.ledger.refusals import Refusal, Refused
from crmeter.records.orders.actions import set_lines
from crmeter.records.record_imports.plan import Plan
from crmeter.records.record_imports.reading import Reader, Said
from crmeter.records.record_imports.targets import HAPPENED_AT, LINE, targets_of
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import plain_words

_NO_KEY = Text("không có gì để đối chiếu", "there is nothing to match by")
_SEVERAL = Text("khớp với nhiều bản ghi", "matches several records")
_HAS_LINES = Text("đơn này đã có dòng hàng", "this order has lines already")
_WITH_ANOTHER = Text("dòng khác của cùng bản ghi bị lỗi: {why}", "another row of the same record failed: {why}")
_Group = list[Said]


@dataclass(slots=True)
class Written:
    """What became of the rows of a batch.

    Args:
        created: rows whose record is new; of an order each of its rows.
        changed: rows whose record was changed, or is as they say.
        skipped: rows that were to be left.
        failed: rows that are in no record, with the reason.
    """

    created: int = 0
    changed: int = 0
    skipped: int = 0
    failed: list[tuple[Said, Refusal]] = field(default_factory=list)

    def fail(self, group: Sequence[Said], why: Refusal) -> None:
        """Write down that the rows of a record failed."""
        for said in group:
            other = Refused("with_another", _WITH_ANOTHER.fill(why=why.text))
            self.failed.append((said, said.wrong or (why if said is group[0] or said.wrong is None else other)))


class Batch:
    """Rows that are written together, in the caller's transaction."""

    def __init__(self, person: Person, concept: Concept, plan: Plan, of: ChangeSet, reader: Reader) -> None:
        self._person, self._concept, self._plan, self._of = person, concept, plan, of
        self._reader, self._targets = reader, targets_of(concept)
        self._has_lines = any(name.startswith(LINE) for name in plan.columns)
        self._same, self._line_same = reader.same(), reader.same(of_line=True)
        self._done = Written()
        self._rows: list[tuple[int, RowDeed, Mapping[str, Any], int]] = []

    def write(self, said: Sequence[Said]) -> Written:
        """Write some rows, and return what became of them."""
        with transaction.atomic():
            for some in self._rounds(self._groups(said)):
                self._write_round(some)
            self._keep_rows()
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
        return found

    def _write_round(self, groups: Sequence[_Group]) -> None:
        groups = self._without_erased(groups)
        found = self._found(groups)
        allowed = self._allowed([row.pk for rows in found.values() for row in rows])
        new: list[_Group] = []
        there: list[tuple[_Group, Record]] = []
        for group in groups:
            rows = [row for row in found.get(self._key(group[0]), ()) if row.pk in allowed]
            hidden = not rows and self._key(group[0]) in found
            if len(rows) > 1:
                self._done.fail(group, Refused("several", _SEVERAL))
            elif hidden:
                self._done.fail(group, not_allowed(self._concept, Deed.CHANGE))
            elif rows and self._plan.changes_found:
                there.append((group, rows[0]))
            elif not rows and self._plan.makes_new:
                new.append(group)
            else:
                self._done.skipped += len(group)
        self._create(new)
        self._change(there)

    def _without_erased(self, groups: Sequence[_Group]) -> list[_Group]:
        """Leave rows out, and say so, that name somebody who was erased: nobody puts them back unseen."""
        source = self._plan.source
        keys = {k: key_of_erased(source, k) for group in groups if (k := group[0].values.get("external_id"))}
        found = self._concept.table._default_manager.filter(
            external_source=source, external_id__in=keys.values(), erased_at__isnull=False
        )
        gone = set(found.values_list("external_id", flat=True)) if keys else set()
        left = []
        for group in groups:
            if keys.get(group[0].values.get("external_id", "")) in gone:
                self._done.fail(group, erased())
            else:
                left.append(group)
        return left

    def _allowed(self, numbers: Sequence[int]) -> frozenset[int]:
        if not numbers or not may(self._person, self._concept, Deed.CHANGE):
            return frozenset()
        rows = self._concept.table._default_manager.filter(
            within(self._person, self._concept, Deed.CHANGE), pk__in=numbers
        )
        return frozenset(rows.values_list("pk", flat=True))

    def _create(self, groups: Sequence[_Group]) -> None:
        if self._has_lines:
            for group in groups:
                self._create_with_lines(group)
            return
        wanted: list[New] = []
        ready: list[_Group] = []
        for group in groups:
            try:
                wanted.append(self._new(group[0]))
                ready.append(group)
            except Refusal as refused:
                self._done.fail(group, refused)
        outcomes = create_each(self._person, self._concept, wanted, why=self._why) if wanted else []
        for group, outcome in zip(ready, outcomes, strict=True):
            if isinstance(outcome, Refusal):
                self._done.fail(group, outcome)
            else:
                self._done.created += len(group)
                self._rows.append((outcome, RowDeed.CREATED, {}, 1))

    def _create_with_lines(self, group: _Group) -> None:
        try:
            with transaction.atomic():
                (outcome,) = create_each(self._person, self._concept, [self._new(group[0])], why=self._why)
                if isinstance(outcome, Refusal):
                    raise outcome
                lines = [self._line_of(said) for said in group]
                version = set_lines(self._person, outcome, version=1, lines=lines, why=self._why)
        except Refusal as refused:
            self._done.fail(group, refused)
            return
        self._done.created += len(group)
        self._rows.append((outcome, RowDeed.CREATED, {}, version))

    def _change(self, there: Sequence[tuple[_Group, Record]]) -> None:
        for group, row in there if self._has_lines else ():
            self._lines_of_found(group, row)
        if self._has_lines or not there:
            return
        wanted = [Wanted(row, self._own(group[0]), group[0].values.get(HAPPENED_AT)) for group, row in there]
        outcomes = change_each_to(self._person, self._concept, wanted, why=self._why)
        for group, row in there:
            outcome = outcomes[row.pk]
            if isinstance(outcome, Refusal):
                self._done.fail(group, outcome)
                continue
            self._done.changed += len(group)
            if outcome.before:
                self._rows.append((row.pk, RowDeed.CHANGED, outcome.before, outcome.version))

    def _lines_of_found(self, group: _Group, row: Any) -> None:
        try:
            with transaction.atomic():
                if row.lines.exists():
                    raise Refused("has_lines", _HAS_LINES)
                lines = [self._line_of(said) for said in group]
                before = {"amount": None if row.amount is None else str(row.amount)}
                version = set_lines(self._person, row.pk, version=row.version, lines=lines, why=self._why)
        except Refusal as refused:
            self._done.fail(group, refused)
            return
        self._done.changed += len(group)
        self._rows.append((row.pk, RowDeed.CHANGED, before, version))

    def _own(self, said: Said) -> dict[str, Any]:
        return {n: v for n, v in said.values.items() if not self._targets[n].is_told and not n.startswith(LINE)}

    def _new(self, said: Said) -> New:
        values = {**self._same, **self._own(said)}
        for each in self._concept.edited:
            if each.required and values.get(each.name) in (None, ""):
                raise WrongValue(each, Text("chưa có giá trị", "there is no value"))
        told = {n: v for n, v in said.values.items() if self._targets[n].is_told and n != HAPPENED_AT}
        at: datetime | None = said.values.get(HAPPENED_AT) or told.get("created_at")
        if values.get("external_id"):
            told["external_source"] = self._plan.source
        return New(values, told, at)

    def _line_of(self, said: Said) -> dict[str, Any]:
        own = {n: v for n, v in said.values.items() if n.startswith(LINE)}
        return {n.removeprefix(LINE): v for n, v in {**self._line_same, **own}.items()}

    @property
    def _why(self) -> str:
        return Text(**self._of.title).vi

    def _keep_rows(self) -> None:
        """Keep what is needed to take the records back; of several changes the first knows how one was."""
        there = {
            row.record: row
            for row in ChangeSetRow.objects.filter(
                of=self._of, concept=self._concept.name, record__in={pk for pk, *_ in self._rows}
            )
        }
        new: dict[int, ChangeSetRow] = {}
        for pk, deed, before, version in self._rows:
            known = new.get(pk) or there.get(pk)
            if known is None:
                new[pk] = ChangeSetRow(
                    of=self._of,
                    concept=self._concept.name,
                    record=pk,
                    deed=deed,
                    before=dict(before),
                    version_after=version,
                )
                continue
            known.version_after = version
            if known.deed != RowDeed.CREATED:
                known.before = {**before, **known.before}
        with transaction.atomic():
            ChangeSetRow.objects.bulk_create(list(new.values()), batch_size=500)
            ChangeSetRow.objects.bulk_update(list(there.values()), ["before", "version_after"], batch_size=200)
