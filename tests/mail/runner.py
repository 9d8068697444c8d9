"""A process of its own that sends notices, to be killed by a test. Started with the arguments of an Odoo server.

It reads commands from its input, one in each line, and answers each with lines of JSON:

``prepare COUNT PORT`` makes so many people with an e-mail address each, queues a notice for everyone, and commits;
``run WORKERS`` forks processes that run the scheduled action at once, and waits for them;
``age`` moves the claims of interrupted runs into the past; ``again`` sends again what failed;
``states`` tells the state of every notice.

``outreach COUNT`` makes so many people who qualify for a programme, and starts the run that opens their requests;
``open STOP`` forks a process that goes on with that run by two, and hangs before it commits its batch number ``STOP``;
``opened`` tells how many requests and messages each of them has.
"""

import itertools
import json
import os
import signal
import sys
import traceback

from odoo import SUPERUSER_ID, api, sql_db
from odoo.modules.registry import Registry
from odoo.service import server
from odoo.tools import config

NUMBERS = itertools.count(1)


def answer(value):
    """Write one line of JSON."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


class Runner:
    """What the commands do."""

    def __init__(self, database):
        self.database = database
        self.registry = Registry(database)

    def _env(self, cr):
        return api.Environment(cr, SUPERUSER_ID, {})

    def _do(self, function):
        with self.registry.cursor() as cr:
            return function(self._env(cr))

    def prepare(self, count, port):
        """Queue a notice for so many people."""

        def work(env):
            env["ir.mail_server"].search([]).unlink()
            env["ir.mail_server"].create(
                {"name": "Test", "smtp_host": "127.0.0.1", "smtp_port": int(port), "smtp_encryption": "none"}
            )
            env["beneficiary.notice"].search([("state", "=", "queued")]).state = "cancelled"
            people = env["beneficiary.beneficiary"].create(
                [
                    {
                        "name": f"Person {number}",
                        "email": f"person{number}@home.test",
                        "agreed_medium": "email",
                        "identity_type": "none",
                        "user_id": False,
                    }
                    for number in itertools.islice(NUMBERS, int(count))
                ]
            )
            env.company.email = "office@association.test"
            notices = people._send_notice("update", message="There is news")
            notices.user_id = env.ref("base.user_admin")
            return notices.ids

        self.notices = self._do(work)
        answer(self.notices)

    def run(self, workers):
        """Run the scheduled action in so many processes at once."""
        sql_db.close_all()
        children = []
        for _i in range(int(workers)):
            pid = os.fork()
            if not pid:
                self._work(lambda env: env["beneficiary.notice"]._cron_send())
            children.append(pid)
        answer(children)
        answer([os.waitpid(pid, 0)[1] for pid in children])

    def _work(self, function):
        code = 1
        try:
            self._do(function)
            code = 0
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(code)

    def age(self):
        """Let the claims be an hour old."""
        query = "UPDATE beneficiary_notice SET claimed_on = claimed_on - interval '1 hour' WHERE state = 'queued'"
        self._do(lambda env: env.cr.execute(query))
        answer(True)

    def again(self):
        """Send again what failed, as an officer who checked that it did not arrive."""

        def work(env):
            failed = env["beneficiary.notice"].browse(self.notices).filtered(lambda n: n.state == "failed")
            failed.action_send_again()
            return failed.next_ids.ids

        answer(self._do(work))

    def states(self):
        """Tell address, state, whether it is claimed, kind of failure, and how many people are asked to see to it."""

        def work(env):
            notices = env["beneficiary.notice"].browse(self.notices)
            notices |= notices.next_ids
            return [
                [n.recipient, n.state, bool(n.claimed_on), n.failure_type, len(n.activity_id.filtered("active"))]
                for n in notices
            ]

        answer(self._do(work))

    def outreach(self, count):
        """Start a run of outreach for so many people."""

        def work(env):
            company = env.company
            if not company.beneficiary_policy_id:
                policy = env.ref("beneficiary.policy_template_awn").action_adopt()
                policy.action_approve()
                policy.action_put_in_force()
            committee = env["beneficiary.committee"].search([("company_id", "=", company.id)], limit=1)
            program = env["beneficiary.program"].create(
                {"name": "Offered", "company_id": company.id, "committee_id": committee.id}
            )
            program.action_open()
            names = [f"Offered {number}" for number in itertools.islice(NUMBERS, int(count))]
            people = env["beneficiary.beneficiary"].create([{"name": name, "identity_type": "none"} for name in names])
            people.state = "registered"
            offer = env.ref("beneficiary.consent_purpose_offer").id
            env["beneficiary.consent"].create([{"beneficiary_id": p.id, "purpose_id": offer} for p in people])
            outreach = env["beneficiary.outreach"].create(
                {
                    "program_id": program.id,
                    "company_id": company.id,
                    "filter_domain": repr([("id", "in", people.ids)]),
                }
            )
            outreach.action_start()
            return outreach.id, people.ids

        self.outreach_id, self.people = self._do(work)
        answer(len(self.people))

    def open(self, stop):
        """Go on with the run in a process of its own."""
        sql_db.close_all()
        pid = os.fork()
        if not pid:
            self._work(lambda env: self._open_until(env, int(stop)))
        answer([pid])
        answer([os.waitpid(pid, 0)[1]])

    def _open_until(self, env, stop):
        model, batches = self.registry["beneficiary.outreach"], itertools.count(1)
        open_for = model._open_for

        def hanging(outreach, people):
            result = open_for(outreach, people)
            outreach.env.flush_all()
            if next(batches) == stop:
                answer("hangs")
                signal.pause()
            return result

        model._open_for = hanging
        env["beneficiary.outreach"]._cron_open_requests(batch_size=2)

    def opened(self):
        """Tell the state of the run, and pairs: how many requests and how many messages each person has."""

        def work(env):
            people = env["beneficiary.beneficiary"].browse(self.people)
            requests = env["beneficiary.request"].search([("outreach_id", "=", self.outreach_id)])
            counts = [
                (len(own), len(own.notice_ids))
                for own in (requests.filtered(lambda r, p=p: r.beneficiary_id == p) for p in people)
            ]
            return env["beneficiary.outreach"].browse(self.outreach_id).state, counts

        answer(self._do(work))


def main():
    """Carry out what is asked for until the input ends."""
    config.parse_config(sys.argv[1:])
    server.load_server_wide_modules()
    [database] = config["db_name"]
    runner = Runner(database)
    answer("ready")
    for line in sys.stdin:
        command, *args = line.split()
        getattr(runner, command)(*args)


if __name__ == "__main__":
    main()
