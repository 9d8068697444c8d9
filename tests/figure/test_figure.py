import json
from datetime import date
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import FigureCommon

TEMPLATES = ("awn", "qader", "makarem", "samtah", "wim")


@tagged("post_install", "-at_install")
class TestFigure(FigureCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.figures = cls.env["beneficiary.figure"].search([("company_id", "=", False)])
        with cls._at("2026-01-04 08:00:00"):
            cls.early = cls._approve()
            cls.slow = cls._submit()
            cls.slow.sudo().origin = "portal"
            cls.open = cls._create_request()
            cls.open.sudo().origin = "outreach"
        with cls._at("2026-01-20 08:00:00"):
            cls.slow.action_complete()
            cls.slow.action_send_to_committee()
            item = cls.slow.sudo().item_ids
            cls._vote(item, {cls.chair: "for", cls.secretary: "for"})
            item.with_user(cls.chair).write({"reason": "In need"})
            item.with_user(cls.chair).action_decide()

    # ------------------------------------------------------------------ clauses
    def test_every_clause_of_the_templates_has_figures(self):
        for template in TEMPLATES:
            clauses = self.env.ref(f"beneficiary.policy_template_{template}").clause_ids
            self.assertTrue(clauses)
            missing = clauses.filtered(lambda clause: not clause.figure_ids)
            self.assertFalse(missing.mapped("requirement"), template)
        # and so have those of a policy that was adopted, and of its next version
        self.assertFalse(self.policy.clause_ids.filtered(lambda clause: not clause.figure_ids))
        clause = self.policy.clause_ids.filtered(lambda clause: clause.requirement == "R-46")
        self.assertIn(self._figure("reply_in_window"), clause.figure_ids)
        clause.with_user(self.manager).figure_ids = self._figure("replies_overdue")
        copied = self.policy.action_new_version().clause_ids.filtered(lambda c: c.requirement == "R-46")
        self.assertEqual(copied.figure_ids, self._figure("replies_overdue"))

    def test_how_a_clause_is_proven_is_not_frozen(self):
        clause = self.policy.clause_ids[:1].with_user(self.manager)
        clause.figure_ids = self._figure("home_visits")
        self.assertEqual(clause.figure_ids, self._figure("home_visits"))
        self.assertIn(f"What proves “{clause.name}” was changed", self._notes(self.policy))
        with self.assertRefused("approved and cannot be changed"):
            clause.write({"text": "Changed", "figure_ids": False})
        template = self.env.ref("beneficiary.policy_template_awn").clause_ids[:1].with_user(self.manager)
        with self.assertRefused("is a template"):
            template.figure_ids = False

    def test_older_clauses_find_their_figures(self):
        clauses = self.policy.clause_ids
        kept, emptied = clauses[0], clauses[1:]
        kept.figure_ids = self._figure("home_visits")
        before = emptied.mapped("figure_ids")
        emptied.figure_ids = False
        self.env["beneficiary.policy.clause"]._find_figures()
        self.assertEqual(emptied.figure_ids, before)
        self.assertEqual(kept.figure_ids, self._figure("home_visits"))

    # ------------------------------------------------------------------ values
    def test_every_figure_counts(self):
        """On an empty association and on this one: the query agrees with searching, and good is part of total."""
        empty = self._create_other_company()
        for company in (empty, self.company):
            with self._at("2026-02-01 08:00:00"):
                measured = self.figures._measure(company)
                for figure in self.figures:
                    result = measured[figure.id]
                    model = self.env[figure.model].sudo()
                    found = {
                        good: model.search_count(figure._records_domain(company, good=good))
                        for good in (None, True, False)
                    }
                    with self.subTest(figure=figure.code, company=company.name):
                        self.assertEqual(result["total"], found[None])
                        self.assertEqual(result["good"], found[True])
                        self.assertEqual(found[True] + found[False], found[None])
                        if figure.aggregate == "share":
                            self.assertEqual(result["value"] is None, not result["total"])
                            self.assertTrue(0 <= (result["value"] or 0) <= 100)
                        if company == empty:
                            self.assertFalse(result["total"] and figure.model != "beneficiary.committee")
                            self.assertEqual(result["value"], 0 if figure.aggregate in ("count", "sum") else None)
                        model.browse().check_access("read")
                        self.assertEqual(len(figure._column_names()), len((figure.columns or "").split()))

    def test_recomputed_in_python(self):
        requests = self.early | self.slow | self.open
        with self._at("2026-02-01 08:00:00"):
            replied = [request for request in requests if request.date_replied]
            inside = [r for r in replied if r.reply_earliest <= r.date_replied.date() <= (r.reply_deadline or date.max)]
            self.assertEqual((len(inside), len(replied)), (1, 2))
            result = self._measured("reply_in_window")
            self.assertEqual((result["good"], result["total"], result["value"]), (1, 2, 50))
            self.assertEqual(result["met"], False)
            self.assertEqual(self._measured("replies_too_early")["value"], 1)
            days = [(r.date_replied - r.date_submitted).total_seconds() / 86400 for r in replied]
            self.assertAlmostEqual(self._measured("days_to_reply")["value"], sum(days) / len(days), 6)
            self.assertAlmostEqual(sum(days) / len(days), 8, 1)
            days = [(r.date_complete - r.date_submitted).total_seconds() / 86400 for r in requests if r.date_complete]
            self.assertAlmostEqual(self._measured("days_to_complete")["value"], sum(days) / len(days), 6)
            submitted = [request for request in requests if request.date_submitted]
            portal = [request for request in submitted if request.origin in ("portal", "email")]
            self.assertEqual(self._measured("electronic_requests")["value"], 100 * len(portal) / len(submitted))
            signed = [r for r in submitted if any(d.state == "valid" for d in r.declaration_ids)]
            self.assertEqual(self._measured("declarations_signed")["good"], len(signed))
            self.assertEqual(self._measured("papers_verified")["value"], 100)
            self.assertEqual(self._measured("home_visits")["met"], None)
        outreach = self._measured("outreach_requests")  # by the date of creation, which no test moves
        self.assertEqual((outreach["value"], outreach["met"]), (1, True))

    def test_period_is_the_days_of_the_association(self):
        """The early reply came on 4 January in Riyadh, at 11 o'clock; midnight there is 21:00 UTC."""
        self.early.sudo().date_replied = "2026-01-04 20:59:59"
        self.slow.sudo().date_replied = "2026-01-04 21:00:00"
        self.env.flush_all()
        for start, end, total in (
            ("2026-01-04", "2026-01-04", 1),
            ("2026-01-05", "2026-01-05", 1),
            ("2026-01-04", "2026-01-05", 2),
            ("2026-01-06", "2026-12-31", 0),
        ):
            self.assertEqual(self._measured("reply_in_window", start=start, end=end)["total"], total)
        # the year that ends on that day, its first day included
        self.assertEqual(self._measured("reply_in_window", end="2027-01-03")["total"], 2)
        self.assertEqual(self._measured("reply_in_window", end="2027-01-04")["total"], 1)

    def test_target_of_the_association(self):
        other = self._create_other_company()
        figure = self._figure("reply_in_window")
        self.env["beneficiary.figure.target"].with_user(self.manager).create({"figure_id": figure.id, "target": 50})
        with self._at("2026-02-01 08:00:00"):
            result = figure._measure(self.company)[figure.id]
            self.assertEqual((result["target"], result["met"]), (50, True))
            self.assertEqual(figure._measure(other)[figure.id]["target"], 95)
        lower = self._figure("days_to_reply")
        self.assertTrue(lower._is_met(45.0, 45.0))
        self.assertFalse(lower._is_met(45.1, 45.0))
        self.assertIsNone(lower._is_met(None, 45.0))

    def test_weighted_average(self):
        """What is a sum already is averaged by what it sums up, not by rows."""
        self._create_beneficiary()
        self._create_beneficiary("هند بنت صالح")
        figure = self._own_figure(
            model="beneficiary.beneficiary",
            aggregate="average",
            good_domain=False,
            value_field="volunteer_hours",
            weight_field="experience_months",
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE beneficiary_beneficiary SET volunteer_hours = mod(id, 7) + 1, experience_months = mod(id, 3) + 1"
        )
        self.env.cr.execute(
            "SELECT volunteer_hours, experience_months FROM beneficiary_beneficiary WHERE company_id = %s",
            [self.company.id],
        )
        rows = self.env.cr.fetchall()
        expected = sum(hours for hours, _months in rows) / sum(months for _hours, months in rows)
        self.assertGreater(len(rows), 3)
        self.assertAlmostEqual(figure._measure(self.company)[figure.id]["value"], expected, 6)

    # --------------------------------------------------------------- snapshots
    def test_snapshots(self):
        snapshots = self.env["beneficiary.figure.snapshot"].sudo()
        with self._at("2026-02-01 22:00:00"):  # the second of February in Riyadh
            figure = self._figure("reply_in_window")
            work = dict(snapshots._missing(self.company))
            self.assertEqual(next(iter(work)), date(2026, 2, 2))
            self.assertIn(date(2026, 1, 31), work)
            self.assertIn(date(2025, 2, 28), work)
            self.assertEqual(len(work), 13)
            # the present is counted of every figure, the past of those with a date
            self.assertEqual(work[date(2026, 2, 2)], self.figures)
            self.assertNotIn(self._figure("replies_overdue"), work[date(2026, 1, 31)])
            # killed after some, then run again
            snapshots._take(self.figures[:7], self.company, date(2026, 2, 2))
            self._run_cron("beneficiary.ir_cron_figures")
            mine = snapshots.search([("company_id", "=", self.company.id)])
            self.assertFalse(snapshots._missing(self.company))
            self._run_cron("beneficiary.ir_cron_figures")
            self.assertEqual(snapshots.search([("company_id", "=", self.company.id)]), mine)
            today = mine.filtered(lambda s: s.figure_id == figure and s.date == date(2026, 2, 2))
            values = (today.value, today.good, today.total, today.target, today.result, today.met, today.has_value)
            self.assertEqual(values, (50, 1, 2, 95, "missed", False, True))
            past = mine.filtered(lambda s: s.figure_id == figure and s.date == date(2025, 12, 31))
            self.assertEqual((past.has_value, past.result), (False, "empty"))
            self.assertEqual(figure.value_text, "50 %")
            self.assertEqual(figure.target_text, "95 %")
            points = json.loads(figure.trend)[0]["values"]
            self.assertEqual([point["y"] for point in points], [50, 50])
            with self.assertDatabaseRefuses(mine._name, "counted for this day already"):
                today.copy()

    def test_a_figure_that_cannot_be_counted_stops_no_other(self):
        figure, good = self._own_figure(), self._figure("reply_in_window")
        self.env.cr.execute("UPDATE beneficiary_figure SET domain = '[(''gone'', ''='', 1)]' WHERE id = %s", figure.ids)
        figure.invalidate_recordset()
        snapshots = self.env["beneficiary.figure.snapshot"].sudo()
        with mute_logger("odoo.addons.beneficiary.models.figure.snapshot_cron"):
            taken = snapshots._take(figure.sudo() | good, self.company, date(2026, 2, 1))
        self.assertEqual(taken.figure_id, good)

    def test_other_definition_forgets_what_was_counted(self):
        figure = self._own_figure()
        snapshots = self.env["beneficiary.figure.snapshot"].sudo()
        taken = snapshots._take(figure.sudo(), self.company, date(2026, 2, 1))
        figure.with_user(self.manager).name = "Urgent cases"
        self.assertTrue(taken.exists())
        figure.with_user(self.manager).domain = "[('state', '!=', 'cancelled')]"
        self.assertFalse(taken.exists())

    # ------------------------------------------------------------------- page
    def test_policy_in_figures(self):
        """Every clause of the policy in force, its newest snapshot beside it; as many queries for many snapshots."""
        snapshots = self.env["beneficiary.figure.snapshot"].sudo()
        lines = self.env["beneficiary.clause.figure"].with_user(self.management)
        names = ["clause_id", "figure_id", "value_text", "target_text", "result", "trend", "may_view"]

        def page():
            return lines.search([]).read(names)

        self.assertEqual(set(lines.search([]).clause_id.ids), set(self.policy.clause_ids.ids))
        snapshots._take(self.figures, self.company, date(2026, 1, 31))
        few = self._count_queries(page)
        for day in range(1, 6):
            snapshots._take(self.figures, self.company, date(2026, 2, day))
        self.env.invalidate_all()
        with self._at("2026-02-06 08:00:00"):
            self.assertLessEqual(self._count_queries(page), few)
            clause = self.policy.clause_ids.filtered(lambda c: c.requirement == "R-46")
            line = lines.search([("clause_id", "=", clause.id), ("figure_id", "=", self._figure("reply_in_window").id)])
            self.assertEqual((line.value_text, line.target_text, line.result), ("50 %", "95 %", "missed"))
            self.assertEqual(line.date, date(2026, 2, 5))
            self.assertEqual(lines.search_count([("result", "=", "missed"), ("id", "=", line.id)]), 1)
            clause.figure_ids = False
            self.assertTrue(lines.search([("clause_id", "=", clause.id), ("figure_id", "=", False)]))

    def test_one_query_a_figure(self):
        figures = self.figures
        figures._measure(self.company)
        self.env.flush_all()
        counted = []
        execute = type(self.env.cr).execute

        def spy(cursor, query, *args, **kwargs):
            counted.append(query)
            return execute(cursor, query, *args, **kwargs)

        with patch.object(type(self.env.cr), "execute", spy):
            figures._measure(self.company)
        # and one for the targets, and one for the partners whose agreements are in force
        self.assertLessEqual(len(counted), len(figures) + 2)

    def test_records_behind(self):
        figure = self._figure("reply_in_window")
        with self._at("2026-02-01 08:00:00"):
            self.env["beneficiary.figure.snapshot"].sudo()._take(figure, self.company, date(2026, 2, 1))
        action = figure.with_user(self.officer).with_company(self.company).action_view_records()
        requests = self.env["beneficiary.request"].with_user(self.officer)
        self.assertEqual(requests.search(action["domain"]), self.early | self.slow)
        action = figure.with_user(self.management).with_company(self.company).action_view_missed()
        self.assertEqual(requests.search(action["domain"]), self.early)
        self.assertEqual(action["res_model"], "beneficiary.request")
        json.dumps(action, default=str)

    def test_records_behind_are_opened_by_those_who_may(self):
        """No figure asks for anything that whoever opens its list may not read."""
        for user in (self.officer, self.management):
            for figure in self.figures.with_user(user).with_company(self.company).filtered("may_view"):
                with self.subTest(figure=figure.code, user=user.login):
                    domain = figure.action_view_missed()["domain"]
                    self.env[figure.model].with_user(user).search_count(domain)
