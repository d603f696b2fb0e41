"""Addresses of summaries."""

from django.urls import path

from crmeter.web.summary.page import choose, summary_page

urlpatterns = [
    path("summary", summary_page, name="summary"),
    path("summary/choose", choose, name="summary_choose"),
    path("summary/<int:number>", summary_page, name="summary_kept"),
]
