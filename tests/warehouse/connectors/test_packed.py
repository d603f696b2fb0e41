import gzip
from datetime import datetime
from decimal import Decimal

import duckdb
import pytest

from crmeter.warehouse.connectors.files import FileRefused

ORDERS = b"order id\torder date\ttotal vnd\n1\t2026-01-05\t10\n"


def local(*parts: int) -> datetime:
    return datetime(*parts)  # noqa: DTZ001 - the warehouse keeps local time without a zone


def test_a_gzipped_text_is_read_whatever_it_is_called(imported) -> None:
    assert imported(gzip.compress(ORDERS), name="a.tsv.gz").rows("orders", "source_key") == [("1",)]
    assert imported(gzip.compress(ORDERS, mtime=1), name="b.csv").imported.tables["orders"] == 1


def test_a_gzip_cut_short_is_refused_as_damaged(imported) -> None:
    rows = b"".join(b"%d\t2026-01-05\t10\n" % n for n in range(200_000))

    with pytest.raises(FileRefused) as refused:
        imported(gzip.compress(ORDERS + rows)[:-2000], name="a.csv.gz")

    assert refused.value.code == "damaged"


def test_a_gzip_that_swells_without_end_is_refused(imported) -> None:
    rows = b"1\t2026-01-05\t10\n" * 2_500_000

    with pytest.raises(FileRefused) as refused:
        imported(gzip.compress(ORDERS + rows), name="a.csv.gz")

    assert refused.value.code == "bomb"


def test_a_parquet_file_goes_through_the_same_rules(imported, tmp_path) -> None:
    path = tmp_path / "orders.parquet"
    columns = '"order id", "order date", "total vnd", quantity'
    rows = "('007', TIMESTAMP '2026-01-05 08:00', 1.234, 5::DOUBLE), ('008', TIMESTAMP '9999-01-01', 5, NULL)"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT * FROM (VALUES {rows}) t({columns})) TO '{path}' (FORMAT parquet)")

    result = imported(path)

    assert result.rows("orders", "source_key", "ordered_at", "amount", "quantity") == [
        ("007", local(2026, 1, 5, 8), Decimal("1.234"), Decimal(5))
    ]
    assert result.faults == [(2, "date_out_of_range")]
