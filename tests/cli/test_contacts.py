"""`crmeter contacts` on a file of people who were contacted until they replied or were given up (C3)."""

from pathlib import Path

import pytest
from tests.cli.conftest import Crmeter

# By the number of contacts: people, and how many of them replied to the last.
GIVEN_UP = {1: (1000, 200), 2: (200, 30), 3: (300, 4), 4: (300, 1), 5: (200, 0)}


@pytest.fixture
def people(tmp_path: Path) -> Path:
    lines = ["Mã;Số lần gọi;Trả lời"]
    for often, (n, replied) in GIVEN_UP.items():
        lines += [f"K{often}-{k};{often};{'có' if k < replied else 'không'}" for k in range(n)]
    lines += ["K0;0;không", "K-;;có"]
    path = tmp_path / "goi.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_whoever_was_contacted_five_times_was_contacted_a_first_time_too(crmeter: Crmeter, people: Path) -> None:
    told = crmeter("contacts", people, "--contacts", "Số lần gọi", "--replied", "Trả lời=có", "--json").json()

    assert [(each["contacts"], each["replies"]) for each in told["curve"]] == [
        (2000, 200), (1000, 30), (800, 4), (500, 1), (200, 0),
    ]  # fmt: skip
    assert (told["silence_point"], told["contacts_past"], told["replies_past"]) == (2, 1500, 5)
    assert (told["people"], told["left_out"][0]["n"]) == (2000, 2)


def test_where_a_reply_brings_less_one_stops_sooner(crmeter: Crmeter, people: Path) -> None:
    flags = ("contacts", people, "--contacts", "Số lần gọi", "--replied", "Trả lời=có", "--break-even", "0.05")

    assert "Silence point: after contact 1." in crmeter(*flags, "--language", "en").out
    assert "Điểm ngừng phản hồi: sau lần 1." in crmeter(*flags, "--language", "vi").out


def test_replies_that_go_on_have_no_silence_point(crmeter: Crmeter, people: Path) -> None:
    flags = ("contacts", people, "--contacts", "Số lần gọi", "--replied", "Trả lời=có", "--break-even", "0.0001")

    assert "No silence point yet" in crmeter(*flags, "--language", "en").out


def test_a_word_that_nobody_has_is_answered_with_those_that_are_there(crmeter: Crmeter, people: Path) -> None:
    refused = crmeter("contacts", people, "--contacts", "Số lần gọi", "--replied", "Trả lời=yes")

    assert refused.code == 2
    assert "có, không" in refused.err
