"""Settings, read top to bottom.  They hold addresses and secrets; behaviour lives in the rooms."""

from datetime import timedelta
from pathlib import Path

import pghistory
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

from platssamverkan.env import (
    env_bool,
    env_database,
    env_int,
    env_issuer,
    env_list,
    env_redis,
    env_str,
    env_tiles,
)

BASE_DIR = Path(__file__).resolve().parent.parent

# --- what kind of start this is -------------------------------------------------------------------

DEBUG = env_bool("DEBUG")
# The demo shows logins on its sign-in page and keeps mail in an Utkorg page instead of sending it.
DEMO = env_bool("DEMO")
PRODUCTION = not (DEBUG or DEMO)

SECRET_KEY = env_str("SECRET_KEY")
# Keys that were used before: what they signed or encrypted can still be read.
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", () if PRODUCTION else ("localhost", "127.0.0.1", "[::1]"))
# Where links in mail lead: mail that a job sends has no request to tell it.
SITE_ADDRESS = f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION and ALLOWED_HOSTS else "http://localhost:8000"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"] if PRODUCTION else []

if DEBUG and DEMO:
    raise ImproperlyConfigured("DEBUG and DEMO exclude each other: the demo runs like production.")
if PRODUCTION:
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or "insecure" in SECRET_KEY:
        raise ImproperlyConfigured("SECRET_KEY is too simple. Make one of at least 50 random characters.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS must name the hosts of this service, for example plats.example.se"
        )

# --- the house ------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.humanize",
    "leaflet",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "platssamverkan",
    "platssamverkan.core",
    "platssamverkan.signin",
    "stakeholders",
    "places",
    "incidents",
    "walks",
    "indicators",
    "measures",
    "assessments",
    "reports",
]

MIDDLEWARE = [
    # First, so that static files and errors get the same headers as pages.
    "platssamverkan.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "platssamverkan.middleware.NoStoreMiddleware",
    "platssamverkan.middleware.RequestLogMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "platssamverkan.signin.middleware.SessionAgeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "stakeholders.audit.ActorMiddleware",
    "platssamverkan.signin.middleware.SignInRequiredMiddleware",
    "platssamverkan.signin.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "places.middleware.AskOnceMiddleware",
]

ROOT_URLCONF = "platssamverkan.urls"
WSGI_APPLICATION = "platssamverkan.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "platssamverkan.context.page",
            ],
        },
    },
]

# --- database -------------------------------------------------------------------------------------

# Two roles: DATABASE_URL is the runtime role, without DDL and without the right to change a trail.
# Migrations run with DATABASE_URL set to the owner's address (docs/operations.md).
DATABASES = {"default": env_database("DATABASE_URL")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# The test database is copied from the template that holds the extensions, as production's was.
DATABASES["default"]["TEST"] = {"TEMPLATE": env_str("DATABASE_TEMPLATE", "platssamverkan_template")}
# The name the owner grants rights to, in migrations.
DATABASE_RUNTIME_ROLE = env_str("DATABASE_RUNTIME_ROLE", "platssamverkan_app")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the trail ------------------------------------------------------------------------------------

# What was tracked may be erased (gallrad) and is null then; lookups by a tracked key need no index.
PGHISTORY_FIELD = pghistory.Field(null=True)
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)

# --- Redis and workers ----------------------------------------------------------------------------

REDIS = env_redis("REDIS_URL")
REDIS_URL = REDIS.client

CELERY_BROKER_URL = REDIS.celery
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True  # the row is the truth; nobody reads results
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 600_000  # kB; a report's render peaks near 250 MB
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
# Longer than any task may run, or the broker hands the same bell to a second worker (STACK F6).
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "socket_keepalive": True,
    "socket_connect_timeout": 5,
    "max_retries": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Stockholm"
CELERY_BEAT_SCHEDULE = {
    "reports-sweep": {
        "task": "reports.tasks.sweep_reports",
        "schedule": timedelta(seconds=15),
        "options": {"expires": 30},
    },
    "seal-trail": {
        "task": "stakeholders.tasks.seal_trail",
        "schedule": timedelta(seconds=60),
        "options": {"expires": 55},
    },
    "measures-digest": {
        "task": "measures.tasks.send_digests",
        "schedule": crontab(hour="7-10", minute=10, day_of_week="mon"),
        "options": {"expires": 3000},
    },
    "week-reminders": {
        "task": "assessments.tasks.send_reminders",
        "schedule": crontab(hour="8-16", minute=20, day_of_week="tue-fri"),
        "options": {"expires": 3000},
    },
    "retention": {
        "task": "platssamverkan.tasks.carry_out_retention",
        "schedule": crontab(hour=2, minute=30),
        "options": {"expires": 3600},
    },
    "freeze-sensitive-counts": {
        "task": "incidents.tasks.freeze_sensitive_counts",
        "schedule": crontab(hour=3, minute=30),
        "options": {"expires": 3600},
    },
    "clear-sessions": {
        "task": "platssamverkan.signin.tasks.clear_sessions",
        "schedule": timedelta(hours=6),
        "options": {"expires": 3600},
    },
}

