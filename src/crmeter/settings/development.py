"""One machine, plain HTTP on the loopback address: `make run`, and whoever writes code."""

import os

from crmeter.settings.base import *  # noqa: F403 - Django reads settings by name

DEBUG = os.environ.get("CRMETER_DEBUG") == "1"
# Files are looked up anew at each request, so that an edited style sheet is seen at once.
WHITENOISE_AUTOREFRESH = DEBUG
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
