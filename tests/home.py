"""Loaded before the settings: the tests have a home, and so a database, of their own."""

import os
import tempfile
from pathlib import Path

# The tests' home is theirs: no test touches the database or the files of a working installation.
# A worker of xdist shares the home of its controller.
if "QAMTU_TEST_HOME" not in os.environ:
    os.environ["QAMTU_TEST_HOME"] = tempfile.mkdtemp(prefix="qamtu-test-")
    Path(os.environ["QAMTU_TEST_HOME"]).chmod(0o755)
os.environ["QAMTU_HOME"] = os.environ["QAMTU_TEST_HOME"]
# Playwright's synchronous API keeps an event loop in this thread; the tests' own queries are plain.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
