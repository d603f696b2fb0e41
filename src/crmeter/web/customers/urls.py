"""Addresses of customers."""

from django.urls import path

from crmeter.web.customers.customer import customer
from crmeter.web.customers.list import customer_values, customers

urlpatterns = [
    path("customers", customers, name="customers"),
    path("customers/values", customer_values, name="customer_values"),
    path("customers/<int:key>", customer, name="customer"),
]
