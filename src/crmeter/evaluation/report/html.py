"""An evaluation as one HTML file: no script, no other file, no host; both languages and both themes inside."""

from collections.abc import Callable, Sequence
from importlib.resources import files

import htpy as h
from htpy import Element, Node
from markupsafe import Markup

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.explain import drawers
from crmeter.evaluation.report.figures import Figures, Page
from crmeter.evaluation.report.icons import icon, sprite
from crmeter.evaluation.report.parts import trust_ring
from crmeter.evaluation.report.sections.forecast import forecast_and_market
from crmeter.evaluation.report.sections.inside.departments import departments
from crmeter.evaluation.report.sections.limits import limits, lowest_trust
from crmeter.evaluation.report.sections.loyalty import loyalty
from crmeter.evaluation.report.sections.method import method
from crmeter.evaluation.report.sections.overview import head, overview
from crmeter.evaluation.report.sections.satisfaction import satisfaction
from crmeter.evaluation.report.sections.segments import all_figures, segments
from crmeter.evaluation.report.sections.value import value
from crmeter.evaluation.result import Evaluation
from crmeter.vocabulary import Language, Text, formats

# The first two are those of the pages too; the last is for a file without a script.
STYLES = ("foundation.css", "components.css", "file.css")
NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

SECTIONS: tuple[tuple[str, str, Text, Callable[[Page], Node]], ...] = (
    ("loyalty", "loyalty", words.LOYALTY, loyalty),
    ("value", "value", words.VALUE, value),
    ("satisfaction", "satisfaction", words.SATISFACTION, satisfaction),
    ("inside", "inside", words.INSIDE, departments),
    ("forecast", "forecast", words.FORECAST, forecast_and_market),
    ("segments", "segments", words.SEGMENTS, segments),
    ("measures", "all", words.ALL_FIGURES, all_figures),
    ("data", "data", words.DATA, limits),
    ("method", "method", words.METHOD, method),
)
ON_PHONES = ("overview", "loyalty", "value", "forecast", "data")


def to_html(evaluation: Evaluation, languages: Sequence[Language] = ("vi", "en")) -> str:
    """Return an evaluation as one HTML document.

    Args:
        evaluation: a finished evaluation.
        languages: which are in the file; the first is shown when it opens.
    """
    figures = Figures(evaluation)
    first = languages[0]
    document = h.html(lang=first)[
        h.head[
            h.meta(charset="utf-8"),
            h.meta({"http-equiv": "Content-Security-Policy"}, content=NOTHING_FROM_OUTSIDE),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.meta(name="color-scheme", content="light dark"),
            h.title[f"{words.TITLE.in_(first)} · {formats.day(evaluation.run.as_of, first)} · CRMeter"],
            h.link(rel="icon", href="data:,"),
            h.style[Markup(stylesheet())],  # noqa: S704 - the package's own file
        ],
        h.body[
            sprite(),
            _switches(languages),
            [_in_language(Page(figures, language), languages) for language in languages],
        ],
    ]
    # A plain string: what htpy gives is one that others would take for safe inside their own pages.
    return str(str(document))


def stylesheet() -> str:
    """Return the looks of the report, to stand in a file."""
    return "\n".join(files("crmeter.evaluation.report").joinpath("styles", name).read_text("utf-8") for name in STYLES)


def _switches(languages: Sequence[Language]) -> Element:
    return h.section(class_="switches", aria_label="CRMeter")[
        h.fieldset[
            h.legend[" · ".join(words.LANGUAGE.in_(language) for language in languages)],
            [
                h.input(
                    type="radio",
                    name="language",
                    id=f"language-{language}",
                    value=language,
                    lang=language,
                    checked=at == 0,
                    autocomplete="off",
                    aria_label=words.LANGUAGE_NAMES[language],
                )
                for at, language in enumerate(languages)
            ],
        ],
        h.fieldset[
            h.legend[" · ".join(words.THEME.in_(language) for language in languages)],
            [
                h.input(
                    type="radio",
                    name="theme",
                    id=f"theme-{theme}",
                    value=theme,
                    checked=theme == "auto",
                    autocomplete="off",
                    aria_label=" · ".join(name.in_(language) for language in languages),
                )
                for theme, name in words.THEMES.items()
            ],
        ],
    ]


