"""What the cells of a row say, as fields keep it; or why they cannot be kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from crmeter.records.concept.concept import Concept, concept_named
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.gate import within
from crmeter.records.concept.options import limits_of, options_of
from crmeter.records.concept.values import WrongValue, kept
from crmeter.records.ledger.refusals import Refusal
from crmeter.records.record_imports.other_keys import known_as
from crmeter.records.record_imports.plan import FAILS, NOTHING, Plan
from crmeter.records.record_imports.targets import IMPLIED, Target, targets_of
from crmeter.records.staff.queries import Person, everybody
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import folded, plain_words, spelled
from crmeter.vocabulary.formula_cells import restored

_UNREAD = "?"
_UNKNOWN = Text("“{word}” không có ở đây", "“{word}” is not here")
_SEVERAL = Text("có nhiều bản ghi là “{word}”", "several records are called “{word}”")
_NOT_READ = {
    "day": Text("không phải ngày", "is no day"),
    "moment": Text("không phải thời điểm", "is no moment"),
    "number": Text("không phải số", "is no number"),
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a file.

    Args:
        line: where it stands.
        read: by header, days, moments and numbers as they were read.
        cells: all of it, as the file has it.
    """

    line: int
    read: Mapping[str, str]
    cells: Sequence[str]


@dataclass(slots=True)
class Said:
    """What a row says.

    Args:
        row: of the file.
        values: by target, as fields keep them; what its cells leave empty is not there.
        wrong: why it cannot be kept.
        raw: by target of a link, the word that names the record.
    """

    row: FileRow
    values: dict[str, Any] = field(default_factory=dict)
    wrong: Refusal | None = None
    raw: dict[str, str] = field(default_factory=dict)


