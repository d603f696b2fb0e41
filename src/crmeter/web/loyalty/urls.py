"""Addresses of loyalty."""

from django.urls import path

from crmeter.web.loyalty.assign import assign, take_back
from crmeter.web.loyalty.cases import cases_page
from crmeter.web.loyalty.contracts import assign_contracts, contracts
from crmeter.web.loyalty.people import people
from crmeter.web.loyalty.views import loyalty
from crmeter.web.loyalty.wallet import wallet

urlpatterns = [
    path("external/loyalty", loyalty, name="loyalty"),
    path("external/loyalty/assign", assign, name="loyalty_assign"),
    path("external/loyalty/cases", cases_page, name="loyalty_cases"),
    path("external/loyalty/contracts", contracts, name="loyalty_contracts"),
    path("external/loyalty/contracts/assign", assign_contracts, name="loyalty_contracts_assign"),
    path("external/loyalty/people", people, name="loyalty_people"),
    path("external/loyalty/rounds/<int:pk>/undo", take_back, name="loyalty_round_undo"),
    path("external/loyalty/wallet", wallet, name="loyalty_wallet"),
]
