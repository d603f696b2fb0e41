"""What people wrote in a survey, by theme: as JSON, and as lines for people."""

from collections.abc import Iterator
from typing import Any

from crmeter.estimators import Theme, Themes
from crmeter.vocabulary import Language, Text, formats

_MOST_TERMS = 8


def themes_as_json(themes: Themes, column: str, scored: str | None) -> dict[str, Any]:
    """Return themes as JSON; answers by their place among the respondents, with the terms that put them there."""
    return {
        "column": column,
        "scored_by": scored,
        "n": themes.n,
        "empty": themes.empty,
        "least": themes.least,
        "common": list(themes.common),
        "unplaced": list(themes.unplaced),
        "themes": [
            {
                "terms": list(each.terms),
                "n": len(each.answers),
                "share": each.share,
                "interval": [float(each.interval.low), float(each.interval.high)],
                "mean": None if each.score is None else each.score.value,
                "difference": each.difference
                and {
                    "value": each.difference.value,
                    "interval": None
                    if each.difference.low is None or each.difference.high is None
                    else [each.difference.low, each.difference.high],
                },
                "answers": {str(place): list(terms) for place, terms in each.answers.items()},
            }
            for each in themes.themes
        ],
    }


def theme_lines(themes: Themes, column: str, scored: str | None, language: Language) -> Iterator[str]:
    """Return themes in words of one language, line by line."""
    opening = Text("Viết ở {column}, {n} người: chủ đề", "Written in {column}, {n} people: themes")
    yield opening.fill(column=column, n=themes.n).in_(language) + (f" (Δ {scored})" if scored else "")
    for each in themes.themes:
        yield "  " + _line(each, language)
    if not themes.themes:
        yield "  " + NONE.in_(language)
    yield "  " + Text("không thuộc chủ đề nào: {n}", "in no theme: {n}").fill(n=len(themes.unplaced)).in_(language)
    if themes.common:
        words = Text("quá nửa số người dùng, không tính: {words}", "used by more than half, left out: {words}")
        yield "  " + words.fill(words=", ".join(themes.common)).in_(language)


def _line(theme: Theme, language: Language) -> str:
    low, high = (formats.percent(float(end), language, 0) for end in (theme.interval.low, theme.interval.high))
    share = f"{formats.percent(theme.share, language)} [{formats.span(low, high)}]"
    told = f"{', '.join(theme.terms[:_MOST_TERMS])}: {formats.number(len(theme.answers), language)}, {share}"
    change = theme.difference
    if theme.score is None or change is None:
        return told
    told += f"   {formats.number(theme.score.value, language, 2)}, Δ {_signed(change.value, language)}"
    if change.low is not None and change.high is not None:
        told += f" [{formats.span(_signed(change.low, language), _signed(change.high, language))}]"
    return told


def _signed(value: float, language: Language) -> str:
    return formats.signed(value, lambda each: formats.number(each, language, 2))


NONE = Text("chưa có từ nào đủ nhiều người cùng dùng", "no word is shared by enough people")