CACHES = {
    "default": {
        "BACKEND": "platssamverkan.signin.cache.RedisThenDatabase",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},  # seconds
    }
}

# --- sources of open data --------------------------------------------------------------------------

# Hosts that `fetch_official` may ask: statistikdatabasen.scb.se, api.kolada.se.  None unless they are named.
OPEN_DATA_HOSTS = env_list("OPEN_DATA_HOSTS")

# --- people ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "stakeholders.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    # 20 000 passwords from breaches, shipped with Django: nothing is asked of any host.
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# The cookie ends with the browser, and platssamverkan.signin.sessions ends sessions long before this; until
# then it is known whose an ended session was, so that a form they send can be kept for them.
SESSION_COOKIE_AGE = 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
DEVICE_COOKIE_NAME = "device"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie that holds sentences

ACCOUNT_ADAPTER = "platssamverkan.signin.account.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the link in the invitation was the proof
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to people who aren't here
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Platssamverkan: "
ACCOUNT_SESSION_REMEMBER = False
# By account and known device, never by address: platssamverkan.signin.devices tells why.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "10/15m/key",
    "reset_password": "5/15m/key",
    "reset_password_from_key": None,
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}

# Roles that can't work here without a second factor.
MFA_REQUIRED_ROLES = env_list("MFA_REQUIRED_ROLES")
if PRODUCTION and not MFA_REQUIRED_ROLES:
    raise ImproperlyConfigured(
        "MFA_REQUIRED_ROLES must name the roles that need a second factor to sign in: "
        "admin,coordinator,police,district_officer"
    )
MFA_ADAPTER = "platssamverkan.signin.mfa.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "platssamverkan.signin.mfa.OnceOnlyForm",
    "reauthenticate": "platssamverkan.signin.mfa.OnceOnlyAgainForm",
}
MFA_TOTP_ISSUER = "Platssamverkan"
MFA_TOTP_TOLERANCE = 1  # periods of 30 seconds by which a telephone's clock may differ
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # finger, face or PIN, for a passkey stands for the password too
MFA_ALLOW_UNVERIFIED_EMAIL = True  # as for ACCOUNT_EMAIL_VERIFICATION
MFA_RATE_LIMITS = {"webauthn_login": None}  # a passkey can't be guessed

SOCIALACCOUNT_ADAPTER = "platssamverkan.signin.oidc.OIDCAdapter"
OIDC_ISSUER = env_issuer("OIDC_ISSUER", loopback=not PRODUCTION)
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "EMAIL_AUTHENTICATION": True,  # a verified address is the person; platssamverkan.signin.oidc checks it
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env_str("OIDC_NAME"),
                "client_id": env_str("OIDC_CLIENT_ID"),
                "secret": env_str("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}

# --- transport ------------------------------------------------------------------------------------

if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked by the container engine, inside the network
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
    DEVICE_COOKIE_NAME = "__Host-device"
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- mail -----------------------------------------------------------------------------------------

# Who runs the service and whom to write to about accessibility: the statement must name them (lagen 2018:1937).
OPERATOR = env_str("OPERATOR", "")
ACCESSIBILITY_EMAIL = env_str("ACCESSIBILITY_EMAIL", "")
DEFAULT_FROM_EMAIL = env_str("DEFAULT_FROM_EMAIL", "Platssamverkan <noreply@localhost>")
MEDIA_ROOT = Path(env_str("MEDIA_ROOT", str(BASE_DIR / "var" / "media")))
EMAIL_FILE_PATH = MEDIA_ROOT.parent / "outbox"  # the demo's Utkorg
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
else:
    EMAIL_HOST = env_str("EMAIL_HOST", "localhost")
    EMAIL_PORT = env_int("EMAIL_PORT", 25, least=1)
    EMAIL_HOST_USER = env_str("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = env_str("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS")

# --- language, time, files ------------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska")]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env_str("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# The map's ground is our own files: no tile server is asked, so no one learns which place is discussed.
LEAFLET_CONFIG = {
    "TILES": [],
    "RESET_VIEW": False,
    "SCALE": "metric",
    "ATTRIBUTION_PREFIX": "",
    "MIN_ZOOM": 9,
    "MAX_ZOOM": 17,
}

# A municipality's own background map (WMTS or XYZ, web mercator), fetched by us so that no reader's
# browser tells another host which place is being discussed.  Off without an address.
MAP_TILES_URL = env_tiles("MAP_TILES_URL")
MAP_TILES_NAME = env_str("MAP_TILES_NAME", "Kommunens karta")
MAP_TILES_SOURCE = env_str("MAP_TILES_SOURCE", "Kommunens karta")

# GDAL before 3.9 can't be told to stay off files and the network (gis.W001; Debian 12 has 3.6).  Nothing
# from outside reaches it: GeoJSON is parsed in Python, and GDAL is only given EPSG numbers to transform by.
SILENCED_SYSTEM_CHECKS = ["gis.W001"]

# --- log: one JSON object a line, without personal data -------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "platssamverkan.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env_str("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
