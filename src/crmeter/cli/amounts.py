"""Amounts that a file or a flag states: in which currency they are, and how they are written."""

from crmeter.evaluation.explain_run import latest_run
from crmeter.evaluation.store import load_run
from crmeter.vocabulary import Language, NotThere, decimals_of, formats
from crmeter.warehouse.workspace import Workspace

CURRENCY_HELP = "tiền tệ, mặc định của lần đánh giá mới nhất / currency; that of the latest evaluation by default"


def currency_of(workspace: Workspace, stated: str | None) -> str | None:
    """Return the currency of amounts that name none: what a flag says, else that of the latest evaluation.

    Args:
        workspace: whose evaluation is asked.
        stated: by the flag.

    Returns:
        The code, or None where nobody has said it: amounts are then numbers.
    """
    if stated is not None:
        return stated
    try:
        place, run_id = latest_run(workspace)
    except NotThere:
        return None
    return load_run(place.runs / run_id)[0].currency


def amount_written(value: float, currency: str | None, language: Language) -> str:
    """Write an amount in full, as a number where its currency is not known."""
    if currency is None:
        return formats.number(value, language, None if value == round(value) else 2)
    return formats.money(round(value, decimals_of(currency)), currency, language)
