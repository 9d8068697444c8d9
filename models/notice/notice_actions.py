from odoo import fields, models
from odoo.exceptions import UserError

from .media import PRINTED


class NoticeActions(models.Model):
    """What people do with notices: call, hand over, send by another medium, cancel."""

    _inherit = "beneficiary.notice"

    # after so many calls nobody is reached by phone
    _max_calls = 3

    def _check_may_handle(self, *groups):
        """Gate of every action: the role, and that the user sees these very notices (delegates: of their branches)."""
        self._check_role(*groups)
        self.check_access("read")

    # -------------------------------------------------------------------- phone
    def action_mark_called(self, reached=True, note=None):
        """Record a call.

        :param bool reached: whether the person was spoken to; after three calls in vain the notice failed
        :param str note: what was said
        :raise UserError: when the notice is none that waits for a call
        """
        self._check_may_handle("beneficiary.group_delegate")
        for notice in self:
            notice._check_waits("phone")
        for notice in self.sudo():
            notice._called(reached, note)
        return True

    def _called(self, reached, note=None):
        activity = self.activity_id
        if reached:
            self.activity_id = False
            self._delivered()
            activity._action_done(feedback=note or self.env._("Reached by phone."))
            return
        self.attempts += 1
        if self.attempts > self._max_calls:
            self._fail("not_reached", note or self.env._("Called %(count)s times in vain.", count=self._max_calls))
        else:
            self.failure_reason = note
            activity.date_deadline = fields.Date.add(self.company_id._beneficiary_today(), days=1)

    # ---------------------------------------------------------- letters and fax
    def action_hand_over(self, date=None):
        """Record that letters or faxes were handed over: to the post, a messenger, or the person.

        :param date: the day of it, by default today where the association is
        :raise UserError: when the notice is no letter that waits, or the day lies in the future
        """
        self._check_may_handle("beneficiary.group_delegate")
        date = fields.Date.to_date(date)
        for notice in self:
            notice._check_waits(*PRINTED)
            today = notice.company_id.sudo()._beneficiary_today()
            if date and not notice.sudo().letter_date <= date <= today:
                raise UserError(
                    self.env._(
                        "%(name)s: “Handed over on” lies between the date of the letter and today.", name=notice.name
                    )
                )
        for notice in self.sudo():
            notice._handed_over(date)
        return True

    def _handed_over(self, date=None, note=None):
        activity = self.activity_id
        self.write(
            {
                "state": "handed_over",
                "date_handed": date or self.company_id._beneficiary_today(),
                "handed_by": self.env.uid,
                "date_sent": fields.Datetime.now(),
                "activity_id": False,
            }
        )
        activity._action_done(feedback=note or self.env._("Handed over."))

    def action_print_letter(self):
        """Open the letter as it was written (PDF)."""
        self.check_access("read")
        self.ensure_one()
        if not self.sudo().letter:
            raise UserError(self.env._("%(name)s has no letter.", name=self.name))
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/beneficiary.notice/{self.id}/letter?filename={self.letter_name}",
            "target": "new",
        }

    def _check_waits(self, *media):
        if self.state != "queued" or self.medium not in media or not self.claimed_on:
            states = dict(self._fields["state"]._description_selection(self.env))
            labels = dict(self._fields["medium"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(name)s (%(medium)s, %(state)s) does not wait for that.",
                    name=self.name,
                    medium=labels[self.medium],
                    state=states[self.state],
                )
            )

    # ------------------------------------------------------------ after a failure
    def action_next_medium(self, medium=None):
        """Send failed notices again by the next medium for which there is an address.

        :param str medium: another one than the next
        :return: the form of the new notice, if it is one
        :raise UserError: when a notice has not failed, was replaced already, or there is no other address
        """
        self._check_may_handle("beneficiary.group_officer")
        routes = []
        for notice in self:
            notice._check_replaceable()
            found = notice.sudo()._next_route(medium)
            if not found[1]:
                raise UserError(
                    self.env._(
                        "There is no address left for %(name)s. Add a phone number, an e-mail or a postal address to "
                        "the file.",
                        name=notice.name,
                    )
                )
            routes.append(found)
        return self._replace(routes)

    def action_send_again(self):
        """Send failed notices again by the same medium, to the address that the file has now.

        :return: the form of the new notice, if it is one
        :raise UserError: when a notice has not failed, was replaced already, or there is no address
        """
        self._check_may_handle("beneficiary.group_officer")
        routes = []
        for notice in self:
            notice._check_replaceable()
            address = notice.sudo()._address_now(notice.medium)
            if not address:
                raise UserError(
                    self.env._("The file of %(name)s has no address for this medium. Add it.", name=notice.name)
                )
            routes.append((notice.medium, address))
        return self._replace(routes)

    def action_confirm_sent(self):
        """Record that an interrupted notice did arrive: somebody asked the person.

        :raise UserError: when the notice is none of which it is not known
        """
        self._check_may_handle("beneficiary.group_officer")
        for notice in self:
            if notice.state != "failed" or notice.failure_type != "uncertain":
                raise UserError(
                    self.env._(
                        "%(name)s: it is known what became of it; there is nothing to confirm.", name=notice.name
                    )
                )
        self.sudo()._delivered()
        return True

    def action_cancel(self):
        """Cancel notices that have not left the house yet.

        :raise UserError: when one has, or is being sent right now
        """
        self._check_may_handle("beneficiary.group_officer")
        self._check_state("queued")
        for notice in self - self.sudo()._withdraw().sudo(False):
            raise UserError(self.env._("%(name)s is being sent and cannot be stopped any more.", name=notice.name))
        return True

    def _withdraw(self, reason=False):
        """Cancel those of these notices that have not left the house, in ``sudo``.

        :param str reason: why, for staff
        :return: the notices that are cancelled now; the others are being sent, or were
        """
        waiting = self.filtered(lambda n: n.state == "queued" and (not n.claimed_on or n.to_do))
        notices = waiting.try_lock_for_update()
        notices.write({"state": "cancelled", "failure_reason": reason})
        notices._forget_activity()
        return notices

    def _check_replaceable(self):
        self._check_state("failed")
        if self.sudo().next_ids:
            raise UserError(
                self.env._(
                    "%(name)s has been replaced by %(other)s already.", name=self.name, other=self.sudo().next_ids.name
                )
            )

    def _address_now(self, medium):
        """Return the address that the record has now for ``medium``."""
        record = self._told_again()
        return record._notice_address(medium) if record else False

    def _next_route(self, medium=None):
        """Return medium and address by which this failed notice would be sent next; no address if there is none."""
        notice = self.sudo()
        tried, before = set(), notice
        while before:
            tried.add(before.medium)
            before = before.previous_id
        record = notice._told_again()
        media = [medium] if medium else [m for m in notice.company_id._beneficiary_media() if m not in tried]
        for candidate in media if record else ():
            if address := record._notice_address(candidate):
                return candidate, address
        return medium, False

    def _replace(self, routes):
        """Make the notices that follow these failed ones, each by its route (medium and address)."""
        notices, sent = self.sudo(), self.browse()
        vals_list = [
            notice._successor_values() | {"medium": medium, "recipient": address}
            for notice, (medium, address) in zip(notices, routes, strict=True)
        ]
        activities = notices.activity_id
        notices.activity_id = False
        sent = notices._queue(vals_list).with_env(self.env)
        activities._action_done(feedback=self.env._("Sent again: %(names)s", names=", ".join(sent.mapped("name"))))
        return sent.get_formview_action() if len(sent) == 1 else True

    def _successor_values(self):
        """Return what a notice that replaces this one takes over: everything that it says."""
        names = (
            "kind",
            "res_model",
            "res_id",
            "lang",
            "subject",
            "body",
            "text",
            "enclosures",
        )
        links = ("company_id", "branch_id", "request_id", "beneficiary_id", "partner_id", "user_id", "message_id")
        return (
            {name: self[name] for name in names}
            | {name: self[name].id for name in links}
            | {"previous_id": self.id, "key": f"{self.key}>"}
        )

    # -------------------------------------------------------------------- views
    def action_open_record(self):
        """Open what the notice is about."""
        self.check_access("read")
        self.ensure_one()
        record = self._record().with_env(self.env)
        record.check_access("read")
        return record.get_formview_action()

    def _activity_done(self, note=None):
        """Carry out on the notice what somebody ticked off in the list of activities."""
        for notice in self:
            if notice.state != "queued":
                continue
            notice.activity_id = False
            if notice.medium == "phone":
                notice._called(True, note)
            elif notice.medium in PRINTED:
                notice._handed_over(note=note)
