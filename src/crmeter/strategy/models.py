"""Every model of the app, for Django, which looks for them here."""

from crmeter.strategy.findings.models import Finding

__all__ = ["Finding"]
