"""`crmeter response` on a file of leads and when they were first answered (C4)."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.cli.conftest import Crmeter

# Hours until the first answer: leads, and how many of them became customers.
ANSWERED = {1: (100, 40), 3: (100, 30), 7: (100, 10), 15: (100, 5)}


@pytest.fixture
def leads(tmp_path: Path) -> Path:
    lines = ["lead,created,first answer,hours,won"]
    came = datetime(2026, 3, 2, 9)  # noqa: DTZ001 - as files tell it
    for hours, (n, won) in ANSWERED.items():
        for k in range(n):
            answered = came + timedelta(hours=hours)
            lines.append(
                f"L{hours}-{k},{came:%Y-%m-%d %H:%M},{answered:%Y-%m-%d %H:%M},{hours},{'yes' if k < won else 'no'}"
            )
    lines += [f"N{k},{came:%Y-%m-%d %H:%M},,,{'yes' if k < 2 else 'no'}" for k in range(40)]
    path = tmp_path / "leads.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_the_window_is_found_in_the_delays(crmeter: Crmeter, leads: Path) -> None:
    told = crmeter("response", leads, "--delay", "hours", "--converted", "won=yes", "--json").json()

    assert [(each["median"], each["n"], each["rate"]) for each in told["bins"]] == [
        (1, 100, 0.4), (3, 100, 0.3), (7, 100, 0.1), (15, 100, 0.05),
    ]  # fmt: skip
    assert told["window"] == pytest.approx(32**0.5 - 1)
    assert told["never_answered"] == {"n": 40, "converted": 2}


def test_two_moments_tell_the_same_in_hours(crmeter: Crmeter, leads: Path) -> None:
    flags = ("response", leads, "--created", "created", "--answered", "first answer", "--converted", "won=yes")
    by_moments = crmeter(*flags, "--json").json()

    assert by_moments["window"] == pytest.approx(32**0.5 - 1)
    said = crmeter(*flags, "--language", "en").out
    assert "Times are in hours" in said
    assert "Conversion has fallen to half after 4.7" in said
    assert "Never answered: 5.0% convert, n = 40" in said
    assert "Đây là mối liên hệ" in crmeter(*flags, "--language", "vi").out


def test_the_delay_is_told_in_one_way(crmeter: Crmeter, leads: Path) -> None:
    refused = crmeter("response", leads, "--delay", "hours", "--created", "created", "--answered", "first answer",
                      "--converted", "won=yes")  # fmt: skip

    assert refused.code == 2
    assert "--delay" in refused.err


def test_too_few_answers_tell_nothing(crmeter: Crmeter, tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text("hours,won\n" + "".join(f"{n},{'yes' if n < 9 else 'no'}\n" for n in range(40)))

    assert crmeter("response", path, "--delay", "hours", "--converted", "won=yes").code == 3
