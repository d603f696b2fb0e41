import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from crmeter.evaluation.report.html import to_html
from crmeter.vocabulary import Reading, Text, Trust

from .sample import evaluation
from .sample_firm import HOSTILE

# Words that read the same in both languages: names, codes, signs.
SHARED = re.compile(r"^[^a-zA-ZÀ-ỹ]*$|^(n|AIC|BIC|MASE|VND|CRMeter.*|VI|EN|[a-z_]+|r|p|q|v|[ab]|alpha|n = [\d.,]+)$")


class Words(HTMLParser):
    """The visible words and labels of each language's half."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {"vi": [], "en": []}
        self.language: str | None = None
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if named.get("class") == "app":
            self.language = named["lang"]
        if tag in ("style", "pre", "title"):
            self.silent.append(tag)
        if self.language:
            self.found[self.language] += [words for name in ("aria-label", "title") if (words := named.get(name))]

    def handle_endtag(self, tag: str) -> None:
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if self.language and not self.silent and data.strip():
            self.found[self.language].append(data.strip())


@pytest.fixture(scope="module")
def words(report_html: str) -> dict[str, list[str]]:
    reader = Words()
    reader.feed(report_html)
    return reader.found


def figure(name: str, **changes: object) -> Reading:
    return replace(evaluation().reading(name), **changes)


def with_reading(changed: Reading) -> str:
    whole = evaluation()
    readings = tuple(
        changed if (r.measure, r.period, r.slice) == (changed.measure, changed.period, changed.slice) else r
        for r in whole.readings
    )
    return to_html(replace(whole, readings=readings), ("en",))


def test_is_one_file_that_may_ask_for_nothing(report_html: str) -> None:
    assert "default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:" in report_html
    assert "<script" not in report_html
    assert "javascript:" not in report_html
    assert not re.search(r"""(?:src|href|action|url\()\s*=?\s*["'(]?\s*(?:https?:)?//""", report_html)
    assert not re.search(r"""\son[a-z]+=["']""", re.sub(r"<style>.*?</style>", "", report_html, flags=re.DOTALL))


def test_is_deterministic(report_html: str) -> None:
    assert to_html(evaluation()) == report_html


def test_hostile_words_are_escaped(report_html: str) -> None:
    assert HOSTILE not in report_html
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in report_html


def test_each_half_is_in_its_own_language(words: dict[str, list[str]]) -> None:
    data = {HOSTILE, *evaluation().run.sources, evaluation().run.snapshot, evaluation().run.id}
    halves = [{w for w in words[code] if len(w.split()) > 1 and not SHARED.match(w)} for code in ("vi", "en")]
    both = {w for w in halves[0] & halves[1] if not any(sign in w for sign in ("·", "–", "₫"))} - data
    names = {row[0] for of in ("at_risk", "agents") for row in evaluation().tables[of].rows} | {
        code for r in evaluation().readings for code in r.slice.values()
    }
    assert both - names - {"Tiếng Việt"} == set()


def test_numbers_follow_the_language(words: dict[str, list[str]]) -> None:
    vietnamese, english = " ".join(words["vi"]), " ".join(words["en"])
    assert "4.812" in vietnamese
    assert "4,812" in english
    assert "79,7 – 82,9%" in vietnamese
    assert "79.7 – 82.9%" in english
    assert "31/10/2026" in vietnamese
    assert "31 Oct 2026" in english
    assert "−310.000.000\u00a0₫" in vietnamese
    assert "−₫310,000,000" in english


def test_the_first_language_is_the_one_that_opens() -> None:
    english_first = to_html(evaluation(), ("en", "vi"))
    assert english_first.startswith('<!doctype html><html lang="en">')
    assert re.search(r'id="language-en"[^>]* checked', english_first)
    assert not re.search(r'id="language-vi"[^>]* checked', english_first)


def test_one_language_alone_has_no_switch() -> None:
    alone = to_html(evaluation(), ("en",))
    assert 'lang="vi"' not in re.sub(r"<style>.*?</style>", "", alone, flags=re.DOTALL)
    assert 'class="seg languages"' not in alone


def test_every_id_is_there_once_and_every_target_exists(report_html: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', report_html)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'(?:popovertarget|aria-labelledby|for|href)="#?([^"]+)"', report_html):
        if target != "data:,":
            assert target in ids


def test_every_explained_figure_can_be_opened(report_html: str) -> None:
    opened = set(re.findall(r'popovertarget="(en-explain-\d+)"', report_html))
    drawers = set(re.findall(r'id="(en-explain-\d+)"', report_html))
    assert len(drawers) == len(evaluation().explanations)
    assert opened == drawers


def test_below_trust_50_only_the_interval_is_told() -> None:
    page = with_reading(figure("retention_rate", trust=Trust({"completeness": 49.9})))
    assert "~\u00a079.7 – 82.9%" in page
    assert '<span class="num">81.3%</span>' not in page


def test_below_trust_50_without_an_interval_no_figure_is_told() -> None:
    page = with_reading(figure("revenue", trust=Trust({"completeness": 10.0})))
    assert '<span class="num">~</span>' in page
    assert "data trust below 50, no interval" in page


def test_a_change_within_the_noise_is_no_change() -> None:
    before = figure("retention_rate", period=evaluation().run.period.before(), value=0.815)
    assert re.search(r"81\.3%.{0,1500}no change", with_reading(before), re.DOTALL)


def test_the_page_names_which_way_of_buying_less_it_shows() -> None:
    whole = evaluation()
    assert "Customers buying less than expected" in to_html(whole, ("en",))
    gone = replace(
        whole.reading("reduced_customers_expected"),
        value=None,
        undefined=whole.reading("leads_converted").undefined,
    )
    assert "vs. the period before, by threshold" in with_reading(gone)


def test_a_table_nobody_knows_is_shown_all_the_same(words: dict[str, list[str]]) -> None:
    assert "Price levels" in words["en"]
    assert "Mặt bằng giá" in words["vi"]


def test_a_finding_about_nothing_explained_is_plain() -> None:
    whole = evaluation()
    odd = replace(whole.findings[0], measure="unheard_of", sentence=Text("Câu lạ.", "An odd sentence."))
    page = to_html(replace(whole, findings=(odd,)), ("en",))
    assert re.search(r'<div class="item">.*An odd sentence', page)


def test_the_yearly_benchmark_is_shown_for_a_window_of_a_year_only() -> None:
    whole = evaluation()
    shorter = replace(whole, run=replace(whole.run, settings={**whole.run.settings, "window_days": 90}))

    assert "Benchmark 70" in to_html(whole, ("en",))
    assert "Benchmark 70" not in to_html(shorter, ("en",))


def test_freshness_and_conversion_stand_side_by_side_with_their_days(words: dict[str, list[str]]) -> None:
    for language, said in (
        ("vi", ["Quan hệ còn mới", "7 ngày", "30 ngày", "90 ngày"]),
        ("en", ["Fresh relationships", "7 days", "30 days", "90 days"]),
    ):
        assert set(said) <= set(words[language])


def test_stages_tell_how_long_customers_have_been_in_them(words: dict[str, list[str]]) -> None:
    assert "40 ngày" in [w.replace("\xa0", " ") for w in words["vi"]]
    assert "40 days" in [w.replace("\xa0", " ") for w in words["en"]]


def test_the_sign_of_a_sum_in_a_formula_stays_a_sum(words: dict[str, list[str]]) -> None:
    formula = next(said for said in words["en"] if "order amounts" in said)
    assert formula.startswith("Σ order amounts")
