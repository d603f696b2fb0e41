"""Files of rows (CSV, TSV, XLSX, Parquet) become staged rows of contract tables."""

from crmeter.warehouse.connectors.files.answers import Answers, FileRefused, NeedsAnswers, Question
from crmeter.warehouse.connectors.files.inspection import Inspection, inspect

__all__ = ["Answers", "FileRefused", "Inspection", "NeedsAnswers", "Question", "inspect"]
