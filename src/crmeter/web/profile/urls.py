"""Address of one's own settings."""

from django.urls import path

from crmeter.web.profile.views import settings_page

urlpatterns = [path("settings", settings_page, name="settings")]
