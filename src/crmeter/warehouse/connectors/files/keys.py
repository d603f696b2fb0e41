"""Surrogate keys: the same on every machine for the same source and key in the source."""

from crmeter.warehouse.connectors.files.session import literal

_HALF = "9223372036854775807::UBIGINT"
_APART = "chr(31)"


def key_sql(concept: str, source: str, value: str) -> str:
    """Return SQL for the surrogate key of a thing: the lower 63 bits of an MD5 over concept, source and key.

    Args:
        concept: the table's name.
        source: the name of the source.
        value: SQL of the key in the source; where it is NULL the surrogate key is NULL too.
    """
    return number_sql(f"{literal(concept)} || {_APART} || {literal(source)} || {_APART} || {value}")


def secret_key_sql(concept: str, source: str, value: str) -> str:
    """Return SQL for the key of somebody known by a personal value only.

    The secret of the installation (the variable `secret`) keeps the value from being found by trying.
    """
    return number_sql(
        f"{literal(concept)} || {_APART} || {literal(source)} || {_APART} || getvariable('secret') "
        f"|| {_APART} || {value}"
    )


def number_sql(value: str) -> str:
    """Return SQL for the lower 63 bits of the MD5 of a text."""
    return f"CAST(md5_number_lower({value}) & {_HALF} AS BIGINT)"


def hex_sql(key: str) -> str:
    """Return SQL that writes a surrogate key in hexadecimal."""
    return f"printf('%016x', {key})"
