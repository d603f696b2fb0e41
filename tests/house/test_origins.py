"""What is read of the own database is there, and becomes what the contracts promise."""

import pytest
from django.apps import apps
from django.db import models

from crmeter.warehouse.connectors.own_database.origins import ORIGINS
from crmeter.warehouse.connectors.own_database.shapes import SHAPES
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.tables import TABLES, Table, identities

# Of no contract: under which other keys customers, orders and products are known, for all that names one.
ALIASES = ("customer_aliases", "order_aliases", "product_aliases")
# Of these the records know nothing: files fill them.
OF_FILES = {"page_views"}
APPS = ("records", "strategy")
CONTRACTS: dict[str, Table] = {**TABLES, "identities": identities}
NUMBERS = (models.BigIntegerField, models.IntegerField, models.AutoField, models.ForeignKey, models.BooleanField)


@pytest.mark.parametrize("name", ORIGINS)
def test_every_column_that_is_read_is_one_of_the_table(name: str) -> None:
    origin = ORIGINS[name]
    model = next(m for app in APPS for m in apps.get_app_config(app).get_models() if m._meta.db_table == origin.table)
    columns = {field.column: field for field in model._meta.concrete_fields}

    assert {*origin.letters, *origin.numbers} <= columns.keys()
    for column in origin.numbers:
        assert isinstance(columns[column], NUMBERS), f"{name}.{column} is no number"
    assert origin.removable == (
        ("removed_at" in columns) and name not in ("customer_keys", "campaign_names", "competitors", "decisions")
    )


@pytest.mark.parametrize("name", [name for name in SHAPES if name not in ALIASES])
def test_a_shape_has_the_columns_of_its_contract_in_their_types(name: str) -> None:
    shape, contract = SHAPES[name], CONTRACTS[name]
    # The tables themselves give these to an order.
    left = {"orders": {"reversed_on", "quantity"}}.get(name, set())

    with Engine(threads=1) as engine:
        engine.run("SET VARIABLE zone = 'Asia/Ho_Chi_Minh'")
        for origin in shape.of:
            told = ORIGINS[origin]
            columns = [f"'' AS \"{n}\"" for n in told.letters] + [f'0::BIGINT AS "{n}"' for n in told.numbers]
            engine.run(f'CREATE TABLE "{origin}" AS SELECT {", ".join(columns)} WHERE false')
        made = {row[0]: row[1] for row in engine.rows(f"DESCRIBE {shape.sql}")}

    assert made.keys() == {column.name for column in contract.columns} - left
    for column in contract.columns:
        if column.type in ("DATE", "TIMESTAMP", "VARCHAR") and column.name not in left:
            assert made[column.name] == column.type


@pytest.mark.parametrize("name", TABLES)
def test_a_contract_is_filled_from_the_records_or_from_files_alone(name: str) -> None:
    assert (name in SHAPES) != (name in OF_FILES)


def test_of_orders_deals_read_only_which_of_them_they_became() -> None:
    read = [ORIGINS[name] for name in SHAPES["deals"].of if ORIGINS[name].table == "records_order"]

    assert [(each.letters, each.numbers) for each in read] == [((), ("id", "deal_id"))]
    assert "deal_id IS NOT NULL" in read[0].where
