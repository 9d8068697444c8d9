from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools import arabic


class ComplaintPeople(models.Model):
    """Who looks after a complaint, and who is kept away from everything around it: thread, activities, followers."""

    _inherit = "beneficiary.complaint"

    # ------------------------------------------------------------ responsible
    def _assign_responsible(self):
        """Give each of these complaints, in ``sudo``, somebody who is not barred, and tell him."""
        for complaint in self:
            user = complaint._pick_responsible()
            complaint.with_context(mail_auto_subscribe_no_notify=True).user_id = user
            complaint._ask_responsible(complaint.env._("New: %(subject)s", subject=complaint.subject))

    def _pick_responsible(self):
        """Return who looks after this one complaint by its route; may be empty when everybody is barred."""
        route = self.route_id
        users = route.user_id | route.substitute_id
        if self.env.user.has_group("beneficiary.group_officer") and not self.env.user.share:
            users |= self.env.user
        users |= self.env["beneficiary.clock"]._company_managers(self.company_id)
        users = users.filtered(lambda u: u.active and u not in self.barred_user_ids)
        # everybody is away: whom the route names first finds it on the first day back
        return (users - users._beneficiary_absent())[:1] or users[:1]

    def _ask_responsible(self, summary):
        """Schedule an activity for the responsible of this one complaint, unless he does it himself."""
        complaint = self.sudo()
        if complaint.user_id and complaint.user_id != self.env.user:
            complaint.activity_schedule(
                "beneficiary.mail_activity_type_complaint",
                date_deadline=complaint.company_id._beneficiary_date(complaint.ack_deadline)
                or complaint.company_id._beneficiary_today(),
                user_id=complaint.user_id.id,
                summary=summary,
            )

    def _close_tasks(self):
        """End what the responsible was asked to do, in ``sudo``."""
        self.activity_unlink(["beneficiary.mail_activity_type_complaint"])

    @api.constrains("user_id")
    def _check_responsible(self):
        for complaint in self.sudo():
            if complaint.user_id in complaint.barred_user_ids:
                raise ValidationError(
                    self.env._(
                        "%(user)s is accused in %(name)s, or withdrew from it. Choose another under “Responsible”.",
                        user=complaint.user_id.name,
                        name=complaint.name,
                    )
                )

    # ----------------------------------------------------------------- barred
    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.setdefault("user_id", False)  # the route names who is responsible
        complaints = super().create(vals_list)
        new = complaints.sudo()
        new._bar_named()
        new.filtered("barred_user_ids")._bar()
        new.filtered(lambda c: not c.user_id)._assign_responsible()
        return complaints

    def write(self, vals):
        accused = {c: c.accused_user_ids for c in self.sudo()} if "accused_user_ids" in vals else {}
        result = super().write(vals)
        for complaint, before in accused.items():
            if before - complaint.accused_user_ids and not self.env.su:
                self._check_role("beneficiary.group_manager")
        if {"accused_user_ids", "recused_user_ids"} & vals.keys():
            self.sudo()._bar()
        return result

    def action_recuse(self, reason=None):
        """Withdraw from complaints in which the user is not impartial: he sees them no more.

        :param str reason: why, for the others
        """
        self._check_role(
            "beneficiary.group_delegate", "beneficiary.group_committee_member", "beneficiary.group_management"
        )
        self.check_access("read")
        user = self.env.user
        for complaint in self.sudo():
            complaint._message_log(
                body=self.env._(
                    "%(user)s withdrew from the complaint. %(reason)s", user=user.name, reason=(reason or "").strip()
                ),
                author_id=user.partner_id.id,
            )
            complaint.recused_user_ids = [fields.Command.link(user.id)]
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_complaint_action") | {
            "target": "main"
        }

    def _bar_named(self):
        """Bar at once the staff whom a complainant names in full, before anybody has read it. In ``sudo``."""
        named = self.filtered(lambda c: c.accused_name and not c.accused_user_ids)
        for company, complaints in named.grouped("company_id").items():
            users = self.env["res.users"].search([("share", "=", False), ("company_ids", "in", company.ids)])
            names = {user: arabic.normalise(user.name) for user in users}
            for complaint in complaints:
                said = arabic.normalise(complaint.accused_name)
                found = [user.id for user, name in names.items() if name and f" {name} " in f" {said} "]
                if found:
                    complaint.accused_user_ids = [fields.Command.set(found)]

    def _bar(self):
        """Take everything about these complaints away from who is barred, in ``sudo``."""
        self.env.registry.clear_cache()  # record rules cache what a user is barred from
        for complaint in self.filtered("barred_user_ids"):
            users = complaint.barred_user_ids
            if complaint.user_id in users:
                complaint.user_id = False
                complaint._assign_responsible()
            complaint.message_unsubscribe(users.partner_id.ids)
            complaint._forget_messages(users.partner_id)
            complaint._hand_over_activities(users)

    def _forget_messages(self, partners):
        """Take the messages of the thread from these partners: a recipient may read what he was sent."""
        about = [("model", "=", self._name), ("res_id", "=", self.id)]
        messages = self.env["mail.message"].search([*about, ("partner_ids", "in", partners.ids)])
        messages.write({"partner_ids": [fields.Command.unlink(partner.id) for partner in partners]})
        self.env["mail.notification"].search(
            [("mail_message_id", "any", about), ("res_partner_id", "in", partners.ids)]
        ).unlink()

    def _hand_over_activities(self, users):
        """Give the activities of these users on the complaint to its responsible; nobody there: remove them."""
        activities = self.env["mail.activity"].with_context(active_test=False)
        about = [("res_model", "=", self._name), ("res_id", "=", self.id), ("user_id", "in", users.ids)]
        theirs = activities.search(about)
        if self.user_id:
            theirs.with_context(mail_activity_quick_update=True).write({"user_id": self.user_id.id})
        else:
            theirs.unlink()

    # ----------------------------------------------------- thread and followers
    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        self._check_not_barred(partner_ids or ())
        return super().message_subscribe(partner_ids=partner_ids, subtype_ids=subtype_ids)

    def message_post(self, **kwargs):
        self._check_not_barred(kwargs.get("partner_ids") or ())
        return super().message_post(**kwargs)

    def message_notify(self, **kwargs):
        self._check_not_barred(kwargs.get("partner_ids") or ())
        return super().message_notify(**kwargs)

    def _check_not_barred(self, partner_ids):
        """Raise for partners who must not hear of these complaints."""
        for complaint in self.sudo():
            for partner in complaint.barred_user_ids.partner_id.filtered(lambda p: p.id in partner_ids):
                raise UserError(
                    self.env._(
                        "%(user)s must not hear of %(name)s: he is accused in it, or withdrew from it.",
                        user=partner.name,
                        name=complaint.name,
                    )
                )
