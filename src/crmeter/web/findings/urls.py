"""Addresses of findings."""

from django.urls import path

from crmeter.web.findings import page

urlpatterns = [
    path("findings", page.findings_page, name="findings"),
    path("findings/<int:number>/withdraw", page.withdraw_it, name="finding_withdraw"),
]
