"""Every word of the pages goes through the catalogues, and is there in Vietnamese."""

import importlib.util
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "crmeter"
TEMPLATES = sorted((PACKAGE / "web" / "templates").rglob("*.html"))
HOLDERS = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
# Names, keys of keyboards, and words that are made up to be looked at.
SAME = {
    "CRMeter",
    "VI",
    "EN",
    "Ctrl",
    "K",
    "Ctrl K",
    "E",
    "G",
    "J",
    "N",
    "X",
    "Esc",
    "Ctrl Enter",
    "A",
    "S",
    "CSV",
    "XLSX",
    "Tiếng Việt",
    "English",
}
SPOKEN = {"aria-label", "title", "placeholder", "alt"}


def catalogue(language: str) -> Catalog:
    path = PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=language)


def words(message: Message) -> list[tuple[str, str]]:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    said = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return [(ids[min(at, len(ids) - 1)], words_) for at, words_ in enumerate(said)]


@pytest.fixture(scope="module")
def found() -> Catalog:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    collected: Catalog = module.found()
    return collected


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_catalogue_holds_every_word_and_no_other(found: Catalog, language: str) -> None:
    wanted = {(m.id, m.context) for m in found if m.id}
    held = {(m.id, m.context) for m in catalogue(language) if m.id}

    assert len(wanted) > 300
    assert held == wanted, "run `scripts/messages.sh extract` and translate what is new"


def test_every_word_is_said_in_vietnamese() -> None:
    silent = [m.id for m in catalogue("vi") if m.id and (m.fuzzy or not all(said.strip() for _, said in words(m)))]

    assert not silent, f"write these in locale/vi: {silent}"


def test_both_languages_hold_the_same_values() -> None:
    wrong = [
        (key, said)
        for m in catalogue("vi")
        if m.id
        for key, said in words(m)
        if sorted(HOLDERS.findall(key.replace("%%", ""))) != sorted(HOLDERS.findall(said.replace("%%", "")))
    ]

    assert not wrong


class Literals(HTMLParser):
    """Collects what a page says without asking the catalogue."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.foreign = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Names of customers and samples of letters stand in a cell or an element with a language of its own.
        self.foreign += ("lang", "vi") in attrs and tag == "div"
        self.said += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self.foreign:
            self.foreign -= 1

    def handle_data(self, data: str) -> None:
        if not self.foreign:
            self.said.append(data)


def literals(text: str) -> list[str]:
    text = re.sub(
        r"{%\s*blocktrans.*?{%\s*endblocktrans(late)?\s*%}|{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", text, flags=re.S
    )
    text = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.S)
    reader = Literals()
    reader.feed(text)
    said = (" ".join(part.split()).strip("·, ") for part in reader.said)
    return [part for part in said if re.search(r"[^\W\d_]", part) and part not in SAME]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE / "web" / "templates")))
def test_a_template_says_nothing_that_is_not_translated(path: Path) -> None:
    made_up = {"Chuỗi cà phê Nắng Sớm", "Trường mầm non Ỷ La"} if path.parent.name == "design" else set()

    assert [said for said in literals(path.read_text("utf-8")) if said not in made_up] == []
