"""One settings module for every deployment, read from the environment.

`QAMTU_HOME`, `DATABASE_URL`, `QAMTU_APP_DATABASE_URL`, `QAMTU_SECRET_KEY`, `QAMTU_DEBUG`,
`QAMTU_ALLOWED_HOSTS`, `QAMTU_SMS_PROVIDER`: docs/operations.md says what each does.
"""

import os
import secrets
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from qamtu import database

PACKAGE = Path(__file__).resolve().parent
QAMTU_HOME = database.home()


def _secret_key() -> str:
    configured = os.environ.get("QAMTU_SECRET_KEY")
    if configured:
        return configured
    path = QAMTU_HOME / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.read_text(encoding="utf-8")


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("QAMTU_DEBUG", "") == "1"
SMS_PROVIDER = os.environ.get("QAMTU_SMS_PROVIDER", "")
ROUTER = os.environ.get("QAMTU_ROUTER", "")
ALLOWED_HOSTS = os.environ.get("QAMTU_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "qamtu.places",
    "qamtu.accounts",
    "qamtu.ledger",
    "qamtu.people",
    "qamtu.organizations",
    "qamtu.documents",
    "qamtu.casework",
    "qamtu.finance",
    "qamtu.procurement",
    "qamtu.employment",
    "qamtu.assistance",
    "qamtu.disability",
    "qamtu.transport",
    "qamtu.accessibility",
    "qamtu.civil_registry",
    "qamtu.reporting",
    "qamtu.exchange",
    "qamtu.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "qamtu.web.middleware.LanguageMiddleware",
    "qamtu.web.middleware.OfficeMiddleware",
]

ROOT_URLCONF = "qamtu.web.urls"
WSGI_APPLICATION = "qamtu.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": database.application().as_django(),
    "owner": database.owner().as_django(),
}
DATABASE_ROUTERS = ["qamtu.ledger.routing.OwnerMigrates"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Qyzylorda"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = QAMTU_HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
