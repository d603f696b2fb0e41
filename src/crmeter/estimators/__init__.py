"""Statistical models that take arrays and give numbers with their uncertainty."""

from crmeter.estimators.estimates import Estimates
from crmeter.estimators.forecast.forecast import Forecast, Forecaster, TotalForecast
from crmeter.estimators.forecast.seasonal_naive import Naive, SeasonalNaive
from crmeter.estimators.forecast.theta import Theta
from crmeter.estimators.lifetime.bg_nbd import BGNBD
from crmeter.estimators.lifetime.gamma_gamma import GammaGamma
from crmeter.estimators.lifetime.mbg_nbd import MBGNBD
from crmeter.estimators.lifetime.pareto_nbd import ParetoNBD
from crmeter.estimators.lifetime.purchase_history import PurchaseHistory, TimeUnit
from crmeter.estimators.lifetime.repeat_purchase_model import RepeatPurchaseModel
from crmeter.estimators.retention.cohorts import CohortRetention
from crmeter.estimators.retention.kaplan_meier import KaplanMeier
from crmeter.estimators.value_analysis.head_to_head import HeadToHead
from crmeter.estimators.value_analysis.quality_profile import QualityProfile
from crmeter.estimators.value_analysis.ratings import Ratings
from crmeter.estimators.value_analysis.relative_price import RelativePrice
from crmeter.estimators.value_analysis.value_map import ValueMap, Verdict
from crmeter.estimators.value_analysis.waves import WavePath
from crmeter.estimators.value_analysis.weights import Weights

__all__ = [
    "BGNBD",
    "MBGNBD",
    "CohortRetention",
    "Estimates",
    "Forecast",
    "Forecaster",
    "GammaGamma",
    "HeadToHead",
    "KaplanMeier",
    "Naive",
    "ParetoNBD",
    "PurchaseHistory",
    "QualityProfile",
    "Ratings",
    "RelativePrice",
    "RepeatPurchaseModel",
    "SeasonalNaive",
    "Theta",
    "TimeUnit",
    "TotalForecast",
    "ValueMap",
    "Verdict",
    "WavePath",
    "Weights",
]
