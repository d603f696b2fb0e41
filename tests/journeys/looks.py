"""In which languages, themes and widths pages are looked at: two unlike looks with every change, the rest in proofs."""

import pytest

LATER = pytest.mark.prove
IN_THEMES = [
    ("vi", "light", 360),
    ("en", "dark", 1440),
    *(
        pytest.param(language, theme, width, marks=LATER)
        for language in ("vi", "en")
        for theme in ("light", "dark")
        for width in (360, 1440)
        if (language, theme, width) not in (("vi", "light", 360), ("en", "dark", 1440))
    ),
]
IN_WIDTHS = [
    ("vi", 360),
    ("en", 1440),
    pytest.param("vi", 1440, marks=LATER),
    pytest.param("en", 360, marks=LATER),
]
