"""How far the rows behind a figure can be trusted: five parts on 0 to 100, each with what it was judged by.

The score is the lowest known part. An unknown part is absent, not assumed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from crmeter.measures.bases import BASES
from crmeter.measures.measure import Measure
from crmeter.measures.rows import ROWS
from crmeter.vocabulary import Text, Trust
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.imports import list_imports
from crmeter.warehouse.snapshots import Snapshot
from crmeter.warehouse.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ImportQuality:
    """How many rows of the imported files were taken and how many were refused."""

    accepted: int
    rejected: int


# What is wrong with orders is not wrong with answers, readings of stock and deliveries of suppliers.
_WITHOUT_ORDERS = ("survey_answers", "survey_invitations", "stock_levels", "supplier_deliveries")
# The rows behind a figure, and whether it needs their amounts.
TrustKey = tuple[str, bool]


def trust_key(measure: Measure) -> TrustKey:
    """Return under which key the trust in a measure's rows stands."""
    return measure.rows, measure.needs_amounts


def all_trust(
    engine: Engine, measures: Iterable[Measure], as_of: date, quality: ImportQuality | None
) -> Mapping[TrustKey, Trust]:
    """Return the trust in the rows behind measures.

    Args:
        engine: where the tables of the snapshot and `sales` are readable.
        measures: what is taken.
        as_of: the day of the evaluation.
        quality: what the imports let through, or None where it is not known.
    """
    alike = {
        "uniqueness": _uniqueness(engine),
        "timeliness": _timeliness(engine, as_of),
        "consistency": _consistency(engine),
        "validity": _validity(quality),
    }
    found: dict[TrustKey, Trust] = {}
    for key in dict.fromkeys(trust_key(measure) for measure in measures):
        judged = {"completeness": _completeness(engine, *key, as_of), **alike}
        if BASES[key[0]].needs[0] in _WITHOUT_ORDERS:
            judged = {"validity": alike["validity"]}
        known = {part: told for part, told in judged.items() if told is not None}
        found[key] = Trust(
            {part: score for part, (score, _) in known.items()}, {part: reason for part, (_, reason) in known.items()}
        )
    return found


def _completeness(engine: Engine, rows: str, needs_amounts: bool, as_of: date) -> tuple[float, Text] | None:
    # An order without a rate is complete for what counts it, and missing from what adds amounts.
    with_amount = "WHERE amount IS NOT NULL" if needs_amounts else ""
    if ROWS[rows].stands_on == "customers":
        known = engine.rows(f"SELECT count(customer_key) FROM sales {with_amount}")[0][0]
        total = _valid_orders(engine, as_of)
        words = (
            Text(
                "{known} trên {total} đơn hợp lệ có mã khách hàng và tiền tệ tính được",
                "{known} of {total} valid orders name their customer and an amount that can be counted",
            )
            if needs_amounts
            else Text(
                "{known} trên {total} đơn hợp lệ có mã khách hàng",
                "{known} of {total} valid orders name their customer",
            )
        )
    elif rows == "lines":
        known, total = engine.rows(
            "SELECT count(coalesce(l.unit_cost, p.unit_cost)), count(*) FROM order_lines l "
            "LEFT JOIN products p USING (product_key) WHERE l.kind = 'sale'"
        )[0]
        words = Text("{known} trên {total} dòng hàng có giá vốn", "{known} of {total} lines have a cost")
    elif rows in ("deals", "stage_stays", "months_foretold", "quotas"):
        known, total = engine.rows(
            f"SELECT count({'amount' if needs_amounts else 'customer_key'}), count(*) FROM deals"
        )[0]
        words = (
            Text("{known} trên {total} cơ hội có ghi số tiền", "{known} of {total} deals name an amount")
            if needs_amounts
            else Text("{known} trên {total} cơ hội có mã khách hàng", "{known} of {total} deals name their customer")
        )
    elif rows in ("leads", "answered_leads", "leads_in_hours"):
        known, total = engine.rows("SELECT count(channel), count(*) FROM leads")[0]
        words = Text("{known} trên {total} khách tiềm năng có kênh", "{known} of {total} leads name a channel")
    else:
        known = engine.rows(f"SELECT count(*) FROM sales {with_amount}")[0][0]
        unpriced = engine.rows(
            f"SELECT count(*) FROM orders WHERE kind = 'unpriced' AND ordered_on <= DATE '{as_of.isoformat()}'"
        )[0][0]
        total = _valid_orders(engine, as_of) + unpriced
        words = (
            Text(
                "{known} trên {total} đơn bán có số tiền tính được",
                "{known} of {total} sales have an amount that counts",
            )
            if needs_amounts
            else Text("{known} trên {total} đơn bán được tính", "{known} of {total} sales count")
        )
    return _share(known, total, words)


