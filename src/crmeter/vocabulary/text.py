"""Words that people see, in both languages at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from crmeter.vocabulary import formats

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or label in Vietnamese and English; neither can be left out."""

    vi: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the words in one language."""
        return self.vi if language == "vi" else self.en

    def fill(self, **values: "Text | str | int | float | Decimal | date") -> "Text":
        """Put values into the named braces, each written by the rules of its language.

        Args:
            values: numbers and dates are formatted, texts taken in the same language, strings as they are.
        """
        return Text(
            self.vi.format(**{name: _written(value, "vi") for name, value in values.items()}),
            self.en.format(**{name: _written(value, "en") for name, value in values.items()}),
        )

    def to_json(self) -> dict[str, str]:
        """Return `{"vi": …, "en": …}`."""
        return {"vi": self.vi, "en": self.en}

    @classmethod
    def same(cls, words: str) -> "Text":
        """Return a text that reads the same in both languages, such as a name."""
        return cls(words, words)

    @classmethod
    def join(cls, texts: Iterable["Text"], separator: str = ", ") -> "Text":
        """Return the texts one after the other."""
        listed = list(texts)
        return cls(separator.join(t.vi for t in listed), separator.join(t.en for t in listed))


def _written(value: "Text | str | float | Decimal | date", language: Language) -> str:
    if isinstance(value, Text):
        return value.in_(language)
    if isinstance(value, date):
        return formats.day(value, language)
    if isinstance(value, int | float | Decimal):
        return formats.number(value, language)
    return value
