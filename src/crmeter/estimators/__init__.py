"""Statistical models that take arrays and give numbers with their uncertainty."""

from crmeter.estimators.choice.customer_equity import CustomerEquity
from crmeter.estimators.choice.market import Market, WhatIf
from crmeter.estimators.choice.multinomial_logit import MultinomialLogit
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.forecast.forecast import Forecast, Forecaster, TotalForecast
from crmeter.estimators.forecast.seasonal_naive import Naive, SeasonalNaive
from crmeter.estimators.forecast.theta import Theta
from crmeter.estimators.influence.influences import Influences, Kin
from crmeter.estimators.lifetime.bg_bb import BGBB
from crmeter.estimators.lifetime.bg_nbd import BGNBD
from crmeter.estimators.lifetime.gamma_gamma import GammaGamma
from crmeter.estimators.lifetime.mbg_nbd import MBGNBD
from crmeter.estimators.lifetime.pareto_nbd import ParetoNBD
from crmeter.estimators.lifetime.purchase_history import PurchaseHistory, TimeUnit
from crmeter.estimators.lifetime.repeat_purchase_model import RepeatPurchaseModel
from crmeter.estimators.preference.ahp import AHP
from crmeter.estimators.preference.evaluators import CombinedPreference, combine_evaluators
from crmeter.estimators.preference.judgements import judgement_matrix
from crmeter.estimators.preference.sensitivity import WeightSensitivity, weight_sensitivity
from crmeter.estimators.retention.cohorts import CohortRetention
from crmeter.estimators.retention.kaplan_meier import KaplanMeier
from crmeter.estimators.retention.leaving_check import LeavingCheck
from crmeter.estimators.retention.leaving_logit import LeavingLogit
from crmeter.estimators.retention.log_rank import LogRank, log_rank
from crmeter.estimators.retention.share_of_wallet import (
    SpentShare,
    WalletShare,
    spent_share,
    wallet_from_ranks,
    wallet_shares,
)
from crmeter.estimators.retention.shifted_beta_geometric import ShiftedBetaGeometric
from crmeter.estimators.retention.uplift import Uplift, money_uplift, uplift
from crmeter.estimators.satisfaction.answers import AnswerScale
from crmeter.estimators.satisfaction.drivers import SatisfactionDrivers
from crmeter.estimators.satisfaction.open_text import Theme, Themes, group_answers
from crmeter.estimators.satisfaction.priority_map import MappedDriver, Place
from crmeter.estimators.satisfaction.raking import Rake
from crmeter.estimators.satisfaction.response import ResponseComparison, compare_response, response_rate
from crmeter.estimators.satisfaction.score_difference import ScoreDifference, score_difference
from crmeter.estimators.satisfaction.scores import (
    NetPromoterScore,
    Score,
    effort_score,
    net_promoter_score,
    satisfaction_share,
)
from crmeter.estimators.satisfaction.stated_importance import Agreement, compare_importance
from crmeter.estimators.value_analysis.head_to_head import HeadToHead
from crmeter.estimators.value_analysis.quality_profile import QualityProfile
from crmeter.estimators.value_analysis.ratings import Ratings
from crmeter.estimators.value_analysis.relative_price import RelativePrice
from crmeter.estimators.value_analysis.value_map import ValueMap, Verdict
from crmeter.estimators.value_analysis.waves import WavePath
from crmeter.estimators.value_analysis.weights import Weights

__all__ = [
    "AHP",
    "BGBB",
    "BGNBD",
    "MBGNBD",
    "Agreement",
    "AnswerScale",
    "CohortRetention",
    "CombinedPreference",
    "CustomerEquity",
    "Estimates",
    "Forecast",
    "Forecaster",
    "GammaGamma",
    "HeadToHead",
    "Influences",
    "KaplanMeier",
    "Kin",
    "LeavingCheck",
    "LeavingLogit",
    "LogRank",
    "MappedDriver",
    "Market",
    "MultinomialLogit",
    "Naive",
    "NetPromoterScore",
    "ParetoNBD",
    "Place",
    "PurchaseHistory",
    "QualityProfile",
    "Rake",
    "Ratings",
    "RelativePrice",
    "RepeatPurchaseModel",
    "ResponseComparison",
    "SatisfactionDrivers",
    "Score",
    "ScoreDifference",
    "SeasonalNaive",
    "ShiftedBetaGeometric",
    "SpentShare",
    "Theme",
    "Themes",
    "Theta",
    "TimeUnit",
    "TotalForecast",
    "Uplift",
    "ValueMap",
    "Verdict",
    "WalletShare",
    "WavePath",
    "WeightSensitivity",
    "Weights",
    "WhatIf",
    "combine_evaluators",
    "compare_importance",
    "compare_response",
    "effort_score",
    "group_answers",
    "judgement_matrix",
    "log_rank",
    "money_uplift",
    "net_promoter_score",
    "response_rate",
    "satisfaction_share",
    "score_difference",
    "spent_share",
    "uplift",
    "wallet_from_ranks",
    "wallet_shares",
    "weight_sensitivity",
]
