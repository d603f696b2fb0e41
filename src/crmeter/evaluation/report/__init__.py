"""An evaluation as one HTML file, as JSON and as a workbook: three pure functions of the same object."""

from crmeter.evaluation.report.html import to_html
from crmeter.evaluation.report.json import to_json
from crmeter.evaluation.report.xlsx import write_xlsx

__all__ = ["to_html", "to_json", "write_xlsx"]
