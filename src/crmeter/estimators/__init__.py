"""Statistical models that take arrays and give numbers with their uncertainty."""

from crmeter.estimators.estimates import Estimates
from crmeter.estimators.forecast.forecast import Forecast, Forecaster, TotalForecast
from crmeter.estimators.forecast.seasonal_naive import Naive, SeasonalNaive
from crmeter.estimators.forecast.theta import Theta
from crmeter.estimators.lifetime.bg_bb import BGBB
from crmeter.estimators.lifetime.bg_nbd import BGNBD
from crmeter.estimators.lifetime.gamma_gamma import GammaGamma
from crmeter.estimators.lifetime.mbg_nbd import MBGNBD
from crmeter.estimators.lifetime.pareto_nbd import ParetoNBD
from crmeter.estimators.lifetime.purchase_history import PurchaseHistory, TimeUnit
from crmeter.estimators.lifetime.repeat_purchase_model import RepeatPurchaseModel
from crmeter.estimators.retention.cohorts import CohortRetention
from crmeter.estimators.retention.kaplan_meier import KaplanMeier
from crmeter.estimators.retention.shifted_beta_geometric import ShiftedBetaGeometric

__all__ = [
    "BGBB",
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
    "ShiftedBetaGeometric",
    "Theta",
    "TimeUnit",
    "TotalForecast",
]
