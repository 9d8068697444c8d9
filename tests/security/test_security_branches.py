from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOISE, REFUSED, SecurityCommon
from .features import complaint, corrections, deposit, eligibility, field, outreach, partner, profile, rounds

BRANCH_MODELS = (
    "beneficiary.beneficiary",
    "beneficiary.family.member",
    "beneficiary.request",
    "beneficiary.document",
    "beneficiary.declaration",
    "beneficiary.delivery",
    "beneficiary.referral",
    "beneficiary.clock",
    "beneficiary.clock.pause",
    "beneficiary.notice",
    "beneficiary.contact.log",
    "beneficiary.agreement",
    "beneficiary.agreement.line",
    "beneficiary.work",
    "beneficiary.guardian",
    "beneficiary.correction",
    "beneficiary.correction.line",
    "beneficiary.correction.member",
    "beneficiary.objection",
    "beneficiary.qualification",
    "beneficiary.experience",
    "beneficiary.opportunity",
    "beneficiary.volunteer.assignment",
    "beneficiary.volunteer.hour",
    "beneficiary.volunteer.rating",
    "beneficiary.volunteer.certificate",
    "beneficiary.partner.case",
    "beneficiary.mechanism.check",
    "beneficiary.field.event",
    "beneficiary.venue.answer",
    "beneficiary.invitation",
    "beneficiary.deposit",
    "beneficiary.penalty",
    "beneficiary.consent",
    "beneficiary.eligibility.check",
    "beneficiary.complaint",
    "beneficiary.evidence",
    "beneficiary.payment",
    "beneficiary.survey.sample",
)
# of the branch, too, but not for its delegates: income and health, what is found out about complaints
NOT_OF_DELEGATES = (
    "beneficiary.assessment",
    "beneficiary.compensation",
    "beneficiary.hearing",
    "beneficiary.improvement",
    "beneficiary.ruling",
    "beneficiary.settlement",
    "beneficiary.visit",
)
# a delegate reads what concerns his own work, wherever it was done: `feedback/test_answers_attack.py`
OF_OWN_WORK = ("beneficiary.feedback.cell",)


