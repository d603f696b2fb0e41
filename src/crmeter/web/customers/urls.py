"""Addresses of customers."""

from django.urls import path

from crmeter.web.customers.customer import customer
from crmeter.web.customers.list import customers

urlpatterns = [
    path("customers", customers, name="customers"),
    path("customers/<int:key>", customer, name="customer"),
]
