"""Statistical models that take arrays and give numbers with their uncertainty."""

from crmeter.estimators.bg_nbd import BGNBD
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.gamma_gamma import GammaGamma
from crmeter.estimators.mbg_nbd import MBGNBD
from crmeter.estimators.pareto_nbd import ParetoNBD
from crmeter.estimators.purchase_history import PurchaseHistory, TimeUnit
from crmeter.estimators.repeat_purchase_model import RepeatPurchaseModel

__all__ = [
    "BGNBD",
    "MBGNBD",
    "Estimates",
    "GammaGamma",
    "ParetoNBD",
    "PurchaseHistory",
    "RepeatPurchaseModel",
    "TimeUnit",
]
