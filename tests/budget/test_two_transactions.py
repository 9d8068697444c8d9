from threading import Barrier, Thread

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import SQL, mute_logger


@tagged("post_install", "-at_install")
class TestTwoTransactions(BaseCase):
    """Two real transactions that promise the same money at the same moment: one of them gets it.

    What the test makes is committed, so that both see it, and deleted afterwards.
    """

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.made = []
        self.addCleanup(self._delete)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            company = env.ref("base.main_company")
            self.program = self._make(env, "beneficiary.program", name="Two at once", company_id=company.id)
            season = self._make(
                env,
                "beneficiary.program.season",
                name="Now",
                program_id=self.program,
                date_from="2020-01-01",
                date_to="2090-12-31",
                budget=1500,
            )
            env["beneficiary.program.season"].browse(season).action_open()
            person = self._make(env, "beneficiary.beneficiary", name="Two", identity_type="none", company_id=company.id)
            env.flush_all()
            self.season = season
            self.requests = [self._insert_request(env, company.id, person) for _number in range(2)]

    def _make(self, env, model, **vals):
        record = env[model].create(vals)
        self.made.append((model, record.id))
        return record.id

    def _insert_request(self, env, company_id, person_id):
        # a request in committee without the policy, the papers and the votes that the whole way there needs
        query = SQL(
            "INSERT INTO beneficiary_request (company_id, policy_id, channel_id, beneficiary_id, program_id, season_id,"
            " origin, state, amount_approved) SELECT %s, min(p.id), %s, %s, %s, %s, 'staff', 'review', 0"
            " FROM beneficiary_policy p RETURNING id",
            company_id,
            env.ref("beneficiary.channel_interview").id,
            person_id,
            self.program,
            self.season,
        )
        ((request_id,),) = env.execute_query(query)
        return request_id

    def _delete(self):
        with self.registry.cursor() as cr:
            cr.execute("DELETE FROM beneficiary_request WHERE program_id = %s", (self.program,))
            env = api.Environment(cr, SUPERUSER_ID, {})
            for model, record_id in reversed(self.made):
                env[model].browse(record_id).unlink()

    def test_two_simultaneous_approvals_never_exceed_the_budget(self):
        start, results = Barrier(2, timeout=30), {}

        def approve(request_id):
            seen = []
            with self.registry.cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, {})

                def step():
                    request = env["beneficiary.request"].browse(request_id)
                    season = request._season_of_decision()
                    has_room = season._has_room(1000)
                    if not seen:
                        start.wait()  # both have seen that enough is left
                    seen.append(has_room)
                    season._reserve(request.name or "R", 1000)
                    env.cr.execute(
                        "UPDATE beneficiary_request SET state = 'approved', amount_approved = 1000 WHERE id = %s",
                        (request_id,),
                    )

                try:
                    retrying(step, env)
                    results[request_id] = ("approved", seen)
                except UserError as error:
                    results[request_id] = (str(error), seen)

        threads = [Thread(target=approve, args=(request_id,)) for request_id in self.requests]
        with mute_logger("odoo.sql_db", "odoo.service.model"):
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
        self.assertEqual([seen[0] for _result, seen in results.values()], [True, True])
        refused = [result for result, _seen in results.values() if result != "approved"]
        self.assertEqual(len(refused), 1, results)
        self.assertIn("500", refused[0])
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self.assertEqual(env["beneficiary.program.season"].browse(self.season).committed, 1000)
