"""What the page of a table asks about its columns, and what a form said of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from crmeter.evaluation.external.column_roles import Role
from crmeter.records.value_tables.queries import ValueTableView
from crmeter.vocabulary import Text
from crmeter.warehouse.connectors.files.brand_grid import listed_brands
from crmeter.web.imports.wizard import Asked, asked_of
from crmeter.web.value_map.asked import number

ROLES: Mapping[str, Text] = {each.value: each.label for each in Role}
# What words of a scale are most often worth.
_WORTH = (
    frozenset({"much worse", "very poor", "rất kém", "rất tệ"}),
    frozenset({"worse", "poor", "kém", "tệ"}),
    frozenset({"average", "fair", "trung bình"}),
    frozenset({"better", "good", "khá", "tốt"}),
    frozenset({"much better", "excellent", "very good", "rất tốt", "xuất sắc"}),
)


@dataclass(frozen=True, slots=True)
class ColumnAsked:
    """A column of the table on the page.

    Args:
        place: its number, from 0.
        header: its name.
        examples: its first values.
        role: what it seems to be, or was said to be; empty where it is not used.
        weight: of a score, as it was typed.
    """

    place: int
    header: str
    examples: str
    role: str
    weight: str


@dataclass(frozen=True, slots=True)
class WordAsked:
    """A word of a score, and what it is worth."""

    name: str
    word: str
    points: str


@dataclass(frozen=True, slots=True)
class ColumnsForm:
    """What is asked of a table.

    Args:
        columns: with what they may be.
        roles: that can be chosen.
        questions: on how cells are written.
        words: by header of a score that is told in words.
        brands: that columns rate, as they were guessed or said.
    """

    columns: tuple[ColumnAsked, ...]
    roles: Mapping[str, Text]
    questions: tuple[Asked, ...]
    words: Mapping[str, tuple[WordAsked, ...]]
    brands: str = ""


def form_of(table: ValueTableView) -> ColumnsForm:
    """Return what the page of a table asks."""
    look, told = table.look or {}, table.told
    roles, weights, points = (told.get(each, {}) for each in ("roles", "weights", "points"))
    columns = tuple(
        ColumnAsked(
            place,
            each["header"],
            " · ".join(each["examples"][:3]),
            roles.get(each["header"], ""),
            f"{weights[each['header']]:g}" if each["header"] in weights else "",
        )
        for place, each in enumerate(look.get("columns", ()))
    )
    places = {each.header: each.place for each in columns}
    words = {
        header: tuple(
            WordAsked(f"points-{places[header]}-{n}", word, _points(points.get(header, {}), word))
            for n, word in enumerate(listed)
        )
        for header, listed in look.get("words", {}).items()
    }
    return ColumnsForm(
        columns,
        ROLES,
        tuple(asked_of(each, table.answers) for each in look.get("questions", ())),
        words,
        ", ".join(told.get("brands", ())),
    )


def told_in(form: QueryDict, table: ValueTableView) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return how cells are written and what columns are, as a form says it."""
    asked = form_of(table)
    answers = {**table.answers, **{each.code: form[each.code] for each in asked.questions if form.get(each.code)}}
    roles, weights = {}, {}
    for each in asked.columns:
        role = form.get(f"role-{each.place}", each.role)
        if role in ROLES:
            roles[each.header] = role
        weight = number(form.get(f"weight-{each.place}", each.weight))
        if role in ("more", "less") and weight is not None and weight >= 0:
            weights[each.header] = weight
    points = {header: dict(each) for header, each in table.told.get("points", {}).items()}
    for header, words in asked.words.items():
        told = {each.word: number(form.get(each.name, each.points)) for each in words}
        points[header] = {word: value for word, value in told.items() if value is not None and value > 0}
    brands = listed_brands(form.get("brands", asked.brands))
    return answers, {"roles": roles, "weights": weights, "points": points, "brands": list(brands)}


def _points(known: Mapping[str, float], word: str) -> str:
    if word in known:
        return f"{known[word]:g}"
    plain = " ".join(word.casefold().split())
    return next((str(n) for n, words in enumerate(_WORTH, 1) if plain in words), "")
