"""What tables are made of what was imported; each case is a few rows, its result worked out by hand."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from crmeter.vocabulary import Cancelled, Work
from crmeter.warehouse import refresh as refresh_module
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.imports import import_file, list_imports, undo_import
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.tables import TABLES
from crmeter.warehouse.workspace import Workspace

MAPPINGS = {
    "orders": {
        "order": "orders.source_key",
        "day": "orders.ordered_at",
        "customer": "customers.source_key",
        "amount": "orders.amount",
        "status": "orders.status",
    },
    "order_lines": {
        "order": "orders.source_key",
        "line": "order_lines.source_key",
        "product": "products.source_key",
        "quantity": "order_lines.quantity",
        "amount": "order_lines.amount",
    },
    "returns": {
        "return": "returns.source_key",
        "order": "orders.source_key",
        "customer": "customers.source_key",
        "product": "products.source_key",
        "day": "returns.returned_on",
        "quantity": "returns.quantity",
        "amount": "returns.amount",
    },
    "customers": {
        "customer": "customers.source_key",
        "name": "identities.name",
        "segment": "customers.segment",
        "region": "customers.region",
    },
}
Bring = Callable[..., str]


@pytest.fixture
def bring(workspace: Workspace, tmp_path: Path) -> Bring:
    """Import rows of one table: a header line, then lines."""

    def make(table: str, header: str, *rows: str) -> str:
        path = tmp_path / f"{table}.csv"
        path.write_text("\n".join([header, *rows]) + "\n")
        mapping = {word: MAPPINGS[table][word] for word in header.split(",")}
        return import_file(
            workspace, path, Answers(table=table, mapping=mapping, source="shop", currency="VND")
        ).import_id

    return make


@pytest.fixture
def rows(workspace: Workspace) -> Callable[..., list[tuple[object, ...]]]:
    """Refresh, then query one table of the snapshot."""

    def query(table: str, columns: str) -> list[tuple[object, ...]]:
        snapshot = refresh(workspace)
        files = [str(path) for path in snapshot.paths(workspace, table)]
        if not files:
            return []
        with duckdb.connect() as connection:
            return connection.execute(f"SELECT {columns} FROM read_parquet({files}) ORDER BY ALL").fetchall()

    return query


def test_every_contract_becomes_a_table_with_its_columns_in_order(workspace: Workspace, bring: Bring) -> None:
    bring("orders", "order,day,customer,amount", "1,2026-01-05,A,10")
    snapshot = refresh(workspace)

    assert set(snapshot.tables) == set(TABLES)
    for name, table in TABLES.items():
        files = [str(path) for path in snapshot.paths(workspace, name)]
        if files:
            with duckdb.connect() as connection:
                told = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({files})").fetchall()
            assert [(column, kind) for column, kind, *_ in told] == [(c.name, c.type) for c in table.columns]


def test_an_order_imported_again_counts_as_it_was_told_last(bring: Bring, rows: Callable[..., object]) -> None:
    bring("orders", "order,day,customer,amount", "1,2026-01-05,A,10", "2,2026-01-06,A,20")
    bring("orders", "order,day,customer,amount", "2,2026-01-06,A,25", "3,2026-01-07,B,30")

    assert rows("orders", "source_key, amount::INTEGER") == [("1", 10), ("2", 25), ("3", 30)]


def test_an_undone_import_gives_way_to_the_one_before(
    workspace: Workspace, bring: Bring, rows: Callable[..., object]
) -> None:
    bring("orders", "order,day,customer,amount", "1,2026-01-05,A,10")
    second = bring("orders", "order,day,customer,amount", "1,2026-01-05,A,99")
    assert rows("orders", "amount::INTEGER") == [(99,)]

    undo_import(workspace, second)

    assert rows("orders", "amount::INTEGER") == [(10,)]
    assert [i.state for i in list_imports(workspace)] == ["finished", "undone"]


def test_an_empty_cell_does_not_erase_what_is_known_of_a_customer(bring: Bring, rows: Callable[..., object]) -> None:
    bring("customers", "customer,name,segment,region", "A,An,homes,north", "B,Binh,shops,")
    bring("customers", "customer,name,segment,region", "A,,,south")

    assert rows("customers", "source_key, segment, region") == [("A", "homes", "south"), ("B", "shops", None)]


def test_lines_give_an_order_without_an_amount_its_worth(bring: Bring, rows: Callable[..., object]) -> None:
    bring("orders", "order,day,customer", "1,2026-01-05,A", "2,2026-01-06,A")
    bring("order_lines", "order,line,product,quantity,amount", "1,a,P,2,30", "1,b,Q,1,12")

    # Order 2 has neither an amount nor lines.
    assert rows("orders", "source_key, kind, amount::INTEGER, quantity::INTEGER") == [
        ("1", "sale", 42, 3),
        ("2", "unpriced", 0, None),
    ]
    assert rows("order_lines", "ordered_on::VARCHAR, amount::INTEGER") == [("2026-01-05", 12), ("2026-01-05", 30)]


def test_an_order_that_came_back_whole_is_reversed_on_the_day_of_the_last_return(
    bring: Bring, rows: Callable[..., object]
) -> None:
    bring("orders", "order,day,customer,amount", "1,2026-01-05,A,10", "2,2026-01-05,A,20", "3,2026-01-05,A,30")
    bring(
        "returns",
        "return,order,customer,day,amount",
        "r1,1,A,2026-01-07,4",
        "r2,1,A,2026-01-09,6",
        "r3,2,A,2026-01-07,19",
    )

    # 4 + 6 of 10 is all of it; 19 of 20 is not.
    assert rows("orders", "source_key, reversed_on::VARCHAR") == [("1", "2026-01-09"), ("2", None), ("3", None)]


def test_goods_sent_back_without_an_order_are_those_bought_last(bring: Bring, rows: Callable[..., object]) -> None:
    bring("orders", "order,day,customer", "1,2026-01-05,A", "2,2026-01-08,A", "3,2026-01-20,A", "4,2026-01-05,B")
    bring(
        "order_lines",
        "order,line,product,quantity,amount",
        "1,a,P,2,20",
        "2,b,P,2,20",
        "3,c,P,2,20",
        "4,d,P,5,50",
    )
    bring(
        "returns",
        "return,customer,product,day,quantity,amount",
        # Two of P on the 10th: of the purchase of the 8th, the last one before.
        "r1,A,P,2026-01-10,2,20",
        # Three of five: no purchase of three, so of one of at least three.
        "r2,B,P,2026-01-10,3,30",
        # More than was ever bought, and of something never bought.
        "r3,B,P,2026-01-11,9,90",
        "r4,A,Q,2026-01-11,1,10",
    )

    import_keys = dict(rows("orders", "order_key, source_key"))  # type: ignore[call-overload]
    matched = [(key, import_keys.get(order)) for key, order in rows("returns", "source_key, order_key")]  # type: ignore[attr-defined]
    assert matched == [("r1", "2"), ("r2", "4"), ("r3", None), ("r4", None)]
    assert rows("orders", "source_key, reversed_on::VARCHAR")[1] == ("2", "2026-01-10")  # type: ignore[index]


def test_names_are_kept_apart_from_the_snapshots(workspace: Workspace, bring: Bring) -> None:
    bring("customers", "customer,name", "A,Nguyễn Văn An")
    snapshot = refresh(workspace)

    with duckdb.connect() as connection:
        names = connection.execute(f"SELECT name FROM '{workspace.identities}/customers.parquet'").fetchall()
    assert names == [("Nguyễn Văn An",)]
    for name in snapshot.tables:
        for path in snapshot.paths(workspace, name):
            assert "Nguyễn".encode() not in path.read_bytes()


def test_progress_is_told_by_table_and_a_stop_publishes_nothing(workspace: Workspace, bring: Bring) -> None:
    bring("orders", "order,day,customer,amount", "1,2026-01-05,A,10")
    told: list[tuple[str, int, int | None]] = []

    with pytest.raises(Cancelled):
        refresh(workspace, Work(lambda step, done, total: told.append((step.en, done, total)), lambda: len(told) > 3))

    assert [done for _, done, _ in told] == [0, 1, 2, 3]
    assert told[0] == ("Building table Customers", 0, len(TABLES))
    assert current(workspace) is None


def test_a_table_that_other_code_built_is_built_again(
    workspace: Workspace, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring("orders", "order,day,customer,amount", "1,2026-01-05,A,10")
    first = refresh(workspace)
    assert refresh(workspace).id == first.id

    monkeypatch.setattr("crmeter.warehouse.refresh.built_by", lambda: "another")
    again = refresh(workspace)

    assert again.id != first.id
    assert {table.built_by for table in again.tables.values()} == {"another"}
    assert refresh(workspace).id == again.id


def test_the_version_of_the_building_code_changes_with_its_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from_here = Path(refresh_module.__file__).parent
    (tmp_path / "tables").mkdir()
    for path in (from_here / "build.py", *(from_here / "tables").glob("*.py")):
        (tmp_path / path.relative_to(from_here)).write_bytes(path.read_bytes())
    monkeypatch.setattr(refresh_module, "__file__", str(tmp_path / "refresh.py"))
    version = refresh_module.built_by.__wrapped__

    same = version()
    changed = []
    for path in (tmp_path / "build.py", tmp_path / "tables" / "orders.py"):
        before = path.read_bytes()
        path.write_bytes(before.replace(b"amount", b"sum"))
        changed.append(version())
        path.write_bytes(before)

    assert same == refresh_module.built_by()
    assert len({same, *changed}) == 3
