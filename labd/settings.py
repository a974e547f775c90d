"""The one settings file. What differs between machines comes from the environment, through `env`.

It fails closed (docs/adr/0002): without LABD_DEMO=1 it asks for a secret key and host names and
serves over https only; with it, the site is a demo on this machine.
"""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from labd import env

BASE_DIR = Path(__file__).resolve().parent.parent
LABD_DATA_DIR = env.data_dir("LABD_DATA_DIR", BASE_DIR / "var")

# --- Demo or real ---------------------------------------------------------------------------------

LABD_DEMO = env.flag("LABD_DEMO")
DEBUG = env.flag("LABD_DEBUG")
if DEBUG and not LABD_DEMO:
    raise ImproperlyConfigured(
        "LABD_DEBUG=1 hanya boleh bersama LABD_DEMO=1, karena halaman galatnya memperlihatkan isi "
        "sistem."
    )

SECRET_KEY = env.secret_key("LABD_SECRET_KEY", demo=LABD_DEMO, folder=LABD_DATA_DIR)
ALLOWED_HOSTS = env.hosts("LABD_ALLOWED_HOSTS", demo=LABD_DEMO)

if not LABD_DEMO:
    SECURE_SSL_REDIRECT = True
    # The probe of the machine itself asks over plain http and carries nothing.
    SECURE_REDIRECT_EXEMPT = [r"^healthz/?$"]
    SECURE_PROXY_SSL_HEADER = env.proxy_header("LABD_PROXY_SSL_HEADER")
    SECURE_HSTS_SECONDS = env.number("LABD_HSTS_SECONDS", 31_536_000, least=1)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# --- Parts ----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "labd",
    "rakorcam",
    "formats",
    "desa",
    # Django's admin behind our login and rights (desa.admin_site).
    "desa.admin_config.LabdAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "simple_history",
    "axes",
    "csp",
    "django_htmx",
    "lucide",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "desa.middleware.AccessMiddleware",
    "desa.middleware.ZoneMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last: it turns a refused login into the page that says how long to wait.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "labd.urls"
WSGI_APPLICATION = "labd.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "labd.context.situs",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Data -----------------------------------------------------------------------------------------

DATABASES = {"default": env.database("DATABASE_URL", folder=LABD_DATA_DIR, root=BASE_DIR)}
# Every action opens its own transaction; a page that only reads needs none.
DATABASES["default"]["ATOMIC_REQUESTS"] = False

# Uploads: no address leads here, only a view that asks for the right to the record they belong to.
MEDIA_ROOT = LABD_DATA_DIR / "berkas"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A grid of 43 desa x 24 columns sends each cell with the value it replaces.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000

# Reasons are sentences; the default of 100 letters would cut them.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = LABD_DATA_DIR / "static"
# Every address of ours carries the hash; the plain copies would only be compressed for nobody.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# No page of another host has use for them.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Who comes in ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "desa.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "masuk"
LOGIN_REDIRECT_URL = "beranda"
LOGOUT_REDIRECT_URL = "masuk"

# A working day with its evening; a shared office laptop does not stay logged in over night.
SESSION_COOKIE_AGE = 12 * 60 * 60
# A message may hold a password just made; it stays on the server.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# Username and address together, so that nobody can lock a colleague out from elsewhere.
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "labd.proxy.client_ip"
AXES_USERNAME_CALLABLE = "desa.nik.login_name"
AXES_LOCKOUT_TEMPLATE = "registration/terkunci.html"

# --- What a page may do ---------------------------------------------------------------------------

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # data: for the arrows and ticks that Bootstrap draws in its own style sheet.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- Language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
USE_I18N = True
# Stored in UTC, shown in the zone of the kabupaten (desa.middleware.ZoneMiddleware).
USE_TZ = True
TIME_ZONE = "UTC"

# --- Log ------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"baris": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "baris"}},
    "root": {
        "handlers": ["stderr"],
        "level": env.choice(
            "LABD_LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
        ),
    },
    "loggers": {
        # Django's own set-up would print a second time and write mail to administrators.
        "django": {"handlers": ["stderr"], "propagate": False},
        # The typesetters remark on every rule of Bootstrap that paper does not need.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        # It warns of each answer to HEAD whose body it drops, which is how Django answers HEAD.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