class Reader:
    """Reads rows by one plan; what words stand for is looked up once."""

    def __init__(self, person: Person, concept: Concept, plan: Plan, headers: Sequence[str]) -> None:
        self._person, self._concept, self._plan = person, concept, plan
        self._targets = targets_of(concept)
        self._places = {header: place for place, header in enumerate(headers)}
        self._implied = IMPLIED.get(concept.name, {})
        # Once for all rows: by which column each target is told, whether its cells were read, whether it is a link.
        self._told = [
            (name, header, self._places[header], (target := self._targets[name]), target.holds is not None,
             target.field.kind == Kind.RECORD and bool(target.field.to))
            for name, header in plan.columns.items()
            if header in self._places
        ]  # fmt: skip
        self._known: dict[str, Mapping[str, str]] = {}
        self._limits = {e.name: limits_of(concept, e.field) for e in self._targets.values() if e.field.limited_by}

    def read(self, rows: Sequence[FileRow]) -> list[Said]:
        """Return what some rows say, each by itself."""
        said = [self._cells_of(row) for row in rows]
        for name, header in self._plan.columns.items():
            target = self._targets[name]
            if target.field.kind == Kind.RECORD and target.field.to and header in self._places:
                self._link(target, said)
        return said

    def same(self, *, of_line: bool = False) -> Mapping[str, Any]:
        """Return what all new records, or all lines of goods, have in common."""
        chosen = {n: v for n, v in self._plan.same.items() if v and self._targets[n].is_of_line == of_line}
        return {name: kept(self._targets[name].field, value) for name, value in chosen.items()}

    def unknown_words(self, words: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        """Return by target the words of the file that stand for nothing here and that nobody has answered."""
        unknown = {}
        for name, header in self._plan.columns.items():
            target = self._targets[name]
            if not target.is_named:
                continue
            there, told = self._words(target), self._plan.words.get(name, {})
            left = [word for word in words.get(header, ()) if word not in told and _key(target, word) not in there]
            if left:
                unknown[name] = left
        return unknown

    def _cells_of(self, row: FileRow) -> Said:
        said = Said(row)
        try:
            for name, header, place, target, is_read, is_link in self._told:
                cell = row.read.get(header, "") if is_read else restored(row.cells[place].strip())
                if cell == "":
                    continue
                if is_link:
                    said.raw[name] = cell
                else:
                    value = self._value(target, cell)
                    if value is not None:
                        said.values[name] = value
            for name, (other, word) in self._implied.items():
                if name in said.values and other not in self._plan.columns:
                    said.values[other] = word
        except Refusal as wrong:
            said.wrong = wrong
        return said

    def _value(self, target: Target, cell: str) -> Any:
        field = target.field
        if target.holds:
            if cell == _UNREAD:
                raise WrongValue(field, _NOT_READ[target.holds])
            return kept(field, Decimal(cell) if target.holds == "number" else cell)
        if not target.is_named:
            return kept(field, cell)
        told = self._plan.words.get(target.name, {}).get(cell)
        if told == NOTHING:
            return None
        if told == FAILS:
            raise WrongValue(field, _UNKNOWN.fill(word=cell))
        value = told or self._words(target).get(_key(target, cell))
        if value is None:
            raise WrongValue(field, _UNKNOWN.fill(word=cell))
        return kept(field, value)

    def _words(self, target: Target) -> Mapping[str, str]:
        if target.name not in self._known:
            self._known[target.name] = self._words_of(target)
        return self._known[target.name]

    def _words_of(self, target: Target) -> Mapping[str, str]:
        field = target.field
        if field.kind == Kind.CHOICE:
            found = {folded(each.value): each.value for each in field.choices}
            for each in field.choices:
                found |= {folded(each.title.vi): each.value, folded(each.title.en): each.value}
            return found
        if field.kind == Kind.PERSON:
            return self._people
        limits, within_ = self._limits.get(target.name, {}), self._plan.same.get(field.limited_by, "")
        return {
            folded(each.name): str(each.id)
            for each in reversed(options_of(self._concept, field) or ())
            if not within_ or str(limits.get(each.id)) == within_
        }

    @cached_property
    def _people(self) -> Mapping[str, str]:
        found: dict[str, set[int]] = {}
        for each in everybody():
            for word in (each.email, each.name, *each.names_in_data) if each.is_active else ():
                found.setdefault(spelled(word), set()).add(each.id)
        # Two of one name are told apart by hand.
        return {word: str(next(iter(people))) for word, people in found.items() if len(people) == 1}

    def _link(self, target: Target, said: Sequence[Said]) -> None:
        words = {each.raw[target.name] for each in said if each.wrong is None and target.name in each.raw}
        found = self._records(target.field, words)
        for each in said:
            word = each.raw.get(target.name)
            if each.wrong is not None or word is None:
                continue
            numbers = found.get(word, ())
            if len(numbers) == 1:
                each.values[target.name] = next(iter(numbers))
            else:
                each.wrong = WrongValue(target.field, (_SEVERAL if numbers else _UNKNOWN).fill(word=word))

    def _records(self, field: Field, words: set[str]) -> Mapping[str, Sequence[int]]:
        """Return by word the records that it names: by key in the source, else in any, by address, by name."""
        linked = concept_named(field.to)
        if linked is None or not words:
            return {}
        rows = linked.table._default_manager.filter(within(self._person, linked), removed_at=None)
        found: dict[str, dict[int, None]] = {}
        keys = rows.filter(external_id__in=words).values_list("external_source", "external_id", "pk")
        own = {key: pk for source, key, pk in keys if source == self._plan.source}
        others = known_as(linked.name, self._plan.source, words - own.keys())
        there = set(rows.filter(pk__in=others.values()).values_list("pk", flat=True)) if others else set()
        own |= {key: pk for key, pk in others.items() if pk in there}
        found |= {key: {pk: None} for key, pk in own.items()}
        for _, key, pk in keys:
            found.setdefault(key, {})[own.get(key, pk)] = None
        left = words - found.keys()
        if left and "email" in linked.all_fields:
            addresses = {word.casefold(): word for word in left if "@" in word}
            column = linked.all_fields["email"].column
            for address, pk in rows.filter(**{f"{column}__in": addresses}).values_list(column, "pk"):
                found.setdefault(addresses[str(address)], {})[pk] = None
        names: dict[str, list[str]] = {}
        for word in words - found.keys():
            names.setdefault(" ".join(plain_words(word))[:100], []).append(word)
        for by_name, name, pk in rows.filter(by_name__in=names).values_list("by_name", "name", "pk"):
            for word in names[by_name]:
                found.setdefault(word, {})[pk] = None
                if spelled(name) == spelled(word):
                    # Marks tell names apart.
                    found.setdefault(f"\0{word}", {})[pk] = None
        return {word: tuple(found.get(f"\0{word}", found[word])) for word in words if word in found}


def _key(target: Target, word: str) -> str:
    return spelled(word) if target.field.kind == Kind.PERSON else folded(word)
