from odoo.tests import new_test_user, tagged

from .common import RpcCommon
from .features.inquiry import inquiry

LEAD, CONTACT, CLOCK = "crm.lead", "beneficiary.contact.log", "beneficiary.clock"


@tagged("post_install", "-at_install")
class TestInquiries(RpcCommon):
    """Over the routes: sales and inquiries know nothing of each other, nor does one branch of another."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = {"company_id": cls.company.id, "company_ids": [(6, 0, cls.company.ids)]}
        for name, group in (("seller", "group_sale_salesman_all_leads"), ("sales_manager", "group_sale_manager")):
            setattr(cls, name, new_test_user(cls.env, f"test_{name}", f"sales_team.{group}", **company))
        cls.sale = cls.env[LEAD].create({"name": "Secret sale", "user_id": False, "company_id": cls.company.id})
        cls.inquiry = inquiry(cls, question="Secret question", contact_name="Secret name", branch_id=cls.branch.id)
        cls.inquiry.sudo().user_id = False
        cls.linked = inquiry(cls, beneficiary_id=cls.stranger.id)
        cls.contact = cls.inquiry.contact_log_ids

    def _assert_hidden(self, lead):
        """Assert that no reading door of the session gives this lead away."""
        domain = [("id", "=", lead.id)]
        for method, args in (
            ("search_read", [domain, ["name"]]),
            ("search_count", [domain]),
            ("name_search", ["Secret", domain]),
            ("web_search_read", [domain, {"name": {}}]),
            ("formatted_read_group", [domain, ["type"], ["__count"]]),
            ("export_data", None),
        ):
            if args is None:
                result, error = self._rpc(LEAD, method, lead.ids, ["name"])
            else:
                result, error = self._rpc(LEAD, method, *args)
            with self.subTest(method=method):
                self.assertNotIn("Secret", str(result) + str(error and error[1]).replace("Secret", "", 0))
                found = result["records"] if isinstance(result, dict) and "records" in result else result
                self.assertTrue(error or not found, result)
        for method, args in (
            ("read", [["name"]]),
            ("write", [{"name": "Mine"}]),
            ("unlink", []),
            ("copy", []),
            ("message_post", []),
            ("action_take", []),
            ("action_archive", []),
        ):
            with self.subTest(method=method):
                self.assertRpcRefused(LEAD, method, lead.ids, *args)

    def test_sales_reaches_no_inquiry(self):
        for user in (self.seller, self.sales_manager):
            self._login(user)
            self._assert_hidden(self.inquiry)
            for vals in ({"is_inquiry": True}, {"team_id": self.company.beneficiary_team_id.id}):
                self.assertRpcRefused(LEAD, "create", {"name": "Mine", "channel_id": self.channel.id} | vals)
            self.assertRpcRefused(CONTACT, "search_read", [], ["question"])

    def test_our_roles_reach_no_sale(self):
        for role in ("delegate", "officer", "manager", "management", "researcher", "finance", "plain", "portal"):
            self._login(role)
            with self.subTest(role=role):
                self._assert_hidden(self.sale)

    def test_outsiders_reach_no_inquiry(self):
        for role in ("delegate_south", "researcher", "committee_member", "finance", "plain", "portal", "public"):
            self._login(role)
            with self.subTest(role=role):
                self._assert_hidden(self.inquiry)
                found, _error = self._rpc(CONTACT, "search_read", [("id", "=", self.contact.id)], ["question"])
                self.assertFalse(found)

    def test_clocks_are_read_by_who_reads_the_inquiry(self):
        clock = self.inquiry.sudo().clock_ids
        domain = [("id", "in", clock.ids)]
        for role, sees in (
            ("delegate", True),
            ("officer", True),
            ("management", True),
            ("delegate_south", False),
            ("researcher", False),
            ("committee_member", False),
            (self.seller, False),
        ):
            self._login(role)
            with self.subTest(role=role if isinstance(role, str) else role.login):
                found, error = self._rpc(CLOCK, "search_read", domain, ["display_name", "name"])
                self.assertEqual(bool(found), sees)
                self.assertNotIn("Secret", str(found) + str(error))
                if not sees:
                    for method, args in (("read", [["name"]]), ("action_open_case", []), ("action_pause", ["Why"])):
                        self.assertRpcRefused(CLOCK, method, clock.ids, *args)
        self._login("delegate")
        self.assertRpcRefused(CLOCK, "action_pause", clock.ids, "Why")
        self._login("officer")
        self.assertRpcAllowed(CLOCK, "action_pause", clock.ids, "She is on a journey")
        pauses = [("clock_id", "in", clock.ids)]
        for role, sees in (("management", True), ("researcher", False), ("delegate_south", False)):
            self._login(role)
            with self.subTest(pause=role):
                found = self._rpc(f"{CLOCK}.pause", "search_read", pauses, ["reason"])[0]
                self.assertEqual(bool(found), sees)

    def test_management_reads_and_changes_nothing(self):
        self._login("management")
        self.assertRpcAllowed(LEAD, "read", self.inquiry.ids, ["name", "question", "beneficiary_id"])
        for method, args in (
            ("write", [{"question": "Mine"}]),
            ("unlink", []),
            ("action_answer", []),
            ("message_post", []),
        ):
            self.assertRpcRefused(LEAD, method, self.inquiry.ids, *args)
        self.assertRpcRefused(LEAD, "create", {"is_inquiry": True, "channel_id": self.channel.id})
        self.assertRpcRefused(CONTACT, "write", self.contact.ids, {"answer": "Mine"})
        self.assertRpcRefused(LEAD, "read", self.inquiry.ids, ["identity_number"])

    def test_a_delegate_cannot_point_at_another_branch(self):
        self._login("delegate")
        for vals in ({"beneficiary_id": self.stranger.id}, {"branch_id": self.other_branch.id}):
            message = self.assertRpcRefused(LEAD, "write", self.inquiry.ids, vals)
            self.assertNotIn(self.stranger.name, message)
            self.assertRpcRefused(LEAD, "create", {"is_inquiry": True, "channel_id": self.channel.id} | vals)
        self.assertRpcRefused(CONTACT, "create", {"lead_id": self.linked.id, "channel_id": self.channel.id})
        self.assertRpcRefused(CONTACT, "create", {"beneficiary_id": self.stranger.id, "channel_id": self.channel.id})

    def test_the_banner_tells_a_delegate_of_his_branch_only(self):
        spec = {"known_count": {}, "known_ids": {"fields": {"display_name": {}}}}
        for role, count in (("delegate", 0), ("delegate_south", 1), ("officer", 1)):
            self._login(role)
            values = {"is_inquiry": True, "phone": self.stranger.phone, "company_id": self.company.id}
            with self.subTest(role=role):
                result = self.assertRpcAllowed(
                    LEAD, "onchange", [], values, ["phone"], spec, context={"default_is_inquiry": True}
                )
                self.assertEqual(len(result["value"].get("known_ids", [])), count)
                self.assertEqual(self.stranger.name in str(result), bool(count))

    def test_steps_cannot_be_skipped(self):
        self._login("officer")
        for vals in (
            {"inquiry_state": "answered"},
            {"first_answered_on": "2026-01-01 00:00:00"},
            {"request_id": self.north.id},
            {"is_inquiry": False},
            {"type": "opportunity"},
            {"clock_state": "paused"},
            {"clock_deadline": "2030-01-01 00:00:00"},
        ):
            with self.subTest(vals=vals):
                self.assertRpcRefused(LEAD, "write", self.inquiry.ids, vals)
