"""A server that people reach over HTTPS."""

import os

from crmeter.settings.base import *  # noqa: F403 - Django reads settings by name

# Names under which the product is reached, such as `crm.example.vn`; a request for another one is refused.
ALLOWED_HOSTS = [name for name in os.environ.get("CRMETER_HOSTS", "").split(",") if name] or ["127.0.0.1", "localhost"]
ADDRESS = os.environ.get("CRMETER_ADDRESS") or f"https://{ALLOWED_HOSTS[0]}"
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in ALLOWED_HOSTS]
# How many proxies stand before the product: only that many may say where a request came from.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("CRMETER_PROXIES", "0"))
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
