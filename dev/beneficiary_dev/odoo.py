"""Runs Odoo's own commands with the addon on the path."""

import os
import re

from . import database, odoo_source, postgres, rtlcss, venv
from .errors import DevError
from .locks import lock
from .process import capture, run
from .settings import ADDON, CHECKOUT, addons_link, home, logs, work

LINE = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \d+ (?P<level>[A-Z]+) (?P<db>\S+) (?P<logger>\S+): "
    r"(?P<text>.*)$"
)
DEMO_FAILED = "demo data failed to install"
CONF = """[options]
addons_path = {addons_path}
data_dir = {data_dir}
db_host = {host}
db_port = {port}
db_user = {user}
unaccent = True
list_db = False
http_interface = 127.0.0.1
max_cron_threads = 1
limit_time_real = 600
limit_time_cpu = 600
screenshots = {shots}
"""


class Odoo:
    """Odoo 19, its Python and its configuration."""

    def __init__(self):
        with lock("setup"):
            self.source = odoo_source.ready()
            self.python = venv.ready()
            self.server = postgres.ready()
            self.rtlcss = rtlcss.ready()
            self._check()
            self.conf = self._write_conf()

    @property
    def environment(self):
        """Return the variables for Odoo: nothing is written beside the sources."""
        env = self.server.environment()
        for name in ("PYTHONDONTWRITEBYTECODE", "ODOO_RC", "OPENERP_SERVER", "PYTHONHOME"):
            env.pop(name, None)
        if self.rtlcss:
            env["PATH"] = os.pathsep.join([str(self.rtlcss), env.get("PATH", os.defpath)])
        return {
            **env,
            "PYTHONPATH": os.pathsep.join([str(self.source.path), str(CHECKOUT / "dev")]),
            "PYTHONPYCACHEPREFIX": str(work() / "pycache"),
            "PYTHONUNBUFFERED": "1",
            "PYTHONNODEBUGRANGES": "1",
            "LANG": "C.UTF-8",
            "PYLINTHOME": str(work() / "pylint"),
        }

    def command(self, name, *args):
        """Return the command line of an Odoo command, its configuration included."""
        return [self.python, "-m", "odoo", *name.split(), "-c", self.conf, *args]

    def change(self, db, *args, log, label=""):
        """Install or update modules in ``db``; an error in the log is a failure."""
        command = self.command("server", "-d", db, "--no-http", "--stop-after-init", *args)
        code = run(command, log=log, env=self.environment, cwd=home())
        self.verdict(code, log, label or f"odoo {' '.join(args)}")

    def verdict(self, code, log, label, warnings=False):
        """Raise on a failed run, on errors in its log and, if asked, on warnings about us."""
        path = logs() / f"{log}.log"
        bad = list(complaints(path.read_text(errors="replace"), warnings))
        if not code and not bad:
            return
        lines = [line for entry in bad for line in entry.splitlines()]
        if not lines:
            lines = path.read_text(errors="replace").splitlines()
        shown = lines if len(lines) <= 40 else [*lines[:15], "…", *lines[-25:]]
        raise DevError("\n".join([f"Failed: {label} (log: {path})", *shown]))

    def script(self, db, code, log="script"):
        """Run Python in an Odoo shell on ``db``; return what it printed after ``RESULT:``."""
        command = self.command("shell", "-d", db, "--no-http", "--log-level=warn")
        status, out, err = capture(command, env=self.environment, cwd=home(), text=code)
        (logs() / f"{log}.log").write_text(out + err)
        found = [line[7:] for line in out.splitlines() if line.startswith("RESULT:")]
        if status or not found:
            tail = "\n".join((out + err).strip().splitlines()[-15:])
            raise DevError(f"A script in the Odoo shell failed:\n{tail}")
        return found[-1]

    def _write_conf(self):
        """Write the configuration and return its path."""
        path = home() / "odoo.conf"
        addons = [*self.source.addons_path, addons_link().parent]
        database.data_dir().mkdir(parents=True, exist_ok=True)
        path.write_text(
            CONF.format(
                addons_path=",".join(map(str, addons)),
                data_dir=database.data_dir(),
                host=self.server.host,
                port=self.server.port,
                user=self.server.user,
                shots=home() / "screenshots",
            )
        )
        return path

    def _check(self):
        """Tell early when the interpreter cannot run this Odoo."""
        stamp = work() / "checked"
        key = f"{self.python}\n{self.source.key}"
        if stamp.is_file() and stamp.read_text() == key:
            return
        code, _out, err = capture([self.python, "-m", "odoo", "--version"], env=self.environment, cwd=work())
        if code:
            reason = (err.strip().splitlines() or ["no answer"])[-1]
            raise DevError(f"{self.python} cannot run the Odoo in {self.source.path}: {reason}")
        stamp.write_text(key)


def complaints(text, warnings=False):
    """Yield the log entries that mean trouble, each with its traceback."""
    entry, level, about_us = [], "", False
    for line in [*text.splitlines(), "0000-00-00 00:00:00,000 0 END - -: "]:
        head = LINE.match(line)
        if not head:
            entry.append(line)
            continue
        body = "\n".join(entry)
        failed = level in ("ERROR", "CRITICAL") or DEMO_FAILED in body or "Traceback (" in body
        if failed or (warnings and level == "WARNING" and (about_us or ADDON in body)):
            yield body
        level, about_us = head["level"], ADDON in head["logger"]
        entry = [f"{head['level']} {head['logger']}: {head['text']}"]
