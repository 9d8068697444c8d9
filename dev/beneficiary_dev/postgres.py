"""PostgreSQL: a server that is named, or a private cluster on a unix socket.

The private cluster holds only what can be built again, so it trades safety for speed
(``fsync=off``): it is for development and tests, never for an association's data.
"""

import dataclasses
import functools
import os
import pwd
import secrets
import shutil
import stat
import time
from pathlib import Path

from .errors import DevError
from .packages import ensure
from .process import capture, run
from .progress import step
from .settings import logs, short_hash, work

OLDEST = 13
ROLE = "odoo"
OUTSIDE = Path("/var/tmp")  # survives a reboot, and every account may enter it
SETTINGS = """
# Written by `make`: development only.
listen_addresses = ''
unix_socket_directories = '{home}'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 100
max_locks_per_transaction = 256
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
jit = off
checkpoint_timeout = 30min
autovacuum_naptime = 5min
"""


@dataclasses.dataclass(frozen=True)
class Server:
    """How to reach the PostgreSQL server."""

    host: str
    port: str
    user: str
    private: bool

    def environment(self):
        """Return the variables that lead libpq to this server."""
        env = {k: v for k, v in os.environ.items() if not (self.private and k.startswith("PG"))}
        return {**env, "PGHOST": self.host, "PGPORT": self.port, "PGUSER": self.user}


@functools.cache
def ready():
    """Return a running server, starting or making the private cluster when needed."""
    host = os.environ.get("BENEFICIARY_PG_HOST") or os.environ.get("PGHOST")
    if host:
        server = Server(host, os.environ.get("PGPORT", "5432"), _external_user(), False)
        reason = _refusal(server)
        if reason:
            raise DevError(f"PostgreSQL at {host} does not answer: {reason}")
        return server
    home = _home()
    server = Server(str(home), "5432", ROLE, True)
    if not _trusted(home) or _refusal(server):
        _start(home, server)
    return server


def stop():
    """Stop the private cluster when it runs; return whether it did."""
    home = _home()
    _forget_stale_pid(home)
    if not (home / "data" / "postmaster.pid").exists():
        return False
    _run_ctl(home, "stop", "-m", "fast")
    return True


def remove():
    """Stop and remove the private cluster."""
    home = _home()
    if os.path.lexists(home):
        _check_owner(home)
        _discard(home)


def _discard(home):
    """Stop the server of a cluster of ours and remove it."""
    _forget_stale_pid(home)
    if (home / "data" / "postmaster.pid").exists():
        _run_ctl(home, "stop", "-m", "immediate")
    shutil.rmtree(home)


def program(name):
    """Return the path of a PostgreSQL program."""
    given = os.environ.get("BENEFICIARY_PG_BIN")
    if given:
        folders = [Path(given).expanduser()]
    else:
        versions = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if _major(p) >= OLDEST]
        folders = sorted(versions, key=_major, reverse=True)
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    return shutil.which(name)


def _external_user():
    return os.environ.get("PGUSER") or pwd.getpwuid(os.geteuid()).pw_name


def _major(folder):
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _refusal(server):
    """Return why the server does not answer, or nothing when it does."""
    psql = program("psql")
    if not psql:
        if server.private:
            return "psql is missing"
        raise DevError("psql is missing. Run: sudo apt-get install postgresql-client")
    code, _out, err = capture([psql, "-XAtc", "select 1", "postgres"], env=server.environment())
    return (err.strip().splitlines() or ["no answer"])[0] if code else ""


def _home():
    """Return the folder of the cluster and its socket.

    The server refuses root and runs as ``postgres`` then, who may not reach the work folder; and
    a socket's path has at most 107 bytes. In both cases the cluster lives in /var/tmp.
    """
    inside = work() / "postgres"
    if os.geteuid() != 0 and len(os.fsencode(inside)) < 85:
        return inside
    return OUTSIDE / f"beneficiary-dev-{short_hash(work(), os.geteuid())}"


