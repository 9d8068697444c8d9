from odoo.tests import tagged

from .common import RequestPortalCommon


@tagged("post_install", "-at_install")
class TestRequestList(RequestPortalCommon):
    """The list of the own requests, and the cards at home."""

    def _list(self, **query):
        query = "&".join(f"{name}={value}" for name, value in query.items())
        self.env.flush_all()
        return self.url_open(f"/my/requests?{query}").text

    def test_own_requests_only(self):
        other = self._create_request(self.person_b)
        self._login(self.user_a)
        text = self._list()
        self.assertIn(self.case.name, text)
        self.assertNotIn(other.name, text)

    def test_filters(self):
        decided = self._approve(self._create_request(self.person_a))
        returned = self._returned(self._create_request(self.person_a))
        self._login(self.user_a)
        for filterby, shown in (
            ("all", decided | returned | self.case),
            ("open", returned | self.case),
            ("waiting", returned),
            ("decided", decided),
            ("nonsense", decided | returned | self.case),
        ):
            text = self._list(filterby=filterby, sortby="nonsense")
            for case in decided | returned | self.case:
                self.assertIs(case.name in text, case in shown, (filterby, case.name))

    def test_sorted_and_in_pages(self):
        cases = self.case
        for _number in range(21):
            cases |= self._create_request(self.person_a)
        self._login(self.user_a)
        text = self._list()
        self.assertNotIn(self.case.name, text)
        self.assertLess(text.index(cases[-1].name), text.index(cases[-2].name))
        self.assertIn(self.case.name, self.url_open("/my/requests/page/2").text)
        self.assertIn(self.case.name, self._list(sortby="oldest"))

    def test_waiting_is_the_same_in_the_domain_and_on_the_page(self):
        cases = self.case | self._returned(self._create_request(self.person_a))
        cases |= self._submit(self._create_request(self.person_a))
        void = self._submit(self._create_request(self.person_a))
        void.sudo().description = "Changed"
        rejected = self._submit(self._create_request(self.person_a))
        self._paper(rejected).action_reject("Blurred")
        unsent = self._create_request(self.person_a)
        unsent.sudo().origin = "portal"
        cases = (cases | void | rejected | unsent).sudo()
        found = cases.search(cases._portal_waiting_domain() & cases._portal_domain(self.user_a, self.company))
        self.assertEqual(found.sorted("id"), cases.filtered(lambda c: c._portal_waits()).sorted("id"))
        self.assertIn(rejected, found)
        self.assertIn(unsent, found)
        self.assertNotIn(self.case, found)

    def test_counters_at_home(self):
        self._returned(self._create_request(self.person_a))
        names = ["beneficiary_request_count", "beneficiary_request_waiting_count"]
        for user, expected in ((self.user_a, [2, 1]), (self.user_b, [0, 0])):
            self._login(user)
            result = self._json("/my/counters", counters=names)["result"]
            self.assertEqual([result[name] for name in names], expected)

    def test_queries_do_not_grow_with_the_register(self):
        for _number in range(19):
            self._create_request(self.person_a)
        self._login(self.user_a)
        counts = []
        for rows in (0, 200, 2000):
            self._fill(rows)
            self._list()  # caches are warm
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(self._list().count('href="/my/requests/'), 20)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(len(set(counts)), 1, counts)

    def test_the_index_serves_the_list(self):
        self._fill(2000)
        self.env.cr.execute("ANALYZE beneficiary_request")
        self.env.cr.execute(
            "EXPLAIN SELECT id FROM beneficiary_request WHERE beneficiary_id IN %s AND company_id = %s "
            "ORDER BY id DESC LIMIT 20",
            [tuple(self.person_a.ids), self.company.id],
        )
        plan = "\n".join(row[0] for row in self.env.cr.fetchall())
        self.assertIn("beneficiary_id", plan)
        self.assertNotIn("Seq Scan", plan)

    def _fill(self, count):
        """Insert requests of somebody else, in bulk."""
        columns = [
            name
            for name, field in self.case._fields.items()
            if field.store and field.column_type and name not in ("id", "beneficiary_id", "partner_id", "name")
        ]
        names = ", ".join(f'"{name}"' for name in columns)
        self.env.flush_all()
        self.env.cr.execute(
            f"INSERT INTO beneficiary_request (beneficiary_id, partner_id, name, {names}) "  # noqa: S608
            f"SELECT %s, %s, 'X/' || n, {names} FROM beneficiary_request, generate_series(1, %s) n WHERE id = %s",
            [self.person_b.id, self.person_b.partner_id.id, count, self.case.id],
        )
