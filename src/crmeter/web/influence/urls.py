"""Address of what matters most."""

from django.urls import path

from crmeter.web.influence.views import influence

urlpatterns = [path("influence", influence, name="influence")]
