"""How gunicorn serves the site; the environment may change address and size."""

import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from labd import env


def _number(name, default):
    try:
        return env.number(name, default, least=1)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


wsgi_app = "labd.wsgi:application"
bind = f"{os.environ.get('LABD_BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"

# Threads, because a slow phone must not hold a whole process while it downloads.
worker_class = "gthread"
workers = _number("LABD_WORKERS", 2)
threads = _number("LABD_THREADS", 4)

# Load once, fork after: a wrong setting is said once, and the workers share memory.
preload_app = True

# A plano sheet of 43 desa takes seconds on an old laptop, not minutes.
timeout = 120
graceful_timeout = 30

# Typesetting large papers leaves memory fragmented; a worker is renewed now and then.
max_requests = 2000
max_requests_jitter = 200

# The heartbeat file must not live on a slow disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None

loglevel = os.environ.get("LABD_LOG_LEVEL", "WARNING").lower()
errorlog = "-"
accesslog = "-" if os.environ.get("LABD_ACCESS_LOG") == "1" else None

# Managed by signals; a second way in is one too many.
control_socket_disable = True
