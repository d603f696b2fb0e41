"""Address of the settings of the firm."""

from django.urls import path

from crmeter.web.firm.views import workspace

urlpatterns = [path("settings/workspace", workspace, name="workspace")]
