"""A file, once all questions are answered, becomes staged tables: read, normalise, stage; resumable."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from crmeter.vocabulary import Text, Work
from crmeter.vocabulary.failpoints import failpoint
from crmeter.warehouse.connectors.files import (
    deals,
    deliveries,
    market,
    page_views,
    registers,
    sales,
    supply,
    surveys,
    tickets,
)
from crmeter.warehouse.connectors.files.answers import Answers, FileRefused, NeedsAnswers
from crmeter.warehouse.connectors.files.decisions import Decisions, decide
from crmeter.warehouse.connectors.files.inspection import Inspection
from crmeter.warehouse.connectors.files.normalise import Reading, normalise_parts
from crmeter.warehouse.connectors.files.rawpass import RawProgress, bad_part, raw_part, read_raw, renamed, text_columns
from crmeter.warehouse.connectors.files.reasons import FILE_REASONS, ROW_REASONS
from crmeter.warehouse.connectors.files.session import literal, session
from crmeter.warehouse.connectors.files.staging import Staged, Staging
from crmeter.warehouse.files import read_json, write_json

SORTING = Text("Đọc ngày, số và tiền của từng dòng", "Reading dates, numbers and amounts of each row")
FINISHING = Text("Xếp dữ liệu vào các bảng", "Putting the rows into tables")

# Parts that are normalised together: DuckDB spreads whole files over its threads.
_PARTS_AT_ONCE = 4

_STAGERS: Mapping[str, Callable[[Staging], None]] = {
    "orders": sales.stage_orders,
    "order_lines": sales.stage_order_lines,
    "customers": registers.stage_customers,
    "products": registers.stage_product_list,
    "leads": registers.stage_leads,
    "touches": registers.stage_touches,
    "deliveries": deliveries.stage_deliveries,
    "stock_levels": supply.stage_stock_levels,
    "supplier_deliveries": supply.stage_supplier_deliveries,
    "warranty_claims": supply.stage_warranty_claims,
    "returns": registers.stage_returns,
    "employees": registers.stage_employees,
    "tickets": tickets.stage_tickets,
    "deals": deals.stage_deals,
    "page_views": page_views.stage_page_views,
    "exchange_rates": registers.stage_exchange_rates,
    "survey_answers": surveys.stage_survey_answers,
    "market_figures": market.stage_market_figures,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file.

    Args:
        staged: rows by table, rows told apart, notes.
        decisions: how values were written.
        encoding: of the text; None for workbooks and Parquet.
        rows: rows that were read, good and bad.
        rejected: rows that were refused.
    """

    staged: Staged
    decisions: Decisions
    encoding: str | None
    rows: int
    rejected: int


def stage_file(
    path: Path,
    inspection: Inspection,
    answers: Answers,
    *,
    source: str,
    secret: str,
    import_id: str,
    drafts: Path,
    folder: Path,
    today: str,
    work: Work,
) -> Outcome:
    """Read a file into `folder`, going on where an interrupted run stopped.

    Args:
        path: the file.
        inspection: of the file, with its structure settled.
        answers: what somebody said.
        source: the name of the source.
        secret: of the installation.
        import_id: of the import.
        drafts: a folder for the plain rows of this content; other answers may use it again.
        folder: the import's own folder.
        today: the day of the import in ISO form, for a first run; a resumed one keeps its first day.
        work: told the progress.

    Raises:
        NeedsAnswers: if date order, decimal mark or currency stay open over all rows.
        FileRefused: if not one row can be used.
    """
    form = inspection.match.form
    assert form is not None  # noqa: S101 - structure questions come first
    headers = inspection.headers_by_field
    layout = inspection.shape.layout
    with session(drafts / "spill") as connection:
        raw = read_raw(connection, path, inspection.shape, drafts, work)
        if raw.rows == 0:
            code = "nothing_usable" if raw.bad else "no_rows"
            raise FileRefused(code, FILE_REASONS[code])
        whole = renamed(layout, headers, drafts, range(1, raw.parts + 1))
        state = _state(folder, today)
        decisions, questions = decide(connection, whole, headers, form.table, answers)
        if questions:
            raise NeedsAnswers(questions)
        reading = Reading(form.table, headers, layout, decisions, source, str(state["today"]))
        connection.execute(f"SET VARIABLE secret = {literal(secret)}").fetchall()
        facts = _normalise(connection, reading, raw, drafts, folder, state, work)
        work.step(FINISHING, 0, 1)
        shutil.rmtree(folder / "staged", ignore_errors=True)
        staging = Staging(connection, reading, facts, folder, import_id)
        _STAGERS[form.table](staging)
        if reading.has("identities.phone"):
            unread = staging.count(f"SELECT count(*) FROM {facts} WHERE unread_phone")
            staging.result.apart["phones.unreadable"] = unread
        rejected = _write_rejected(connection, reading, raw, drafts, folder)
        work.step(FINISHING, 1, 1)
    return Outcome(staging.result, decisions, raw.encoding, raw.rows + raw.bad, rejected)


