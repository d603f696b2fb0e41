"""What a reader of files has to be told, and how it asks."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from crmeter.vocabulary import Misused, Text

DateOrder = Literal["dmy", "mdy", "ymd"]
Decimals = Literal["comma", "point"]
# How many examples and choices are shown to people.
_SHOWN = 3
_SHOWN_CHOICES = 12
QuestionCode = Literal[
    "date_order",
    "decimal",
    "currency",
    "encoding",
    "table",
    "mapping",
    "sheet",
    "country",
    "answered_on",
    "respondents",
    "nps_scale",
    "csat_scale",
    "ces_scale",
    "rating_scale",
    "brands",
]
# What is asked about answers to a survey.
OF_SURVEYS = ("answered_on", "respondents", "nps_scale", "csat_scale", "ces_scale", "rating_scale", "brands")


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody said about a file; whatever is None is found out or asked.

    Args:
        table: the contract table that a row of the file is about.
        mapping: header to `column` or `table.column`; an empty word leaves the header out.
        date_order: how dates with slashes are written.
        decimal: the decimal mark of numbers.
        currency: ISO 4217 code of amounts that name none.
        encoding: the character encoding.
        source: the name that all files of one origin share; by default made of the file name.
        sheet: the sheet of a workbook.
        country: ISO 3166 code of the country of phone numbers that name none.
        answered_on: the day, in ISO form, of answers to a survey that name none.
        respondents: who gave answers that do not say it: customer, partner or employee.
        nps_scale: the scale of the answers to whether somebody would recommend, such as `0-10`.
        csat_scale: of those to how satisfied somebody is.
        ces_scale: of those to how easy something was.
        rating_scale: of all others.
        brands: that columns of ratings are of, divided by commas; `-` where each column is of the one firm.
    """

    table: str | None = None
    mapping: Mapping[str, str] | None = None
    date_order: DateOrder | None = None
    decimal: Decimals | None = None
    currency: str | None = None
    encoding: str | None = None
    source: str | None = None
    sheet: str | None = None
    country: str | None = None
    answered_on: str | None = None
    respondents: str | None = None
    nps_scale: str | None = None
    csat_scale: str | None = None
    ces_scale: str | None = None
    rating_scale: str | None = None
    brands: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the answers that were given, by name."""
        given = {name: value for name, value in asdict(self).items() if value is not None}
        if self.mapping is not None:
            given["mapping"] = dict(sorted(self.mapping.items()))
        return given

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Answers":
        """Return answers from JSON.

        Raises:
            Misused: for an unknown name, date order or decimal mark.
        """
        unknown = set(content) - set(cls.__dataclass_fields__)
        if unknown:
            words = Text("không có câu trả lời nào tên {names}", "there are no answers called {names}")
            raise Misused("unknown_answer", words.fill(names=", ".join(sorted(unknown))))
        for name, allowed in (("date_order", get_args(DateOrder)), ("decimal", get_args(Decimals))):
            if content.get(name) is not None and content[name] not in allowed:
                words = Text(
                    "{name} là một trong {allowed}, không phải {given}", "{name} is one of {allowed}, not {given}"
                )
                raise Misused(
                    "unknown_answer", words.fill(name=name, allowed=", ".join(allowed), given=str(content[name]))
                )
        return cls(**content)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the file leaves open and that no reader may guess.

    Args:
        code: the name of the answer that is wanted.
        text: the question.
        choices: what the answer may be; for a currency, only the most usual ones.
        column: the header that it is about.
        examples: values that stand there.
        file: the name of the file.
    """

    code: QuestionCode
    text: Text
    choices: tuple[str, ...] = ()
    column: str | None = None
    examples: tuple[str, ...] = ()
    file: str | None = None

    def told(self) -> Text:
        """Return the question with its file, examples and the flag that answers it, for people at a terminal."""
        parts = [Text.same(f"{self.file}:")] if self.file else []
        parts.append(self.text)
        if self.examples:
            words = Text("Ví dụ: {examples}.", "Examples: {examples}.")
            parts.append(words.fill(examples=" · ".join(self.examples[:_SHOWN]).rstrip(".")))
        flag = "map" if self.code == "mapping" else self.code.replace("_", "-")
        shown = ", ".join(self.choices[:_SHOWN_CHOICES]) + (", …" if len(self.choices) > _SHOWN_CHOICES else "")
        if self.code == "mapping":
            answer = Text(
                'Trả lời bằng --map TỆP.json, trong tệp: {{"tiêu đề": "cột"}}',
                'Answer by --map FILE.json that holds {{"header": "column"}}',
            ).fill()
        else:
            answer = Text("Trả lời bằng --{flag}", "Answer by --{flag}").fill(flag=flag)
        parts.append(Text.join([answer, Text.same(f": {shown}.") if shown else Text.same(".")], ""))
        return Text.join(parts, " ")

    def to_json(self) -> dict[str, Any]:
        """Return the question as JSON: code, text in both languages, choices, column, examples, file."""
        return {
            "code": self.code,
            "text": self.text.to_json(),
            "choices": list(self.choices),
            "column": self.column,
            "examples": list(self.examples),
            "file": self.file,
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Question":
        """Return a question from what `to_json` made of it."""
        return cls(
            content["code"],
            Text(**content["text"]),
            tuple(content["choices"]),
            content["column"],
            tuple(content["examples"]),
            content["file"],
        )


class NeedsAnswers(Exception):  # noqa: N818 - the file is sound, somebody has to answer
    """Raised where a file cannot be read without being told something.

    Args:
        questions: what is open; at least one.
    """

    def __init__(self, questions: tuple[Question, ...]) -> None:
        super().__init__("; ".join(question.text.en for question in questions))
        self.questions = questions


class FileRefused(Exception):  # noqa: N818 - said of the file, and no error of the program
    """Raised for a file that is no table, or that would do harm.

    Args:
        code: stable word such as `bomb` or `record_too_long`.
        reason: what is the matter.
        file: the name of the file, where it is known already.
    """

    def __init__(self, code: str, reason: Text, file: str | None = None) -> None:
        super().__init__(reason.en)
        self.code = code
        self.reason = reason
        self.file = file


@contextmanager
def about(path: Path) -> Iterator[None]:
    """Put the name of a file into what is asked about it or said against it inside."""
    try:
        yield
    except FileRefused as refused:
        refused.file = refused.file or path.name
        raise
    except NeedsAnswers as needed:
        needed.questions = tuple(replace(q, file=q.file or path.name) for q in needed.questions)
        raise
