"""Scores of leads of an evaluation: what is known when, what is tried on whom, and whose leads are listed."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.measures.conftest import write_firm

from crmeter.evaluation.internal.lead_tables import lead_tables
from crmeter.evaluation.result import ResultTable
from crmeter.evaluation.tables import attach_snapshot
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import Period
from crmeter.vocabulary.folding import spelled
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.owned_rows import WHOLE, part_of, show_part
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

AS_OF = date(2025, 12, 31)
FIRST = date(2024, 1, 1)
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def score(tmp_path: Path) -> Callable[..., Mapping[str, ResultTable]]:
    """Score leads as of the end of 2025, of all or of one owner: the tables by name."""

    def made(rows: Rows, owner: str | None = None, settings: Settings = Settings()) -> Mapping[str, ResultTable]:
        workspace = Workspace(tmp_path / "firm")
        write_firm(workspace, rows)
        snapshot = current(workspace)
        assert snapshot is not None
        whole = "main" if owner is None else WHOLE
        with Engine() as engine:
            if owner is not None:
                engine.run(f"CREATE SCHEMA {WHOLE}")
            attach_snapshot(engine, workspace, snapshot, whole)
            if owner is not None:
                show_part(engine, part_of(engine, [spelled(owner)]), kept=True)
            found = lead_tables(engine, View(Period.trailing(AS_OF, 365), AS_OF, "VND", settings), whole)
            return {table.name: table for table in found}

    return made


def two_channels() -> Rows:
    """Two leads on each of 700 days, one of the fair and one of the web; of the fair every second becomes a customer,
    of the web every tenth, each thirty days after it came. Those of the fair are Binh's.
    """
    leads = []
    for day in range(700):
        created = FIRST + timedelta(days=day)
        for channel, owner, every in (("Fair", "Binh", 2), ("Web", "An", 10)):
            converted = created + timedelta(days=30)
            has_converted = day % every == 0 and converted <= AS_OF
            leads.append(
                {
                    "lead_key": len(leads) + 1, "created_on": created.isoformat(), "channel": channel, "owner": owner,
                    "status": "Moi", "converted_on": converted.isoformat() if has_converted else None,
                }
            )  # fmt: skip
    return {"leads": leads}


def test_points_say_how_much_better_a_channel_is(score: Callable[..., Any]) -> None:
    tables = score(two_channels())

    # Leads of the days up to 2 October had their ninety days: 641 of each channel.
    fair, web = (row for row in tables["lead_score_points"].records() if row["scored"].en == "when it comes")
    assert (fair["value"], fair["leads"], fair["rate"]) == ("Fair", 641, pytest.approx(321 / 641))
    assert (web["value"], web["leads"], web["rate"]) == ("Web", 641, pytest.approx(65 / 641))
    # Odds of 1 beside 0.11: 3.2 doublings, a little less by the ridge.
    assert 28 < fair["points"] - web["points"] < 32


def test_open_leads_are_ranked_by_the_chance_that_is_left_with_reasons(score: Callable[..., Any]) -> None:
    rows = two_channels()
    rows["leads"] += [
        {"lead_key": 9001, "created_on": "2025-12-31", "channel": "Fair", "status": "New"},
        {"lead_key": 9002, "created_on": "2025-12-31", "channel": "Fair", "status": "Không đạt"},
        {"lead_key": 9003, "created_on": "2025-12-31", "channel": "Fair", "converted_on": "2025-12-30"},
    ]

    table = score(rows)["lead_scores"]

    first = table.records()[0]
    assert (first["lead"], first["age"], first["chance"]) == ("leads-9001", 0, pytest.approx(0.5, abs=0.02))
    assert first["low"] < first["chance"] < first["high"]
    assert first["reasons"].en.startswith("Channel: Fair (+")
    codes = {row["lead"] for row in table.records()}
    # Somebody gave one up, and one had become a customer before it came.
    assert not codes & {"leads-9002", "leads-9003"}
    assert "1 that became customers before they came are not scored" in table.note.en
    # Whoever converts has done so after thirty days: nothing is left to those who came before.
    assert all(row["chance"] == 0 for row in table.records() if row["age"] >= 30)


def test_the_score_is_tried_on_later_leads_beside_simple_rules(score: Callable[..., Any]) -> None:
    tables = score(two_channels())

    test = {(row["scored"].en, row["order"].en): row for row in tables["lead_score_test"].records()}
    by_score, by_channel = test["when it comes", "by score"], test["when it comes", "by the conversion of the channel"]
    # With nothing but a channel to tell leads apart the score is as good as the rule, and no better.
    assert by_score["auc"] == pytest.approx(by_channel["auc"])
    assert (by_score["chosen"].en, by_channel["chosen"]) == ("best", None)
    # Days from the 448th on are tried: 193 of each channel. Learnt from those who had their days before: 358 of each.
    assert (by_score["n"], by_score["learnt"]) == (2 * 193, 2 * 358)
    assert test["when it comes", "newest first"]["auc"] == pytest.approx(0.5, abs=0.05)


def test_contacts_count_only_within_the_first_week_and_before_the_conversion(score: Callable[..., Any]) -> None:
    rows = two_channels()
    # Every lead of the fair is contacted on the day it comes, every lead of the web ten days later.
    rows["touches"] = [
        {
            "touch_key": lead["lead_key"], "lead_key": lead["lead_key"], "direction": "out",
            "touched_on": (day := date.fromisoformat(lead["created_on"]) + timedelta(days=wait)).isoformat(),
            "touched_at": f"{day} 10:00:00",
        }
        for lead in rows["leads"]
        for wait in [0 if lead["channel"] == "Fair" else 10]
        if date.fromisoformat(lead["created_on"]) + timedelta(days=wait) <= AS_OF
    ]  # fmt: skip

    points = score(rows)["lead_score_points"].records()

    first = {row["value"].en: row["leads"] for row in points if row["field"].en == "First contact"}
    assert first == {"on the same day": 641, "nobody has yet": 641}
    assert not [row for row in points if row["field"].en == "First contact" and row["scored"].en == "when it comes"]


def test_leads_of_late_that_come_otherwise_are_seen(score: Callable[..., Any]) -> None:
    rows = two_channels()
    rows["leads"] = [each for each in rows["leads"] if each["created_on"] < "2025-10-05" or each["channel"] == "Web"]

    drift = {row["field"].en: row for row in score(rows)["lead_drift"].records()}

    assert drift["Channel"]["verdict"].en == "a large change"
    assert drift["Channel"]["index"] > 0.25 > drift["Channel"]["bound"]


def test_nobody_is_among_the_leads_of_late_and_those_learnt_from(score: Callable[..., Any]) -> None:
    # Leads have thirty days: those of October and November had theirs. Ten came in December, one became a customer
    # within the week and was not scored.
    rows = two_channels()
    for n in range(10):
        rows["leads"].append(
            {
                "lead_key": 9000 + n, "created_on": f"2025-12-{n + 10}", "channel": "Web", "owner": "An",
                "status": "Moi", "converted_on": "2025-12-12" if n == 0 else None,
            }
        )  # fmt: skip

    drift = score(rows, settings=Settings(lead_days=30))["lead_drift"].records()

    assert {row["n"] for row in drift} == {9}


def test_a_part_is_scored_by_what_was_learnt_from_all(score: Callable[..., Any]) -> None:
    tables = score(two_channels(), owner="An")

    codes = {row["lead"] for row in tables["lead_scores"].records()}
    assert codes
    assert all(int(code.removeprefix("leads-")) % 2 == 0 for code in codes)
    assert {row["value"] for row in tables["lead_score_points"].records()} == {"Fair", "Web"}


def test_few_leads_say_what_the_score_needs(score: Callable[..., Any]) -> None:
    rows = two_channels()
    tables = score({"leads": rows["leads"][:60]})

    assert list(tables) == ["lead_scores"]
    assert "it needs at least thirty leads that became customers" in tables["lead_scores"].note.en
    assert "khách tiềm năng đã thành khách hàng" in tables["lead_scores"].note.vi


def test_what_tells_the_outcome_without_fail_is_left_out_and_named(score: Callable[..., Any]) -> None:
    rows = two_channels()
    # Whoever converts was called twice in the first week, and nobody else: the calls belong to the purchase.
    rows["touches"] = [
        {
            "touch_key": 2 * lead["lead_key"] + call, "lead_key": lead["lead_key"], "direction": "out",
            "touched_on": lead["created_on"], "touched_at": f"{lead['created_on']} 1{call}:00:00",
        }
        for lead in rows["leads"]
        for call in range(2 if lead["converted_on"] else 1)
    ]  # fmt: skip

    table = score(rows)["lead_score_points"]

    assert {row["field"].en for row in table.records()} == {"Channel"}
    assert "Not used: Contacts within 7 days" in table.note.en


def test_leads_that_are_alike_are_not_scored(score: Callable[..., Any]) -> None:
    rows = two_channels()
    tables = score({"leads": [{**each, "channel": None} for each in rows["leads"]]})

    assert list(tables) == ["lead_scores"]
    assert "all leads are alike; it needs their channel, campaign or contacts" in tables["lead_scores"].note.en
