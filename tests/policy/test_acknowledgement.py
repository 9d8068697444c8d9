from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

from .staff_common import StaffCommon


@tagged("post_install", "-at_install")
class TestAcknowledgement(StaffCommon):
    """Who signs, who cannot, and what is proved by it."""

    def _states(self, policy=None):
        records = self.env["beneficiary.policy.acknowledgement"].search(
            [("policy_id", "=", (policy or self.policy).id)]
        )
        return {record.employee_id.name: record.state for record in records}

    # ----------------------------------------------------------------- opening
    def test_opened_for_staff_and_contracted_parties(self):
        version = self._new_version()
        self.assertEqual(self._states(version), dict.fromkeys(("Huda", "Khalid", "Salem", "Nasser"), "pending"))
        record = self._of(self.clerk, policy=version)
        self.assertEqual(record.user_id, self.clerk_user)
        self.assertEqual(record.department_id, self.services)
        self.assertEqual(self._of(self.contractor, policy=version).employee_type, "contractor")

    def test_the_day_to_sign_by(self):
        self.company.beneficiary_ack_days = 10
        with self._at("2026-03-01 08:00:00"):
            version = self._new_version()
        self.assertEqual(str(self._of(self.clerk, policy=version).deadline), "2026-03-11")

    def test_staff_of_other_associations_and_former_staff_are_not_asked(self):
        other = self._create_other_company()
        stranger = self.env["hr.employee"].create({"name": "Stranger", "company_id": other.id})
        self.driver.action_archive()
        version = self._new_version()
        self.assertFalse(self._of(stranger, policy=version) | self._of(self.driver, policy=version))

    def test_a_new_version_is_signed_again(self):
        self._of(self.clerk, self.clerk_user).sign("Khalid", self.signature)
        version = self._new_version()
        self.assertEqual(self._of(self.clerk).state, "signed")
        self.assertEqual(self._of(self.head).state, "closed")
        self.assertIn("newer version", self._of(self.head).close_reason)
        self.assertEqual(self._of(self.clerk, policy=version).state, "pending")

    # ----------------------------------------------------------------- signing
    def test_a_plain_employee_reads_and_signs_his_own(self):
        own = self._of(self.clerk, self.clerk_user)
        self.assertTrue(own.is_mine and own.may_sign)
        self.assertIn(self.policy.clause_ids[0].text, own.text)
        action = own.action_sign()
        wizard = self.env[action["res_model"]].with_user(self.clerk_user).with_context(**action["context"]).create({})
        self.assertEqual(wizard.signer_name, "Khalid")
        self.assertIn("code of ethics", wizard.text)
        wizard.signature = self.signature
        with self._at("2026-02-01 08:30:00"):
            wizard.action_sign()
        self.assertEqual((own.state, own.signer_name), ("signed", "Khalid"))
        self.assertEqual(str(own.signed_on), "2026-02-01 08:30:00")
        self.assertEqual((own.signed_login_id, own.collected_by), (self.clerk_user, self.env["res.users"]))
        self.assertTrue(own.check_integrity())

    def test_nobody_signs_in_anothers_name(self):
        record = self._of(self.clerk)
        for user in (self.hr, self.manager, self.env.ref("base.user_root")):
            with self.subTest(user=user.login), self.assertRefused("in another's name", error=AccessError):
                record.with_user(user).sign("Khalid", self.signature)
        with self.assertRaises(AccessError):
            record.with_user(self.head_user).sign("Khalid", self.signature)
        self.assertEqual(record.state, "pending")

    def test_who_has_no_login_signs_at_the_hr_officer(self):
        for user, employee in ((self.hr, self.driver), (self.manager, self.contractor)):
            record = self._of(employee, user)
            self.assertTrue(record.may_sign)
            record.sign(employee.sudo().name, self.signature)
            self.assertEqual((record.state, record.collected_by), ("signed", user))
            self.assertFalse(record.signed_login_id)
            self.assertTrue(record.check_integrity())

    def test_management_takes_no_signatures(self):
        with self.assertRefused("Only these roles", error=AccessError):
            self._of(self.driver, self.management).sign("Salem", self.signature)

    def test_name_and_drawing_are_needed(self):
        own = self._of(self.clerk, self.clerk_user)
        for name, drawing, text in (
            (" ", self.signature, "name of the person"),
            ("Khalid", False, "signature is missing"),
            ("Khalid", b"bm90IGFuIGltYWdl", "not a readable image"),
        ):
            with self.subTest(text), self.assertRefused(text):
                own.sign(name, drawing)
        self.assertEqual(own.state, "pending")

    def test_signed_once(self):
        own = self._of(self.clerk, self.clerk_user)
        own.sign("Khalid", self.signature)
        with self.assertRefused("is “Signed”"):
            own.sign("Khalid", self.signature)

    def test_a_version_that_is_not_in_force_is_not_signed(self):
        record = self._of(self.clerk)
        self._new_version()
        record.state = "pending"  # as if it had been missed
        with self.assertRefused("is not in force"):
            record.with_user(self.clerk_user).sign("Khalid", self.signature)

    # ------------------------------------------------------------------- proof
    def test_what_was_signed_is_kept_and_proved(self):
        own = self._of(self.clerk, self.clerk_user)
        own.sign("Khalid", self.signature)
        content = own.sudo().content
        clause = self.policy.clause_ids[0]
        texts = [c["text"] for section in content["policy"]["sections"] for c in section["clauses"]]
        self.assertIn(clause.text, texts)
        self.assertEqual(content["policy"]["version"], self.policy.version)
        self.assertEqual(len(content["policy"]["tools"]), len(self.policy.tool_ids))
        for column, value in (
            ("content", '{"policy": {}}'),
            ("signer_name", "Mallory"),
            ("signed_on", "2020-01-01"),
            ("collected_by", self.hr.id),
        ):
            with self.subTest(column):
                savepoint = self.env.cr.savepoint()
                query = SQL(
                    "UPDATE beneficiary_policy_acknowledgement SET %s = %s WHERE id = %s",
                    SQL.identifier(column),
                    value,
                    own.id,
                )
                self.env.cr.execute(query)
                self.env.invalidate_all()
                self.assertFalse(own.check_integrity())
                savepoint.rollback()
                self.env.invalidate_all()
        self.assertTrue(own.check_integrity())

    def test_a_newer_tool_does_not_change_what_was_signed(self):
        tool = self.policy.with_user(self.manager).tool_ids[0]
        own, later = self._of(self.clerk, self.clerk_user), self._of(self.head, self.head_user)
        own.sign("Khalid", self.signature)
        tool.write({"file": self.signature, "file_name": "bylaw.png", "version": "2.0"})
        later.sign("Huda", self.signature)
        editions = [record.sudo().content["policy"]["tools"][0] for record in (own, later)]
        self.assertEqual([edition["version"] for edition in editions], ["1.0", "2.0"])
        self.assertFalse(editions[0]["file"])
        self.assertTrue(editions[1]["file"])
        self.assertTrue(own.check_integrity() and later.check_integrity())
        self.assertNotIn("edition 2.0", own.text)
        self.assertIn("edition 2.0", later.text)

    def test_frozen_once_signed(self):
        own = self._of(self.clerk, self.clerk_user)
        own.sign("Khalid", self.signature)
        for vals in ({"state": "pending"}, {"signer_name": "x"}, {"signature": False}, {"content_hash": "x"}):
            with self.subTest(vals), self.assertRefused("is signed and cannot be changed"):
                own.sudo().write(vals)
        with self.assertRefused("is signed and cannot be changed"):
            own.sudo().unlink()

    # -------------------------------------------------------------- code of ethics
    def test_code_of_ethics_is_part_of_it(self):
        version = self._adopt("samtah")
        self.env["beneficiary.policy.tool"].create(
            {"policy_id": version.id, "name": "Conduct of our profession", "tool_type": "ethics"}
        )
        version.action_approve()
        version.action_put_in_force()
        own = self._of(self.clerk, self.clerk_user, version)
        page = own.text.split("Code of ethics</h3>")[1]
        self.assertIn("keeps to the profession", page)
        self.assertIn("Conduct of our profession", page)
        own.sign("Khalid", self.signature)
        tools = own.sudo().content["policy"]["tools"]
        self.assertEqual([tool["name"] for tool in tools if tool["ethics"]], ["Conduct of our profession"])

    # --------------------------------------------------------------- exemption
    def test_exempt_with_a_reason(self):
        record = self._of(self.contractor, self.hr)
        with self.assertRefused("Write why"):
            record.action_exempt(" ")
        record.action_exempt("Has a contract of his own")
        self.assertEqual(
            (record.state, record.exempt_reason, record.exempted_by),
            (
                "exempted",
                "Has a contract of his own",
                self.hr,
            ),
        )
        record.action_withdraw_exemption()
        self.assertEqual((record.state, record.exempt_reason), ("pending", False))

    def test_nobody_exempts_himself(self):
        employee = self._create_employee("Hr", user=self.hr)
        both = self._of(employee, self.hr) | self._of(self.driver, self.hr)
        with self.assertRefused("Nobody exempts himself"):
            both.action_exempt("I am special")
        self.assertEqual(both.mapped("state"), ["pending", "pending"])

    def test_staff_and_management_do_not_exempt(self):
        for user, employee in ((self.clerk_user, self.clerk), (self.management, self.clerk)):
            with self.subTest(user.login), self.assertRefused("Only these roles", error=AccessError):
                self._of(employee, user).action_exempt("No time")

    def test_what_is_signed_is_not_exempted(self):
        self._of(self.clerk, self.clerk_user).sign("Khalid", self.signature)
        with self.assertRefused("is “Signed”"):
            self._of(self.clerk, self.hr).action_exempt("Late")

    def test_exempt_screen(self):
        records = (self._of(self.driver) | self._of(self.contractor)).with_user(self.hr)
        action = records.action_exempt_with_reason()
        wizard = (
            self.env[action["res_model"]]
            .with_user(self.hr)
            .with_context(**action["context"])
            .create({"reason": "Sent by a partner"})
        )
        wizard.action_confirm()
        self.assertEqual(records.mapped("exempt_reason"), ["Sent by a partner"] * 2)

    # ------------------------------------------------------------------ groups
    def test_exempted_groups(self):
        exemptions = self.env["beneficiary.policy.exemption"].with_user(self.hr)
        below = self.env["hr.department"].create({"name": "Field", "parent_id": self.projects.id})
        self.driver.department_id = below
        exemptions.create({"department_id": self.projects.id, "reason": "Policy of the partner"})
        self.assertEqual(self._of(self.driver).state, "exempted")
        self.assertEqual(self._of(self.driver).exempt_reason, "Policy of the partner")
        exemptions.create({"employee_type": "contractor", "reason": "Bound by contract"})
        version = self._new_version()
        self.assertEqual(
            self._states(version), {"Huda": "pending", "Khalid": "pending", "Salem": "exempted", "Nasser": "exempted"}
        )
        self.assertEqual(self._of(self.contractor, policy=version).exempted_by, self.hr)

    def test_a_group_names_somebody(self):
        with self.assertRefused("would exempt everyone"):
            self.env["beneficiary.policy.exemption"].with_user(self.hr).create({"reason": "All of us"})

    def test_nobody_exempts_himself_through_a_group(self):
        employee = self._create_employee("Hr", user=self.hr, department_id=self.projects.id)
        self.env["beneficiary.policy.exemption"].with_user(self.hr).create(
            {"department_id": self.projects.id, "reason": "Ours"}
        )
        self.assertEqual(self._of(employee).state, "pending")
        self.assertEqual(self._of(self.driver).state, "exempted")

    # ------------------------------------------------------------------ access
    def test_staff_see_their_own_only(self):
        for user, employee in ((self.clerk_user, self.clerk), (self.head_user, self.head)):
            found = self.env["beneficiary.policy.acknowledgement"].with_user(user).search([])
            self.assertEqual(found.employee_id.ids, employee.ids)
        with self.assertRaises(AccessError):
            self._of(self.head, self.clerk_user).read(["state"])

    def test_hr_manager_and_management_see_all(self):
        for user in (self.hr, self.manager, self.management):
            found = self.env["beneficiary.policy.acknowledgement"].with_user(user).search([])
            self.assertEqual(len(found), 4)

    def test_the_drawing_is_not_for_everyone(self):
        own = self._of(self.clerk, self.clerk_user)
        own.sign("Khalid", self.signature)
        self.assertTrue(own.with_user(self.hr).signature)
        with self.assertRaises(AccessError):
            own.read(["signature"])

    def test_nothing_is_written_by_hand(self):
        for user in (self.hr, self.manager):
            record = self._of(self.driver, user)
            for vals in ({"state": "signed"}, {"deadline": "2030-01-01"}, {"signer_name": "x"}, {"employee_id": 1}):
                with self.subTest(user=user.login, vals=vals), self.assertRefused("own actions", error=AccessError):
                    record.write(vals)
            with self.assertRaises(AccessError):
                record.create({"policy_id": self.policy.id, "employee_id": self.driver.id})
            with self.assertRaises(AccessError):
                record.unlink()
            with self.assertRefused("own actions", error=AccessError):
                self.policy.with_user(self.manager).write({"acknowledgement_ids": [Command.clear()]})

    def test_the_page_of_a_plain_employee(self):
        """What the web client reads for the form and the list, as somebody without any role."""
        own = self._of(self.clerk, self.clerk_user)
        views = own.get_views([(False, "form"), (False, "list"), (False, "search")])["views"]
        self.assertNotIn("exempt_with_reason", views["form"]["arch"])
        names = ["employee_id", "policy_id", "department_id"]
        spec = {name: {"fields": {"display_name": {}}} for name in names} | {
            name: {} for name in ("state", "deadline", "text", "change_text", "may_sign", "overdue", "version")
        }
        (values,) = own.web_read(spec)
        self.assertEqual(values["employee_id"]["display_name"], "Khalid")
        self.assertEqual(values["department_id"]["display_name"], "Services")
        action = self.policy.with_user(self.clerk_user).action_my_acknowledgement()
        self.assertEqual(action["res_id"], own.id)

    # ----------------------------------------------------------------- figures
    def test_progress(self):
        self._of(self.clerk, self.clerk_user).sign("Khalid", self.signature)
        self._of(self.contractor, self.hr).action_exempt("Own contract")
        policy = self.policy.with_user(self.hr)
        policy.invalidate_recordset()
        self.assertEqual(
            (policy.acknowledgement_count, policy.acknowledgement_signed, policy.acknowledgement_pending), (4, 1, 2)
        )
        self.assertEqual(policy.acknowledgement_exempted, 1)
        self.assertAlmostEqual(policy.acknowledgement_rate, 100 / 3)
        action = policy.action_view_acknowledgements()
        self.assertEqual(self.env[action["res_model"]].search_count(action["domain"]), 4)
        with self.assertRefused("Only these roles", error=AccessError):
            self.policy.with_user(self.clerk_user).action_view_acknowledgements()
