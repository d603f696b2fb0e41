"""Addresses of the notices."""

from django.urls import path

from crmeter.web.notices.views import notices, open_notice, read_all

urlpatterns = [
    path("notices", notices, name="notices"),
    path("notices/read", read_all, name="read_all"),
    path("notices/<int:number>/open", open_notice, name="open_notice"),
]
