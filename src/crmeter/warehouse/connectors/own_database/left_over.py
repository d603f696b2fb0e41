"""What of a file source could be no record: kept as one more import, which counts in place of those that it is from."""

import hashlib
import shutil
from collections.abc import Mapping, Sequence

from crmeter.warehouse.connectors.own_database.foreign_records import FileRecords
from crmeter.warehouse.imports import keep_left_over
from crmeter.warehouse.workspace import Workspace

# By table, the rows that stay, with the columns that files stage. What lines, returns and answers that stay name, stays
# too.
_ROWS: Mapping[str, str] = {
    "customers": "SELECT * EXCLUDE (name, phone, email, address, known_kind, reason) FROM fit_customers "
    "WHERE reason IS NOT NULL",
    "identities": "SELECT * FROM who SEMI JOIN (SELECT * FROM fit_customers WHERE reason IS NOT NULL) "
    "USING (customer_key)",
    "customer_aliases": "SELECT * FROM customer_aliases",
    "order_lines": "SELECT * FROM folded_order_lines ANTI JOIN came USING (order_key)",
    "deliveries": "SELECT * FROM folded_deliveries ANTI JOIN came USING (order_key)",
    "delivery_lines": "SELECT * FROM folded_delivery_lines ANTI JOIN came USING (order_key)",
    "warranty_claims": "SELECT * FROM folded_warranty_claims",
    "stock_levels": "SELECT * FROM folded_stock_levels",
    "supplier_deliveries": "SELECT * FROM folded_supplier_deliveries",
    "returns": "SELECT * EXCLUDE (reason) FROM fit_returns WHERE reason IS NOT NULL",
    "orders": "SELECT * REPLACE (CASE WHEN reversed_on IS NOT NULL THEN 'reversed' ELSE status END AS status) "
    "FROM folded_orders ANTI JOIN came USING (order_key)",
    "products": "SELECT * EXCLUDE (reason) FROM fit_products WHERE reason IS NOT NULL OR product_key IN ("
    "SELECT product_key FROM folded_order_lines ANTI JOIN came USING (order_key) WHERE product_key IS NOT NULL "
    "UNION SELECT product_key FROM fit_returns WHERE reason IS NOT NULL AND product_key IS NOT NULL "
    "UNION SELECT product_key FROM folded_survey_answers WHERE product_key IS NOT NULL "
    "UNION SELECT product_key FROM folded_delivery_lines ANTI JOIN came USING (order_key) "
    "WHERE product_key IS NOT NULL)",
    "leads": "SELECT * EXCLUDE (customer_source_key, known_status, reason) FROM fit_leads WHERE reason IS NOT NULL",
    "touches": "SELECT * EXCLUDE (customer_source_key, lead_source_key, known_kind, reason) FROM fit_touches "
    "WHERE reason IS NOT NULL",
    "exchange_rates": "SELECT * FROM folded_exchange_rates",
    "market_figures": "SELECT * FROM folded_market_figures",
    "survey_answers": "SELECT * FROM folded_survey_answers",
    "employees": "SELECT * FROM folded_employees",
    "tickets": "SELECT * FROM folded_tickets",
    "ticket_events": "SELECT * FROM folded_ticket_events",
    "deals": "SELECT * FROM folded_deals",
    "page_views": "SELECT * FROM folded_page_views",
    "partners": "SELECT * FROM folded_partners WHERE customer_key IN ("
    "SELECT customer_key FROM fit_customers WHERE reason IS NOT NULL)",
    "survey_words": "SELECT * FROM folded_survey_words",
}  # fmt: skip
_NO_RECORDS = (
    *("exchange_rates", "market_figures", "survey_answers", "employees", "tickets", "deals"),
    *("warranty_claims", "stock_levels", "supplier_deliveries", "page_views"),
)


def keep_rest(
    workspace: Workspace, source: str, imports: Sequence[str], files: FileRecords
) -> tuple[str, dict[str, int]]:
    """Keep the rows that could be no record as an import, and return its id with their number by `table.reason`.

    Made again of the same imports it has the same id.

    Args:
        workspace: where the imports lie.
        source: whose.
        imports: their ids.
        files: what was made of them.
    """
    import_id = hashlib.sha256("\0".join(("left", *sorted(imports))).encode()).hexdigest()[:16]
    folder = workspace.imports / import_id
    shutil.rmtree(folder, ignore_errors=True)
    engine = files.engine
    engine.run("CREATE OR REPLACE TABLE came AS SELECT order_key FROM fit_orders WHERE reason IS NULL")
    tables: dict[str, int] = {}
    for name, sql in _ROWS.items():
        rows = int(engine.rows(f"SELECT count(*) FROM ({sql})")[0][0])
        # Of customers always: the import stands for what was read and refused, also where nothing of it is left.
        if rows or name == "customers":
            engine.save(sql, folder / "staged" / name / "0.parquet")
            tables[name] = rows
    keep_left_over(workspace, import_id, source, imports, tables)
    return import_id, _by_reason(files)


def _by_reason(files: FileRecords) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in ("products", "customers", "orders", "returns", "leads", "touches"):
        rows = files.engine.rows(
            f"SELECT reason, count(*) FROM fit_{name} WHERE reason IS NOT NULL GROUP BY 1 ORDER BY 1"
        )
        found |= {f"{name}.{reason}": int(n) for reason, n in rows}
    for name in _NO_RECORDS:
        stays = int(files.engine.rows(f"SELECT count(*) FROM folded_{name}")[0][0])
        found |= {f"{name}.no_record": stays} if stays else {}
    return found
