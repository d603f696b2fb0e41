"""Every truth counted again from the files, by SQL that knows nothing of how they were made."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crmeter.cli import main
from crmeter.demo import TRUTHS_FILE, SampleCompany
from crmeter.evaluation.run import Request
from crmeter.evaluation.sources import evaluate_sources
from crmeter.warehouse.workspace import Workspace

ORDERS = """(
    SELECT o.*, a.amount, a.margin FROM don_hang o JOIN (
        SELECT "Mã đơn hàng", sum("Thành tiền"::BIGINT) AS amount,
            sum("Số lượng"::BIGINT * ("Đơn giá"::BIGINT - "Giá vốn"::BIGINT)) AS margin
        FROM dong_don_hang GROUP BY 1
    ) a USING ("Mã đơn hàng")
)"""
VALID = f"(SELECT * FROM {ORDERS} WHERE \"Trạng thái\" = 'Hoàn thành' AND amount > 0)"


@pytest.fixture(scope="module")
def truths(company: SampleCompany) -> dict[str, Any]:
    """The written file, each truth by its id."""
    written = json.loads((company.folder / TRUTHS_FILE).read_text(encoding="utf-8"))
    return written | {truth["id"]: truth["figures"] | truth for truth in written["truths"]}


def rows(files: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return files.execute(query).fetchall()


def test_written_truths_are_those_returned(company: SampleCompany, truths: dict[str, Any]) -> None:
    assert [truth["id"] for truth in truths["truths"]] == list(company.truths.planted)
    assert truths["totals"] == company.truths.to_json()["totals"]
    assert all(truth["sentence"]["vi"] and truth["sentence"]["en"] for truth in truths["truths"])


def test_sentences_read_as_people_write(company: SampleCompany) -> None:
    assert company.truths.planted["returned_product"].sentence.to_json() == {
        "vi": "Lõi lọc RO AK-50 bị trả lại 12% số dòng hàng đã giao; các sản phẩm khác chỉ 1,5%.",
        "en": "Lõi lọc RO AK-50 is sent back in 12% of the lines delivered; other products in only 1.5%.",
    }


def test_the_page_about_the_company_says_the_same(company: SampleCompany) -> None:
    page = (Path(__file__).parents[2] / "docs" / "sample-company.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    for truth in company.truths.planted.values():
        assert f"| `{truth.id}` | {truth.sentence.en} |" in rows
    for name, count in company.truths.files.items():
        assert any(row.startswith(f"| `{name}` | {count:,} |") for row in rows), name


def test_files_have_the_rows_stated(files: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    counted = {name: rows(files, f"SELECT count(*) FROM {name[:-4]}")[0][0] for name in truths["files"]}
    assert counted == truths["files"]


def test_totals_are_exact(files: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    totals = truths["totals"]
    counted = rows(
        files,
        f"""SELECT count(*), count(DISTINCT "Mã khách hàng"), sum(amount)::BIGINT, sum(margin)::BIGINT,
            count(DISTINCT CASE WHEN "Ngày đặt" > DATE '2026-11-20' - 365 THEN "Mã khách hàng" END)
            FROM {VALID}""",
    )
    assert counted == [
        (
            totals["valid_orders"],
            totals["customers_with_orders"],
            totals["revenue"],
            totals["gross_margin"],
            totals["customers_active_in_last_365_days"],
        )
    ]
    assert rows(files, 'SELECT sum("Số tiền trả"::BIGINT)::BIGINT FROM tra_hang') == [(totals["returned_amount"],)]
    lines = f'SELECT count(*) FROM dong_don_hang SEMI JOIN {VALID} USING ("Mã đơn hàng")'
    assert rows(files, lines) == [(totals["valid_order_lines"],)]


def test_months_are_exact(files: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    months = truths["totals"]["months"]
    by_month = rows(
        files,
        f"""SELECT strftime("Ngày đặt", '%Y-%m') AS m, count(*), sum(amount)::BIGINT
            FROM {VALID} GROUP BY 1 ORDER BY 1""",
    )
    new = rows(
        files,
        f"""SELECT strftime(first, '%Y-%m'), count(*) FROM (SELECT min("Ngày đặt") AS first FROM {VALID}
            WHERE "Mã khách hàng" IS NOT NULL GROUP BY "Mã khách hàng") GROUP BY 1 ORDER BY 1""",
    )
    assert by_month == [(month["month"], month["orders"], month["revenue"]) for month in months]
    assert new == [(month["month"], month["new_customers"]) for month in months]


def test_quiet_segment_orders_45_percent_less(files: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    truth = truths["quiet_segment"]
    files.execute('CREATE OR REPLACE TEMP TABLE members AS SELECT unnest(?) AS "Mã khách hàng"', [truth["customers"]])
    counted = rows(
        files,
        f"""SELECT count(*) FILTER ("Ngày đặt" < DATE '{truth["from"]}'),
            count(*) FILTER ("Ngày đặt" >= DATE '{truth["from"]}'),
            count(DISTINCT "Mã khách hàng") FILTER ("Ngày đặt" >= DATE '{truth["from"]}')
            FROM {VALID} SEMI JOIN members USING ("Mã khách hàng")
            WHERE "Ngày đặt" >= DATE '{truth["compared_from"]}'""",
    )
    assert counted == [(truth["orders_before"], truth["orders_since"], truth["customers_ordering_since"])]
    segments = 'SELECT DISTINCT "Phân khúc" FROM khach_hang SEMI JOIN members USING ("Mã khách hàng")'
    assert rows(files, segments) == [("Quán ăn & cà phê",)]
    rate_before = truth["orders_before"] / truth["clock_weeks_before"]
    rate_since = truth["orders_since"] / truth["clock_weeks_since"]
    assert truth["observed_rate_fall"] == pytest.approx(1 - rate_since / rate_before, abs=1e-4)
    # Two Poisson counts of some thousands: four standard errors of their ratio.
    error = 4 * 0.55 * (1 / truth["orders_before"] + 1 / truth["orders_since"]) ** 0.5
    assert truth["observed_rate_fall"] == pytest.approx(0.45, abs=error)


def test_other_segments_do_not_fall(files: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    start = truths["quiet_segment"]["from"]
    fallen = rows(
        files,
        f"""SELECT "Phân khúc", count(*) FILTER ("Ngày đặt" >= DATE '{start}')
            / count(*) FILTER ("Ngày đặt" BETWEEN DATE '{start}' - 365 AND DATE '2026-11-20' - 365) AS ratio
            FROM {VALID} JOIN khach_hang USING ("Mã khách hàng") GROUP BY 1 ORDER BY ratio""",
    )
    assert fallen[0][0] == "Quán ăn & cà phê"
    assert fallen[0][1] < 0.75
    assert fallen[1][1] > 0.85


def test_lost_customers_never_order_after_they_stopped(
    files: duckdb.DuckDBPyConnection, truths: dict[str, Any]
) -> None:
    truth = truths["lost_customers"]
    by_customer = {
        row[0]: row[1:]
        for row in rows(
            files,
            f"""SELECT "Mã khách hàng", max("Ngày đặt")::VARCHAR, count(*),
                (SELECT sum(amount)::BIGINT FROM {VALID} y
                WHERE y."Mã khách hàng" = v."Mã khách hàng" AND y."Ngày đặt" > max(v."Ngày đặt") - 365)
                FROM {VALID} v GROUP BY 1""",
        )
    }
    assert truth["customers"] == [story["customer"] for story in truth["stories"]]
    for story in truth["stories"]:
        expected = (story["last_order_on"], story["orders"], story["revenue_of_last_365_days"])
        assert by_customer[story["customer"]] == expected
        assert story["last_order_on"] < story["stopped_on"]
        assert story["orders"] >= 30


def test_returned_product_comes_back_eight_times_as_often(
    files: duckdb.DuckDBPyConnection, truths: dict[str, Any]
) -> None:
    truth = truths["returned_product"]
    counted = rows(
        files,
        f"""SELECT "Mã sản phẩm", count(*), count(r."Mã trả hàng"),
            coalesce(sum(r."Số lượng trả"::INT), 0)::INT, coalesce(sum(r."Số tiền trả"::BIGINT), 0)::BIGINT
            FROM dong_don_hang SEMI JOIN {VALID} USING ("Mã đơn hàng")
            LEFT JOIN tra_hang r USING ("Mã đơn hàng", "Mã sản phẩm") GROUP BY 1 ORDER BY 1""",
    )
    stated = sorted((p for p in truth["products"] if p["lines"]), key=lambda p: p["product"])
    assert counted == [(p["product"], p["lines"], p["returns"], p["quantity"], p["amount"]) for p in stated]
    shares = {p["product"]: p["share_of_lines"] for p in stated}
    # About 1 % of the lines are of the last days or of nobody and cannot have come back yet.
    assert shares.pop(truth["product"]) == pytest.approx(0.12, abs=0.025)
    others = [p for p in stated if p["product"] != truth["product"]]
    assert sum(p["returns"] for p in others) / sum(p["lines"] for p in others) == pytest.approx(0.015, abs=0.002)
    orders = rows(files, 'SELECT "Mã đơn hàng" FROM tra_hang WHERE "Mã sản phẩm" = \'AK-RO50\' ORDER BY 1')
    assert [code for (code,) in orders] == truth["orders"]


def test_won_back_customers_order_again_only_after_the_campaign(
    files: duckdb.DuckDBPyConnection, truths: dict[str, Any]
) -> None:
    truth = truths["won_back_customers"]
    for story in truth["stories"]:
        orders = rows(
            files,
            f"""SELECT max("Ngày đặt") FILTER ("Ngày đặt" < DATE '{truth["campaign_on"]}')::VARCHAR,
                min("Ngày đặt") FILTER ("Ngày đặt" >= DATE '{truth["campaign_on"]}')::VARCHAR,
                count(*) FILTER ("Ngày đặt" >= DATE '{truth["campaign_on"]}')
                FROM {VALID} WHERE "Mã khách hàng" = '{story["customer"]}'""",
        )
        assert orders == [(story["last_order_before_on"], story["back_on"], story["orders_since"])]
        assert story["gap_days"] > 170
    written_to = rows(
        files,
        """SELECT "Mã khách hàng" FROM tiep_xuc WHERE "Thời điểm" LIKE '20/07/2026%' AND "Kênh" = 'Zalo'
            AND "Chiều" = 'Đi' AND "Mã khách hàng" IS NOT NULL""",
    )
    contacted = {*truth["customers"], *truth["contacted_in_vain"]}
    assert contacted <= {code for (code,) in written_to}
    assert len(contacted) == truth["contacted"]
    in_vain = ", ".join(f"'{code}'" for code in truth["contacted_in_vain"])
    after = f"""SELECT count(*) FROM {VALID}
        WHERE "Mã khách hàng" IN ({in_vain}) AND "Ngày đặt" >= DATE '2026-07-20'"""
    assert rows(files, after) == [(0,)]


def test_best_channel_converts_twice_as_well(files: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    truth = truths["best_channel"]
    counted = {
        row[0]: row[1:]
        for row in rows(
            files,
            """SELECT "Kênh", count(*), count("Ngày chuyển đổi"),
                count(*) FILTER ("Ngày tạo" < DATE '2026-11-20' - 89),
                count("Ngày chuyển đổi") FILTER ("Ngày tạo" < DATE '2026-11-20' - 89)
                FROM khach_tiem_nang GROUP BY 1""",
        )
    }
    names = ("leads", "converted", "decided", "decided_converted")
    stated = {each["channel"]: tuple(each[name] for name in names) for each in truth["channels"]}
    assert counted == stated
    for each in truth["channels"]:
        assert each["decided_share"] == pytest.approx(each["conversion"], rel=0.08)
    assert truth["channels"][0]["conversion"] == 2 * truth["channels"][1]["conversion"]


def test_late_province_is_late(files: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    truth = truths["late_province"]
    counted = {
        row[0]: row[1:]
        for row in rows(
            files,
            """SELECT "Tỉnh/Thành", count("Ngày giao"), count(*) FILTER ("Ngày giao" > "Ngày hẹn giao"),
                count(*) FILTER ("Ngày giao" IS NULL AND "Trạng thái" = 'Hoàn thành'
                    AND "Ngày hẹn giao" < DATE '2026-11-20') FROM don_hang GROUP BY 1""",
        )
    }
    provinces = {each["province"]: each for each in truth["provinces"]}
    assert counted == {name: (p["delivered"], p["late"], p["overdue"]) for name, p in provinces.items()}
    assert provinces.pop("Gia Lai")["late_share"] == pytest.approx(0.35, abs=0.03)
    assert all(each["late_share"] < 0.1 for each in provinces.values())


def test_the_bad_supplier_is_late_and_faulty(files: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    day = "strptime(\"{}\", '%d/%m/%Y')"
    promised, received = day.format("Ngày hẹn"), day.format("Ngày nhập kho")
    counted = rows(
        files,
        f"""SELECT "Nhà cung cấp", count(*) FILTER ({received} IS NOT NULL OR {promised} < DATE '2026-11-20'),
            count(*) FILTER ({received} > {promised} OR ({received} IS NULL AND {promised} < DATE '2026-11-20')),
            sum("Số lượng nhận"::INTEGER), sum("Số lượng từ chối"::INTEGER) FROM nhap_hang GROUP BY 1""",
    )
    suppliers = {each["supplier"]: each for each in truths["bad_supplier"]["suppliers"]}
    assert {name: told for name, *told in counted} == {
        name: [each["due"], each["late"], each["received"], each["rejected"]] for name, each in suppliers.items()
    }
    bad = suppliers.pop("Vật tư Tân Lộc")
    assert bad["late"] / bad["due"] == pytest.approx(0.42, abs=0.08)
    assert bad["defect_share"] == pytest.approx(0.05, abs=0.01)
    assert all(each["late"] / each["due"] < 0.12 and each["defect_share"] < 0.012 for each in suppliers.values())


def test_what_supplies_the_company_finds_the_bad_supplier(company: SampleCompany, tmp_path: Path) -> None:
    """Of these three files alone an evaluation tells who is late, of whom nobody else is."""
    paths = [company.files[name] for name in ("nhap_hang.csv", "ton_kho.csv")]
    request = Request(as_of=date(2026, 11, 20), explained=False)

    found = evaluate_sources(paths, company.answers, request, Workspace(tmp_path))

    table = found.tables["supplier_scorecard"].records()
    assert [row["supplier"] for row in table if row["differs"].en == "on time less often"] == ["Vật tư Tân Lộc"]
    defects = {row["supplier"]: row for row in table}
    bad = defects.pop("Vật tư Tân Lộc")
    assert bad["defects_low"] > max(row["defects_high"] for row in defects.values())
    on_time = {r.slice["supplier"]: r.value for r in found.sliced("supplier_on_time_rate", "supplier")}
    assert on_time == {row["supplier"]: row["on_time"] for row in table}
    # The water dispenser runs out more often than anything else.
    out = found.tables["stock_outs"].records()
    assert {row["product"] for row in sorted(out, key=lambda row: -row["days_out"])[:2]} == {"AK-CNL"}


def test_data_faults_are_counted(files: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    truth = truths["data_faults"]
    phone = "regexp_replace(\"Điện thoại\", '^\\+84', '0')"
    pairs = rows(
        files,
        f"""SELECT list("Mã khách hàng" ORDER BY "Mã khách hàng") FROM khach_hang
            GROUP BY {phone} HAVING count(*) > 1""",
    )
    assert sorted(pair for (pair,) in pairs) == sorted(sorted(pair) for pair in truth["duplicate_pairs"])
    assert len(pairs) == truth["duplicate_customers"]
    for condition, figure in (
        ('"Mã khách hàng" IS NULL', "orders_without_customer"),
        ("\"Trạng thái\" = 'Đã hủy'", "cancelled_orders"),
        ("amount = 0", "zero_amount_orders"),
        ("\"Ngày đặt\" > DATE '2026-11-20'", "orders_dated_after_as_of"),
    ):
        assert rows(files, f"SELECT count(*) FROM {ORDERS} WHERE {condition}") == [(truth[figure],)]
    nobody = f'SELECT sum(amount)::BIGINT FROM {VALID} WHERE "Mã khách hàng" IS NULL'
    assert rows(files, nobody) == [(truth["revenue_without_customer"],)]


def test_never_contacted_customers_have_no_contact(files: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    bought = 'khach_hang SEMI JOIN don_hang USING ("Mã khách hàng") ANTI JOIN tiep_xuc USING ("Mã khách hàng")'
    counted = rows(files, f'SELECT "Mã khách hàng" FROM {bought} ORDER BY 1')
    assert [code for (code,) in counted] == sorted(truths["never_contacted"]["customers"])


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """What a command finds in a file."""
    assert main([*words, "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_satisfaction_follows_its_drivers_in_their_order(
    company: SampleCompany, truths: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    effects = truths["satisfaction_drivers"]["effects"]
    path = str(company.files["khao_sat.csv"])

    drivers = told(capsys, "survey", path, "--overall", "Mức độ hài lòng", "--drivers", ",".join(effects))["drivers"]

    shares = {driver["name"]: driver["importance"]["value"] for driver in drivers["drivers"]}
    assert sorted(shares, key=lambda name: -shares[name]) == list(effects)
    assert drivers["n"] == truths["satisfaction_drivers"]["answered"]


def test_brands_are_chosen_by_their_drivers_in_their_order(
    company: SampleCompany, truths: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    truth = truths["choice_drivers"]
    path = str(company.files["so_sanh_hang.csv"])

    found = told(
        capsys, "choice", path, "--respondent", "Mã người trả lời", "--brand", "Hãng", "--drivers",
        ",".join(truth["effects"]), "--last", "Mua lần gần nhất", "--chosen", "Khả năng mua lần tới (%)",
    )  # fmt: skip

    weights = {driver["name"]: driver["coefficient"] for driver in found["drivers"]}
    # Chances are stated with noise and in steps of five percent: three standard errors of some 1,300 answers.
    assert weights.pop("inertia") == pytest.approx(truth["inertia"], abs=0.1)
    assert sorted(weights, key=lambda name: -weights[name]) == list(truth["effects"])
    assert weights == pytest.approx(truth["effects"], abs=0.06)


def test_equity_falls_between_the_waves_by_the_price_that_is_felt(
    company: SampleCompany, truths: dict[str, Any], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    truth = truths["price_moved_choice"]
    header, *lines = company.files["so_sanh_hang.csv"].read_text(encoding="utf-8").splitlines()
    waves = []
    for wave in ("1", "2"):
        waves.append(tmp_path / f"wave-{wave}.csv")
        waves[-1].write_text("\n".join([header, *(line for line in lines if line.split(",")[1] == wave)]))

    found = told(
        capsys, "equity", str(waves[1]), "--before", str(waves[0]), "--respondent", "Mã người trả lời", "--brand",
        "Hãng", "--drivers", ",".join(truths["choice_drivers"]["effects"]), "--last", "Mua lần gần nhất", "--chosen",
        "Khả năng mua lần tới (%)", "--us", truth["brand"], "--spend", "Chi mỗi lần", "--frequency", "Số lần mỗi năm",
        "--margin", "0.35", "--market", "60000", "--currency", "VND", "--scale", "1-5",
    )["since_before"]  # fmt: skip

    moves = {move["driver"]: move["after"] - move["before"] for move in found["moves"]}
    assert min(moves, key=lambda driver: moves[driver]) == truth["driver"]
    # Whoever would have given more than five points gives five: a part of the fall is not seen.
    assert moves[truth["driver"]] == pytest.approx(-truth["fall"], abs=0.2)
    first, second = truth["means"][truth["driver"]]
    assert moves[truth["driver"]] == pytest.approx(second - first, abs=1e-3)
    ours = next(brand for brand in found["brands"] if brand["name"] == truth["brand"])
    largest = max(ours["parts"], key=lambda part: abs(part["value"]))
    assert (largest["cause"], largest["driver"]) == ("rating", truth["driver"])
    assert ours["change"]["interval"][1] < 0
    assert ours["share_change"]["interval"][1] < 0


def test_the_price_is_felt_between_the_waves_and_nothing_else(
    files: duckdb.DuckDBPyConnection, truths: dict[str, Any]
) -> None:
    truth = truths["price_felt"]
    means = {
        aspect: [
            rows(files, f'SELECT avg("{aspect}"::INT) FROM khao_sat WHERE "Đợt" = \'{wave}\'')[0][0] for wave in (1, 2)
        ]
        for aspect in truth["means"]
    }

    for aspect, (first, second) in truth["means"].items():
        assert means[aspect] == pytest.approx([first, second], abs=1e-4)
    falls = {aspect: first - second for aspect, (first, second) in means.items()}
    assert max(falls, key=lambda aspect: falls[aspect]) == truth["aspect"]
    assert falls[truth["aspect"]] == pytest.approx(truth["fall"], abs=0.2)
    assert abs(falls["Chất lượng"]) < 0.15 and abs(falls["Chăm sóc"]) < 0.15


def test_cafes_wait_and_are_the_least_satisfied(files: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    truth = truths["cafes_wait"]
    second = 'khao_sat JOIN khach_hang USING ("Mã khách hàng") WHERE "Đợt" = \'2\''
    by_segment = rows(
        files,
        f"""SELECT "Phân khúc", avg("Giao hàng"::INT), avg("Mức độ hài lòng"::INT)
            FROM {second} GROUP BY 1 ORDER BY 3""",
    )

    assert by_segment[0][:2] == (truth["segment"], pytest.approx(truth["mean"], abs=1e-4))
    assert truth["mean_of_others"] - truth["mean"] == pytest.approx(truth["fall"], abs=0.3)
