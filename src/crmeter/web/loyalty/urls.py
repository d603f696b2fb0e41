"""Addresses of loyalty."""

from django.urls import path

from crmeter.web.loyalty.assign import assign, take_back
from crmeter.web.loyalty.cases import cases_page
from crmeter.web.loyalty.views import loyalty

urlpatterns = [
    path("external/loyalty", loyalty, name="loyalty"),
    path("external/loyalty/assign", assign, name="loyalty_assign"),
    path("external/loyalty/cases", cases_page, name="loyalty_cases"),
    path("external/loyalty/rounds/<int:pk>/undo", take_back, name="loyalty_round_undo"),
]
