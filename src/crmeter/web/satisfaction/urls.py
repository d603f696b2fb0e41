"""Address of the page of satisfaction."""

from django.urls import path

from crmeter.web.satisfaction.views import satisfaction

urlpatterns = [path("external/satisfaction", satisfaction, name="satisfaction")]
