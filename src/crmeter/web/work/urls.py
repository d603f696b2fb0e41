"""The address of what is to be done."""

from django.urls import path

from crmeter.web.work.views import work

urlpatterns = [path("work", work, name="work")]
