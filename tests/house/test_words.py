"""Every word that people see is there in Vietnamese and in English."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src" / "crmeter"
# Words that are the same in both languages: names of methods, signs, forms without words.
SAME = {
    "%",
    "AIC",
    "BIC",
    "BG/NBD",
    "E-mail",
    "Log-likelihood",
    "MASE",
    "Marketing",
    "Theta",
    "Wilson",
    "n",
}
_BRACES = re.compile(r"{(\w*)[^}]*}")


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def texts() -> Iterator[tuple[str, str, str]]:
    """Every `Text("…", "…")` of the package with its place."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                place = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                assert (
                    len(node.args) + len(node.keywords) == 2
                    or any(isinstance(a, ast.Starred) for a in node.args)
                    or any(k.arg is None for k in node.keywords)
                ), f"{place}: a Text has two languages"
                words = [literal(argument) for argument in node.args]
                if len(words) == 2 and words[0] is not None and words[1] is not None:
                    yield place, words[0], words[1]


def test_both_languages_are_there_and_differ() -> None:
    found = list(texts())
    assert len(found) > 300

    wrong = [
        f"{place}: {vi!r} / {en!r}"
        for place, vi, en in found
        if not vi.strip() or not en.strip() or (vi == en and vi not in SAME and _BRACES.sub("", vi).strip(" :;,–"))
    ]

    assert not wrong, "\n".join(["write it in both languages, or add a name to SAME:", *wrong])


def test_words_are_composed() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)}"
        for path in PACKAGE.rglob("*.py")
        if not unicodedata.is_normalized("NFC", path.read_text())
    ]

    assert not wrong, f"save these with composed letters (NFC): {wrong}"


def test_both_languages_hold_the_same_values() -> None:
    wrong = [
        f"{place}: {vi!r} / {en!r}" for place, vi, en in texts() if set(_BRACES.findall(vi)) != set(_BRACES.findall(en))
    ]

    assert not wrong, "\n".join(["one language leaves a value out:", *wrong])


def test_english_has_no_vietnamese_letters() -> None:
    letters = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯạảãáàịỉĩíìụủũúùọỏõóòẹẻẽè]")
    wrong = [f"{place}: {en!r}" for place, _, en in texts() if letters.search(en)]

    assert not wrong, "\n".join(wrong)


def test_nothing_is_left_to_do() -> None:
    marks = re.compile(r"\b(" + "TO" + "DO|FIX" + "ME|XX" + r"X)\b(?!\")")
    wrong = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in PACKAGE.rglob("*.py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if marks.search(line)
    ]

    assert not wrong, wrong
