"""Addresses of the audit log."""

from django.urls import path

from crmeter.web.audit_log import check, views

urlpatterns = [
    path("settings/audit-log", views.audit_log, name="audit_log"),
    path("settings/audit-log/export", views.export, name="audit_log_export"),
    path("settings/audit-log/verify", check.verify, name="audit_log_verify"),
    path("settings/audit-log/verify/state", check.state, name="audit_log_state"),
]
