"""The application for a WSGI server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qamtu.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402  the settings come first

application = get_wsgi_application()
