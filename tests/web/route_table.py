"""What each route answers to whom. A new route without a row here fails `test_routes.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Not signed in: on to the sign-in page.
TO_SIGN_IN = 302


@dataclass(frozen=True)
class Row:
    """A route as a GET meets it.

    Args:
        address: one address of the route.
        anonymous: the status for somebody who is not signed in, or whose account is closed.
        everybody: the status for whoever is signed in.
        but: identities (roles, `admin`) that meet another status.
        without_token: the status of a form that is sent without its token.
    """

    address: str
    anonymous: int = TO_SIGN_IN
    everybody: int = 200
    but: Mapping[str, int] = field(default_factory=dict)
    without_token: int = 403


# allauth's own pages, under /accounts/. Whoever signs in by a link has no password yet and no second factor, so that
# there is nothing to prove again (403), to remove (404) or to change (302, on to setting a password).
_ALLAUTH: dict[str, tuple[int, int]] = {
    "signup/": (404, 404),
    "email/": (404, 404),
    "confirm-email/": (404, 404),
    "login/": (200, 302),
    "login/code/confirm/": (302, 302),
    "logout/": (302, 200),
    "inactive/": (200, 200),
    "reauthenticate/": (TO_SIGN_IN, 403),
    "password/change/": (TO_SIGN_IN, 302),
    "password/set/": (TO_SIGN_IN, 200),
    "password/reset/": (200, 200),
    "password/reset/done/": (200, 200),
    "password/reset/key/done/": (200, 200),
    "2fa/": (TO_SIGN_IN, 200),
    "2fa/authenticate/": (302, 302),
    "2fa/reauthenticate/": (TO_SIGN_IN, 403),
    "2fa/totp/activate/": (TO_SIGN_IN, 200),
    "2fa/totp/deactivate/": (TO_SIGN_IN, 404),
    "2fa/recovery-codes/": (TO_SIGN_IN, 404),
    "2fa/recovery-codes/generate/": (TO_SIGN_IN, 200),
    "2fa/recovery-codes/download/": (TO_SIGN_IN, 404),
    "2fa/webauthn/": (TO_SIGN_IN, 200),
    "2fa/webauthn/add/": (TO_SIGN_IN, 200),
    "2fa/webauthn/reauthenticate/": (TO_SIGN_IN, 403),
    "2fa/webauthn/login/": (302, 302),
}

# Pages of figures open for everybody: who sees a part of the firm reads the figures of their part.
# What runs there are is for those who answer for the data, and for administrators; comparing is not for these alone.
_OTHERS = {"marketing_manager": 403, "sales_manager": 403, "rep": 403, "agent": 403}
_OF_ALL_ROWS = {"sales_manager": 403, "rep": 403, "agent": 403}
_NOT_DEFINING = {"sales_manager": 403, "rep": 403, "agent": 403, "steward": 403}
_READINGS: dict[str, Row] = {
    "": Row("/"),
    "external/loyalty": Row("/external/loyalty"),
    "external/satisfaction": Row("/external/satisfaction"),
    "internal/marketing": Row("/internal/marketing"),
    "internal/sales": Row("/internal/sales"),
    "internal/service": Row("/internal/service"),
    "internal/supply": Row("/internal/supply"),
    "external/loyalty/assign": Row("/external/loyalty/assign", everybody=405),
    "external/loyalty/cases": Row("/external/loyalty/cases"),
    "external/loyalty/contracts": Row("/external/loyalty/contracts"),
    "external/loyalty/contracts/assign": Row("/external/loyalty/contracts/assign", everybody=405),
    "external/loyalty/people": Row("/external/loyalty/people"),
    "external/loyalty/rounds/<int:pk>/undo": Row("/external/loyalty/rounds/1/undo", everybody=405),
    "external/value": Row("/external/value"),
    "external/value/target": Row("/external/value/target", everybody=405),
    "forecasts": Row("/forecasts"),
    "forecasts/market": Row("/forecasts/market"),
    **{f"forecasts/market/{what}": Row(f"/forecasts/market/{what}", everybody=405) for what in ("new", "paste")},
    "forecasts/market/<int:number>": Row("/forecasts/market/1", everybody=405),
    **{
        f"forecasts/market/<int:number>/{what}": Row(f"/forecasts/market/1/{what}", everybody=405)
        for what in ("remove", "bring-back")
    },
    "forecasts/scenarios": Row("/forecasts/scenarios"),
    "forecasts/scenarios/new": Row("/forecasts/scenarios/new", everybody=405),
    "forecasts/scenarios/<int:number>": Row("/forecasts/scenarios/1", everybody=405),
    **{
        f"forecasts/scenarios/<int:number>/{what}": Row(f"/forecasts/scenarios/1/{what}", everybody=405)
        for what in ("remove", "bring-back")
    },
    "findings": Row("/findings", but={"agent": 403}),
    "findings/<int:number>/withdraw": Row("/findings/1/withdraw", everybody=405),
    # Of all rows of the firm, for those who steer.
    "alerts": Row("/alerts", but={**_OF_ALL_ROWS, "admin": 403}),
    "alerts/quiet": Row("/alerts/quiet", but={**_OF_ALL_ROWS, "admin": 403}),
    "alerts/watch": Row("/alerts/watch", everybody=405),
    "alerts/watch/headline": Row("/alerts/watch/headline", everybody=405),
    "alerts/watches/<int:number>/drop": Row("/alerts/watches/1/drop", everybody=405),
    "alerts/<int:number>/acknowledge": Row("/alerts/1/acknowledge", everybody=405),
    "alerts/<int:number>/snooze": Row("/alerts/1/snooze", everybody=405),
    "alerts/<int:number>/resolve": Row("/alerts/1/resolve", everybody=405),
    "alerts/<int:number>/reopen": Row("/alerts/1/reopen", everybody=405),
    "targets": Row("/targets", but={**_OF_ALL_ROWS, "admin": 403}),
    "targets/propose": Row("/targets/propose", but={**_OF_ALL_ROWS, "admin": 403}),
    **{f"targets/{what}": Row(f"/targets/{what}", everybody=405) for what in ("set", "headline", "propose/keep")},
    **{
        f"targets/<int:number>/{what}": Row(f"/targets/1/{what}", everybody=405)
        for what in ("agree", "review", "drop", "undo")
    },
    "scorecard": Row("/scorecard", but={**_OF_ALL_ROWS, "admin": 403}),
    "scorecard/weigh": Row("/scorecard/weigh", everybody=405),
    "summary": Row("/summary", but={**_OF_ALL_ROWS, "admin": 403}),
    "summary/choose": Row("/summary/choose", everybody=405),
    "summary/<int:number>": Row("/summary/1", everybody=404, but={**_OF_ALL_ROWS, "admin": 403}),
    # The common goal is everybody's.
    "goals": Row("/goals"),
    "goals/mission": Row("/goals/mission", everybody=405),
    "goals/set": Row("/goals/set", everybody=405),
    **{f"goals/<int:number>/{what}": Row(f"/goals/1/{what}", everybody=405) for what in ("agree", "drop", "undo")},
    # A board that is not there, or that somebody does not find, is not there for anybody.
    "boards": Row("/boards"),
    "boards/new": Row("/boards/new", everybody=405),
    "boards/<int:number>": Row("/boards/999", everybody=404),
    "boards/<int:number>/measures": Row("/boards/999/measures", everybody=404),
    "boards/<int:number>/schedule": Row("/boards/999/schedule", everybody=404),
    "boards/<int:number>/schedule/stop": Row("/boards/1/schedule/stop", everybody=405),
    "boards/sent/<int:number>/<slug:kind>": Row("/boards/sent/999/html", everybody=404),
    "boards/reports": Row("/boards/reports"),
    "boards/reports/<int:number>/again": Row("/boards/reports/1/again", everybody=405),
    "boards/reports/schedule": Row("/boards/reports/schedule", but={"agent": 403}),
    "boards/reports/schedule/stop": Row("/boards/reports/schedule/stop", everybody=405),
    "boards/<int:number>/figures.csv": Row("/boards/999/figures.csv", everybody=404),
    "boards/<int:number>/figures.xlsx": Row("/boards/999/figures.xlsx", everybody=404),
    **{
        f"boards/<int:number>/{what}": Row(f"/boards/1/{what}", everybody=405)
        for what in ("change", "look", "remove", "bring-back", "tiles", "order")
    },
    **{
        f"boards/<int:number>/tiles/<int:tile>/{what}": Row(f"/boards/1/tiles/1/{what}", everybody=405)
        for what in ("size", "remove", "bring-back")
    },
    "measures": Row("/measures"),
    "measures/new": Row("/measures/new", but=_NOT_DEFINING),
    "measures/check": Row("/measures/check", but=_NOT_DEFINING),
    "measures/own/<int:number>": Row("/measures/own/1", everybody=404, but=_NOT_DEFINING),
    "measures/own/<int:number>/remove": Row("/measures/own/1/remove", everybody=405),
    "measures/own/<int:number>/bring-back": Row("/measures/own/1/bring-back", everybody=405),
    # Whoever sees customers builds segments of them; one that somebody does not find is not there for them.
    "segments": Row("/segments"),
    "segments/new": Row("/segments/new"),
    "segments/<int:number>": Row("/segments/999", everybody=404),
    "segments/<int:number>/keep": Row("/segments/1/keep", everybody=405),
    "segments/<int:number>/remove": Row("/segments/1/remove", everybody=405),
    "segments/<int:number>/bring-back": Row("/segments/1/bring-back", everybody=405),
    "segments/<int:number>/members.csv": Row("/segments/1/members.csv", everybody=405),
    "segments/<int:number>/campaign": Row("/segments/999/campaign", everybody=404),
    "influence": Row("/influence"),
    "methods": Row("/methods"),
    "viewpoints": Row("/viewpoints"),
    "viewpoints/<slug:name>": Row("/viewpoints/owners"),
    "measures/<slug:name>": Row("/measures/revenue"),
    "explain/<slug:measure>": Row("/explain/revenue"),
    "explain/<slug:measure>/why": Row("/explain/revenue/why", everybody=404),
    "explain/<slug:measure>/rows": Row("/explain/revenue/rows", everybody=404),
    "explain/<slug:measure>/rows.csv": Row("/explain/revenue/rows.csv", everybody=404),
    "part": Row("/part", everybody=204),
    "part/again": Row("/part/again", everybody=405),
    "runs": Row("/runs", but=_OTHERS),
    "runs/start": Row("/runs/start", everybody=405),
    "runs/compare": Row("/runs/compare", everybody=302, but={**_OTHERS, "admin": 403}),
    "runs/jobs/<int:number>": Row("/runs/jobs/1", everybody=404, but=_OTHERS),
    "runs/jobs/<int:number>/stop": Row("/runs/jobs/1/stop", everybody=405),
}
_SAMPLE: dict[str, Row] = {
    "sample": Row("/sample", everybody=405),
    "sample/remove": Row("/sample/remove", everybody=405),
    "sample/progress": Row("/sample/progress"),
}
# Data come in by the hands of those who answer for them, and of administrators.
_NO_KEEPERS = {"marketing_manager": 403, "sales_manager": 403, "rep": 403, "agent": 403}
_IMPORTS: dict[str, Row] = {
    "imports": Row("/imports", but=_NO_KEEPERS),
    "imports/send": Row("/imports/send", everybody=405, but=_NO_KEEPERS),
    "imports/sources": Row("/imports/sources", everybody=286, but=_NO_KEEPERS),
    "imports/adopt": Row("/imports/adopt", everybody=405, but=_NO_KEEPERS),
    "imports/adopt/stop": Row("/imports/adopt/stop", everybody=405, but=_NO_KEEPERS),
    "imports/adopt/undo": Row("/imports/adopt/undo", everybody=405, but=_NO_KEEPERS),
    "imports/<int:number>": Row("/imports/1", everybody=404, but=_NO_KEEPERS),
    "imports/<int:number>/state": Row("/imports/1/state", everybody=404, but=_NO_KEEPERS),
    **{
        f"imports/<int:number>/{what}": Row(f"/imports/1/{what}", everybody=405, but=_NO_KEEPERS)
        for what in ("answer", "stop", "undo", "discard", "mend")
    },
    "imports/<int:number>/rejected.csv": Row("/imports/1/rejected.csv", everybody=404, but=_NO_KEEPERS),
    "imports/<int:number>/records": Row("/imports/1/records", everybody=404, but=_NO_KEEPERS),
    "imports/<int:number>/records/state": Row("/imports/1/records/state", everybody=404, but=_NO_KEEPERS),
    **{
        f"imports/<int:number>/records/{what}": Row(f"/imports/1/records/{what}", everybody=405, but=_NO_KEEPERS)
        for what in ("start", "stop", "undo", "go-on")
    },
    "imports/<int:number>/records/failed.csv": Row("/imports/1/records/failed.csv", everybody=404, but=_NO_KEEPERS),
    "imports/<int:number>/to-mend.csv": Row("/imports/1/to-mend.csv", everybody=404, but=_NO_KEEPERS),
}
# One's own settings are everybody's; the firm, its people and teams are for administrators.
_ADMIN = {"admin": 200}
_ADMIN_POST = {"admin": 405}
_SETTINGS: dict[str, Row] = {
    "settings": Row("/settings"),
    "settings/workspace": Row("/settings/workspace", everybody=403, but=_ADMIN),
    "settings/methods": Row("/settings/methods", everybody=403, but=_ADMIN),
    "settings/people": Row("/settings/people", everybody=403, but=_ADMIN),
    "settings/people/<int:number>": Row("/settings/people/999", everybody=403, but={"admin": 404}),
    **{
        f"settings/people/<int:number>/{what}": Row(f"/settings/people/1/{what}", everybody=403, but=_ADMIN_POST)
        for what in ("names", "service", "close", "reopen", "link")
    },
    "settings/roles": Row("/settings/roles", everybody=403, but=_ADMIN),
    "settings/teams": Row("/settings/teams", everybody=403, but=_ADMIN_POST),
    "settings/teams/<slug:slug>": Row("/settings/teams/north", everybody=403, but={"admin": 404}),
    **{
        f"settings/teams/<slug:slug>/{what}": Row(f"/settings/teams/north/{what}", everybody=403, but=_ADMIN_POST)
        for what in ("remove", "join", "leave")
    },
    "settings/pipelines": Row("/settings/pipelines", everybody=403, but=_ADMIN),
    "settings/pipelines/order": Row("/settings/pipelines/order", everybody=403, but=_ADMIN_POST),
    "settings/pipelines/<int:number>": Row("/settings/pipelines/999", everybody=403, but={"admin": 404}),
    **{
        f"settings/pipelines/<int:number>/{what}": Row(f"/settings/pipelines/1/{what}", everybody=403, but=_ADMIN_POST)
        for what in ("close", "reopen", "stages", "order")
    },
    "settings/stages/<int:number>": Row("/settings/stages/999", everybody=403, but={"admin": 404}),
    "settings/stages/<int:number>/retire": Row("/settings/stages/1/retire", everybody=403, but=_ADMIN_POST),
    "settings/queues": Row("/settings/queues", everybody=403, but=_ADMIN),
    "settings/queues/order": Row("/settings/queues/order", everybody=403, but=_ADMIN_POST),
    "settings/queues/<int:number>": Row("/settings/queues/999", everybody=403, but={"admin": 404}),
    "settings/promises/<slug:priority>": Row("/settings/promises/high", everybody=403, but=_ADMIN_POST),
    "settings/currencies": Row("/settings/currencies", everybody=403, but=_ADMIN),
    "settings/currencies/<slug:code>": Row("/settings/currencies/USD", everybody=403, but={"admin": 404}),
    **{
        f"settings/currencies/<slug:code>/{what}": Row(
            f"/settings/currencies/USD/{what}", everybody=403, but=_ADMIN_POST
        )
        for what in ("drop", "take", "put-back")
    },
    **{
        f"settings/rates/<int:number>/{what}": Row(f"/settings/rates/1/{what}", everybody=403, but=_ADMIN_POST)
        for what in ("change", "remove")
    },
    "settings/working-hours": Row("/settings/working-hours", everybody=403, but=_ADMIN),
    **{
        f"settings/working-hours/{what}": Row(f"/settings/working-hours/{what}", everybody=403, but=_ADMIN_POST)
        for what in ("days", "proposed", "put-back")
    },
    "settings/working-hours/days/<int:number>/remove": Row(
        "/settings/working-hours/days/1/remove", everybody=403, but=_ADMIN_POST
    ),
    "settings/audit-log": Row("/settings/audit-log", everybody=403, but=_ADMIN),
    "settings/audit-log/export": Row("/settings/audit-log/export", everybody=403, but=_ADMIN_POST),
    "settings/audit-log/verify": Row("/settings/audit-log/verify", everybody=403, but=_ADMIN_POST),
    "settings/audit-log/verify/state": Row("/settings/audit-log/verify/state", everybody=403, but=_ADMIN),
}
_MAIL: dict[str, Row] = {
    "settings/mail": Row("/settings/mail", everybody=403, but=_ADMIN),
    "settings/mail/test": Row("/settings/mail/test", everybody=403, but=_ADMIN_POST),
    "settings/mail/messages/<int:number>": Row("/settings/mail/messages/1", everybody=403, but={"admin": 404}),
    **{
        f"settings/mail/messages/<int:number>/{what}": Row(
            f"/settings/mail/messages/1/{what}", everybody=403, but=_ADMIN_POST
        )
        for what in ("again", "sent", "trust")
    },
    "settings/mail/templates/new": Row("/settings/mail/templates/new", everybody=403, but=_ADMIN),
    "settings/mail/templates/<int:number>": Row("/settings/mail/templates/1", everybody=403, but={"admin": 404}),
    "settings/mail/templates/<int:number>/remove": Row(
        "/settings/mail/templates/1/remove", everybody=403, but=_ADMIN_POST
    ),
    # A mail program posts without a token of ours; the signed link stands for it, and a wrong one does nothing.
    "unsubscribe/<str:token>": Row("/unsubscribe/guess", anonymous=410, everybody=410, without_token=410),
}
# Surveys are built by directors and marketing managers, read by analysts too, and answered by whoever has a link.
_NOT_ASKING = {"sales_manager": 403, "rep": 403, "agent": 403, "steward": 403}
_NO_BUILDERS = {**_NOT_ASKING, "analyst": 403}
_SURVEYS: dict[str, Row] = {
    "external/satisfaction/words": Row("/external/satisfaction/words", but=_NOT_ASKING),
    "external/satisfaction/words/<str:respondents>/<int:survey>/<int:question>": Row(
        "/external/satisfaction/words/customer/1/2", everybody=404, but=_NOT_ASKING
    ),
    "my-surveys": Row("/my-surveys"),
    "external/loyalty/wallet": Row("/external/loyalty/wallet", but=_NOT_ASKING),
    "surveys": Row("/surveys", but=_NOT_ASKING),
    "value-map": Row("/value-map", but=_NOT_ASKING),
    "value-map/mix": Row("/value-map/mix", but=_NOT_ASKING),
    "value-map/deals": Row("/value-map/deals", but=_NOT_ASKING),
    "value-map/files": Row("/value-map/files", but=_NOT_ASKING),
    "value-map/files/<int:number>": Row("/value-map/files/1", everybody=404, but=_NOT_ASKING),
    "value-map/files/<int:number>/state": Row("/value-map/files/1/state", everybody=404, but=_NOT_ASKING),
    "value-map/files/<int:number>/answer": Row("/value-map/files/1/answer", everybody=405, but=_NOT_ASKING),
    "value-map/files/<int:number>/discard": Row("/value-map/files/1/discard", everybody=405, but=_NOT_ASKING),
    "surveys/<int:number>": Row("/surveys/1", everybody=404, but=_NO_BUILDERS),
    **{
        f"surveys/<int:number>/{what}": Row(f"/surveys/1/{what}", everybody=405, but=_NO_BUILDERS)
        for what in ("open", "close", "wave", "order", "remind", "reminders", "embedding")
    },
    "surveys/<int:number>/preview": Row("/surveys/1/preview", everybody=404, but=_NOT_ASKING),
    "surveys/<int:number>/questions/new": Row("/surveys/1/questions/new?kind=nps", everybody=404, but=_NO_BUILDERS),
    "surveys/<int:number>/questions/<int:question>": Row("/surveys/1/questions/1", everybody=404, but=_NO_BUILDERS),
    "surveys/<int:number>/questions/<int:question>/remove": Row(
        "/surveys/1/questions/1/remove", everybody=405, but=_NO_BUILDERS
    ),
    "surveys/<int:number>/questions/<int:question>/groups": Row(
        "/surveys/1/questions/1/groups", everybody=405, but=_NO_BUILDERS
    ),
    "surveys/<int:number>/send": Row("/surveys/1/send", everybody=404, but=_NO_BUILDERS),
    "surveys/<int:number>/results": Row("/surveys/1/results", everybody=404, but=_NOT_ASKING),
    "surveys/<int:number>/shares": Row("/surveys/1/shares", everybody=405, but=_NO_BUILDERS),
    "surveys/<int:number>/equity": Row("/surveys/1/equity", everybody=404, but=_NOT_ASKING),
    "surveys/<int:number>/equity/change": Row("/surveys/1/equity/change", everybody=404, but=_NOT_ASKING),
    "surveys/<int:number>/equity/use": Row("/surveys/1/equity/use", everybody=405, but=_NO_BUILDERS),
    "surveys/<int:number>/scenarios": Row("/surveys/1/scenarios", everybody=405, but=_NOT_ASKING),
    "surveys/<int:number>/scenarios/<int:scenario>/remove": Row(
        "/surveys/1/scenarios/1/remove", everybody=405, but=_NOT_ASKING
    ),
    "surveys/<int:number>/themes/<int:question>": Row("/surveys/1/themes/1", everybody=404, but=_NOT_ASKING),
    "surveys/<int:number>/behaviour": Row("/surveys/1/behaviour", everybody=404, but=_NOT_ASKING),
    "surveys/<int:number>/reconciliation": Row("/surveys/1/reconciliation", everybody=404, but=_NOT_ASKING),
    "surveys/<int:number>/answers.csv": Row("/surveys/1/answers.csv", everybody=405, but=_NOT_ASKING),
    # The secret in the link stands for a token of the form, and a wrong one does nothing.
    "portal": Row("/portal", anonymous=200, without_token=400),
    "portal/<str:token>": Row("/portal/guess", anonymous=410, everybody=410),
    "portal/<str:token>/mail": Row("/portal/guess/mail", anonymous=405, everybody=405, without_token=410),
    "s/<str:token>": Row("/s/guess", anonymous=410, everybody=410, without_token=410),
    "s/<str:token>/embedded": Row("/s/guess/embedded", anonymous=410, everybody=410, without_token=410),
    "s/<str:token>/embedded/thanks": Row("/s/guess/embedded/thanks", anonymous=410, everybody=410),
    "s/<str:token>/thanks": Row("/s/guess/thanks", anonymous=410, everybody=410),
}
# Decisions are led by directors and marketing managers, read by analysts too, and judged by whoever is invited.
_DECISIONS: dict[str, Row] = {
    "decisions": Row("/decisions"),
    "decisions/new": Row("/decisions/new", but=_NO_BUILDERS),
    "decisions/<int:number>": Row("/decisions/1", everybody=404),
    "decisions/<int:number>/edit": Row("/decisions/1/edit", everybody=404, but=_NO_BUILDERS),
    **{
        f"decisions/<int:number>/{what}": Row(f"/decisions/1/{what}", everybody=405, but=_NO_BUILDERS)
        for what in ("remove", "invite", "together", "weights")
    },
    "decisions/<int:number>/seats/<int:seat>": Row("/decisions/1/seats/1", everybody=405, but=_NO_BUILDERS),
    "decisions/<int:number>/judge": Row("/decisions/1/judge", everybody=404),
    "decisions/<int:number>/undo": Row("/decisions/1/undo", everybody=405),
    "decisions/<int:number>/finish": Row("/decisions/1/finish", everybody=405),
    "decisions/<int:number>/judgements.csv": Row("/decisions/1/judgements.csv", everybody=405),
}
# The brand is read by those who read surveys; how it is measured is said by those who build them.
_BRAND: dict[str, Row] = {
    "brand": Row("/brand", but=_NOT_ASKING),
    "brand/value": Row("/brand/value", but=_NOT_ASKING),
    "brand/measuring": Row("/brand/measuring", but=_NO_BUILDERS),
}
# Language and theme are chosen before signing in as well.
_SHELL: dict[str, Row] = {
    "language": Row("/language", anonymous=405, everybody=405),
    "theme": Row("/theme", anonymous=405, everybody=405),
    "design": Row("/design", everybody=403, but={"admin": 200}),
}

# Customers are shown by scope: whose part holds none sees an empty list.
_CUSTOMERS: dict[str, Row] = {
    "customers": Row("/customers"),
    "customers/<int:key>": Row("/customers/1", everybody=404),
    "customers/values": Row("/customers/values"),
    "find": Row("/find?q=a"),
}
# Records are shown by the rights of the role, and one that is not there is found by nobody.
_RECORDS: dict[str, Row] = {
    **{
        name: Row(f"/{name}")
        for name in (
            "contacts",
            "deals",
            "products",
            "competitors",
            "leads",
            "orders",
            "subscriptions",
            "campaigns",
            "tickets",
            "activities",
        )
    },
    "deals/board": Row("/deals/board"),
    "deals/<int:number>/move": Row("/deals/1/move", everybody=405),
    "<concept:concept>/new": Row("/deals/new", but={"analyst": 404, "marketing_manager": 404}),
    "<concept:concept>/filter": Row("/deals/filter"),
    "<concept:concept>/choices/<slug:name>": Row("/deals/choices/customer"),
    "<concept:concept>/bulk/<slug:what>": Row(
        "/deals/bulk/edit?record=1", but={"analyst": 404, "marketing_manager": 404}
    ),
    "<concept:concept>/export/<file_kind:kind>": Row("/deals/export/csv", everybody=405),
    "<concept:concept>/merge": Row(
        "/deals/merge", everybody=404, but={"director": 200, "steward": 200, "sales_manager": 200}
    ),
    "<concept:concept>/duplicates": Row("/deals/duplicates?name=An"),
    "<concept:concept>/views": Row("/deals/views", everybody=405),
    "<concept:concept>/views/<int:number>/<view_deed:what>": Row("/deals/views/1/pin", everybody=405),
    "<concept:concept>/<int:number>/panel": Row("/deals/1/panel", everybody=404),
    "<concept:concept>/<int:number>/erase": Row("/customers/1/erase", everybody=404),
    "<concept:concept>/<int:number>/restrict": Row("/customers/1/restrict", everybody=404),
    "<concept:concept>/<int:number>/lift-restriction": Row("/customers/1/lift-restriction", everybody=405),
    "<concept:concept>/<int:number>/tags": Row("/deals/1/tags", everybody=404),
    "<concept:concept>/<int:number>/shares": Row("/deals/1/shares", everybody=404),
    "<concept:concept>/<int:number>": Row("/deals/1", everybody=404),
    "<concept:concept>/<int:number>/fields": Row("/deals/1/fields", everybody=404),
    "<concept:concept>/<int:number>/fields/<slug:name>": Row("/deals/1/fields/name", everybody=404),
    "<concept:concept>/<int:number>/stream": Row("/deals/1/stream"),
    "<concept:concept>/<int:number>/write/<slug:kind>": Row("/deals/1/write/note", everybody=404),
    "<concept:concept>/<int:number>/follow": Row("/deals/1/follow", everybody=405),
    "<concept:concept>/<int:number>/put-off": Row("/deals/1/put-off", everybody=405),
    "<concept:concept>/<int:number>/files": Row("/deals/1/files", everybody=405),
    "<concept:concept>/<int:number>/files/<int:file>/bring-back": Row("/deals/1/files/1/bring-back", everybody=405),
    "deals/<int:number>/order": Row("/deals/1/order", everybody=404),
    "products/for-lines": Row("/products/for-lines?called=a&currency=VND"),
    "<concept:concept>/<int:number>/lines": Row("/deals/1/lines", everybody=404),
    "<concept:concept>/<int:number>/lines/typed": Row("/deals/1/lines/typed", everybody=405),
    "<concept:concept>/<int:number>/lines/total": Row("/deals/1/lines/total", everybody=405),
    "customers/<int:number>/why": Row("/customers/1/why", everybody=404),
    "leads/<int:number>/convert": Row("/leads/1/convert", everybody=404),
    "campaigns/<int:number>/costs": Row("/campaigns/1/costs", everybody=405),
    "campaigns/<int:number>/costs/<int:cost>/remove": Row("/campaigns/1/costs/1/remove", everybody=405),
    "campaigns/<int:number>/members": Row("/campaigns/1/members", everybody=405),
    "campaigns/<int:number>/members/change": Row("/campaigns/1/members/change", everybody=405),
    "orders/<int:number>/deliveries/new": Row("/orders/1/deliveries/new", everybody=404),
    "orders/<int:number>/deliveries/<int:delivery>": Row("/orders/1/deliveries/1", everybody=404),
    "orders/<int:number>/deliveries/<int:delivery>/cancel": Row("/orders/1/deliveries/1/cancel", everybody=405),
    "orders/<int:number>/returns/new": Row("/orders/1/returns/new", everybody=404),
    "orders/<int:number>/returns/<int:back>/remove": Row("/orders/1/returns/1/remove", everybody=405),
    "tickets/<int:number>/status": Row("/tickets/1/status", everybody=405),
    "tickets/<int:number>/ask": Row("/tickets/1/ask", everybody=405),
    "tickets/<int:number>/merge": Row("/tickets/1/merge", everybody=405),
    "activities/<int:number>/participants": Row("/activities/1/participants", everybody=405),
    "subscriptions/<int:number>/renew": Row("/subscriptions/1/renew", everybody=405),
    "subscriptions/<int:number>/status": Row("/subscriptions/1/status", everybody=405),
    "activities/<int:number>/done": Row("/activities/1/done", everybody=405),
    "activities/<int:number>/not-done": Row("/activities/1/not-done", everybody=405),
    "files/<int:number>": Row("/files/1", everybody=404),
    "files/<int:number>/remove": Row("/files/1/remove", everybody=405),
    "named": Row("/named"),
    "work": Row("/work"),
    "notices": Row("/notices"),
    "notices/read": Row("/notices/read", everybody=405),
    "notices/<int:number>/open": Row("/notices/1/open", everybody=405),
    "<concept:concept>/<int:number>/personal-data": Row("/customers/1/personal-data", everybody=405),
    "<concept:concept>/<int:number>/not-duplicate/<int:other>": Row("/customers/1/not-duplicate/2", everybody=405),
    "<concept:concept>/<int:number>/consent": Row("/customers/1/consent", everybody=405),
    "<concept:concept>/<int:number>/portal-link": Row("/customers/1/portal-link", everybody=405),
    "<concept:concept>/<int:number>/remove": Row("/deals/1/remove", everybody=405),
    "<concept:concept>/<int:number>/bring-back": Row("/deals/1/bring-back", everybody=405),
}

# What somebody changed at once is theirs, and a list that they asked for too.
_CHANGES: dict[str, Row] = {
    "changes": Row("/changes"),
    "changes/<int:number>": Row("/changes/1", everybody=404),
    "changes/<int:number>/state": Row("/changes/1/state", everybody=404),
    "changes/<int:number>/stop": Row("/changes/1/stop", everybody=405),
    "changes/<int:number>/undo": Row("/changes/1/undo", everybody=405),
    "exports/<int:number>": Row("/exports/1", everybody=404),
    "exports/<int:number>/file": Row("/exports/1/file", everybody=404),
}

ROUTES: dict[str, Row] = {
    **_CHANGES,
    **_CUSTOMERS,
    **_RECORDS,
    **_READINGS,
    **_IMPORTS,
    **_SAMPLE,
    **_SETTINGS,
    **_MAIL,
    **_SURVEYS,
    **_DECISIONS,
    **_BRAND,
    **_SHELL,
    "accounts/link/<str:token>/": Row("/accounts/link/guess/", anonymous=410, everybody=410),
    "accounts/confirm-email/<str:key>/": Row("/accounts/confirm-email/guess/", anonymous=404, everybody=404),
    r"accounts/^confirm-email/(?P<key>[-:\w]+)/$": Row("/accounts/confirm-email/guess/", anonymous=404, everybody=404),
    r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": Row(
        "/accounts/password/reset/key/1-guess/", anonymous=200
    ),
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": Row("/accounts/2fa/webauthn/keys/1/remove/", everybody=404),
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": Row("/accounts/2fa/webauthn/keys/1/edit/", everybody=404),
    **{f"accounts/{path}": Row(f"/accounts/{path}", *statuses) for path, statuses in _ALLAUTH.items()},
}
