"""Which PostgreSQL the house stands on, and the two roles that come to it.

Two roles, always: the *owner* (migrations, setting up, demolishing a demo office) and the
*application* (`qamtu_app`), which owns nothing, may not bypass row-level security, and holds no
right to UPDATE or DELETE a fact. Everything but set-up runs as the application.
"""

import os
import secrets
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

APP_ROLE = "qamtu_app"


def home() -> Path:
    """The folder of the embedded database and the files (`QAMTU_HOME`, else `var/`)."""
    configured = os.environ.get("QAMTU_HOME")
    path = Path(configured) if configured else Path(__file__).resolve().parents[2] / "var"
    path.mkdir(parents=True, exist_ok=True)
    return path


@dataclass(frozen=True)
class Address:
    """Where a server is and who comes to it."""

    name: str
    user: str
    password: str
    host: str
    port: str

    @classmethod
    def from_url(cls, url: str) -> "Address":
        parts = urlsplit(url)
        if parts.scheme not in ("postgres", "postgresql"):
            raise ValueError(
                f"DATABASE_URL must start with postgresql://, not {parts.scheme or 'nothing'}://"
            )
        query = parse_qs(parts.query)
        return cls(
            name=unquote(parts.path.lstrip("/")) or "postgres",
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            host=query.get("host", [unquote(parts.hostname or "")])[0],
            port=str(parts.port or query.get("port", [""])[0]),
        )

    def as_django(self) -> dict[str, Any]:
        """The entry of `DATABASES` for this address."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": self.password,
            "HOST": self.host,
            "PORT": self.port,
            "CONN_MAX_AGE": 300,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"options": "-c work_mem=64MB -c jit=off"},
            "TEST": {"NAME": self.name},
        }


@cache
def owner() -> Address:
    """The owner's address: `DATABASE_URL`, or the embedded server, started when it is not running.

    The embedded server stops with the last process that uses it.
    """
    url = os.environ.get("DATABASE_URL")
    if url:
        return Address.from_url(url)
    with warnings.catch_warnings():
        # Without a login session there is no runtime folder; the fallback below /tmp serves.
        warnings.simplefilter("ignore")
        from qamtu.embedded import server_in

        server = server_in(home() / "postgres")
    return Address.from_url(server.get_uri("qamtu"))


@cache
def application() -> Address:
    """The application's address: the same database, as the role that can not go round its rules."""
    url = os.environ.get("QAMTU_APP_DATABASE_URL")
    if url:
        return Address.from_url(url)
    base = owner()
    password = "" if is_embedded() else app_password()
    return Address(base.name, APP_ROLE, password, base.host, base.port)


def is_embedded() -> bool:
    """True when no server is configured and Qamtu runs its own."""
    return not os.environ.get("DATABASE_URL")


def app_password() -> str:
    """The application role's password on a configured server, made once and kept in `home()`."""
    path = home() / "app-role-password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(24), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()
