"""Collect the words of the pages into catalogues, and compile these. Usage: messages.py extract | compile.

English is the key of a word. Templates are read by Django's own reader, so that what is found is what is looked up.
allauth has no Vietnamese, so the words of its pages that we show are collected too.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import allauth
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "crmeter"
LOCALE = PACKAGE / "locale"
ROOMS = ("records", "settings", "strategy", "web", "worker")
ALLAUTH = Path(allauth.__file__).parent
# Pages and forms that can be reached here: no signing up, no social accounts, no codes by mail, no phones.
THEIRS = (
    *(f"templates/account/{name}.html" for name in ("account_inactive", "reauthenticate", "password_set")),
    *(f"templates/account/password_{name}.html" for name in ("change", "reset", "reset_done")),
    *(f"templates/account/password_reset_from_key{name}.html" for name in ("", "_done")),
    *("templates/account/base_reauthenticate.html", "templates/account/messages/*.txt"),
    *("templates/account/email/password_reset_key_*.txt", "templates/account/email/base_message.txt"),
    *("templates/mfa/**/*.html", "templates/mfa/messages/*.txt"),
    *("account/forms.py", "account/adapter.py", "account/fields.py", "mfa/**/forms.py", "mfa/adapter.py"),
    *("mfa/models.py", "core/internal/ratelimit.py"),
)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def sources() -> Iterator[Path]:
    """Every file whose words are collected."""
    for room in ROOMS:
        for ending in ("*.py", "*.html", "*.txt"):
            yield from sorted((PACKAGE / room).rglob(ending))
    for pattern in THEIRS:
        yield from sorted(ALLAUTH.glob(pattern))


def found() -> Catalog:
    """Return all words without a translation."""
    catalog = Catalog(project="CRMeter", fuzzy=False)
    for path in sources():
        text = path.read_text("utf-8")
        if path.suffix != ".py":
            # What stands around the words is blanked out, but its indentation would not be Python.
            text = re.sub(r"^[ \t]+", "", templatize(text), flags=re.MULTILINE)
        for _, call, words, _ in extract_python(io.BytesIO(text.encode()), KEYWORDS, (), {}):
            said = words if isinstance(words, tuple) else (words,)
            context = said[0] if "pgettext" in call else None
            said = said[1:] if context else said
            if isinstance(said[0], str) and said[0]:
                plural = call.startswith(("ngettext", "npgettext"))
                catalog.add(said[:2] if plural else said[0], context=context)
    return catalog


def extract() -> None:
    """Bring the catalogues up to date; translations that are there stay, words that are gone go."""
    settings.configure()
    words = found()
    for language in ("en", "vi"):
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        kept = read_po(io.BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)
        kept.project = "CRMeter"
        kept.update(words, no_fuzzy_matching=True)
        kept.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, kept, width=110, omit_header=True, sort_output=True)
        head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        plurals = f'"Plural-Forms: nplurals={kept.num_plurals}; plural={kept.plural_expr};\\n"\n\n'
        path.write_text(head + plurals + path.read_text("utf-8").lstrip(), "utf-8")


def compile_all() -> None:
    """Write what Django reads beside each catalogue."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read_po(io.BytesIO(path.read_bytes()), locale=path.parts[-3]))


if __name__ == "__main__":
    {"extract": extract, "compile": compile_all}[sys.argv[1]]()
