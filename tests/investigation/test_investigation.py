import hashlib

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import InvestigationCommon

PARTS = ("beneficiary.evidence", "beneficiary.hearing", "beneficiary.ruling", "beneficiary.settlement")


@tagged("post_install", "-at_install")
class TestInvestigation(InvestigationCommon):
    """From the agenda of the committee to findings that are certified (R-73, R-74)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.complaint = cls._investigated()
        cls.item = cls.complaint.sudo().item_ids

    # ------------------------------------------------------------------- path
    def test_from_the_agenda_to_proven_fault(self):
        self.assertEqual((self.item.committee_id, self.complaint.committee_id), (self.panel, self.panel))
        evidence, hearing = self._evidence(self.complaint), self._hearing(self.complaint)
        hearing.action_close()
        item, meeting = self._uphold(self.complaint)
        self.assertEqual((item.outcome, self.complaint.outcome), ("upheld", "upheld"))
        self.assertEqual(self.complaint.state, "investigation", "the officer settles or resolves now")
        self.assertEqual(self.complaint.cause_ids, self.cause)
        self.assertEqual((evidence.item_id, item.cause_names), (item, self.cause.name))
        self.assertFalse(self.complaint._fault_items(), "the minutes are not certified")
        self._certify(meeting)
        self.assertEqual(meeting.state, "certified")
        self.assertEqual(self.complaint._fault_items(), item)
        self.assertTrue(meeting.check_integrity())
        self.cause.name = "Renamed"
        self.assertTrue(meeting.check_integrity(), "the names of the causes are those of the decision")
        with self.assertRefused("is decided and cannot be changed"):
            item.damage_amount = 9

    def test_the_minutes_state_damage_size_and_causes(self):
        item, meeting = self._uphold(self.complaint, damage_extent="and a fine", causes="No substitute")
        report = self.env["report.beneficiary.report_meeting_minutes"].with_user(self.chair)
        html = (
            self.env["ir.actions.report"]
            .with_user(self.chair)
            ._render_qweb_html("beneficiary.report_meeting_minutes", meeting.ids)[0]
        )
        for words in (b"paid a month late", b"1,500.00", b"and a fine", b"Delay", b"No substitute", b"Upheld"):
            self.assertIn(words, html)
        self.assertEqual(len(report._findings(item)), 4)

    def test_what_the_findings_need(self):
        meeting = self._panel_meeting(self.item)
        self._vote(self.item, {self.chair: "for", self.secretary: "for"})
        item = self.item.with_user(self.chair)
        item.write({"association_at_fault": True, "reason": "Proven"})
        with self.assertRefused("the damage, its size, as an amount or in words, its causes"):
            item.action_decide()
        item.write({"damage": "Late", "damage_extent": "A month", "causes": "Forgotten"})
        with self.assertRefused("no waiting list"):
            item.action_waiting_list()
        with self.assertRefused("The chair or the secretary"):
            item.with_user(self.committee_member).damage = "Other"
        item.action_decide()
        self.assertEqual((item.outcome, meeting.pending_count), ("upheld", 0))

    def test_dismissed_without_fault(self):
        self._panel_meeting(self.item)
        self._vote(self.item, {self.chair: "against", self.secretary: "against"})
        item = self.item.with_user(self.chair)
        item.write(
            {"association_at_fault": True, "damage": "x", "damage_amount": 1, "causes": "y", "reason": "No proof"}
        )
        with self.assertRefused("the votes dismiss it"):
            item.action_decide()
        item.association_at_fault = False
        item.action_decide()
        self.assertEqual((item.outcome, self.complaint.outcome), ("dismissed", "dismissed"))
        self.assertFalse(self.complaint._fault_items())
        with self.assertRefused("the committee decided “Dismissed”"):
            self.complaint.action_resolve("upheld", "We were wrong")
        self.complaint.action_dismiss("There was no fault")
        self.assertEqual(self.complaint.state, "resolved")

    def test_an_open_investigation_is_not_resolved(self):
        with self.assertRefused("the committee has not decided"):
            self.complaint.action_resolve("upheld", "We were wrong")
        self.complaint.action_withdraw("Solved")
        self.assertTrue(self.item.is_withdrawn, "it leaves the agenda")

    def test_returned_and_sent_again(self):
        meeting = self._panel_meeting(self.item)
        with self.assertRefused("is on the committee's agenda already"):
            self.complaint.action_send_to_committee()
        item = self.item.with_user(self.chair)
        item.reason = "Hear the driver"
        item.action_return()
        self.assertFalse(self.complaint.outcome)
        self.assertTrue(self.complaint.may_send_again)
        self.complaint.action_send_to_committee()
        self.assertEqual(self.complaint.sudo().item_ids.sorted("id").mapped("outcome"), ["returned", "pending"])
        self.assertEqual(meeting.state, "held")

    # --------------------------------------------------------------- own work
    def test_nobody_votes_on_his_own_work(self):
        self.complaint.user_id = self.officer
        self.env["beneficiary.committee.member"].create({"committee_id": self.panel.id, "user_id": self.officer.id})
        self._panel_meeting(self.item, present=(self.chair, self.secretary, self.officer))
        with self.assertRefused("has a part in"):
            self.item.with_user(self.officer).cast_vote("for")

    def test_votes_need_a_meeting(self):
        self.panel.decide_in_meetings = False
        with self.assertRefused("minutes of a meeting state the findings"):
            self.item.with_user(self.chair).cast_vote("for")

    def test_who_recuses_himself_sees_it_no_more(self):
        meeting = self._panel_meeting(self.item, present=(self.chair, self.secretary, self.committee_member))
        action = self.item.with_user(self.committee_member).action_vote_recuse()
        self.assertEqual(action["res_model"], "beneficiary.committee.item")
        self.assertIn(self.committee_member, self.complaint.sudo().barred_user_ids)
        self.assertHidden(self.committee_member, self.item, self.item.vote_ids, meeting, self.complaint)
        self._vote(self.item, {self.chair: "for", self.secretary: "for"})
        self.item.with_user(self.chair).reason = "Right"
        self.item.with_user(self.chair).action_decide()
        self._certify(meeting)
        self.assertEqual(meeting.state, "certified", "who withdrew does not certify what he may not read")

    # ------------------------------------------------------------ confidential
    def assertHidden(self, user, *records):
        self.env.invalidate_all()
        for record in records:
            with self.subTest(user=user.login, model=record._name):
                own = record.with_user(user)
                self.assertFalse(own.search([("id", "in", record.ids)]))
                self.assertFalse(own.search_count([("id", "in", record.ids)]))
                self.assertFalse(own._read_group([("id", "in", record.ids)], [], ["__count"])[0][0])
                with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
                    own.read(["display_name"])
                if record:
                    with self.assertRaises(UserError), mute_logger("odoo.addons.base.models.ir_rule"):
                        own.export_data(["id"])

    def test_the_accused_member_meets_nothing_of_it(self):
        """An accused member of the very committee: no item, vote, meeting, count, file, thread, and no vote by RPC."""
        accused = self.committee_member
        evidence, hearing = self._evidence(self.complaint), self._hearing(self.complaint)
        self.complaint.accused_user_ids = accused
        pending = self.panel.with_user(self.chair).pending_count
        meeting = self._panel_meeting(self.item)
        self._vote(self.item, {self.chair: "for"})
        ruling, settlement = self._ruling(self.complaint), self._settlement(self.complaint)
        attendees = meeting.sudo().attendee_ids
        self.assertNotIn(accused, attendees.user_id)
        self.assertNotIn(accused.partner_id, meeting.sudo().event_id.partner_ids)
        votes = self.item.sudo().vote_ids
        self.assertHidden(
            accused, self.complaint, self.item, votes, meeting, attendees, evidence, hearing, ruling, settlement
        )
        self.env.invalidate_all()
        panel = self.panel.with_user(accused)
        self.assertEqual((pending, panel.pending_count, panel.meeting_count), (1, 0, 0))
        for call in (
            lambda: self.item.with_user(accused).cast_vote("for"),
            lambda: self.item.with_user(accused).cast_vote("recused"),
            lambda: evidence.attachment_ids.with_user(accused).read(["raw"]),
            lambda: (
                self.env["ir.actions.report"]
                .with_user(accused)
                ._render_qweb_html("beneficiary.report_meeting_minutes", meeting.ids)
            ),
            lambda: (
                self.env["ir.actions.report"]
                .with_user(accused)
                ._render_qweb_html("beneficiary.report_investigation", self.complaint.ids)
            ),
            lambda: self._hearing(self.complaint, user=accused),
            lambda: self._evidence(self.complaint, user=accused),
            lambda: meeting.with_user(accused).action_certify("Me", self.signature),
        ):
            with (
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
                self.env.cr.savepoint(),
            ):
                call()

    def test_a_meeting_keeps_out_the_same_members(self):
        """Nobody loses his part in other cases, and nobody learns by a locked meeting that he is accused."""
        second = self._investigated(subject="Another").sudo().item_ids
        self.complaint.accused_user_ids = self.chair
        vals = {"committee_id": self.panel.id, "start": self.env.cr.now().replace(microsecond=0)}
        meetings = self.env["beneficiary.committee.meeting"]
        usual = meetings.with_user(self.chair).create(vals)
        usual.action_fill_agenda()
        self.assertEqual(usual.sudo().item_ids, second, "what the chair may not see is left out without a word")
        with self.assertRefused("a meeting of its own"):
            usual.with_user(self.secretary).add_items(self.item.ids)
        own = meetings.with_user(self.secretary).create(vals)
        own.add_items(self.item.ids)
        self.assertNotIn(self.chair, own.sudo().attendee_ids.user_id)
        self.assertHidden(self.chair, own)
        own.item_ids.action_leave_meeting()
        self.assertIn(self.chair, own.sudo().attendee_ids.user_id)

    def test_accused_once_it_is_on_the_agenda(self):
        meeting = self._panel_meeting(self.item, present=(self.chair, self.secretary, self.committee_member))
        self._vote(self.item, {self.chair: "for", self.secretary: "for"})
        self.item.with_user(self.chair).reason = "Right"
        self.item.with_user(self.chair).action_decide()
        self._certify(meeting)
        self.assertEqual(meeting.state, "held")
        self.complaint.accused_user_ids = self.committee_member
        self.assertEqual(meeting.state, "certified", "the signatures that count are all there")
        self.assertHidden(self.committee_member, meeting)

    def test_the_committee_sees_who_complained(self):
        contact = self.person.partner_id
        self.assertTrue(contact.with_user(self.secretary).read(["name"]), "its thread shows the contact")
        self.complaint.accused_user_ids = self.secretary
        self.assertHidden(self.secretary, contact)

    def test_a_researcher_reads_no_complaint_on_an_agenda(self):
        meeting = self._panel_meeting(self.item)
        self.assertHidden(self.researcher, self.item, meeting)

    # --------------------------------------------------------------- evidence
    def test_evidence_stays_as_it_was_handed_in(self):
        piece = self._evidence(self.complaint)
        file = piece.attachment_ids
        self.assertIn(hashlib.sha256(b"Pay by the first.").hexdigest(), piece.content_hash)
        self.assertEqual((file.res_model, file.res_id), (piece._name, piece.id))
        for call in (
            lambda: file.sudo().write({"raw": b"other"}),
            lambda: file.sudo().unlink(),
            lambda: piece.write({"attachment_ids": [(5, 0, 0)]}),
        ):
            with self.assertRefused("Evidence stays as it was handed in"), self.env.cr.savepoint():
                call()
        self.assertTrue(piece.check_integrity())
        piece.description = "The landlord's"
        self._uphold(self.complaint)
        with self.assertRefused("was before the committee"):
            piece.description = "Other"

    def test_nobody_names_an_anonymous_complainant(self):
        complaint = self._investigated(anonymous=True, beneficiary_id=False)
        with self.assertRefused("is anonymous", error=ValidationError):
            self._evidence(complaint, handed_in_by="Fatimah")

    def test_a_delegate_hands_in_for_what_he_took_in(self):
        own = self._create_complaint(self.delegate)
        piece = self._evidence(own, user=self.delegate)
        self.assertEqual(piece.received_by, self.delegate)
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            self._evidence(self.complaint, user=self.delegate)

    # --------------------------------------------------------------- hearings
    def test_hearing_is_final_once_closed(self):
        hearing = self._hearing(self.complaint, statement=False, signature=self.signature)
        with self.assertRefused("write down what"):
            hearing.action_close()
        hearing.statement = "I waited."
        hearing.action_invite()
        event = hearing.sudo().event_id
        self.assertEqual((event.privacy, event.name), ("private", f"Hearing {hearing.name}"))
        hearing.action_close()
        self.assertTrue(hearing.check_integrity())
        with self.assertRefused("is closed and cannot be changed"):
            hearing.sudo().statement = "Never"
        later = self._hearing(self.complaint, date="2099-01-01 08:00:00")
        with self.assertRefused("planned for later"):
            later.action_close()

    def test_the_accused_leads_no_hearing(self):
        self.complaint.accused_user_ids = self.manager
        with self.assertRefused("cannot lead"):
            self._hearing(self.complaint, leader_id=self.manager.id)

    # ---------------------------------------------------------------- rulings
    def test_ruling_is_confirmed_by_another_manager(self):
        ruling = self._ruling(self.complaint, user=self.manager)
        self.assertFalse(self.complaint._final_ruling())
        with self.assertRefused("Let another manager"):
            ruling.action_confirm_final()
        with self.assertRaises(AccessError):
            ruling.with_user(self.officer).action_confirm_final()
        ruling.with_user(self.second_manager).action_confirm_final()
        self.assertEqual(self.complaint._final_ruling(), ruling)
        self.assertTrue(ruling.check_integrity())
        with self.assertRefused("is final and cannot be changed"):
            ruling.sudo().amount = 1
        other = self._ruling(self.complaint, number="78", corrects_id=ruling.id, amount=800)
        self.assertEqual(self.complaint._final_ruling(), ruling, "until the other one is final, too")
        other.with_user(self.manager).action_confirm_final()
        self.assertEqual(self.complaint._final_ruling(), other)

    def test_a_ruling_needs_its_paper(self):
        with self.assertRefused("Attach the paper", error=ValidationError):
            self._ruling(self.complaint, file=False)
        with self.assertRefused("cannot be in the future", error=ValidationError):
            self._ruling(self.complaint, date="2099-01-01")

    def test_the_hooks_are_batched_and_guarded(self):
        complaints = self.complaint | self._investigated(subject="Another")
        for hook in ("_fault_items", "_signed_settlement", "_final_ruling"):
            getattr(complaints[0].with_user(self.officer), hook)()
            self.env.invalidate_all()
            with self.assertQueryCount(3):
                getattr(complaints.with_user(self.officer), hook)()
            with self.assertRaises(UserError), mute_logger("odoo.addons.base.models.ir_model"):
                getattr(self.complaint.with_user(self.finance), hook)()

    def test_the_report_of_the_investigation(self):
        self._evidence(self.complaint)
        self._hearing(self.complaint).action_close()
        self._uphold(self.complaint)
        report = self.env["ir.actions.report"].with_user(self.management)
        html = report._render_qweb_html("beneficiary.report_investigation", self.complaint.ids)[0]
        for words in (b"I waited.", b"Notice", b"paid a month late", b"2 for, 0 against", b"Upheld"):
            self.assertIn(words, html)
        log = self.env["beneficiary.access.log"].search([("complaint_id", "=", self.complaint.id)])
        self.assertIn((self.management, "export"), [(row.user_id, row.what) for row in log])
