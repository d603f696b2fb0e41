"""Settings that every installation shares."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from crmeter.settings.accounts import *  # noqa: F403 - Django reads settings by name
from crmeter.settings.databases import database
from crmeter.warehouse.workspace import Workspace

PACKAGE = Path(__file__).parents[1]
WORKSPACE = Workspace.default()

# Made at the first start and kept in the workspace, so that no installation shares a secret with another.
SECRET_KEY = os.environ.get("CRMETER_SECRET_KEY") or WORKSPACE.secret().decode()
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "crmeter.records",
    "crmeter.engagement",
    "crmeter.strategy",
    # Before allauth, so that the product's own templates win.
    "crmeter.web",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "crmeter.web.content_policy.ContentPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "crmeter.web.preferences.AccountLanguage",
    # A page is closed unless it says otherwise (`login_not_required`).
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "crmeter.web.rights.RightsAskedOnce",
    "crmeter.web.feature_use.FeatureUse",
    "crmeter.web.refusals.Refusals",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

# How long counts of used features stay in the memory of a process before they are written down.
USAGE_SECONDS: float | None = 30.0

ROOT_URLCONF = "crmeter.settings.urls"
WSGI_APPLICATION = "crmeter.settings.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "crmeter.web.context.shell",
            ],
        },
    },
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), WORKSPACE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Counted sign-ins must be seen by every process, so they lie in the database.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "records_cache"}}

# Where mail goes and whose name it bears; without both none leaves. See docs/how-to/send-mail.md.
SMTP_URL = os.environ.get("CRMETER_SMTP_URL", "")
MAIL_FROM = os.environ.get("CRMETER_MAIL_FROM", "")
# Mail leaves by engagement alone: what a library would send by itself goes nowhere.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
# Under which address people reach the product, for links in mail.
ADDRESS = os.environ.get("CRMETER_ADDRESS", "http://127.0.0.1:8000")

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("CRMETER_ZONE", "Asia/Ho_Chi_Minh")

FORMAT_MODULE_PATH = ["crmeter.locale"]

STATIC_URL = "/static/"
# Pages share the styles of the report in one file.
STATICFILES_DIRS = [("crmeter/report", PACKAGE / "evaluation" / "report" / "styles")]
# Files are served from the rooms they lie in: there is nothing to collect at set-up.
WHITENOISE_USE_FINDERS = True

# Files go to the workspace piece by piece, and only those that a page asks for.
FILE_UPLOAD_HANDLERS = ["crmeter.web.records.arriving.Arriving", "crmeter.web.imports.incoming.Incoming"]
# A table may have a thousand columns, each with its choice; how many files may come at once the page says itself.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_100
DATA_UPLOAD_MAX_NUMBER_FILES = None
# A file of a record; files that are imported have a limit of their own.
ATTACHMENT_LIMIT_BYTES = int(os.environ.get("CRMETER_ATTACHMENT_LIMIT_MB", "25")) << 20
UPLOAD_LIMIT_BYTES = int(os.environ.get("CRMETER_UPLOAD_LIMIT_MB", "2048")) << 20

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Django by itself says nothing of a page that failed on a server: whoever runs it reads it on standard error.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "filters": {"by_route": {"()": "crmeter.web.request_log.ByRoute"}},
    "handlers": {
        "standard_error": {
            "class": "logging.StreamHandler",
            "level": "ERROR",
            "formatter": "line",
            "filters": ["by_route"],
        },
    },
    "loggers": {"django.request": {"handlers": ["standard_error"]}},
}
