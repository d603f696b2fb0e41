"""The sprite holds exactly the icons that templates and code name."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src" / "crmeter" / "web"
SPRITE = WEB / "static" / "crmeter" / "built" / "icons.svg"


def named() -> set[str]:
    found = set()
    for path in WEB.rglob("*.html"):
        found |= set(re.findall(r'{%\s*icon\s+"([a-z0-9-]+)"', path.read_text("utf-8")))
    for path in WEB.rglob("*.py"):
        found |= set(re.findall(r'\bicon="([a-z0-9-]+)"', path.read_text("utf-8")))
    return found


def test_every_named_icon_is_in_the_sprite_and_no_other() -> None:
    if not SPRITE.exists():
        pytest.fail("the icons are not built: make .assets.ok", pytrace=False)
    held = set(re.findall(r'<symbol id="([a-z0-9-]+)"', SPRITE.read_text("utf-8")))

    assert len(held) > 20
    assert held == named(), "make .assets.ok"
