"""Files of rows (CSV, TSV, XLSX, XLS, Parquet) become staged rows of contract tables.

Answers and questions load at once; what reads files, and DuckDB with it, when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from crmeter.warehouse.connectors.files.answers import Answers, FileRefused, NeedsAnswers, Question

if TYPE_CHECKING:
    from crmeter.warehouse.connectors.files.inspection import Inspection, inspect

__all__ = ["Answers", "FileRefused", "Inspection", "NeedsAnswers", "Question", "inspect"]


def __getattr__(name: str) -> Any:
    if name not in ("Inspection", "inspect"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("crmeter.warehouse.connectors.files.inspection"), name)
