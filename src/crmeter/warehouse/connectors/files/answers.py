"""What a reader of files has to be told, and how it asks."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from crmeter.vocabulary import Text

DateOrder = Literal["dmy", "mdy", "ymd"]
Decimals = Literal["comma", "point"]
QuestionCode = Literal["date_order", "decimal", "currency", "encoding", "table", "mapping", "sheet"]


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
    """

    table: str | None = None
    mapping: Mapping[str, str] | None = None
    date_order: DateOrder | None = None
    decimal: Decimals | None = None
    currency: str | None = None
    encoding: str | None = None
    source: str | None = None
    sheet: str | None = None

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
            ValueError: for an unknown name, date order or decimal mark.
        """
        unknown = set(content) - set(cls.__dataclass_fields__)
        if unknown:
            raise ValueError(f"unknown answers: {', '.join(sorted(unknown))}")
        for name, allowed in (("date_order", get_args(DateOrder)), ("decimal", get_args(Decimals))):
            if content.get(name) is not None and content[name] not in allowed:
                raise ValueError(f"{name} is one of {', '.join(allowed)}, not {content[name]}")
        return cls(**content)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the file leaves open and that no reader may guess."""

    code: QuestionCode
    text: Text
    choices: tuple[str, ...] = ()
    column: str | None = None
    examples: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the question as JSON: code, text in both languages, choices, column, examples."""
        return {
            "code": self.code,
            "text": self.text.to_json(),
            "choices": list(self.choices),
            "column": self.column,
            "examples": list(self.examples),
        }


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
    """

    def __init__(self, code: str, reason: Text) -> None:
        super().__init__(reason.en)
        self.code = code
        self.reason = reason
