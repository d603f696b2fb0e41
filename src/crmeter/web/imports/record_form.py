"""What the page of an import into records asks, and what a form says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.options import options_of
from crmeter.records.record_imports.plan import FAILS, MATCHES, NOTHING, Plan
from crmeter.records.record_imports.queries import RecordImportView
from crmeter.records.record_imports.targets import Target, targets_of
from crmeter.vocabulary import Text
from crmeter.web.imports.wizard import Asked, Choice, asked_of

_MATCH_TITLES = {
    "external_id": Text("mã ở hệ thống nguồn", "key in the source system"),
    "email": Text("thư điện tử", "e-mail"),
    "phone": Text("điện thoại", "phone"),
    "name": Text("tên", "name"),
    "": Text("không đối chiếu: mỗi dòng là bản ghi mới", "nothing: each row is a new record"),
}
_LEFT_EMPTY = Text("để trống trường này", "leave the field empty")
_ROWS_FAIL = Text("không nhập các dòng này", "do not import these rows")
_THERE = (("change", Text("sửa theo dòng", "change it")), ("leave", Text("để nguyên", "leave it as it is")))
_NEW = (("make", Text("tạo mới", "make it")), ("leave", Text("bỏ qua dòng", "leave the row out")))


@dataclass(frozen=True, slots=True)
class TargetRow:
    """Something that a column can be taken for, on the page.

    Args:
        name: in the form.
        title: of the field.
        is_needed: a new record cannot be without it.
        help: one sentence.
        columns: the headers that can tell it.
        examples: the first values of the column that does.
        same: what all new records can have instead; nothing where it is typed.
        typed: what was typed for all; None where nothing can be.
    """

    name: str
    title: Text
    is_needed: bool
    help: Text | None
    columns: tuple[Choice, ...]
    examples: str
    same: tuple[Choice, ...]
    typed: str | None


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word of the file that is none of the product's, and what it may be taken for."""

    name: str
    word: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class UnknownWords:
    """Words of one column."""

    title: Text
    words: tuple[UnknownWord, ...]


@dataclass(frozen=True, slots=True)
class RecordForm:
    """All that the page asks before rows become records."""

    targets: tuple[TargetRow, ...]
    matches: tuple[Choice, ...]
    there: tuple[Choice, ...]
    new: tuple[Choice, ...]
    asked: tuple[Asked, ...]
    unknown: tuple[UnknownWords, ...]


def form_of(found: RecordImportView, look: Mapping[str, Any]) -> RecordForm:
    """Return what is asked of an import.

    Args:
        found: the import.
        look: what was found in the file.
    """
    concept, plan = CONCEPTS[found.concept], found.plan
    return RecordForm(
        targets=tuple(_rows(concept, plan, look.get("columns", ()))),
        matches=tuple(Choice(each, _MATCH_TITLES[each], each == plan.match) for each in _matches(concept)),
        there=tuple(Choice(value, title, plan.changes_found == (value == "change")) for value, title in _THERE),
        new=tuple(Choice(value, title, plan.makes_new == (value == "make")) for value, title in _NEW),
        asked=tuple(asked_of(question, {}) for question in found.questions),
        unknown=tuple(_unknown(concept, found)),
    )


def plan_in(form: Mapping[str, str], found: RecordImportView, look: Mapping[str, Any]) -> Plan:
    """Return the plan that a form tells; what it does not ask for stays as it was."""
    concept, plan = CONCEPTS[found.concept], found.plan
    headers = [column["header"] for column in look.get("columns", ())]
    words = {name: dict(told) for name, told in plan.words.items()}
    for name, unknown in found.unknown.items():
        for place, word in enumerate(unknown):
            said = _said(form, f"word-{name}-{place}")
            if said is not None and said != "?":
                words.setdefault(name, {})[word] = said
    plan = replace(
        plan,
        words=words,
        date_order=_said(form, "date_order") or plan.date_order,
        decimal=_said(form, "decimal") or plan.decimal,
    )
    if "match" not in form:
        return plan
    columns = {n: h for n in targets_of(concept) if (h := _header(_said(form, f"column-{n}"), headers)) is not None}
    return replace(
        plan,
        columns=columns,
        same={name: said for name in targets_of(concept) if (said := _said(form, f"same-{name}"))},
        match=_said(form, "match") or "",
        changes_found=form.get("there") != "leave",
        makes_new=form.get("new") != "leave",
    )


def _header(said: str | None, headers: Sequence[str]) -> str | None:
    place = int(said) - 1 if said and said.isdecimal() and len(said) < 6 else -1
    return headers[place] if 0 <= place < len(headers) else None


def _said(form: Mapping[str, str], name: str) -> str | None:
    value = form.get(name)
    return None if value is None else value.replace("\0", "").strip()


def _matches(concept: Concept) -> Iterator[str]:
    fields = {each.name for each in concept.edited}
    return (each for each in MATCHES if not each or each in fields)


def _rows(concept: Concept, plan: Plan, columns: Sequence[Mapping[str, Any]]) -> Iterator[TargetRow]:
    examples = {column["header"]: " · ".join(column["examples"][:3]) for column in columns}
    for target in sorted(targets_of(concept).values(), key=lambda each: _place(each, plan)):
        told, typed = plan.columns.get(target.name), plan.same.get(target.name, "")
        chosen = tuple(
            Choice(str(place), Text.same(column["header"]), column["header"] == told)
            for place, column in enumerate(columns, start=1)
        )
        options = None if target.is_told else _options(concept, target.field, typed)
        is_link = target.field.kind == Kind.RECORD and bool(target.field.to)
        yield TargetRow(
            target.name,
            target.field.title,
            target.field.required,
            target.field.help,
            chosen,
            examples.get(told or "", ""),
            options or (),
            None if target.is_told or is_link or options else typed,
        )


def _place(target: Target, plan: Plan) -> int:
    """What is told comes first, then what a record cannot be without."""
    return 0 if target.name in plan.columns else 1 if target.field.required else 2


def _options(concept: Concept, field: Field, chosen: str) -> tuple[Choice, ...] | None:
    if field.kind == Kind.CHOICE:
        return tuple(Choice(each.value, each.title, each.value == chosen) for each in field.choices)
    if field.kind == Kind.FLAG:
        words = (("yes", Text("có", "yes")), ("no", Text("không", "no")))
        return tuple(Choice(value, title, value == chosen) for value, title in words)
    if field.kind == Kind.PERSON or (field.kind == Kind.RECORD and not field.to):
        found = options_of(concept, field) or ()
        return tuple(Choice(str(each.id), Text.same(each.name), str(each.id) == chosen) for each in found)
    return None


def _unknown(concept: Concept, found: RecordImportView) -> Iterator[UnknownWords]:
    targets = targets_of(concept)
    for name, words in found.unknown.items():
        options = _options(concept, targets[name].field, "") or ()
        more: tuple[Choice, ...] = (Choice(FAILS, _ROWS_FAIL, chosen=False),)
        if not targets[name].field.required:
            more = (Choice(NOTHING, _LEFT_EMPTY, chosen=False), *more)
        yield UnknownWords(
            targets[name].field.title,
            tuple(UnknownWord(f"word-{name}-{n}", word, (*options, *more)) for n, word in enumerate(words)),
        )