class BranchesCommon(SecurityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for person, name in ((cls.person, "ليلى"), (cls.stranger, "سلمى")):
            cls.env["beneficiary.family.member"].create(
                {"beneficiary_id": person.id, "name": name, "relation": "daughter"}
            )
        cls.north_case = cls.steps._approve(cls._create_request(cls.person))
        cls.south_case = cls.steps._approve(cls._create_request(cls.stranger))
        criterion = eligibility.asking(cls).criterion_ids
        for case in (cls.north_case, cls.south_case):
            eligibility.check(cls, case, criterion, result="failed", evidence="Nothing")
            outreach.give_consent(cls, case.beneficiary_id)
            cls.env["beneficiary.delivery"].create({"request_id": case.id, "amount": 1, "receiver_name": "Receiver"})
            cls.env["beneficiary.payment"].create({"request_id": case.id, "amount": 1})
            referral = {"request_id": case.id, "reason": "Unclear", "question": "Who is the guardian?"}
            cls.env["beneficiary.referral"].create(referral)
            case.with_user(cls.officer).clock_ids.filtered(lambda c: c.state == "running").action_pause("Journey")
            cls.env["beneficiary.contact.log"].create({"request_id": case.id, "channel_id": cls.channel.id})
            agreement = cls.env["beneficiary.agreement"].create(
                {
                    "subject": "Rent support",
                    "partner_id": case.partner_id.id,
                    "line_ids": [Command.create({"description": "Rent"})],
                }
            )
            cls.env["beneficiary.work"].create({"name": "Painting", "agreement_id": agreement.id})
            cls.env["beneficiary.objection"].create({"request_id": case.id, "text": "Too little"})
            deposit.show_serious(cls, case)
            corrections.ask(cls.env, case.beneficiary_id.with_user(cls.env.user))
            place = profile.opportunity(cls.env, profile.program(cls.env, cls.company), case.branch_id)
            profile.scene(cls.env, case.beneficiary_id, place)
            guardian = {"beneficiary_id": case.beneficiary_id.id, "relation": "parent"}
            cls._create_guardian(guardian, case.branch_id)
            field.event(cls, "announced", case.beneficiary_id.with_user(cls.env.user), branch=case.branch_id)
        entity = partner._entity(cls, cls.env, cls.company, cls.program)
        for person in (cls.person, cls.stranger):
            case = cls.steps._submit(cls._create_request(person))
            partner._case(cls, case, entity)
            partner._check(cls, case)
        # a delegate sees those of his branch that he took in himself
        for delegate, branch in ((cls.delegate, cls.branch), (cls.delegate_south, cls.other_branch)):
            own = complaint.take_in(cls, delegate, branch)
            cls.env["beneficiary.evidence"].create({"complaint_id": own.id, "name": "Notice"})
        rounds.ask(cls, cls.person | cls.stranger)
        cls.orphaned = cls._create_beneficiary("بلا فرع", branch_id=False)

    @classmethod
    def _create_guardian(cls, vals, branch):
        person = cls._create_beneficiary("هند", branch_id=branch.id)
        cls.env["beneficiary.guardian"].create(vals | {"guardian_id": person.id})

    def _all(self, model, domain=()):
        """Return the records of both branches that belong to the test's company."""
        return self.env[model].search([("company_id", "=", self.company.id), *domain])

    def _hidden(self, model):
        return self._all(model, [("branch_id", "=", self.other_branch.id)])


@tagged("post_install", "-at_install")
class TestBranches(BranchesCommon):
    """A delegate sees and changes what belongs to his own branches, and nothing else, whichever method he calls."""

    def test_every_model_with_a_branch_is_covered(self):
        models = {name for name in self._models() if "branch_id" in self.env[name]._fields}
        self.assertEqual(models, {*BRANCH_MODELS, *NOT_OF_DELEGATES, *OF_OWN_WORK})
        for name in NOT_OF_DELEGATES:
            self.assertFalse(self._as("delegate", self.env[name]).has_access("read"))

    def test_search_and_count(self):
        for name in BRANCH_MODELS:
            hidden = self._hidden(name)
            self.assertTrue(hidden, name)
            model = self._as("delegate", self.env[name])
            with self.subTest(model=name):
                own = self._all(name, [("branch_id", "=", self.branch.id)])
                self.assertEqual(model.search([]).sudo(), own)
                self.assertEqual(model.search_count([]), len(own))
                self.assertFalse(model.search([("id", "in", hidden.ids)]))
                self.assertEqual(model.search_count([("id", "in", hidden.ids)]), 0)
                self.assertFalse(model.search([("branch_id", "=", self.other_branch.id)]))
                self.assertFalse(model.with_context(active_test=False).search([("id", "in", hidden.ids)]))

    def test_groups(self):
        for name in BRANCH_MODELS:
            model = self._as("delegate", self.env[name])
            own = self._all(name, [("branch_id", "=", self.branch.id)])
            with self.subTest(model=name):
                expected = [(self.branch, len(own))]
                self.assertEqual(model._read_group([], ["branch_id"], ["__count"]), expected)
                groups = model.formatted_read_group([], ["branch_id"], ["__count"])
                self.assertEqual([(g["branch_id"][0], g["__count"]) for g in groups], [(self.branch.id, len(own))])
                groups = model.web_read_group([], ["branch_id"], aggregates=["__count"])["groups"]
                self.assertEqual([g["branch_id"][0] for g in groups], self.branch.ids)
                with mute_logger("odoo.models", "py.warnings"):
                    sums = model._read_group([("id", "in", self._hidden(name).ids)], [], ["__count"])
                self.assertEqual(sums, [(0,)])

    def test_sums_do_not_add_other_branches(self):
        model = self._as("delegate", self.env["beneficiary.request"])
        own = self._all(model._name, [("branch_id", "=", self.branch.id)])
        [(total,)] = model._read_group([], [], ["amount_requested:sum"])
        self.assertEqual(total, sum(own.mapped("amount_requested")))

    def test_web_search_read_and_names(self):
        for name in BRANCH_MODELS:
            model, hidden = self._as("delegate", self.env[name]), self._hidden(name)
            with self.subTest(model=name):
                found = model.web_search_read([], {"display_name": {}})
                self.assertFalse({r["id"] for r in found["records"]} & set(hidden.ids))
                self.assertEqual(found["length"], len(found["records"]))
                self.assertFalse({r["id"] for r in model.search_read([], ["display_name"])} & set(hidden.ids))
                self.assertFalse({r[0] for r in model.name_search("", limit=None)} & set(hidden.ids))
                found = model.name_search(hidden[0].display_name, limit=None)
                self.assertFalse({r[0] for r in found} & set(hidden.ids))

    def test_search_of_the_person_by_name_number_and_phone(self):
        model = self._as("delegate", self.env["beneficiary.beneficiary"])
        self.stranger.sudo().file_number = "F/00077"
        for text in (self.stranger.name, "نوره", "1000000016", "0502222222", "F/00077"):
            with self.subTest(text=text):
                self.assertFalse(model.name_search(text))
                self.assertFalse(model.search([("search_text", "ilike", text)]))

    def test_paths_into_what_is_hidden(self):
        """A domain over a visible record answers nothing about a hidden one."""
        for name, domain in (
            ("beneficiary.branch", [("delegate_ids.beneficiary_branch_ids.name", "=", "nothing")]),
            ("res.partner", [("beneficiary_ids.national_id", "=", "1000000016")]),
            ("res.partner", [("beneficiary_ids.request_ids.amount_requested", ">", 0), ("id", "=", self._contact())]),
        ):
            with self.subTest(model=name, domain=domain):
                self.assertFalse(self._as("delegate", self.env[name]).search(domain))

    def _contact(self):
        return self.stranger.partner_id.id

    def test_read_and_export_by_id(self):
        self.env.ref("base.group_allow_export").sudo().user_ids += self.delegate
        for name in BRANCH_MODELS:
            hidden = self._as("delegate", self._hidden(name)[:1])
            for method, args in (
                ("read", [["display_name"]]),
                ("web_read", [{"display_name": {}}]),
                ("export_data", [["id", "display_name"]]),
                ("copy", []),
                ("get_metadata", []),
            ):
                with self.subTest(model=name, method=method):
                    self.assertDenied(getattr(hidden, method), *args)

    def test_write_and_unlink_by_id(self):
        for name in BRANCH_MODELS:
            hidden = self._hidden(name)[:1]
            with self.subTest(model=name):
                self.assertRefused(self._as("delegate", hidden).write, {"company_id": self.company.id})
                self.assertRefused(self._as("delegate", hidden).unlink)

    def test_the_other_delegate_sees_the_mirror_image(self):
        for name in BRANCH_MODELS:
            with self.subTest(model=name):
                found = self._as("delegate_south", self.env[name]).search([])
                self.assertEqual(found.sudo(), self._hidden(name))

    def test_people_without_a_branch_are_the_officers(self):
        self.assertFalse(self._as("delegate", self.orphaned).search([("id", "=", self.orphaned.id)]))
        self.assertTrue(self._as("officer", self.orphaned).search([("id", "=", self.orphaned.id)]))

    # ----------------------------------------------------------------- actions
    def test_actions_on_what_is_hidden(self):
        draft = self.south
        case = self._as("delegate", draft)
        for call, args in (
            (case.action_submit, ()),
            (case.action_cancel, ("Because",)),
            (case.sign_declaration, ("Mallory", self.signature)),
            (case.action_open_beneficiary, ()),
            (self._as("delegate", draft.document_ids).action_receive, ()),
            (self._as("delegate", self.south_case.declaration_id).check_integrity, ()),
        ):
            self.assertDenied(call, *args)

    # ------------------------------------------------------ what is taken away
    def test_a_change_of_delegates_takes_effect_at_once(self):
        cases = self._as("delegate", self.env["beneficiary.request"])
        self.assertTrue(cases.search_count([]))
        self.branch.delegate_ids -= self.delegate
        self.assertEqual(self._as("delegate", cases).search_count([]), 0)
        self.assertDenied(self._as("delegate", self.north).read, ["name"])
        self.other_branch.delegate_ids += self.delegate
        self.assertEqual(
            self._as("delegate", cases).search([]).sudo().branch_id, self.other_branch, "the new branch is not seen"
        )
        self.delegate.sudo().beneficiary_branch_ids = [Command.set(self.branch.ids)]
        self.assertEqual(self._as("delegate", cases).search([]).sudo().branch_id, self.branch)

    def test_a_person_who_moves_takes_his_cases_and_contact_along(self):
        self.person.sudo().branch_id = self.other_branch
        cases = self.person.request_ids
        self.assertTrue(self.person.family_member_ids and cases.document_ids and cases.delivery_ids)
        for records in (
            self.person,
            self.person.partner_id,
            self.person.family_member_ids,
            cases,
            cases.document_ids,
            cases.declaration_ids,
            cases.delivery_ids,
        ):
            with self.subTest(model=records._name):
                self.assertDenied(self._as("delegate", records).read, ["display_name"])
        self.assertTrue(self._as("delegate_south", self.north).read(["name"]))

    def test_an_archived_branch_is_seen_by_nobody_or_its_delegate_only(self):
        self.other_branch.active = False
        self.assertDenied(self._as("delegate", self.south).read, ["name"])

    # ------------------------------------------------------- what is smuggled
    def test_no_file_for_another_branch(self):
        for branch in (self.other_branch.id, False):
            vals = {"name": "New", "identity_type": "none", "branch_id": branch}
            self.assertRefused(self._create_as, "delegate", "beneficiary.beneficiary", vals)

    def test_no_request_for_a_person_whom_the_delegate_does_not_see(self):
        """Its declaration would tell him everything about that person."""
        for person in (self.stranger, self.orphaned):
            for forged in ({}, {"branch_id": self.branch.id}):
                vals = {"beneficiary_id": person.id, "program_id": self.program.id, "channel_id": self.channel.id}
                with self.subTest(person=person.name, forged=forged):
                    self.assertRefused(self._create_as, "delegate", "beneficiary.request", vals | forged)

    def test_no_request_is_turned_into_that_of_a_hidden_person(self):
        for vals in ({"beneficiary_id": self.stranger.id}, {"beneficiary_id": self.orphaned.id}):
            for forged in ({}, {"branch_id": self.branch.id}):
                with self.subTest(vals=vals, forged=forged):
                    self.assertRefused(self._as("delegate", self.north).write, vals | forged)

    def test_the_declaration_screen_tells_nothing_about_a_hidden_person(self):
        screen = self._as("delegate", self.env["beneficiary.declaration.sign"])
        with mute_logger(*NOISE):
            try:
                result = screen.onchange({"request_id": self.south.id}, ["request_id"], {"text": {}, "signer_name": {}})
            except REFUSED:
                return
        self.assertNotIn("1000000016", str(result))
        self.assertNotIn(self.stranger.name, str(result))

    def test_nothing_is_put_into_the_household_of_a_hidden_person(self):
        before = self.south_case.declaration_id
        self.assertTrue(before)
        for forged in ({}, {"branch_id": self.branch.id}):
            vals = {"beneficiary_id": self.stranger.id, "name": "Mallory", "relation": "son"}
            with self.subTest(forged=forged):
                self.assertRefused(self._create_as, "delegate", "beneficiary.family.member", vals | forged)
            with self.subTest(forged=forged, moved=True):
                own = self._as("delegate", self.person.family_member_ids)
                self.assertRefused(own.write, {"beneficiary_id": self.stranger.id} | forged)

    def test_no_paper_is_put_on_a_hidden_request(self):
        own = self.north.document_ids[:1]
        for forged in ({}, {"branch_id": self.branch.id}):
            vals = {"request_id": self.south.id, "type_id": self.paper_id.id}
            with self.subTest(forged=forged):
                self.assertRefused(self._create_as, "delegate", "beneficiary.document", vals | forged)
            with self.subTest(forged=forged, moved=True):
                self.assertRefused(self._as("delegate", own).write, {"request_id": self.south.id} | forged)

    def test_nothing_is_moved_into_view_by_writing_its_branch(self):
        for name in BRANCH_MODELS:
            hidden = self._as("delegate", self._hidden(name))
            with self.subTest(model=name), self.assertRaises(AccessError), mute_logger(*NOISE):
                hidden.write({"branch_id": self.branch.id})

    # -------------------------------------------------------------- duplicates
    def test_possible_duplicates_are_counted_but_not_shown(self):
        twin = self._create_as(
            "delegate",
            "beneficiary.beneficiary",
            {"name": "New", "identity_type": "none", "branch_id": self.branch.id, "phone": self.stranger.phone},
        )
        self.assertFalse(twin.duplicate_ids)
        self.assertEqual(twin.duplicate_hidden_count, 1)
        self.assertNotIn(self.stranger.name, str(twin.read(["duplicate_ids", "duplicate_hidden_count", "name"])))

    def test_the_refusal_of_a_second_file_does_not_name_the_first(self):
        vals = {"name": "New", "branch_id": self.branch.id, "national_id": "1000000016", "identity_type": "citizen"}
        with self.assertRaises(Exception) as caught, mute_logger(*NOISE), self.env.cr.savepoint():
            self._create_as("delegate", "beneficiary.beneficiary", vals)
        self.assertNotIn(self.stranger.name, str(caught.exception))
