import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

from odoo.tests import BaseCase, tagged
from odoo.tools import config

from ..concurrency.copied import DatabaseCopy
from .servers import MailServers

RUNNER = Path(__file__).with_name("runner.py")
OPTIONS = ("db_host", "db_port", "db_user", "data_dir")
PATIENCE = 60


@tagged("post_install", "-at_install")
class TestKilledRun(DatabaseCopy, BaseCase):
    """A run that is killed in the middle loses nothing and repeats nothing.

    The runs are processes of their own, on a copy of the test database, so that what they commit stays nowhere.
    """

    suffix = "killed-run"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_copy()
        cls.mail = MailServers(imap=False)
        cls.mail.__enter__()
        cls.addClassCleanup(cls.mail.__exit__)
        cls._start()

    # ------------------------------------------------------------- the process
    @classmethod
    def _start(cls):
        options = {name.replace("data_dir", "data-dir"): config[name] for name in OPTIONS if config[name]}
        options["addons-path"] = ",".join(config["addons_path"])
        command = [sys.executable, RUNNER, "-d", cls.database, "--log-level=critical"]
        command += [f"--{name}={value}" for name, value in options.items()]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        if config["db_password"]:
            environment["PGPASSWORD"] = config["db_password"]
        cls.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        cls.addClassCleanup(cls._stop)
        if cls._answer() != "ready":
            raise AssertionError("the process that sends does not start")

    @classmethod
    def _stop(cls):
        cls.process.kill()
        cls.process.communicate()

    @classmethod
    def _answer(cls):
        return json.loads(cls.process.stdout.readline())

    def _ask(self, *words):
        """Give the process a command and return the first line of its answer."""
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def _run(self, workers=1):
        """Run the scheduled action to its end."""
        self._ask("run", workers)
        self.assertEqual(set(self._answer()), {0})

    def _prepare(self, count):
        self.mail.accepted.clear()
        self.assertEqual(len(self._ask("prepare", count, self.mail.smtp_port)), count)

    def _run_and_kill(self, hook, number):
        """Run the scheduled action and kill it when the mail server is at its message ``number``.

        :param str hook: ``on_recipient``, before the message is there; ``on_message``, when it is there and the
            sender has not been told yet
        """
        reached, killed, calls = threading.Event(), threading.Event(), []

        def wait(*args):
            calls.append(args)
            if len(calls) == number:
                reached.set()
                killed.wait(PATIENCE)

        setattr(self.mail, hook, wait)
        try:
            [pid] = self._ask("run", 1)
            self.assertTrue(reached.wait(PATIENCE), "the run has not come that far")
            os.kill(pid, signal.SIGKILL)
            self.assertEqual(self._answer(), [signal.SIGKILL])
        finally:
            killed.set()
            setattr(self.mail, hook, None)

    def _states(self):
        states = self._ask("states")
        return states, Counter(state for _address, state, *_rest in states)

    # ------------------------------------------------------------------- tests
    def test_killed_after_the_message_was_taken(self):
        self._prepare(9)
        self._run_and_kill("on_message", 4)
        states, counts = self._states()
        self.assertEqual(counts, {"sent": 3, "queued": 6})
        self.assertEqual([claimed for _a, state, claimed, *_r in states if state == "queued"].count(True), 1)
        self._run()
        states, counts = self._states()
        self.assertEqual(counts, {"sent": 8, "queued": 1}, "the others are sent, the one in flight is left alone")
        self._ask("age")
        self._run()
        states, counts = self._states()
        self.assertEqual(counts, {"sent": 8, "failed": 1})
        [failed] = [rest for _address, state, *rest in states if state == "failed"]
        self.assertEqual(failed, [True, "uncertain", 1], "somebody is asked to check")
        self._run()
        self.assertEqual(set(self.mail.count_by_recipient().values()), {1})
        self.assertEqual(len(self.mail.accepted), 9, "everybody got one message")
        self.assertEqual(self._states()[1], counts)

    def test_killed_before_the_message_was_taken(self):
        self._prepare(5)
        self._run_and_kill("on_recipient", 2)
        self._ask("age")
        self._run()
        states, counts = self._states()
        self.assertEqual(counts, {"sent": 4, "failed": 1})
        [lost] = [address for address, state, *_rest in states if state == "failed"]
        self.assertNotIn(lost, self.mail.count_by_recipient())
        self._ask("again")
        self._run()
        self.assertEqual(set(self.mail.count_by_recipient().values()), {1})
        self.assertEqual(len(self.mail.accepted), 5, "it is not lost: whoever checks sends it again")

    def test_several_runs_at_once(self):
        self._prepare(30)
        self._run(workers=3)
        self.assertEqual(self._states()[1], {"sent": 30})
        self.assertEqual(set(self.mail.count_by_recipient().values()), {1})
        self.assertEqual(len(self.mail.accepted), 30)

    def test_killed_outreach(self):
        """What was committed stays, the batch in flight is opened again, and nobody is given two requests (R-13)."""
        self.assertEqual(self._ask("outreach", 7), 7)
        [pid] = self._ask("open", 3)
        self.assertEqual(self._answer(), "hangs")
        os.kill(pid, signal.SIGKILL)
        self.assertEqual(self._answer(), [signal.SIGKILL])
        self.assertEqual(self._ask("opened"), ["running", [[1, 1]] * 4 + [[0, 0]] * 3])
        self._ask("open", 0)
        self.assertEqual(self._answer(), [0])
        self.assertEqual(self._ask("opened"), ["done", [[1, 1]] * 7])
