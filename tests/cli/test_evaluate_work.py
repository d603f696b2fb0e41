"""`crmeter evaluate` on a file of tickets alone, and on one of deals alone: figures without any order."""

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Crmeter


def figures(report: Any) -> dict[str, Any]:
    """The readings of the main period by measure, whole ones only."""
    main = max(reading["period"][1] for reading in report["readings"])
    longest: dict[str, Any] = {}
    for reading in report["readings"]:
        if not reading["slice"] and reading["period"][1] == main:
            name = reading["measure"]
            if name not in longest or reading["period"][0] < longest[name]["period"][0]:
                longest[name] = reading
    return longest


def test_a_file_of_tickets_alone_is_evaluated_on_its_last_day(crmeter: Crmeter, tmp_path: Path) -> None:
    path = tmp_path / "tickets.csv"
    path.write_text(
        "Mã phiếu,Ngày mở,Ngày xử lý xong,Nhóm yêu cầu,Mức ưu tiên,Người xử lý,Hạn xử lý\n"
        "1,01/03/2026 08:00,01/03/2026 10:00,Giao hàng,Cao,An,02/03/2026\n"
        "2,02/03/2026 08:00,02/03/2026 12:00,Giao hàng,Cao,An,01/03/2027\n"
        "3,03/03/2026 08:00,05/03/2026 08:00,Đổi trả,Cao,,04/03/2026\n"
        "4,20/03/2026 08:00,,Đổi trả,Cao,,30/12/2026\n"
    )
    out = tmp_path / "report.json"

    said = crmeter("evaluate", "--source", path, "--workspace", tmp_path / "here", "--out", out)

    assert said.code == 0, said.err
    report = json.loads(out.read_text())
    # The last thing that happened is the opening of the fourth; what is due in 2027 has not happened.
    assert report["run"]["as_of"] == "2026-03-20"
    found = figures(report)
    assert float(found["tickets_created"]["value"]) == 4
    assert float(found["tickets_resolved"]["value"]) == 3
    assert float(found["ticket_backlog"]["value"]) == 1
    # 2, 4 and 48 hours.
    assert float(found["resolution_time"]["value"]) == 4
    # The third was solved a day after its time.
    assert float(found["breached_tickets"]["value"]) == 1
    assert float(found["unassigned_tickets"]["value"]) == 1
    for name in ("first_response_time", "service_level_attainment"):
        assert found[name]["value"] is None
        assert found[name]["undefined"]["code"] == "no_column"
    assert found["revenue"]["undefined"]["code"] == "no_table"


def test_a_file_of_deals_alone_is_evaluated_in_its_own_currency(crmeter: Crmeter, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(
        "opportunity_id,deal_stage,engage_date,close_date,amount_usd,pipeline\n"
        "1,Won,2026-01-05,2026-02-04,100,A\n"
        "2,Won,2026-01-05,2026-03-06,300,A\n"
        "3,Lost,2026-01-10,2026-02-10,400,B\n"
        "4,Engaging,2026-03-01,2026-12-24,50,B\n"
        "5,,2026-03-02,,70,B\n"
    )
    out = tmp_path / "report.json"

    said = crmeter("evaluate", "--source", path, "--workspace", tmp_path / "here", "--out", out)

    assert said.code == 0, said.err
    report = json.loads(out.read_text())
    # On Christmas Eve a deal is meant to close, which has not happened.
    assert report["run"]["as_of"] == "2026-03-06"
    found = figures(report)
    assert float(found["win_rate"]["value"]) * 3 == 2
    assert float(found["win_value_rate"]["value"]) == 0.5
    assert float(found["won_value"]["value"]) == 400
    # 50 and 70 in two deals that are open.
    assert float(found["pipeline_value"]["value"]) == 120
    # The middle of 30 and 60 days.
    assert float(found["deal_cycle_length_of_won"]["value"]) == 45
    assert found["stage_conversion_rate"]["undefined"]["code"] == "no_table"


def test_leads_alone_are_seen_until_the_last_of_them_became_a_customer(crmeter: Crmeter, tmp_path: Path) -> None:
    path, out = tmp_path / "leads.csv", tmp_path / "report.json"
    path.write_text("lead id,created date,converted date\n1,2026-01-05,2026-03-01\n2,2026-01-06,\n3,2026-01-07,\n")

    said = crmeter("evaluate", "--source", path, "--workspace", tmp_path / "here", "--out", out)

    assert said.code == 0, said.err
    report = json.loads(out.read_text())
    assert report["run"]["as_of"] == "2026-03-01"
    assert float(figures(report)["leads_created"]["value"]) == 3


def test_what_an_evaluation_needs_names_tickets_and_deals_too(crmeter: Crmeter, tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("customer id,name,email\n1,An,an@example.com\n")

    said = crmeter("evaluate", "--source", path, "--workspace", tmp_path / "here", "--language", "vi")

    assert said.code == 3
    assert "một phiếu hỗ trợ, một cơ hội" in said.err
