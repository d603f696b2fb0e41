"""CRMeter: the CRM that measures itself, as a library.

    import crmeter

    evaluation = crmeter.evaluate("orders.csv", currency="VND")
    evaluation.reading("retention_rate").value

Names are resolved when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crmeter import estimators
    from crmeter.evaluation.library import evaluate, write_report
    from crmeter.evaluation.result import Evaluation
    from crmeter.measures import catalogue as measures

__version__ = "0.1.0"

__all__ = ["Evaluation", "estimators", "evaluate", "measures", "write_report"]

_WHERE = {
    "Evaluation": ("crmeter.evaluation.result", "Evaluation"),
    "estimators": ("crmeter.estimators", None),
    "evaluate": ("crmeter.evaluation.library", "evaluate"),
    "measures": ("crmeter.measures.catalogue", None),
    "write_report": ("crmeter.evaluation.library", "write_report"),
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'crmeter' has no attribute {name!r}")
    module, attribute = _WHERE[name]
    found = import_module(module)
    return found if attribute is None else getattr(found, attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