def _state(folder: Path, today: str) -> dict[str, Any]:
    checkpoint = folder / "progress.json"
    if checkpoint.exists():
        return dict(read_json(checkpoint))
    folder.mkdir(parents=True, exist_ok=True)
    return {"today": today, "parts": 0, "rows": 0, "rejected": 0}


def _normalise(
    connection: duckdb.DuckDBPyConnection,
    reading: Reading,
    raw: RawProgress,
    drafts: Path,
    folder: Path,
    state: dict[str, Any],
    work: Work,
) -> str:
    facts = folder / "facts"
    facts.mkdir(exist_ok=True)
    for first in range(int(state["parts"]) + 1, raw.parts + 1, _PARTS_AT_ONCE):
        parts = range(first, min(first + _PARTS_AT_ONCE, raw.parts + 1))
        good, bad = normalise_parts(
            connection, reading, drafts, parts, _fact_part(facts, first), _reject_part(facts, first)
        )
        state = state | {"parts": parts[-1], "rows": state["rows"] + good, "rejected": state["rejected"] + bad}
        failpoint("import-chunk")
        write_json(folder / "progress.json", state)
        failpoint("import-chunk")
        work.step(SORTING, int(state["rows"]) + int(state["rejected"]), raw.rows)
    if not state["rows"]:
        _write_rejected(connection, reading, raw, drafts, folder, late=False)
        raise FileRefused("nothing_usable", _why_nothing(connection, folder))
    return f"read_parquet([{', '.join(literal(str(_fact_part(facts, n))) for n in _batches(raw))}])"


def _why_nothing(connection: duckdb.DuckDBPyConnection, folder: Path) -> Text:
    """Say how many rows were refused and what was wrong with the first: usually all have the same fault."""
    rejected = connection.execute(
        'SELECT line, reason_vi, reason_en, "column", value, count(*) OVER () FROM '
        f"read_parquet({literal(str(folder / 'rejected.parquet'))}) ORDER BY line, code LIMIT 1"
    ).fetchone()
    reason = FILE_REASONS["nothing_usable"]
    if rejected is None:
        return reason
    line, vi, en, header, value, n = rejected
    where = Text("Dòng {line}", "Line {line}").fill(line=str(line))
    if header is not None:
        place = Text(", cột “{column}”, “{value}”", ", column “{column}”, “{value}”")
        where = Text.join((where, place.fill(column=header, value=str(value or ""))), "")
    first = Text("{n} dòng bị từ chối. {where}: {why}", "{n} rows were refused. {where}: {why}")
    return Text.join((reason, first.fill(n=n, where=where, why=Text(vi, en))), " ")


def _batches(raw: RawProgress) -> range:
    return range(1, raw.parts + 1, _PARTS_AT_ONCE)


def _fact_part(facts: Path, part: int) -> Path:
    return facts / f"facts-{part:05d}.parquet"


def _reject_part(facts: Path, part: int) -> Path:
    return facts / f"rejects-{part:05d}.parquet"


def _write_rejected(
    connection: duckdb.DuckDBPyConnection,
    reading: Reading,
    raw: RawProgress,
    drafts: Path,
    folder: Path,
    late: bool = True,
) -> int:
    """Gather the rejected rows of all passes in `rejected.parquet`, each with its reason in both languages."""
    parts = range(1, raw.parts + 1)
    bad = ", ".join(literal(str(bad_part(drafts, part))) for part in parts)
    rejects = ", ".join(literal(str(_reject_part(folder / "facts", part))) for part in _batches(raw))
    raws = ", ".join(literal(str(raw_part(drafts, part))) for part in parts)
    cells = ", ".join(f"coalesce({name}, '')" for name in text_columns(reading.layout))
    reasons = ", ".join(
        f"({literal(code)}, {literal(text.vi)}, {literal(text.en)})" for code, text in ROW_REASONS.items()
    )
    gathered = (
        f"SELECT line, code, NULL AS header, NULL AS value, raw FROM read_csv([{bad}], auto_detect=false, "
        f"header=false, delim=',', quote='\"', escape='\"', max_line_size=8388608, "
        f"columns={{'line': 'BIGINT', 'code': 'VARCHAR', 'raw': 'VARCHAR'}}) "
        f"UNION ALL SELECT line, code, header, value, raw FROM read_parquet([{rejects}])"
    )
    if late:
        gathered += (
            f" UNION ALL SELECT l.line, l.code, l.header, l.value, "
            f"concat_ws({literal(reading.layout.delimiter)}, {cells}) AS raw "
            f"FROM late_rejects l JOIN read_parquet([{raws}]) r USING (line)"
        )
    target = folder / "rejected.parquet"
    rows = connection.execute(
        f'COPY (SELECT line, code, vi AS reason_vi, en AS reason_en, header AS "column", value, raw '
        f"FROM ({gathered}) JOIN (VALUES {reasons}) reasons(code, vi, en) USING (code) ORDER BY line, code) "
        f"TO {literal(str(target))} (FORMAT parquet)"
    ).fetchall()
    return int(rows[0][0])
