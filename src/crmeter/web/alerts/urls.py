"""Addresses of alerts."""

from django.urls import path

from crmeter.web.alerts import page, quiet_hours, seeing_to, watching

urlpatterns = [
    path("alerts", page.alerts, name="alerts"),
    path("alerts/quiet", quiet_hours.quiet_hours, name="alert_quiet"),
    path("alerts/watch", watching.watch, name="alert_watch"),
    path("alerts/watch/headline", watching.watch_headline, name="alert_watch_headline"),
    path("alerts/watches/<int:number>/drop", watching.drop, name="alert_watch_drop"),
    path("alerts/<int:number>/acknowledge", seeing_to.acknowledge_it, name="alert_acknowledge"),
    path("alerts/<int:number>/snooze", seeing_to.snooze_it, name="alert_snooze"),
    path("alerts/<int:number>/resolve", seeing_to.resolve_it, name="alert_resolve"),
    path("alerts/<int:number>/reopen", seeing_to.reopen_it, name="alert_reopen"),
]
