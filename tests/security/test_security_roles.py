from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOISE, SecurityCommon

# field → the roles that may see it
IDENTITY = ("delegate", "officer", "researcher", "manager")
SENSITIVE = ("researcher", "manager")
SECRETS = (
    ("beneficiary.beneficiary", "national_id", IDENTITY),
    ("beneficiary.beneficiary", "identity_type", IDENTITY),
    ("beneficiary.beneficiary", "monthly_income", SENSITIVE),
    ("beneficiary.beneficiary", "health_condition", SENSITIVE),
    ("beneficiary.family.member", "national_id", IDENTITY),
    ("beneficiary.declaration", "text", IDENTITY),
    ("beneficiary.declaration", "signature", IDENTITY),
    ("beneficiary.declaration", "content", ("manager",)),
)
READERS = ("delegate", "officer", "researcher", "committee_member", "management", "manager")
PATHS = {
    "beneficiary.beneficiary": "",
    "beneficiary.request": "beneficiary_id.",
    "beneficiary.document": "beneficiary_id.",
    "beneficiary.committee.item": "request_id.beneficiary_id.",
    "beneficiary.delivery": "request_id.beneficiary_id.",
    "beneficiary.family.member": "beneficiary_id.",
    "res.partner": "beneficiary_ids.",
}
WORDS = {
    "national_id": "1000000008",
    "identity_type": "citizen",
    "monthly_income": 4321,
    "health_condition": "Diabetes",
}