def _account():
    """Return the account that runs the server: ourselves, or ``postgres`` for root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        raise DevError(
            "PostgreSQL refuses root and this machine has no user “postgres”. Run: apt-get install postgresql"
        ) from None


def _cookie():
    """Return the file that ties a cluster outside the work folder to it."""
    return work() / "cluster"


def _trusted(home):
    """Tell whether ``home`` is the cluster that this work folder made."""
    try:
        _check_owner(home)
        return (home / "cookie").read_text() == _cookie().read_text()
    except OSError:
        return False


def _sweep():
    """Remove our clusters in /var/tmp whose work folder was wiped."""
    for home in OUTSIDE.glob("beneficiary-dev-????????"):
        try:
            _check_owner(home)
            folder = (home / "cookie").read_text().split("\n", 1)[1]
        except (DevError, OSError, IndexError):
            continue
        if not (Path(folder) / "cluster").exists():
            _discard(home)


def _check_owner(home):
    """Refuse a folder in /var/tmp that somebody else has put there."""
    found = os.lstat(home)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), _account().pw_uid):
        raise DevError(f"{home} belongs to somebody else: remove it, or set XDG_CACHE_HOME.")


def _start(home, server):
    """Make the cluster when there is none of ours, and start it."""
    ensure({"postgresql": lambda: bool(program("initdb"))})
    _sweep()
    if not _trusted(home):
        remove()
        with step("Making the PostgreSQL cluster"):
            _make(home)
    # the file that overrides the others: a cluster made earlier gets new settings too
    (home / "data" / "postgresql.auto.conf").write_text(SETTINGS.format(home=home))
    reason = "no answer"
    for _attempt in range(5):  # the children of a killed server may need a moment to go
        _forget_stale_pid(home)
        _run_ctl(home, "start", "-w", "-t", "60", "-l", str(home / "server.log"))
        reason = _refusal(server)
        if not reason:
            break
        time.sleep(1)
    if reason:
        raise DevError(f"PostgreSQL does not start ({reason}; log: {home}/server.log). `make clean` begins anew.")


def _make(home):
    """Run initdb in a folder of its own and rename it into place."""
    account = _account()
    fresh = home.with_name(f"{home.name}.new")
    if os.path.lexists(fresh):
        _check_owner(fresh)
        shutil.rmtree(fresh)
    os.mkdir(fresh, 0o700)
    os.chown(fresh, account.pw_uid, account.pw_gid)
    initdb = [program("initdb"), "-D", fresh / "data", "-U", ROLE, "-A", "trust", "-E", "UTF8"]
    initdb += ["--locale=C.UTF-8", "--no-sync"]
    if run(_as_account(initdb), log="initdb", cwd="/"):
        raise DevError(f"initdb fails (log: {logs()}/initdb.log).")
    token = f"{secrets.token_hex(16)}\n{work()}"
    (fresh / "cookie").write_text(token)
    _cookie().write_text(token)
    fresh.rename(home)


def _forget_stale_pid(home):
    """Remove the pid file of a server that is gone, even when the number lives on elsewhere."""
    path = home / "data" / "postmaster.pid"
    try:
        pid = int(path.read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        command = b""
    if os.fsencode(home / "data") not in command:
        path.unlink(missing_ok=True)


def _run_ctl(home, *args):
    """Run pg_ctl on the cluster; the server does not hear our Ctrl-C."""
    command = [program("pg_ctl"), "-D", home / "data", *args]
    return run(_as_account(command), log="pg_ctl", cwd="/")


def _as_account(command):
    """Prefix ``command`` so that root runs it as ``postgres``."""
    if os.geteuid() != 0:
        return command
    account = _account()
    return [
        "setpriv",
        f"--reuid={account.pw_uid}",
        f"--regid={account.pw_gid}",
        "--clear-groups",
        "--",
        *command,
    ]
