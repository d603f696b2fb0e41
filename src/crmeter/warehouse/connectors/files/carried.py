"""What readers of files raise, as JSON and back: nothing that a child process says is ever unpickled."""

from collections.abc import Mapping
from typing import Any, Never

from crmeter.vocabulary import Busy, Misused, Text
from crmeter.warehouse.connectors.files.answers import FileRefused, NeedsAnswers, Question

CARRIED = (FileRefused, NeedsAnswers, Misused, Busy)


def carried(error: BaseException) -> dict[str, Any]:
    """Return one of `CARRIED` as JSON.

    Raises:
        TypeError: for any other kind.
    """
    match error:
        case FileRefused():
            return {"kind": "refused", "code": error.code, "text": error.reason.to_json(), "file": error.file}
        case NeedsAnswers():
            return {"kind": "needs_answers", "questions": [question.to_json() for question in error.questions]}
        case Misused() | Busy():
            kind = "misused" if isinstance(error, Misused) else "busy"
            return {"kind": kind, "code": error.code, "text": error.text.to_json()}
    raise TypeError(f"{type(error).__name__} is not carried")


def raise_carried(content: Mapping[str, Any]) -> Never:
    """Raise what `carried` made JSON of."""
    if content["kind"] == "needs_answers":
        raise NeedsAnswers(tuple(Question.from_json(question) for question in content["questions"]))
    text = Text(**content["text"])
    if content["kind"] == "refused":
        raise FileRefused(content["code"], text, content["file"])
    raise (Misused if content["kind"] == "misused" else Busy)(content["code"], text)