class RolesCommon(SecurityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.family = cls.env["beneficiary.family.member"].create(
            {"beneficiary_id": cls.person.id, "name": "ليلى", "relation": "daughter", "national_id": "1000000032"}
        )
        cls.item = cls.steps._review(cls.north)
        cls.case = cls.steps._approve(cls._create_request(cls.person))
        cls.delivery = cls.env["beneficiary.delivery"].create({"request_id": cls.case.id, "amount": 1})
        cls.declaration = cls.case.declaration_id
        cls.off_agenda = cls._create_request(cls.stranger)
        cls.steps._complete(cls.off_agenda)
        # a case of another committee
        cls.other_committee = cls.env["beneficiary.committee"].create(
            {"name": "Second", "company_id": cls.company.id, "quorum": 1}
        )
        cls.env["beneficiary.committee.member"].create(
            {"committee_id": cls.other_committee.id, "user_id": cls.outsider.id, "role": "chair"}
        )
        program = cls.env["beneficiary.program"].create(
            {"name": "Other", "company_id": cls.company.id, "committee_id": cls.other_committee.id}
        )
        program.action_open()
        cls.theirs = cls.steps._review(cls._create_request(cls.stranger, program_id=program.id))
        cls.theirs.with_user(cls.outsider).cast_vote("for")

    def _record(self, model):
        return {
            "beneficiary.beneficiary": self.person,
            "beneficiary.family.member": self.family,
            "beneficiary.declaration": self.declaration,
        }[model]


@tagged("post_install", "-at_install")
class TestSecretFields(RolesCommon):
    """What a role must not know, it neither reads nor finds out by searching, sorting, grouping or exporting."""

    def _roles(self, model):
        return [role for role in READERS if self._as(role, self.env[model]).has_access("read")]

    def test_read(self):
        self.env.ref("base.group_allow_export").sudo().user_ids += self.committee_member | self.management
        for model, name, allowed in SECRETS:
            for role in self._roles(model):
                record = self._as(role, self._record(model))
                with self.subTest(model=model, field=name, role=role):
                    if role in allowed:
                        self.assertTrue(record.read([name])[0][name])
                        continue
                    self.assertDenied(record.read, [name])
                    self.assertDenied(record.web_read, {name: {}})
                    self.assertDenied(record.search_read, [], [name])
                    self.assertDenied(record.web_search_read, [], {name: {}})
                    self.assertDenied(record.mapped, name)
                    if record.env.user.has_group("base.group_allow_export"):
                        self.assertDenied(record.export_data, [name])
                    self.assertNotIn(name, record.fields_get())

    def test_search_sort_and_group(self):
        for model, name, allowed in SECRETS:
            field = self.env[model]._fields[name]
            if name in ("signature", "content"):
                continue
            for role in set(self._roles(model)) - set(allowed):
                records = self._as(role, self.env[model])
                with self.subTest(model=model, field=name, role=role):
                    for operator in ("=", "!=", "ilike", ">") if field.type != "text" else ("=", "ilike"):
                        self._assert_no_answer(records.search, [(name, operator, WORDS.get(name, "a"))])
                        self._assert_no_answer(records.search_count, [(name, operator, WORDS.get(name, "a"))])
                    self._assert_no_answer(records.search, [], order=f"{name} desc")
                    self._assert_no_answer(records._read_group, [], [name], ["__count"])
                    self._assert_no_answer(records.formatted_read_group, [], [name], ["__count"])
                    if field.type == "monetary":
                        self._assert_no_answer(records._read_group, [], [], [f"{name}:sum"])
                        self._assert_no_answer(records._read_group, [], [], [f"{name}:max"])

    def _assert_no_answer(self, function, *args, **kwargs):
        with self.assertRaises(AccessError), mute_logger(*NOISE):
            function(*args, **kwargs)

    def test_search_over_relations(self):
        """A case on the agenda is no way to find out how much its applicant earns."""
        for model, path in PATHS.items():
            for name, value in WORDS.items():
                allowed = IDENTITY if name in ("national_id", "identity_type") else SENSITIVE
                for role in (*READERS, "finance", "plain"):
                    records = self._as(role, self.env[model])
                    if role in allowed or not records.has_access("read"):
                        continue
                    with self.subTest(model=model, field=name, role=role):
                        for domain in (
                            [(path + name, "=", value)],
                            [(path + name, "!=", value)],
                            ["!", (path + name, "=", value)],
                        ):
                            self._assert_no_answer(records.search, domain)
                            self._assert_no_answer(records.search_count, domain)

    def test_order_and_group_over_relations(self):
        for role in ("committee_member", "management", "delegate"):
            requests = self._as(role, self.env["beneficiary.request"])
            with self.subTest(role=role):
                self._assert_no_answer(requests._read_group, [], ["beneficiary_id.monthly_income"], ["__count"])

    def test_write_of_secret_fields(self):
        for role in ("delegate", "officer"):
            for vals in ({"monthly_income": 1}, {"health_condition": "Well"}):
                with self.subTest(role=role, vals=vals):
                    self.assertDenied(self._as(role, self.person).write, vals)
                    new = {"name": "New", "identity_type": "none", "branch_id": self.branch.id}
                    self.assertDenied(self._create_as, role, "beneficiary.beneficiary", new | vals)

    def test_the_search_box_does_not_answer_by_id_number(self):
        for role in ("committee_member", "management"):
            people = self._as(role, self.env["beneficiary.beneficiary"])
            with self.subTest(role=role):
                self.assertFalse(people.name_search("1000000008"))
                self.assertFalse(people.search([("search_text", "ilike", "1000000008")]))
                self.assertFalse(people.search([("display_name", "ilike", "1000000008")]))
        self.assertTrue(self._as("officer", self.person).name_search("1000000008"))

    def test_duplicates_do_not_answer_by_id_number(self):
        """An onchange on a file that does not exist yet must not tell whose number it is."""
        spec = {"duplicate_ids": {"fields": {"display_name": {}}}, "duplicate_hidden_count": {}}
        for role in ("committee_member", "management", "finance", "researcher", "plain", "portal"):
            people = self._as(role, self.env["beneficiary.beneficiary"])
            with self.subTest(role=role):
                self.assertDenied(people.onchange, {"national_id": "1000000008"}, ["national_id"], spec)

    def test_no_secret_is_tracked_or_shown_in_names(self):
        for model, name, _allowed in SECRETS:
            self.assertFalse(getattr(self.env[model]._fields[name], "tracking", False), f"{model}.{name}")
        self.assertNotIn("1000000008", self.person.display_name)
        self.assertNotIn("1000000008", self.person.search_key)

    def test_messages_do_not_tell_secrets(self):
        self.person.with_user(self.manager).write({"monthly_income": 9876, "health_condition": "Heart"})
        self.env.flush_all()
        posted = self.person.sudo().message_ids
        messages, values = str(posted.mapped("body")), str(posted.tracking_value_ids.read())
        for secret in ("9876", "Heart", "1000000008"):
            self.assertNotIn(secret, messages + values)


@tagged("post_install", "-at_install")
class TestCommitteeMember(RolesCommon):
    """A member sees the agenda of his own committees, and of those on it no more than the case."""

    def test_only_the_own_agenda(self):
        member, own = "committee_member", self.north | self.case
        for model, visible, hidden in (
            ("beneficiary.request", own, self.off_agenda | self.theirs.request_id | self.south),
            ("beneficiary.committee.item", own.sudo().item_ids, self.theirs),
            ("beneficiary.document", own.document_ids, self.off_agenda.document_ids | self.south.document_ids),
            ("beneficiary.declaration", own.declaration_ids, self.off_agenda.declaration_ids),
            ("beneficiary.committee.vote", own.sudo().item_ids.vote_ids, self.theirs.sudo().vote_ids),
            ("beneficiary.beneficiary", self.person, self.stranger),
        ):
            self.assertTrue(visible and hidden, model)
            records = self._as(member, self.env[model])
            with self.subTest(model=model):
                self.assertEqual(set(records.search([]).ids), set(visible.ids))
                self.assertEqual(records.search_count([]), len(visible))
                self.assertFalse(records.search([("id", "in", hidden.ids)]))
                self.assertEqual(records._read_group([], [], ["__count"]), [(len(visible),)])
                self.assertFalse({r[0] for r in records.name_search("", limit=None)} & set(hidden.ids))
                self.assertDenied(self._as(member, hidden[:1]).read, ["display_name"])

    def test_nothing_beside_the_agenda(self):
        for model in ("beneficiary.family.member", "beneficiary.delivery"):
            self.assertDenied(self._as("committee_member", self.env[model]).search, [])
            self.assertDenied(self._as("committee_member", self.env[model]).search_count, [])

    def test_membership_takes_effect_at_once(self):
        items = self._as("outsider", self.env["beneficiary.committee.item"])
        self.assertEqual(items.search([]).sudo(), self.theirs)
        member = self.env["beneficiary.committee.member"].create(
            {"committee_id": self.committee.id, "user_id": self.outsider.id}
        )
        self.assertIn(self.item, self._as("outsider", items).search([]).sudo())
        member.active = False
        self.assertNotIn(self.item, self._as("outsider", items).search([]).sudo())
        member.active = True
        self.assertIn(self.item, self._as("outsider", items).search([]).sudo())
        member.unlink()
        self.assertNotIn(self.item, self._as("outsider", items).search([]).sudo())
        self.assertDenied(self._as("outsider", self.item).read, ["reason"])

    def test_the_votes_of_others_are_the_committees(self):
        for role in ("delegate", "officer", "researcher", "finance", "plain"):
            self.assertDenied(self._as(role, self.env["beneficiary.committee.vote"]).search, [])
            self.assertDenied(self._as(role, self.case.sudo().item_ids.vote_ids).read, ["choice"])


# every employee signs the policy himself
OF_EVERY_EMPLOYEE = {"beneficiary.policy.acknowledgement.sign"}
# whoever reads a complaint may step aside from it
OF_EVERY_READER = {"beneficiary.complaint.step"}
# what top management does itself: it orders papers and ticks off what it has watched
OF_MANAGEMENT = {"beneficiary.evidence.pack", "beneficiary.register", "beneficiary.visit.step"}
# the start screen of those who work on cases, and whom they ask (management reads only how many)
OF_WORKERS = {"beneficiary.my.day", "beneficiary.survey.sample"}
OF_FINANCE = {
    "beneficiary.delivery",
    "beneficiary.payout.reason",
    "beneficiary.deposit.payment",
    "beneficiary.deposit.settlement",
}
OF_NOBODY = {
    "beneficiary.rate.limit",
    "beneficiary.application",
    "beneficiary.application.document",
    "beneficiary.application.member",
}


@tagged("post_install", "-at_install")
class TestFinanceAndManagement(RolesCommon):
    def test_finance_sees_money_only(self):
        delivery = self._as("finance", self.delivery)
        self.assertTrue(delivery.read(["name", "amount", "date", "beneficiary_id", "receiver_name", "state"]))
        for model in self._models():
            records = self._as("finance", self.env[model])
            if records.has_access("read") and model not in OF_EVERY_EMPLOYEE:
                self.assertTrue(model in OF_FINANCE or not records.has_access("write"), model)
        for record in (self.person, self.north, self.north.document_ids, self.declaration, self.item, self.family):
            self.assertDenied(self._as("finance", record).read, ["display_name"])
            self.assertDenied(record.browse().with_user(self.finance).search, [])

    def test_finance_does_not_learn_the_case_from_the_delivery(self):
        deliveries = self._as("finance", self.env["beneficiary.delivery"])
        for domain in (
            [("request_id.description", "ilike", "Rent")],
            [("request_id.decision_reason", "!=", False)],
            [("beneficiary_id.birth_date", "!=", False)],
        ):
            with self.assertRaises(AccessError), mute_logger(*NOISE):
                deliveries.search(domain)
        data = self._as("finance", self.delivery).web_read({"request_id": {"fields": {"display_name": {}}}})
        self.assertNotIn("Rent", str(data))
        self.assertDenied(self._as("finance", self.delivery).web_read, {"request_id": {"fields": {"description": {}}}})

    def test_management_reads_all_and_changes_nothing(self):
        others = OF_EVERY_EMPLOYEE | OF_EVERY_READER | OF_NOBODY | OF_MANAGEMENT | OF_WORKERS
        for model in set(self._models()) - others:
            records = self._as("management", self.env[model])
            if model.startswith("beneficiary.assessment"):  # income and health
                self.assertFalse(records.has_access("read"), model)
            elif not records._transient:
                self.assertTrue(records.has_access("read"), model)
                records.search([])
            for operation in ("write", "create", "unlink"):
                self.assertFalse(records.has_access(operation), f"{model} {operation}")
