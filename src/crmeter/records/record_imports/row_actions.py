"""Writes the rows of one batch into records, through the rules that forms go through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects

from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow, RowDeed
from crmeter.records.concept.batch_actions import Outcomes, Wanted, change_each_to
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.gate import may, not_allowed, within
from crmeter.records.concept.models import Record
from crmeter.records.concept.new_batch_actions import New, create_each
from crmeter.records.concept.values import WrongValue
from crmeter.records.ledger.mass_actions import write_rows
from crmeter.records.ledger.refusals import Refusal, Refused
from crmeter.records.orders.first_line_actions import FIRST_LINES, add_first_lines, write_first_lines
from crmeter.records.products.lines import PricedLine, read_new_lines, total_of
from crmeter.records.record_imports.other_key_actions import tell_other_keys
from crmeter.records.record_imports.other_keys import known_as
from crmeter.records.record_imports.plan import Plan
from crmeter.records.record_imports.reading import Reader, Said
from crmeter.records.record_imports.targets import HAPPENED_AT, IMPLIED, LINE, OTHER_ID, targets_of
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import plain_words

_NO_KEY = Text("không có gì để đối chiếu", "there is nothing to match by")
_SEVERAL = Text("khớp với nhiều bản ghi", "matches several records")
_HAS_LINES = Text("đơn này đã có dòng hàng", "this order has lines already")
_OF_ANOTHER = Text("là mã của bản ghi khác", "is a key of another record")
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
        # A row that tells what became of a record says it as of now, not as of when the record came to be.
        self._became = not IMPLIED.get(concept.name, {}).keys().isdisjoint(plan.columns)
        self._done = Written()
        self._rows: list[tuple[int, RowDeed, Mapping[str, Any], int]] = []
        # By which other keys records of the batch are known now, and those that rows of a round tell.
        self._others: dict[str, int] = {}
        self._holders: dict[str, int] = {}
        self._claimed: set[str] = set()

    def write(self, said: Sequence[Said]) -> Written:
        """Write some rows, and return what became of them."""
        with transaction.atomic(savepoint=False):
            for some in self._rounds(self._groups(said)):
                self._write_round(some)
            self._keep_rows()
            if self._others:
                tell_other_keys(self._concept, self._plan.source, self._of, self._others)
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

    def _other_keys(self, groups: Sequence[_Group]) -> dict[str, int]:
        """Return by key the records that have the other keys that rows tell; 0 for a record that is about to."""
        told = {key for group in groups if (key := group[0].values.get(OTHER_ID)) is not None}
        known = known_as(self._concept.name, self._plan.source, told - self._others.keys())
        rows = self._concept.table._default_manager.filter(pk__in=known.values(), removed_at=None) if known else ()
        there = {row.pk for row in rows}
        return {key: pk for key, pk in known.items() if pk in there} | self._others

    def _fails_by_other_key(self, group: _Group, row: Record | None) -> bool:
        """Return whether a row tells a key by which another record is known; else it is its record's from here on."""
        key = group[0].values.get(OTHER_ID)
        if key is None:
            return False
        holder = self._holders.setdefault(key, 0 if row is None else row.pk)
        if holder != (0 if row is None else row.pk) or key in self._claimed:
            self._done.fail(group, WrongValue(self._targets[OTHER_ID].field, _OF_ANOTHER))
            return True
        self._claimed.add(key)
        return False

    def _keep_other_key(self, group: _Group, record: int) -> None:
        key = group[0].values.get(OTHER_ID)
        if key is not None:
            self._others[key] = record

    def _write_round(self, groups: Sequence[_Group]) -> None:
        found = self._found(groups)
        self._holders, self._claimed = self._other_keys(groups), set()
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
                if not self._fails_by_other_key(group, rows[0]):
                    there.append((group, rows[0]))
            elif not rows and self._plan.makes_new:
                new.append(group)
            else:
                self._done.skipped += len(group)
        self._create(new)
        self._change(there)

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
        lines: Sequence[Sequence[PricedLine]] = ()
        if self._has_lines:
            ready, wanted, lines = self._with_lines(ready, wanted)
        outcomes = create_each(self._person, self._concept, wanted, why=self._why) if wanted else []
        made: dict[int, int] = {}
        for place, (group, outcome) in enumerate(zip(ready, outcomes, strict=True)):
            if isinstance(outcome, Refusal):
                self._done.fail(group, outcome)
                continue
            self._done.created += len(group)
            self._rows.append((outcome, RowDeed.CREATED, {}, 1))
            self._keep_other_key(group, outcome)
            made[outcome] = place
        if lines:
            write_first_lines(
                self._person,
                {pk: self._currency_of(ready[place]) for pk, place in made.items()},
                {pk: lines[place] for pk, place in made.items()},
                why=self._why,
            )

    def _with_lines(
        self, groups: Sequence[_Group], wanted: Sequence[New]
    ) -> tuple[list[_Group], list[New], list[Sequence[PricedLine]]]:
        """Return the new orders whose lines can be, with what these come to."""
        read = read_new_lines(
            self._person, [(self._currency_of(group), [self._line_of(said) for said in group]) for group in groups]
        )
        good: tuple[list[_Group], list[New], list[Sequence[PricedLine]]] = ([], [], [])
        for group, new, lines in zip(groups, wanted, read, strict=True):
            if isinstance(lines, Refusal):
                self._done.fail(group, lines)
                continue
            good[0].append(group)
            good[1].append(replace(new, values={**new.values, "amount": total_of(lines)}))
            good[2].append(lines)
        return good

    def _currency_of(self, group: _Group) -> str:
        told = group[0].values.get("currency") or self._same.get("currency")
        return str(told or self._concept.table._meta.get_field("currency").get_default()).upper()

    def _change(self, there: Sequence[tuple[_Group, Record]]) -> None:
        if self._has_lines:
            outcomes = self._lines_of_found(there)
        else:
            wanted = [Wanted(row, self._own(group[0]), group[0].values.get(HAPPENED_AT)) for group, row in there]
            outcomes = change_each_to(self._person, self._concept, wanted, why=self._why)
        for group, row in there:
            outcome = outcomes[row.pk]
            if isinstance(outcome, Refusal):
                self._done.fail(group, outcome)
                continue
            self._done.changed += len(group)
            self._keep_other_key(group, row.pk)
            if outcome.before or self._has_lines:
                self._rows.append((row.pk, RowDeed.CHANGED, outcome.before, outcome.version))

    def _lines_of_found(self, there: Sequence[tuple[_Group, Any]]) -> Outcomes:
        """Give orders that are there and have no lines their first ones."""
        prefetch_related_objects([row for _, row in there], "lines")
        outcomes: Outcomes = {row.pk: Refused("has_lines", _HAS_LINES) for _, row in there}
        without = [(group, row) for group, row in there if not row.lines.all()]
        read = read_new_lines(
            self._person, [(row.currency, [self._line_of(said) for said in group]) for group, row in without]
        )
        good: list[tuple[Any, Sequence[PricedLine]]] = []
        for (_, row), lines in zip(without, read, strict=True):
            if isinstance(lines, Refusal):
                outcomes[row.pk] = lines
            else:
                good.append((row, lines))
        added = add_first_lines(self._person, good, why=self._why)
        return outcomes | {
            pk: done if isinstance(done, Refusal) else replace(done, before={**done.before, FIRST_LINES: []})
            for pk, done in added.items()
        }

    def _own(self, said: Said) -> dict[str, Any]:
        return {n: v for n, v in said.values.items() if not self._targets[n].is_told and not n.startswith(LINE)}

    def _new(self, said: Said) -> New:
        values = {**self._same, **self._own(said)}
        for each in self._concept.edited:
            if each.required and values.get(each.name) in (None, ""):
                raise WrongValue(each, Text("chưa có giá trị", "there is no value"))
        told = {n: v for n, v in said.values.items() if self._targets[n].is_told and n not in (HAPPENED_AT, OTHER_ID)}
        at: datetime | None = said.values.get(HAPPENED_AT)
        if at is None and not self._became:
            at = told.get("created_at")
        # Also without a key it is known that it came from there, and so that it was made here at no time that counts.
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


@dataclass(slots=True)
class _Done:
    """What was done to a record, as `ChangeSetRow` keeps it."""

    deed: RowDeed
    before: Mapping[str, Any]
    version_after: int
