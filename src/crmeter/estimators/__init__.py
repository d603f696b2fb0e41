"""Statistical models that take arrays and give numbers with their uncertainty."""

from crmeter.estimators.bg_nbd import BGNBD
from crmeter.estimators.cohorts import CohortRetention
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.forecast import Forecast, Forecaster, TotalForecast
from crmeter.estimators.gamma_gamma import GammaGamma
from crmeter.estimators.kaplan_meier import KaplanMeier
from crmeter.estimators.mbg_nbd import MBGNBD
from crmeter.estimators.pareto_nbd import ParetoNBD
from crmeter.estimators.purchase_history import PurchaseHistory, TimeUnit
from crmeter.estimators.repeat_purchase_model import RepeatPurchaseModel
from crmeter.estimators.seasonal_naive import Naive, SeasonalNaive
from crmeter.estimators.theta import Theta

__all__ = [
    "BGNBD",
    "MBGNBD",
    "CohortRetention",
    "Estimates",
    "Forecast",
    "Forecaster",
    "GammaGamma",
    "KaplanMeier",
    "Naive",
    "ParetoNBD",
    "PurchaseHistory",
    "RepeatPurchaseModel",
    "SeasonalNaive",
    "Theta",
    "TimeUnit",
    "TotalForecast",
]
