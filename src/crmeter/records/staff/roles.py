"""What somebody is in the firm."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Seven roles; administration is a right of its own beside them."""

    DIRECTOR = "director", _("Director")
    MARKETING_MANAGER = "marketing_manager", _("Marketing manager")
    SALES_MANAGER = "sales_manager", _("Sales manager")
    REP = "rep", _("Sales representative")
    AGENT = "agent", _("Service agent")
    ANALYST = "analyst", _("Analyst")
    STEWARD = "steward", _("Data steward")