def _in_language(page: Page, languages: Sequence[Language]) -> Element:
    return h.div(class_="app", lang=page.language)[
        h.a(class_="skip", href=f"#{page.anchor('overview')}")[page.say(words.SKIP)],
        _side(page),
        h.div(class_="sheet")[
            _top(page, languages),
            h.main(class_="main")[
                h.section(class_="part", id=page.anchor("overview"), aria_label=page.say(words.OVERVIEW))[
                    head(page), h.h2(class_="sr")[page.say(words.OVERVIEW)], overview(page)
                ],
                [
                    h.section(class_="part", id=page.anchor(name))[h.h2(class_="part-h")[page.say(title)], draw(page)]
                    for name, _, title, draw in SECTIONS
                ],
                h.div(class_="appendix")[
                    h.h2(class_="part-h")[page.say(words.APPENDIX)],
                    h.p(class_="t2")[page.say(words.APPENDIX_NOTE)],
                    drawers(page),
                ],
            ],
        ],
        _tab_bar(page),
    ]


def _links() -> list[tuple[str, str, Text]]:
    return [("overview", "overview", words.OVERVIEW), *[(name, symbol, title) for name, symbol, title, _ in SECTIONS]]


def _side(page: Page) -> Element:
    run = page.figures.run
    return h.aside(class_="side", aria_label=page.say(words.CONTENTS))[
        h.div(class_="ws")[
            h.span(class_="ws-mark")[icon("mark")],
            h.span(class_="truncate", title=", ".join(run.sources) or None)[", ".join(run.sources) or "CRMeter"],
        ],
        h.div(class_="nav-h")[page.say(words.CONTENTS)],
        h.nav(aria_label=page.say(words.CONTENTS))[
            [
                h.a(class_="nav", href=f"#{page.anchor(name)}")[icon(symbol), page.say(title)]
                for name, symbol, title in _links()
            ]
        ],
        h.div(class_="side-foot meta t3")[f"CRMeter {run.code}"],
    ]


def _top(page: Page, languages: Sequence[Language]) -> Element:
    run = page.figures.run
    newest = max((r.freshness.newest for r in page.figures.uncut if r.freshness.newest), default=None)
    loaded = max((r.freshness.loaded_at for r in page.figures.uncut if r.freshness.loaded_at), default=None)
    fresh = words.FRESH_UNKNOWN if newest is None else words.FRESH.fill(day=newest)
    taken = None if loaded is None else page.say(words.LOADED).format(moment=written.moment(loaded, page.language))
    return h.header(class_="top")[
        h.div(class_="crumb")[
            h.b[", ".join(run.sources) or "CRMeter"],
            h.span(class_="hide-m")[page.say(words.AS_OF.fill(day=run.as_of))],
        ],
        h.span(class_="fresh hide-m", title=taken)[page.say(fresh)],
        h.span(class_="fresh hide-m")[page.say(words.TRUST), trust_ring(page, lowest_trust(page), figure=True)],
        h.span(class_="seg themes", aria_hidden="true")[
            [h.label(for_=f"theme-{theme}", title=page.say(name))[icon(theme)] for theme, name in words.THEMES.items()]
        ],
        len(languages) > 1
        and h.span(class_="seg languages", aria_hidden="true")[
            [
                h.label(for_=f"language-{language}", lang=language, title=words.LANGUAGE_NAMES[language])[
                    language.upper()
                ]
                for language in languages
            ]
        ],
    ]


def _tab_bar(page: Page) -> Element:
    return h.nav(class_="tabbar", aria_label=page.say(words.CONTENTS))[
        [
            h.a(href=f"#{page.anchor(name)}")[icon(symbol), page.say(title)]
            for name, symbol, title in _links()
            if name in ON_PHONES
        ]
    ]
