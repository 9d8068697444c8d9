from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOISE, REFUSED, SecurityCommon

STREET = "South Street 7"


@tagged("post_install", "-at_install")
class TestContacts(SecurityCommon):
    """The person behind a file is a contact, and contacts have more doors than files."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact = cls.stranger.partner_id
        cls.own = cls.person.partner_id
        cls.contact.sudo().street = STREET
        cls.supplier = cls.env["res.partner"].create({"name": "Supplier", "company_id": cls.company.id})
        cls.bank = cls.env["res.partner.bank"].create(
            {"partner_id": cls.contact.id, "acc_number": "SA0380000000608010167519"}
        )

    # ------------------------------------------------------------------- read
    def _assert_hidden(self, role):
        """Assert that a role finds no way to the contact of the other branch."""
        partners = self._as(role, self.env["res.partner"])
        secret = (self.contact.name, self.contact.email, self.contact.phone, STREET)
        self.assertDenied(self._as(role, self.contact).read, ["name", "phone", "email", "street"])
        self.assertDenied(self._as(role, self.contact).web_read, {"name": {}, "phone": {}})
        self.assertFalse(partners.search([("id", "=", self.contact.id)]))
        self.assertEqual(partners.search_count([("id", "=", self.contact.id)]), 0)
        for value in (self.contact.name, self.contact.email):
            self.assertFalse(partners.name_search(value), value)
        for field, value in (("street", STREET), ("email", self.contact.email)):
            self.assertNotIn(self.contact, partners.search([(field, "=", value)]).sudo())
        groups = partners.formatted_read_group([("id", "=", self.contact.id)], ["street"], ["__count"])
        self.assertFalse(groups)
        found = str(partners.web_search_read([("company_id", "=", self.company.id)], {"name": {}, "phone": {}}))
        for value in secret:
            self.assertNotIn(value, found)

    def test_a_delegate_does_not_find_contacts_of_other_branches(self):
        self._assert_hidden("delegate")

    def test_a_delegate_finds_contacts_of_his_branch_and_those_that_are_no_beneficiaries(self):
        partners = self._as("delegate", self.env["res.partner"])
        self.assertEqual(
            partners.search([("id", "in", (self.own | self.supplier).ids)]).sudo(), self.own | self.supplier
        )

    def test_a_plain_employee_does_not_find_contacts_of_beneficiaries(self):
        """Who has no role here must not see more than a delegate."""
        self._assert_hidden("plain")

    def test_a_committee_member_does_not_find_contacts_off_the_agenda(self):
        self._assert_hidden("committee_member")

    def test_portal_and_public_find_no_contacts(self):
        for role in ("portal", "public"):
            with self.subTest(role=role):
                self._assert_hidden(role)

    def test_a_moved_person_is_out_of_sight_at_once(self):
        self.person.sudo().branch_id = self.other_branch
        self.assertDenied(self._as("delegate", self.own).read, ["name"])
        self.assertTrue(self._as("delegate_south", self.own).read(["name"]))

    def test_a_delegate_who_loses_his_branch_loses_its_contacts(self):
        self.branch.delegate_ids = False
        self.assertDenied(self._as("delegate", self.own).read, ["name"])

    def test_bank_accounts_of_other_branches_are_hidden(self):
        for role in ("delegate", "plain", "committee_member", "portal", "public"):
            with self.subTest(role=role):
                with mute_logger(*NOISE):
                    banks = self._as(role, self.env["res.partner.bank"])
                    found = banks.search([("id", "=", self.bank.id)]) if banks.has_access("read") else banks
                    self.assertFalse(found)
                    if banks.has_access("read"):
                        self.assertFalse(banks.search([("acc_number", "ilike", "6080")]))
                        self.assertFalse(banks.search([("partner_id", "=", self.contact.id)]))
                self.assertDenied(self._as(role, self.bank).read, ["acc_number"])

    def test_finance_and_officers_read_bank_accounts(self):
        for role in ("officer", "finance", "manager"):
            self.assertTrue(self._as(role, self.bank).read(["acc_number"]), role)

    # ------------------------------------------------------------------ write
    def test_a_delegate_changes_contacts_of_his_branch_only(self):
        """Through the file, which checks its own rights: nobody has rights on the contacts themselves."""
        file = self.env["beneficiary.beneficiary"].search([("partner_id", "=", self.own.id)])
        self._as("delegate", file).write({"city": "Riyadh"})
        self.assertEqual(self.own.city, "Riyadh")
        self.assertDenied(self._as("delegate", self.own).write, {"city": "Jeddah"})
        for contact in (self.contact, self.supplier, self.company.partner_id, self.officer.partner_id):
            with self.subTest(contact=contact.name):
                self.assertDenied(self._as("delegate", contact).write, {"city": "Riyadh"})
                self.assertDenied(self._as("delegate", contact).unlink)

    def test_a_delegate_does_not_open_contacts_by_marking_them(self):
        for contact in (self.contact, self.supplier):
            for vals in ({"beneficiary_branch_id": self.branch.id}, {"is_beneficiary": False}):
                self.assertDenied(self._as("delegate", contact).write, vals)
        for vals in ({"is_beneficiary": False}, {"beneficiary_branch_id": self.other_branch.id}):
            names = [(self.own, name) for name in vals]
            for record in (self.own, self.person):  # the file inherits the fields of the contact
                self.assertNotEffective(lambda r=record, v=vals: self._as("delegate", r).write(v), *names)

    def test_nobody_unmarks_the_contact_of_a_file(self):
        """Not even who may change contacts: the marks are kept by the file, and rules rely on them."""
        self.plain.sudo().group_ids += self.env.ref("base.group_partner_manager")
        for role in ("plain", "officer", "manager"):
            for vals in ({"is_beneficiary": False}, {"beneficiary_branch_id": self.branch.id}):
                with self.subTest(role=role, vals=vals):
                    names = [(self.contact, name) for name in vals]
                    self.assertNotEffective(lambda r=role, v=vals: self._as(r, self.contact).write(v), *names)

    def test_nobody_makes_a_marked_contact(self):
        for role in ("delegate", "officer"):
            vals = {"name": "New", "is_beneficiary": True, "beneficiary_branch_id": self.branch.id}
            with self.subTest(role=role):
                try:
                    with mute_logger(*NOISE), self.env.cr.savepoint():
                        contact = self._create_as(role, "res.partner", vals).sudo()
                except REFUSED:
                    continue
                self.assertFalse(contact.is_beneficiary)

    # --------------------------------------------------------------- take-over
    def test_a_delegate_does_not_take_over_a_contact_by_opening_a_file_on_it(self):
        """The file of a contact gives the right to change it, so who opens one must have that right already."""
        login = self.env["res.partner"].create({"name": "Somebody"})
        for contact in (
            self.supplier,
            self.company.partner_id,
            self.officer.partner_id,
            self.env.ref("base.partner_admin"),
            login,
        ):
            vals = {"partner_id": contact.id, "identity_type": "none", "branch_id": self.branch.id}
            before = contact.read(["is_beneficiary", "beneficiary_branch_id", "company_id"])
            with self.subTest(contact=contact.name):
                self.assertDenied(self._create_as, "delegate", "beneficiary.beneficiary", vals)
                self.env.invalidate_all()
                self.assertEqual(contact.read(["is_beneficiary", "beneficiary_branch_id", "company_id"]), before)

    def test_a_delegate_does_not_point_his_file_to_another_contact(self):
        for contact in (self.supplier, self.company.partner_id, self.env.ref("base.partner_admin")):
            for more in ({}, {"branch_id": self.branch.id}, {"active": True}):
                vals = {"partner_id": contact.id} | more
                with self.subTest(contact=contact.name, more=more):
                    self.assertNotEffective(
                        lambda v=vals: self._as("delegate", self.person).write(v),
                        (self.person, "partner_id"),
                        (contact, "is_beneficiary"),
                        (contact, "beneficiary_branch_id"),
                        (contact, "company_id"),
                    )

    def test_an_officer_does_not_change_bank_accounts_of_suppliers(self):
        """He pays out to beneficiaries; the accounts of others are accounting's."""
        bank = self.env["res.partner.bank"].create(
            {"partner_id": self.supplier.id, "acc_number": "SA4420000001234567891234"}
        )
        for role in ("officer", "finance", "manager"):
            with self.subTest(role=role):
                self.assertDenied(self._as(role, bank).write, {"acc_number": "SA0380000000608010167519"})
                self.assertDenied(self._as(role, bank).write, {"partner_id": self.own.id})
                vals = {"partner_id": self.supplier.id, "acc_number": "SA9999"}
                self.assertDenied(self._create_as, role, "res.partner.bank", vals)

    def test_an_officer_does_not_change_contacts_that_are_no_beneficiaries(self):
        for role in ("officer", "researcher", "finance", "management"):
            with self.subTest(role=role):
                self.assertDenied(self._as(role, self.supplier).write, {"email": "mallory@example.org"})
