"""Addresses of the scorecard."""

from django.urls import path

from crmeter.web.scorecard.page import scorecard_page
from crmeter.web.scorecard.weighing import weigh

urlpatterns = [
    path("scorecard", scorecard_page, name="scorecard"),
    path("scorecard/weigh", weigh, name="scorecard_weigh"),
]
