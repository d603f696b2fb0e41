"""Files of views of pages or products, one a row or counted by page and day, become `page_views`."""

from crmeter.warehouse.connectors.files.keys import hex_sql
from crmeter.warehouse.connectors.files.registers import keyed
from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.connectors.files.staging import Staging
from crmeter.warehouse.connectors.files.view_fields import ACTED


def stage_page_views(staging: Staging) -> None:
    """Stage a list of views; rows that cannot be are refused, each with its reason."""
    field = staging.field
    views, actions = f"coalesce({field('page_views.views')}, 1)", field("page_views.actions")
    page = f"coalesce({field('page_views.page')}, {field('products.name')}, {field('products.source_key')})"
    acted = f"CASE {field(ACTED)} WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"
    faults = {
        "missing": (f"{page} IS NULL", "page_views.page"),
        "no_views": (f"{views} < 1 OR {views} % 1 <> 0", "page_views.views"),
        "impossible_actions": (f"{actions} < 0 OR {actions} % 1 <> 0 OR {actions} > {views}", "page_views.actions"),
    }
    for code, (fault, column) in faults.items():
        header = literal(staging.reading.headers[column]) if column in staging.reading.headers else "NULL"
        staging.run(
            f"INSERT INTO late_rejects SELECT line, '{code}', {header}, NULL FROM {staging.facts} "
            f"WHERE coalesce({fault}, false) AND line NOT IN (SELECT line FROM late_rejects)"
        )
    rows = f"{keyed(staging, 'page_views', 'page_views.source_key')} WHERE line NOT IN (SELECT line FROM late_rejects)"
    values = {
        "view_key": "own_key",
        "page": page,
        "product_key": "product_key",
        "customer_key": "customer_key",
        "viewed_at": field("page_views.viewed_at"),
        "viewed_on": field("page_views.viewed_at"),
        "views": views,
        # A row that says yes of several views together tells of one of them.
        "actions": f"coalesce({actions}, {acted})",
        "source_key": f"coalesce({field('page_views.source_key')}, {hex_sql('own_key')})",
        "source_line": "line",
    } | {word: field(f"page_views.{word}") for word in ("channel", "campaign")}
    staging.write("page_views", values, rows)
    staging.result.apart["page_views.actions_unknown"] = staging.count(
        f"SELECT count(*) FROM {rows} AND coalesce({actions}, {acted}) IS NULL"
    )
