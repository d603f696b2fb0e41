"""What a look at a file becomes on the page: columns to map, questions, the first rows, what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmeter.evaluation.report.words import CODE_WORDS
from crmeter.records.imports.queries import UploadView
from crmeter.vocabulary import Text
from crmeter.vocabulary.formats import EMPTY
from crmeter.warehouse.connectors.files.answers import OF_SURVEYS
from crmeter.warehouse.connectors.files.fields import RATING

# From here on a guess is shown as sure.
_SURE = 0.99
_SHOWN_EXAMPLES = 3
# Questions that are answered by the columns, or above them.
_ELSEWHERE = ("mapping", "table")
_CHOICES: Mapping[str, Mapping[str, Text]] = {
    "date_order": {
        "dmy": Text("ngày / tháng / năm", "day / month / year"),
        "mdy": Text("tháng / ngày / năm", "month / day / year"),
        "ymd": Text("năm / tháng / ngày", "year / month / day"),
    },
    "decimal": {
        "comma": Text("dấu phẩy: 1.234,56", "a comma: 1.234,56"),
        "point": Text("dấu chấm: 1,234.56", "a point: 1,234.56"),
    },
    "respondents": CODE_WORDS["respondents"],
}
# What tables in Vietnamese are saved in.
_ENCODINGS: Mapping[str, Text] = {
    "utf-8": Text.same("Unicode (UTF-8)"),
    "utf-16": Text.same("Unicode (UTF-16)"),
    "cp1258": Text("Windows tiếng Việt (cp1258)", "Windows Vietnamese (cp1258)"),
    "cp1252": Text("Windows Tây Âu (cp1252)", "Windows Western (cp1252)"),
    "tcvn3": Text.same("TCVN3 (ABC)"),
    "vni": Text.same("VNI"),
}
# Where the usual choices are not all there are.
_TYPED = ("currency", "country", "brands")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen."""

    value: str
    title: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices of one table."""

    title: Text
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of the file on the page.

    Args:
        place: its number, from 1.
        header: its name.
        examples: its first values.
        field: what it is taken for; empty where it is not used.
        sureness: `told`, `sure`, `guessed` or `unused`.
        options: what it can be, by table.
    """

    place: int
    header: str
    examples: str
    field: str
    sureness: str
    options: tuple[Choices, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the page.

    Args:
        code: the name of the answer.
        text: the question.
        column: the column that it is about.
        examples: values that stand there.
        choices: what the answer may be.
        typed: whether another answer than the choices may be typed.
        given: what was answered before.
    """

    code: str
    text: Text
    column: str
    examples: tuple[str, ...]
    choices: tuple[Choice, ...]
    typed: bool
    given: str

    @property
    def is_day(self) -> bool:
        """Whether a day is the answer."""
        return self.code == "answered_on"


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one subject that the file lets one measure, or that lack the same."""

    subject: Text
    can: bool
    told: Text
    needs: Text | None


@dataclass(frozen=True, slots=True)
class Wizard:
    """Everything that the page asks and shows of a file before it is imported.

    Args:
        columns: to be mapped.
        tables: what a row can be about.
        encodings: what its letters can be saved in; empty for files that say it themselves.
        missing: questions that a column must answer.
        asked: the other open questions.
        preview_headers: over the first rows.
        preview: the first rows, each cell under what it is taken for.
        measured: what can be measured with it, then what cannot.
    """

    columns: tuple[ColumnRow, ...]
    tables: tuple[Choice, ...]
    encodings: tuple[Choice, ...]
    missing: tuple[Text, ...]
    asked: tuple[Asked, ...]
    preview_headers: tuple[Text, ...]
    preview: tuple[tuple[str, ...], ...]
    measured: tuple[Measured, ...]

    @property
    def is_undecided(self) -> bool:
        """Return whether it is not known what a row is about: then no column can mean anything yet."""
        return bool(self.columns) and not self.columns[0].options

    @property
    def is_ready(self) -> bool:
        """Return whether nothing is open."""
        return not self.missing and not self.asked


def wizard_of(sent: UploadView) -> Wizard:
    """Return what the page of a file that was looked at shows."""
    look = sent.look or {}
    questions = look.get("questions", ())
    return Wizard(
        columns=tuple(_columns(look, sent.answers)),
        tables=tuple(_tables(look)),
        encodings=tuple(_encodings(look)),
        missing=tuple(Text(**q["text"]) for q in questions if q["code"] in _ELSEWHERE),
        asked=tuple(asked_of(q, sent.answers) for q in questions if q["code"] not in _ELSEWHERE),
        preview_headers=tuple(_preview_headers(look)),
        preview=tuple(_preview(look)),
        measured=tuple(_measured(look)),
    )


def _columns(look: Mapping[str, Any], answers: Mapping[str, Any]) -> Iterator[ColumnRow]:
    told = answers.get("mapping") or {}
    for place, column in enumerate(look.get("columns", ()), start=1):
        field = column["field"] or ""
        sureness = "told" if column["header"] in told else "sure" if (column["confidence"] or 0) >= _SURE else "guessed"
        yield ColumnRow(
            place=place,
            header=column["header"],
            examples=" · ".join(column["examples"][:_SHOWN_EXAMPLES]) or EMPTY,
            field=field,
            sureness=sureness if field else "unused",
            options=tuple(
                Choices(
                    Text(**table["title"]),
                    tuple(Choice(f["field"], Text(**f["title"]), f["field"] == field) for f in table["fields"]),
                )
                for table in look.get("fields", ())
            ),
        )


def _tables(look: Mapping[str, Any]) -> Iterator[Choice]:
    for table in look.get("table_choices", ()):
        title = Text.join([Text(**table["title"]), Text(**table["grain"])], ": ")
        yield Choice(table["table"], title, table["table"] == look.get("table"))


def _encodings(look: Mapping[str, Any]) -> Iterator[Choice]:
    now = _encoding(look)
    if now is not None:
        for name, title in {now: Text.same(now), **_ENCODINGS}.items():
            yield Choice(name, title, name == now)


def asked_of(question: Mapping[str, Any], answers: Mapping[str, Any]) -> Asked:
    """Return a question as the page asks it, with what was answered before."""
    code = question["code"]
    given = str(answers.get(code) or "")
    words = _CHOICES.get(code, {})
    return Asked(
        code=code,
        text=Text(**question["text"]),
        column=question.get("column") or "",
        examples=tuple(question.get("examples", ())),
        choices=tuple(Choice(c, words.get(c, Text.same(c)), c == given) for c in question.get("choices", ())),
        typed=code in _TYPED,
        given=given,
    )


def titles_of(look: Mapping[str, Any]) -> dict[str, Text]:
    """Return the titles of all fields that a column can be taken for."""
    return {field["field"]: Text(**field["title"]) for table in look.get("fields", ()) for field in table["fields"]}


def _used(look: Mapping[str, Any]) -> list[tuple[int, str]]:
    titles = titles_of(look)
    return [
        (place, column["field"]) for place, column in enumerate(look.get("columns", ())) if column["field"] in titles
    ]


def _preview_headers(look: Mapping[str, Any]) -> Iterator[Text]:
    titles = titles_of(look)
    for _, field in _used(look):
        yield titles[field]


def _preview(look: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    used = _used(look)
    for row in look.get("sample", ()) if used else ():
        yield tuple(_cell(row[place]) if place < len(row) else EMPTY for place, _ in used)


def _measured(look: Mapping[str, Any]) -> Iterator[Measured]:
    for group in look.get("measurable", ()):
        needs = Text(**group["needs"]) if group["needs"] else None
        yield Measured(Text(**group["subject"]), group["can"], Text(**group["told"]), needs)


def _cell(value: Any) -> str:
    return EMPTY if value in (None, "") else str(value)


def answers_in(form: Mapping[str, str], sent: UploadView) -> dict[str, Any]:
    """Return the answers that a form gives, with those that it does not ask for kept.

    A choice of another table, sheet or encoding lets the columns be found anew.

    Args:
        form: what was sent.
        sent: the file that it is about.
    """
    look = sent.look or {}
    answers = {name: value for name, value in sent.answers.items() if name != "mapping"}
    turned = False
    for name, now in (("table", look.get("table")), ("sheet", look.get("sheet")), ("encoding", _encoding(look))):
        wanted = _said(form, name)
        if wanted and wanted != now:
            answers[name] = wanted
            turned = True
    for name in ("date_order", "decimal", "currency", "country", *OF_SURVEYS):
        if wanted := _said(form, name):
            answers[name] = wanted.upper() if name in _TYPED else wanted
    if not turned and look.get("fields"):
        mapping = mapping_in(form, look.get("columns", ()))
        guessed = {column["header"]: column.get("field") or "" for column in look.get("columns", ())}
        # Ratings that were only guessed are asked about until somebody has sent the form.
        if "mapping" in sent.answers or mapping != guessed or RATING in guessed.values():
            answers["mapping"] = mapping
            # Whoever maps the columns has seen what a row is about.
            answers["table"] = answers.get("table") or look.get("table")
    return {name: value for name, value in answers.items() if value is not None}


def mapping_in(form: Mapping[str, str], columns: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the field of each header that a form gives; what it leaves out stays as it was."""
    return {
        column["header"]: _said(form, f"column-{place}", column.get("field") or "")
        for place, column in enumerate(columns, start=1)
    }


def _said(form: Mapping[str, str], name: str, otherwise: str = "") -> str:
    """What a field of the form says, without the one character that databases refuse."""
    return form.get(name, otherwise).replace("\0", "").strip()


def mapped_twice(answers: Mapping[str, Any]) -> list[str]:
    """Return the fields that more than one column is mapped to."""
    fields = [field for field in (answers.get("mapping") or {}).values() if field]
    return sorted({field for field in fields if fields.count(field) > 1 and field != RATING})


def _encoding(look: Mapping[str, Any]) -> str | None:
    encoding = look.get("encoding")
    return encoding.get("name") if isinstance(encoding, Mapping) else encoding
