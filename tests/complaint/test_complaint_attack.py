from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..security.common import RpcCommon
from .common import ComplaintCommon

SECRET = "He shouted at my mother"
COMPLAINT, MESSAGE, ACTIVITY = "beneficiary.complaint", "mail.message", "mail.activity"
ACCUSED = ("officer", "manager", "committee_member", "management", "delegate")


@tagged("post_install", "-at_install")
class TestComplaintAttack(ComplaintCommon, RpcCommon):
    """Whoever is accused learns nothing over RPC, even if he had worked on the complaint before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.route = cls.env["beneficiary.complaint.route"].search(
            [("company_id", "=", cls.company.id), ("kind", "=", "complaint")]
        )
        cls.route.user_id = cls.officer
        cls.deputy = cls._create_user("deputy", "officer")
        cls.route.substitute_id = cls.deputy
        cls.users = cls.env["res.users"].browse([getattr(cls, role).id for role in ACCUSED])
        cls.complaint = cls._create_complaint(
            cls.delegate,
            subject=SECRET,
            description=SECRET,
            request_id=cls.north.id,
            beneficiary_id=cls.person.id,
            contact_name=False,
        ).sudo()
        cls.complaint.committee_id = cls.committee
        cls.complaint.with_user(cls.officer).action_acknowledge()
        # all of them had a hand in it before it turned out who is meant
        cls.complaint.message_subscribe(cls.users.partner_id.ids)
        cls.own_note = cls.complaint.with_user(cls.officer).message_post(
            body=SECRET, partner_ids=cls.users.partner_id.ids
        )
        cls.activities = cls.env[ACTIVITY]
        for user in cls.users:
            cls.activities |= cls.complaint.activity_schedule(
                "mail.mail_activity_data_todo", summary=SECRET, user_id=user.id
            )
        cls.file = cls.env["ir.attachment"].create(
            {"name": SECRET, "raw": b"x", "res_model": COMPLAINT, "res_id": cls.complaint.id}
        )
        cls.complaint.with_user(cls.manager).web_read({"description": {}})  # the log has him
        cls.complaint.accused_user_ids = cls.users
        (cls.users | cls.deputy).write({"group_ids": [(4, cls.env.ref("base.group_allow_export").id)]})

    def test_the_accused_learns_nothing(self):
        ids, mine = self.complaint.ids, [("id", "=", self.complaint.id)]
        notices = self.complaint.notice_ids
        self.assertTrue(notices and self.complaint.clock_ids)
        for role in ACCUSED:
            self._login(role)
            with self.subTest(role=role):
                for method, args in (
                    ("read", [["subject"]]),
                    ("web_read", [{"subject": {}}]),
                    ("export_data", [["subject"]]),
                    ("action_recuse", []),
                    ("action_view_similar", []),
                    ("write", [{"accused_user_ids": [(5,)]}]),
                ):
                    self.assertRpcRefused(COMPLAINT, method, ids, *args)
                for method, args in (
                    ("search_read", [mine, ["subject"]]),
                    ("search_count", [[("description", "ilike", SECRET)]]),
                    ("name_search", [self.complaint.name]),
                    ("search", [[("accused_user_ids", "in", self.users.ids)]]),
                ):
                    found, _error = self._rpc(COMPLAINT, method, *args)
                    self.assertFalse(found, method)
                groups, _error = self._rpc(COMPLAINT, "formatted_read_group", mine, ["kind"], ["__count"])
                self.assertFalse(groups)
                for record in (self.north, self.person):
                    rows, _error = self._rpc(record._name, "read", record.ids, ["complaint_count"])
                    self.assertFalse(rows and rows[0]["complaint_count"], record._name)
                found, _error = self._rpc(
                    "beneficiary.request", "search_count", [("clock_ids.name", "=", self.complaint.name)]
                )
                self.assertFalse(found)
                for model, about in (
                    (MESSAGE, [("model", "=", COMPLAINT), ("res_id", "in", ids)]),
                    (ACTIVITY, [("res_model", "=", COMPLAINT), ("res_id", "in", ids)]),
                    ("ir.attachment", [("id", "=", self.file.id)]),
                    ("beneficiary.notice", [("id", "in", notices.ids)]),
                    ("beneficiary.clock", [("complaint_id", "in", ids)]),
                    ("beneficiary.access.log", [("complaint_id", "in", ids)]),
                ):
                    found, _error = self._rpc(model, "search_count", about)
                    self.assertFalse(found, model)
                self.assertRpcRefused(MESSAGE, "read", self.own_note.ids, ["body"])
                self.assertRpcRefused("ir.attachment", "read", self.file.ids, ["name"])
                answer = self._json("/mail/thread/messages", {"thread_model": COMPLAINT, "thread_id": ids[0]})
                self.assertNotIn(SECRET, answer.text)
                self.assertNotIn(SECRET, self._json("/mail/inbox/messages", {}).text)
                self.assertEqual(self.url_open(f"/web/content/{self.file.id}").status_code, 404)

    def test_it_is_taken_from_them_and_stays_so(self):
        complaint = self.complaint
        self.assertEqual(
            complaint.user_id, self.deputy, "the accused responsible is replaced by the route's substitute"
        )
        self.assertFalse(complaint.message_partner_ids & self.users.partner_id)
        self.assertFalse(self.own_note.sudo().notified_partner_ids & self.users.partner_id)
        self.assertEqual(self.activities.exists().user_id, self.deputy)
        deputy = complaint.with_user(self.deputy)
        with self.assertRaisesRegex(UserError, "must not hear"):
            deputy.message_subscribe(self.manager.partner_id.ids)
        with self.assertRaisesRegex(UserError, "must not hear"):
            deputy.message_post(body="x", partner_ids=self.officer.partner_id.ids)
        with self.assertRaisesRegex(UserError, "must not hear"):
            deputy.activity_schedule("mail.mail_activity_data_todo", user_id=self.officer.id)
        with self.assertRaisesRegex(UserError, "accused in"):
            deputy.user_id = self.officer
        with self.assertRaisesRegex(AccessError, "Manager"):
            deputy.accused_user_ids = False

    def test_views_over_the_routes_are_logged(self):
        self._login("deputy")
        self.assertEqual(self.url_open(f"/web/content/{self.file.id}").status_code, 200)
        self.assertRpcAllowed(COMPLAINT, "web_read", self.complaint.ids, {"description": {}})
        rows = self.env["beneficiary.access.log"].search([("user_id", "=", self.deputy.id)])
        self.assertEqual(set(rows.mapped("what")), {"download", "view"})

    def test_named_and_recused(self):
        named = self._create_complaint(accused_name=f"the clerk {self.manager.name}").sudo()
        self.assertEqual(named.barred_user_ids, self.manager)
        self._login("deputy")
        self.assertRpcAllowed(COMPLAINT, "action_recuse", named.ids, "He is my cousin.")
        self.assertEqual(named.recused_user_ids, self.deputy)
        self.assertRpcRefused(COMPLAINT, "read", named.ids, ["subject"])
        self.assertIn("cousin", self._notes(named))
        with self.assertRaises(AccessError):
            self._create_complaint(self.officer, accused_user_ids=[(6, 0, self.officer.ids)])
