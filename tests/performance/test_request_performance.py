from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import SQL

from ..common import BeneficiaryCommon

LIST_FIELDS = {
    name: {}
    for name in (
        "name",
        "priority",
        "program_id",
        "channel_id",
        "date_submitted",
        "reply_earliest",
        "reply_deadline",
        "reply_state",
        "amount_requested",
        "amount_approved",
        "state",
    )
} | {name: {"fields": {"display_name": {}}} for name in ("beneficiary_id", "branch_id", "user_id", "activity_ids")}
KANBAN_FIELDS = LIST_FIELDS | {"document_total": {}, "document_verified": {}, "currency_id": {}}


@tagged("post_install", "-at_install")
class TestRequestPerformance(BeneficiaryCommon):
    """Queries are counted, not seconds: a batch costs a constant, a page the same at any size of the register."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.beneficiary = cls._create_beneficiary()
        cls.seed = cls._create_request(cls.beneficiary)

    def _values(self, count):
        return [
            {
                "beneficiary_id": self.beneficiary.id,
                "program_id": self.program.id,
                "channel_id": self.channel.id,
                "company_id": self.company.id,
                "user_id": self.officer.id,
            }
            for _i in range(count)
        ]

    def _multiply(self, count, **values):
        """Copy the seed request ``count`` times in SQL, with some columns set otherwise."""
        self.env.flush_all()
        model = self.env["beneficiary.request"]
        columns = [f.name for f in model._fields.values() if f.store and f.column_type and f.name != "id"]
        names = SQL(", ").join(map(SQL.identifier, columns))
        selected = SQL(", ").join(SQL("%s", values[c]) if c in values else SQL.identifier(c) for c in columns)
        self.env.cr.execute(
            SQL(
                "INSERT INTO beneficiary_request (%s) SELECT %s FROM beneficiary_request, generate_series(1, %s) "
                "WHERE id = %s",
                names,
                selected,
                count,
                self.seed.id,
            )
        )
        self.env.invalidate_all()

    def _count(self, function):
        """Return how many queries ``function`` makes with cold caches of records and warm ones of the registry."""
        function()
        return self._count_queries(function)

    def test_create_thousand(self):
        """1,000 requests with their checklists in one call: less than one query for five of them."""
        requests = self.env["beneficiary.request"].with_user(self.officer)
        self.assertLess(self._count(lambda: requests.create(self._values(1000))), 200)

    def test_create_small_batch(self):
        """Also a batch of ten stays within four queries a record."""
        requests = self.env["beneficiary.request"].with_user(self.officer)
        self.assertLessEqual(self._count(lambda: requests.create(self._values(10))), 40)

    def _assert_constant(self, function):
        self._multiply(200)
        few = self._count(function)
        self._multiply(3000)
        many = self._count(function)
        self.assertEqual(few, many)
        return many

    def test_list(self):
        """The list of 80 costs the same among 200 and 3,000 requests, for everyone who sees it."""
        for user in (self.officer, self.delegate, self.management):
            requests = self.env["beneficiary.request"].with_user(user)
            with self.subTest(user=user.login):
                cost = self._assert_constant(
                    lambda requests=requests: requests.web_search_read([], LIST_FIELDS, limit=80)
                )
                self.assertLessEqual(cost, 20)

    def test_kanban(self):
        """The kanban with its progress bars and paper counts is one read for all cards of all columns."""
        requests = self.env["beneficiary.request"].with_user(self.officer)
        domain = [("state", "in", ("draft", "submitted", "complete", "review", "approved"))]

        def kanban():
            requests.web_read_group(
                domain, ["state"], ["__count"], auto_unfold=True, unfold_read_specification=KANBAN_FIELDS
            )
            requests.read_progress_bar(domain, "state", {"field": "reply_state", "colors": {"late": "danger"}})

        self.assertLessEqual(self._assert_constant(kanban), 45)

    def test_cron_ten_thousand(self):
        """10,000 waiting requests: twelve queries for 1,000 of them (the ORM updates hundreds), and nothing twice."""
        today = self.company._beneficiary_today()
        common = {"state": "submitted", "reply_state": "open", "date_submitted": fields.Datetime.now()}
        self._multiply(5000, reply_deadline=today - timedelta(days=1), **common)
        self._multiply(5000, reply_deadline=today + timedelta(days=2), **common)
        requests = self.env["beneficiary.request"]
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60.0):
            before = self.cr.sql_log_count
            requests._cron_reply_state()
            self.env.flush_all()
            cost = self.cr.sql_log_count - before
            self.assertLessEqual(cost, 20 + 10 * 12)
            before = self.cr.sql_log_count
            requests._cron_reply_state()
            self.assertLessEqual(self.cr.sql_log_count - before, 20)
        states = dict(requests._read_group([("company_id", "=", self.company.id)], ["reply_state"], ["__count"]))
        self.assertEqual((states.get("late"), states.get("due_soon")), (5000, 5000))
