from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..complaint.common import ComplaintCommon
from .common import FigureCommon


@tagged("post_install", "-at_install")
class TestFigureRights(FigureCommon, ComplaintCommon):
    def _refused(self, *texts, **vals):
        with self.assertRefused(*texts, error=ValidationError):
            self._own_figure(**vals)

    def test_no_code(self):
        for text in (
            "__import__('os').system('true')",
            "[('id', '=', len('a'))]",
            "[('id', 'in', [x for x in (1, 2)])]",
            "[('create_uid', '=', uid)]",
            "{'id': 1}",
            "[('id', '=', user.id)]",
        ):
            with self.subTest(text=text):
                self._refused("plain conditions only", domain=text)
        # the few names that are known
        figure = self._own_figure(
            domain="[('date_submitted', '<=', end), ('policy_id', '=', policy_id), ('company_id', '=', company_id),"
            " ('date_submitted', '>=', start), ('channel_id', 'in', channel_ids), ('reply_deadline', '<', today)]"
        )
        self.assertEqual(figure._measure(self.company)[figure.id]["total"], 0)

    def test_not_what_a_manager_may_not_ask(self):
        self._refused("confidential", model="beneficiary.complaint", good_domain="[('state', '=', 'new')]")
        self._refused("confidential", model="beneficiary.clock", good_domain="[('state', '=', 'met')]")
        self._refused("may not look into", model="res.users", good_domain="[('login', '=', 'a')]")
        self._refused("may not look into", model="rating.rating", good_domain="[('rating', '=', 1)]")
        person = "beneficiary.beneficiary"
        self._refused("may not look into", model=person, good_domain="[('user_id.login', '=', 'a')]")
        self._refused("is not a field", good_domain="[('tracking_code', '=like', '1%')]")
        self._refused("is not a field", good_domain="[('gone', '=', 1)]")
        self._refused("is not a field", good_domain="[('rating_ids', '!=', False)]", model="beneficiary.policy")
        self._refused("plain conditions only", good_domain="[('id', 'inselect', 1)]")
        self._refused("does not fit", good_domain="[('date_submitted', '>', 'soon')]")
        self._refused("may not look into", good_domain="[('activity_ids', '!=', False)]")
        # to other associations by what they share
        self._refused("other associations", model=person, good_domain="[('beneficiary_ids.gender', '=', 'male')]")
        self._refused("other associations", good_domain="[('partner_id.beneficiary_ids', '!=', False)]")
        # what they may
        self._own_figure(
            domain="[('user_id', '=', 1), ('partner_id.city', 'ilike', 'a'), ('category_ids', '!=', False)]",
            good_domain="[('gender', '=', 'female')]",
            model=person,
        )
        # from a request to what is confidential, also without looking into it
        self._refused("confidential", good_domain="[('clock_ids', '!=', False)]")
        self._refused("confidential", good_domain="[('clock_ids.complaint_id.id', '>', 0)]")
        self._refused("confidential", good_domain="[('notice_ids', 'any', [('complaint_id', '!=', False)])]")

    def test_fields_that_cannot_be_counted(self):
        self._refused("Field of the date", date_field="state")
        self._refused("Field of the date", date_field="beneficiary_id.date_registered")
        self._refused("Field of the association", company_field="program_id")
        self._refused("Field of the value", aggregate="sum", value_field="state")
        self._refused("choose the field of the value", aggregate="average")
        self._refused("say which of the records", good_domain=False)
        # the association of a record is no matter of choice
        self._refused("Field of the association", company_field="beneficiary_id.company_id")
        figure = self._own_figure(aggregate="sum", value_field="amount_requested")
        self._create_request(amount_requested=70)
        self.assertEqual(figure._measure(self.company)[figure.id]["value"], 70)

    def test_the_addons_own_figures(self):
        """Nobody changes what all associations share; a copy is the association's own."""
        figure = self._figure("reply_in_window").with_user(self.manager)
        for change in ({"name": "Changed"}, {"target": 1}, {"active": False}, {"domain": "[]"}):
            with self.assertRefused("comes with the addon"):
                figure.write(change)
        with self.assertRefused("comes with the addon"):
            figure.unlink()
        with self.assertRefused("comes with the addon"):
            self._own_figure(company_id=False)
        copy = figure.copy()
        self.assertEqual((copy.company_id, copy.code), (self.company, "reply_in_window_2"))
        copy.write({"target": 10, "good_domain": "[('reply_state', '!=', 'replied_late')]"})
        with self.assertRefused("set by its own actions", error=AccessError):
            copy.company_id = False
        with self.assertRefused("confidential", error=ValidationError):
            self._figure("complaints_acknowledged").with_user(self.manager).copy()
        copy.unlink()
        for user in (self.officer, self.management):
            with self.assertRaises(AccessError):
                self._own_figure(user)

    def test_numbers_of_confidential_cases_but_not_the_cases(self):
        complaint = self._create_complaint(self.manager, kind="technical", accused_user_ids=[(6, 0, self.officer.ids)])
        self.assertEqual(self._measured("technical_helped")["total"], 1)
        figure = self._figure("technical_helped")
        complaints = self.env["beneficiary.complaint"]
        for user, seen in ((self.officer, complaints), (self.management, complaint)):
            action = figure.with_user(user).with_company(self.company).action_view_records()
            self.assertEqual(complaints.with_user(user).search(action["domain"]), seen)
        for user in (self.researcher, self.delegate, self.finance, self.committee_member):
            with self.assertRaises(AccessError):
                figure.with_user(user).action_view_records()

    def test_no_number_tells_of_a_case_that_is_kept_from_the_reader(self):
        """What the accused sees adds up without the complaint: the number, its past, and the list behind it."""
        snapshots = self.env["beneficiary.figure.snapshot"].sudo()
        complaints = self.env["beneficiary.complaint"]
        figure, other = self._figure("technical_helped"), self._figure("reply_in_window")
        self.policy.clause_ids[0].sudo().figure_ids = figure | other
        open_case = self._create_complaint(self.manager, kind="technical")
        self._create_complaint(self.manager, kind="technical", accused_user_ids=[(6, 0, self.officer.ids)])
        today = self.company._beneficiary_today()

        def count():
            snapshots.search([("company_id", "=", self.company.id), ("user_id", "=", False)]).unlink()
            for user in snapshots._readers(self.company):
                days = dict(snapshots._missing(self.company, user))
                snapshots._take(days[today] & (figure | other), self.company, today, user)

        def seen(user, which=figure):
            """Return the number on each of the screens, and how long the list behind is."""
            self.env.invalidate_all()  # each looks in a request of his own
            mine = which.with_user(user).with_company(self.company)
            line = self.env["beneficiary.clause.figure"].with_user(user).search([("figure_id", "=", which.id)], limit=1)
            stored = snapshots.with_user(user).sudo(False).search([("figure_id", "=", which.id)])
            records = self.env[which.model].with_user(user)
            newest = mine._newest(self.company).get(which.id)
            return (
                stored.mapped("total"),
                line.total,
                bool(newest) and newest.total,
                len(mine._trend(self.company).get(which.id, ())),
                records.search_count(mine.action_view_records()["domain"]),
            )

        count()
        self.assertEqual(seen(self.officer), ([1], 1, 1, 1, 1))
        self.assertEqual(seen(self.management), ([2], 2, 2, 1, 2))
        self.assertEqual(seen(self.officer, other)[0], seen(self.management, other)[0])
        self.assertNotIn("user_id", snapshots.with_user(self.officer).sudo(False).fields_get())
        # accused later: nothing is left of the number that is known to all, until the next count
        wanted = [("cron_id", "=", self.env.ref("beneficiary.ir_cron_figures").id)]
        triggers = self.env["ir.cron.trigger"].search_count(wanted)
        open_case.sudo().accused_user_ids = self.management
        self.assertGreater(self.env["ir.cron.trigger"].search_count(wanted), triggers)
        self.assertEqual(seen(self.management), ([], 0, False, 0, 1))
        count()
        self.assertEqual(seen(self.management), ([1], 1, 1, 1, 1))
        self.assertEqual(seen(self.manager), ([2], 2, 2, 1, 2))
        # cleared again
        complaints.sudo().search([("company_id", "=", self.company.id)]).accused_user_ids = False
        self.assertEqual(snapshots._readers(self.company), [self.env["res.users"]])
        self.assertEqual(seen(self.officer), seen(self.manager))

    def test_associations_are_apart(self):
        other = self._create_other_company()
        stranger = self._create_user("stranger", "manager", other)
        self._create_request()
        theirs = self._own_figure(stranger, company_id=other.id)
        mine = self._own_figure()
        self.assertEqual(theirs._measure(other)[theirs.id]["total"], 0)
        self.assertEqual(mine._measure(self.company)[mine.id]["total"], 1)
        figures = self.env["beneficiary.figure"].with_user(self.manager)
        self.assertIn(mine, figures.search([]))
        self.assertNotIn(theirs, figures.search([]))
        snapshots = self.env["beneficiary.figure.snapshot"].sudo()
        self.assertNotIn(theirs, dict(snapshots._missing(self.company)).popitem()[1])
        snapshots._take(self._figure("reply_in_window"), other, self.company._beneficiary_today())
        seen = self.env["beneficiary.figure.snapshot"].with_user(self.management)
        self.assertFalse(seen.search([("company_id", "=", other.id)]))
        with self.assertRaises(AccessError):
            self.env["beneficiary.figure.target"].with_user(self.manager).create(
                {"figure_id": self._figure("reply_in_window").id, "company_id": other.id, "target": 1}
            )
