"""Files of figures of the market become their one table: the period by its words, shares in per cent or as parts."""

from crmeter.warehouse.connectors.files.keys import key_sql
from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.connectors.files.staging import Staging

_MARKET = ("market", "thị trường", "thi truong", "cả thị trường", "ca thi truong", "the whole market", "total", "tổng")
_US = ("us", "we", "ourselves", "mình", "minh", "ta", "chúng ta", "chung ta", "công ty", "cong ty")
# As a year, a quarter, a month, or the first day of a month: 2025, Q3/2025, 2025-Q3, Quý 3/2025, 7/2025, 2025-07.
_YEAR = r"\s*(\d{4})\s*"
_QUARTER = r"\s*[qQ][^\d]*([1-4])[^\d]*(\d{4})\s*"
_YEAR_QUARTER = r"\s*(\d{4})[^\d]*[qQ][^\d]*([1-4])\s*"
_MONTH = r"[^\d]*(\d{1,2})\s*[/.\-]\s*(\d{4})\s*"
_YEAR_MONTH = r"\s*(\d{4})\s*[/.\-]\s*(\d{1,2})([/.\-]0?1(\s00:00(:00)?)?)?\s*"


def stage_market_figures(staging: Staging) -> None:
    """Stage figures of the market; a row whose period cannot be read is refused."""
    field = staging.field
    period = field("market_figures.period")
    placed = (
        f"(SELECT *, {_span_sql(period)} AS span, {_start_sql(period)} AS starts_on, {_who_sql(staging)} AS who "
        f"FROM {staging.facts})"
    )
    named = literal(staging.reading.headers["market_figures.period"])
    unread = f"span IS NULL OR starts_on IS NULL OR {field('market_figures.said_by')} IS NULL"
    staging.run(
        f"INSERT INTO late_rejects SELECT line, CASE WHEN {field('market_figures.said_by')} IS NULL THEN 'missing' "
        f"ELSE 'not_a_period' END, {named}, {period} FROM {placed} WHERE {unread}"
    )
    share = field("market_figures.share")
    in_per_cent = f"(SELECT coalesce(max({share}), 0) > 1 FROM {staging.facts})"
    own = (
        f"span || '@' || starts_on || '@' || coalesce({field('market_figures.product_set')}, '') || '@' || who || '@' "
        f"|| coalesce({_name_sql(staging)}, '')"
    )
    told = staging.reading.decisions.currency
    currency = literal(told) if told else "NULL"
    values = {
        "figure_key": key_sql("market_figures", staging.reading.source, own),
        "span": "span",
        "starts_on": "starts_on",
        "product_set": field("market_figures.product_set"),
        "who": "who",
        "name": _name_sql(staging),
        "amount": field("market_figures.amount"),
        "currency": f"coalesce({field('orders.currency')}, {currency})",
        "units": field("market_figures.units"),
        "share": f"{share} / CASE WHEN {in_per_cent} THEN 100 ELSE 1 END",
        "price": field("market_figures.price"),
        "said_by": field("market_figures.said_by"),
        "said_on": f"CAST({field('market_figures.said_on')} AS DATE)",
        "source_key": own,
        "source_line": "line",
    }
    # Of two rows of the same holder and period the last one counts.
    latest = (
        f"(SELECT * FROM {placed} WHERE NOT ({unread}) "
        f"QUALIFY row_number() OVER (PARTITION BY {own} ORDER BY line DESC) = 1)"
    )
    staging.write("market_figures", values, latest)


def _who_sql(staging: Staging) -> str:
    word = f"lower(trim({staging.field('market_figures.who')}))"
    return (
        f"CASE WHEN {word} IS NULL OR {word} IN ({_listed(_MARKET)}) THEN 'market' "
        f"WHEN {word} IN ({_listed(_US)}) THEN 'us' ELSE 'competitor' END"
    )


def _name_sql(staging: Staging) -> str:
    return f"CASE WHEN who = 'competitor' THEN trim({staging.field('market_figures.who')}) END"


def _span_sql(period: str) -> str:
    return (
        f"CASE WHEN regexp_full_match({period}, '{_YEAR}') THEN 'year' "
        f"WHEN regexp_full_match({period}, '{_QUARTER}') OR regexp_full_match({period}, '{_YEAR_QUARTER}') "
        f"THEN 'quarter' "
        f"WHEN regexp_full_match({period}, '{_MONTH}') OR regexp_full_match({period}, '{_YEAR_MONTH}') THEN 'month' END"
    )


def _start_sql(period: str) -> str:
    def day(shape: str, year: int, month: str) -> str:
        return (
            f"WHEN regexp_full_match({period}, '{shape}') THEN "
            f"try_cast(regexp_extract({period}, '{shape}', {year}) || '-' || {month} || '-01' AS DATE)"
        )

    def part(shape: str, group: int, *, is_quarter: bool) -> str:
        number = f"CAST(regexp_extract({period}, '{shape}', {group}) AS INTEGER)"
        return f"lpad(CAST({3 if is_quarter else 1} * {number} - {2 if is_quarter else 0} AS VARCHAR), 2, '0')"

    cases = (
        day(_YEAR, 1, "'01'"),
        day(_QUARTER, 2, part(_QUARTER, 1, is_quarter=True)),
        day(_YEAR_QUARTER, 1, part(_YEAR_QUARTER, 2, is_quarter=True)),
        day(_MONTH, 2, part(_MONTH, 1, is_quarter=False)),
        day(_YEAR_MONTH, 1, part(_YEAR_MONTH, 2, is_quarter=False)),
    )
    return f"CASE {' '.join(cases)} END"


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(literal(word) for word in words)
