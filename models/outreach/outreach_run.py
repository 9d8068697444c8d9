import logging

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

_logger = logging.getLogger(__name__)


class OutreachRun(models.Model):
    """The run that opens the requests, one committed batch after the other.

    Who has a request is found no more, and how far the run has come is committed with the requests: a run that is
    killed goes on where it was, and nobody is given two.
    """

    _inherit = "beneficiary.outreach"

    @api.model
    def _wake_up(self):
        """Let the run begin as soon as this transaction is committed."""
        self.env.ref("beneficiary.ir_cron_outreach").sudo()._trigger()

    @api.model
    def _cron_open_requests(self, batch_size=200):
        """Open the requests of what is running. Safe to kill, and to run again at any time.

        :param int batch_size: how many requests are opened in one committed step
        """
        cron = self.env["ir.cron"]
        for outreach in self.search([("state", "=", "running")], order="id"):
            outreach = outreach.with_company(outreach.company_id)
            # the lock, and what the state is by now: somebody may have pressed Stop
            while outreach.try_lock_for_update().filtered(lambda o: o.state == "running"):
                done = outreach._open_batch(batch_size)
                if not cron._commit_progress(done):
                    return
                outreach.invalidate_recordset()

    def _open_batch(self, batch_size):
        """Open requests for the next people, and tell them.

        :return: how many people were handled; the outreach ends when there are none, or its programme is closed
        """
        problem = self.env._("The programme is not open any more.") if self.program_id.state != "open" else ""
        people = self._candidates()
        if not problem:
            try:
                domain = self._candidates_domain() & Domain("id", ">", self.last_candidate)
                people = people.search(domain, order="id", limit=batch_size)
            except UserError as error:
                problem = str(error)
        if problem:
            self.write({"state": "stopped"})
            self.message_post(body=problem)
        elif not people:
            self.write({"state": "done"})
        else:
            skipped = self._open_for(people)
            self.write({"last_candidate": people[-1].id, "skipped_count": self.skipped_count + len(skipped)})
        return len(people)

    def _open_for(self, people):
        """Open one request for each of ``people``, and tell them; return those for whom that was not possible.

        They are opened all at once; only where that fails, one by one.
        """
        try:
            with self.env.cr.savepoint():
                self._open_and_tell(people)
            return people.browse()
        except UserError as error:
            if len(people) == 1:
                self.message_post(
                    body=self.env._("No request for %(name)s: %(error)s", name=people.display_name, error=error)
                )
                return people
        return people.browse().union(*(self._open_for(person) for person in people))

    def _open_and_tell(self, people):
        requests = self.env["beneficiary.request"].sudo().create([self._request_vals(person) for person in people])
        requests._send_notice("outreach", occasion=f"outreach {self.id}")

    def _request_vals(self, person):
        """Return the values of the request of one person."""
        responsible = person.user_id if person.user_id.active else self.user_id
        return {
            "beneficiary_id": person.id,
            "program_id": self.program_id.id,
            "company_id": self.company_id.id,
            "branch_id": person.branch_id.id,
            "channel_id": self.company_id.sudo().beneficiary_policy_id.channel_ids[:1].id,
            "user_id": responsible.id,
            "origin": "outreach",
            "outreach_id": self.id,
        }