def _valid_orders(engine: Engine, as_of: date) -> int:
    """How many orders should count by the day, those in currencies without a rate too."""
    day = f"DATE '{as_of.isoformat()}'"
    return int(
        engine.rows(
            "SELECT count(*) FROM orders WHERE kind = 'sale' AND status = 'valid' AND amount > 0"
            f" AND ordered_on <= {day} AND (reversed_on IS NULL OR reversed_on > {day})"
        )[0][0]
    )


def _uniqueness(engine: Engine) -> tuple[float, Text] | None:
    lines = engine.rows("SELECT count(*) FROM order_lines")[0][0]
    if lines:
        distinct = engine.rows(
            "SELECT count(*) FROM (SELECT DISTINCT order_key, product_key, quantity, unit_price, amount"
            " FROM order_lines)"
        )[0][0]
        words = Text(
            "{known} trên {total} dòng hàng không lặp y nguyên trong cùng đơn",
            "{known} of {total} lines are not exact repeats within their order",
        )
        return _share(distinct, lines, words)
    total = engine.rows("SELECT count(customer_key) FROM orders")[0][0]
    distinct = engine.rows(
        "SELECT count(*) FROM (SELECT DISTINCT customer_key, ordered_at, amount FROM orders"
        " WHERE customer_key IS NOT NULL)"
    )[0][0]
    words = Text(
        "{known} trên {total} đơn không trùng khách, lúc và số tiền",
        "{known} of {total} orders do not share customer, time and amount",
    )
    return _share(distinct, total, words)


def _timeliness(engine: Engine, as_of: date) -> tuple[float, Text] | None:
    newest, typical = engine.rows(
        "SELECT max(ordered_on), quantile_disc(gap, 0.95) FROM ("
        "SELECT ordered_on, ordered_on - lag(ordered_on) OVER (ORDER BY ordered_on) AS gap"
        " FROM (SELECT DISTINCT ordered_on FROM sales))"
    )[0]
    if newest is None or typical is None:
        return None
    silent = (as_of - newest).days
    words = Text(
        "đơn mới nhất ngày {newest}; ngày không có đơn thường kéo dài nhất {typical} ngày",
        "newest order on {newest}; days without orders usually last {typical} at most",
    ).fill(newest=newest, typical=int(typical))
    return (100.0 if silent <= typical else 100.0 * int(typical) / silent), words


def _consistency(engine: Engine) -> tuple[float, Text] | None:
    """Failures against all documents: a single return without a purchase does not condemn ten thousand orders."""
    returned, matched = engine.rows(
        "SELECT count(*), count(o.order_key) FROM returns r LEFT JOIN orders o USING (order_key)"
    )[0]
    delivered, in_order = engine.rows(
        "SELECT count(*), count(*) FILTER (d.delivered_on >= o.ordered_on)"
        " FROM deliveries d JOIN orders o USING (order_key) WHERE d.delivered_on IS NOT NULL"
    )[0]
    if not returned + delivered:
        return None
    orders = engine.rows("SELECT count(*) FROM orders")[0][0]
    failed, total = returned - matched + delivered - in_order, orders + returned + delivered
    words = Text(
        "{failed} trên {total} chứng từ, lần trả và lần giao không khớp với đơn nào hoặc trái ngày",
        "{failed} of {total} documents, returns and deliveries match no order or contradict its day",
    )
    return 100.0 * (total - failed) / total, words.fill(failed=failed, total=total)


def _validity(quality: ImportQuality | None) -> tuple[float, Text] | None:
    if quality is None:
        return None
    words = Text("{known} trên {total} dòng đã nhập đọc được", "{known} of {total} imported rows could be read")
    return _share(quality.accepted, quality.accepted + quality.rejected, words)


def _share(known: int, total: int, words: Text) -> tuple[float, Text] | None:
    return (100.0 * known / total, words.fill(known=known, total=total)) if total else None


def import_quality(workspace: Workspace, snapshot: Snapshot) -> ImportQuality | None:
    """Return the quality of the imports that a snapshot was built from, whatever came or was undone since."""
    built_from = {import_id for table in snapshot.tables.values() for import_id in table.inputs}
    used = [i for i in list_imports(workspace) if i.import_id in built_from]
    if not used:
        return None
    rejected = sum(i.rejected for i in used)
    return ImportQuality(sum(i.rows for i in used) - rejected, rejected)
