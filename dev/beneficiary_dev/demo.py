"""A demo that runs: database, addon with demo data, server, logins."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from . import database, prepare
from .errors import DevError
from .locks import lock
from .odoo import Odoo
from .process import stop
from .progress import human_time, say, step
from .settings import ADDON, asked, home, logs
from .settings import database as named

HOST = "127.0.0.1"
LOGINS = f"""
SELECT coalesce(string_agg(DISTINCT g.name->>'en_US', ', '),
                CASE WHEN u.share THEN 'Portal' ELSE 'Internal user' END),
       u.login, c.name
FROM ir_model_data d
JOIN res_users u ON u.id = d.res_id AND u.active
JOIN res_company c ON c.id = u.company_id
LEFT JOIN res_groups_users_rel r ON r.uid = u.id AND r.gid IN (
    SELECT res_id FROM ir_model_data WHERE module = '{ADDON}' AND model = 'res.groups')
LEFT JOIN res_groups g ON g.id = r.gid
WHERE d.module = '{ADDON}' AND d.model = 'res.users' AND d.name LIKE '%\\_demo'
GROUP BY u.id, u.login, u.share, c.name ORDER BY u.id
"""


def demo():
    """Serve the demo until it is stopped."""
    port = _port()
    _check_free(port)
    odoo = Odoo()
    db = named("demo")
    with lock(f"demo-{db}"):
        _prepare(odoo, db)
    _serve(odoo, db, port)


def database_for_shell(odoo):
    """Return the demo database, making it when there is none yet."""
    db = named("demo")
    with lock(f"demo-{db}"):
        if not database.key(db):
            _prepare(odoo, db)
    return db


def _port():
    given = os.environ.get("BENEFICIARY_PORT") or "8069"
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise DevError(f"BENEFICIARY_PORT={given} is no port number.")
    return int(given)


def _check_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise DevError(
                f"Port {port} cannot be used ({error.strerror}). Choose another one: make demo BENEFICIARY_PORT=8070"
            ) from error


def _prepare(odoo, db):
    """Make the demo database, or bring it to the addon as it is now."""
    wanted = prepare.state(odoo)
    found = database.key(db)
    if found == wanted and not asked("FRESH"):
        return
    if found and not asked("FRESH"):
        with step("Upgrading the demo to the changed addon (anew: make demo FRESH=1)"):
            odoo.change(db, "-i", prepare.CHART, "-u", ADDON, log="demo-upgrade", label="upgrade; try FRESH=1")
            prepare.load_books(odoo, db, log="demo-books")
            database.mark(db, wanted)
        return
    building = named("demo_building")
    prepare.fresh_base(odoo, building)
    with step("Installing the addon with its demo data"):
        prepare.install_with_demo(odoo, building, log="demo-install")
    with step("Giving the associations their books"):
        prepare.load_books(odoo, building, log="demo-books")
        database.mark(building, wanted)
        database.rename(building, db)


def _serve(odoo, db, port):
    """Run the server in the foreground, and tell the address once it answers."""
    log = logs() / "demo.log"
    # links in mails and papers lead to where the demo is served
    database.query(f"UPDATE ir_config_parameter SET value = 'http://{HOST}:{port}' WHERE key = 'web.base.url'", db)
    command = odoo.command("server", "-d", db, f"--http-port={port}", f"--db-filter=^{db}$", "--logfile", log)
    log.unlink(missing_ok=True)
    started = time.monotonic()
    with subprocess.Popen(
        [os.fspath(part) for part in command],
        env=odoo.environment,
        cwd=home(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as server:
        try:
            with step("Starting Odoo"):
                _wait_until_up(server, port, log)
            _tell(db, port, time.monotonic() - started, log)
            server.wait()
        except KeyboardInterrupt:
            say("\nStopping the demo …")
        finally:
            with contextlib.suppress(ProcessLookupError):
                server.send_signal(signal.SIGCONT)
            stop(server)
    if server.returncode not in (0, -signal.SIGTERM, -signal.SIGKILL):
        raise DevError(f"Odoo ended by itself (log: {log}).")


def _wait_until_up(server, port, log, patience=180):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise DevError(f"Odoo does not start (log: {log}).")
        try:
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            # the login page compiles what the first visitor would otherwise wait for
            with opener.open(f"http://{HOST}:{port}/web/login", timeout=60):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise DevError(f"Odoo does not answer on port {port} (log: {log}).")


def _tell(db, port, seconds, log):
    """Print the address and one login per role, as the database has them."""
    rows = [("Administrator", "admin", ""), *map(tuple, database.query(LOGINS, db))]
    table = [("Role", "Login", "Password", "Company")]
    table += [(role, login, login, company) for role, login, company in rows]
    widths = [max(len(row[column]) for row in table) for column in range(3)]
    say(f"\nThe demo is ready after {human_time(seconds)}:  http://{HOST}:{port}/web\n")
    for row in table:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        say("  " + "   ".join([*cells, row[3]]).rstrip())
    say(f"\nLog: {log}\nCtrl-C stops it.")
