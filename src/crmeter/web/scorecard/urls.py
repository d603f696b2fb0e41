"""Address of the scorecard."""

from django.urls import path

from crmeter.web.scorecard.page import scorecard_page

urlpatterns = [path("scorecard", scorecard_page, name="scorecard")]
