from odoo import api, fields, models

from ...tools import plain_text
from .media import MANUAL, MEDIA


class Notice(models.Model):
    """One message to one person by one medium, and what became of it (R-45, R-49, R-06).

    A notice is made together with the step that it tells of, in the same transaction; a run of its own takes it out of
    the house. Its content never changes: what failed is told by another notice, which names the one it replaces.

    This file holds what a notice is; `notice_run.py` how it is taken up, `notice_media.py` how each medium carries it,
    `notice_result.py` what comes back, and `notice_actions.py` what people do with it.
    """

    _name = "beneficiary.notice"
    _description = "Notice"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Reference", readonly=True, required=True, index="trigram")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    # both are given where the notice is about no request; nobody has the right to write them anyway
    branch_id = fields.Many2one(
        "beneficiary.branch",
        compute="_compute_branch_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
    )
    kind = fields.Selection(
        [
            ("acknowledgement", "Received"),
            ("missing", "Papers missing"),
            ("committee_date", "Committee date"),
            ("decision", "Decision"),
            ("delivery", "Delivery"),
            ("survey", "Your opinion"),
            ("answer", "Answer"),
            ("referral", "Referral"),
            ("agreement", "Agreement"),
            ("reminder", "Reminder"),
            ("change", "Change"),
            ("update", "News of your case"),
            ("correction", "Correction of your data"),
            ("account", "Follow your request"),
            ("objection", "Your objection"),
            ("invitation", "Invitation"),
            ("event", "News of an event"),
            ("outreach", "Offer of a service"),
            ("waiting", "Waiting list"),
        ],
        required=True,
        readonly=True,
    )
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference("About", model_field="res_model", required=True, readonly=True)
    request_id = fields.Many2one("beneficiary.request", readonly=True, index="btree_not_null", ondelete="restrict")
    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary",
        compute="_compute_beneficiary_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    committee_id = fields.Many2one(related="request_id.committee_id", store=True, index="btree_not_null")
    partner_id = fields.Many2one("res.partner", "Recipient", readonly=True, index="btree_not_null", ondelete="set null")
    user_id = fields.Many2one(
        "res.users", "Responsible", readonly=True, index="btree_not_null", help="Who is told when it fails."
    )
    medium = fields.Selection(MEDIA, required=True, readonly=True)
    recipient = fields.Char("Address", readonly=True, help="The address that was used.")
    lang = fields.Char("Language", readonly=True)
    subject = fields.Char(required=True, readonly=True)
    body = fields.Html("Message", readonly=True, help="The message, as it was written for the person.")
    text = fields.Text("Short text", readonly=True, help="The same in short, as an SMS says it.")
    script = fields.Text("What to say", compute="_compute_script", help="What the caller says.")
    enclosures = fields.Text(readonly=True, help="What goes into the envelope with the letter, one in each line.")
    enclosure_count = fields.Integer("Enclosed", compute="_compute_enclosure_count")
    state = fields.Selection(
        [
            ("queued", "Queued"),
            ("sent", "Sent"),
            ("delivered", "Delivered"),
            ("failed", "Failed"),
            ("handed_over", "Handed over"),
            ("cancelled", "Cancelled"),
        ],
        default="queued",
        required=True,
        readonly=True,
    )
    failure_type = fields.Selection(
        [
            ("address", "No usable address"),
            ("rejected", "Refused or returned"),
            ("service", "The service failed"),
            ("not_reached", "Not reached"),
            ("uncertain", "Interrupted: sent or not"),
        ],
        readonly=True,
    )
    failure_reason = fields.Text(readonly=True)
    attempts = fields.Integer(readonly=True)
    previous_id = fields.Many2one(
        "beneficiary.notice",
        "Replaces",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The failed notice that it replaces.",
    )
    next_ids = fields.One2many("beneficiary.notice", "previous_id", "Replaced by")
    key = fields.Char(required=True, readonly=True, help="The same message is not made twice.")
    claimed_on = fields.Datetime("Taken up on", readonly=True, help="When it was handed to the medium.")
    retry_on = fields.Datetime("Not before", readonly=True)
    date_sent = fields.Datetime("Sent on", readonly=True)
    date_delivered = fields.Datetime("Delivered on", readonly=True)
    date_failed = fields.Datetime("Failed on", readonly=True)
    date_handed = fields.Date("Handed over on", readonly=True)
    handed_by = fields.Many2one("res.users", readonly=True)
    letter_number = fields.Char(readonly=True, index="btree_not_null")
    letter_date = fields.Date(readonly=True)
    letter = fields.Binary(attachment=True, readonly=True)
    letter_name = fields.Char(compute="_compute_letter_name")
    message_id = fields.Many2one(
        "mail.message", "In the thread", readonly=True, index="btree_not_null", ondelete="set null"
    )
    notification_id = fields.Many2one("mail.notification", readonly=True, index="btree_not_null", ondelete="set null")
    activity_id = fields.Many2one("mail.activity", readonly=True, index="btree_not_null", ondelete="set null")
    to_do = fields.Boolean(compute="_compute_to_do", help="It waits for somebody to call, or to print and send it.")
    next_text = fields.Char("Next medium", compute="_compute_next_text")

    _key_uniq = models.UniqueIndex("(key)", "This notice has been made already.")
    _one_successor = models.UniqueIndex(
        "(previous_id) WHERE previous_id IS NOT NULL", "This notice has been replaced already. Look at the other one."
    )
    _to_send = models.Index("(id) WHERE state = 'queued' AND claimed_on IS NULL")
    _taken_up = models.Index("(medium, claimed_on) WHERE state = 'queued' AND claimed_on IS NOT NULL")
    _company_recent = models.Index("(company_id, id DESC)")
    _company_failed = models.Index("(company_id, id DESC) WHERE state = 'failed'")
    _company_made = models.Index("(company_id, create_date, state)")
    _letters_handed = models.Index("(company_id, date_handed) WHERE medium = 'letter'")
    _branch_recent = models.Index("(branch_id, id DESC) WHERE branch_id IS NOT NULL")
    _about = models.Index("(res_model, res_id)")

    # ------------------------------------------------------------------ frozen
    def _is_frozen(self):
        return self.state != "queued"

    def _frozen_except(self):
        return super()._frozen_except() | {
            "state",
            "failure_type",
            "failure_reason",
            "attempts",
            "retry_on",
            "date_sent",
            "date_delivered",
            "date_failed",
            "notification_id",
            "activity_id",
        }

    def _frozen_message(self):
        return self.env._(
            "%(name)s has left the house and cannot be changed. What needs saying is said by another notice.",
            name=self.name,
        )

    # ---------------------------------------------------------------- computes
    @api.depends("request_id.branch_id", "beneficiary_id.branch_id")
    def _compute_branch_id(self):
        for notice in self:
            notice.branch_id = notice.request_id.branch_id or notice.beneficiary_id.branch_id or notice.branch_id

    @api.depends("request_id.beneficiary_id")
    def _compute_beneficiary_id(self):
        for notice in self:
            notice.beneficiary_id = notice.request_id.beneficiary_id or notice.beneficiary_id

    @api.depends("body", "partner_id", "company_id", "lang")
    def _compute_script(self):
        for notice in self:
            env = notice.with_context(lang=notice.lang or self.env.lang).env
            notice.script = env._(
                "Greet, say your name and that you call from %(company)s.\n"
                "Ask for %(person)s; talk to nobody else about the case.\n\n%(message)s\n\n"
                "Ask whether everything is clear, and thank them.",
                company=notice.sudo().company_id.with_env(env).name,
                person=notice.sudo().partner_id.name or notice.recipient or "",
                message=plain_text.from_html(notice.body),
            )

    @api.depends("enclosures")
    def _compute_enclosure_count(self):
        for notice in self:
            notice.enclosure_count = len(notice._enclosure_list())

    @api.depends("letter_number")
    def _compute_letter_name(self):
        for notice in self:
            notice.letter_name = f"{(notice.letter_number or notice.name or '').replace('/', '-')}.pdf"

    @api.depends("state", "medium", "claimed_on")
    def _compute_to_do(self):
        for notice in self:
            notice.to_do = notice.state == "queued" and notice.medium in MANUAL and bool(notice.claimed_on)

    @api.depends("state", "previous_id")
    def _compute_next_text(self):
        media = dict(self._fields["medium"]._description_selection(self.env))
        for notice in self:
            medium, address = notice._next_route() if notice.state == "failed" and not notice.next_ids else (None, None)
            notice.next_text = (
                self.env._("%(medium)s to %(address)s", medium=media[medium], address=address) if address else False
            )

    def _enclosure_list(self):
        """Return what goes with the letter, as a list of texts."""
        return [line.strip() for line in (self.enclosures or "").splitlines() if line.strip()]

    def _record(self):
        """Return the record that this one notice is about, for the superuser, in the language of the notice.

        It is empty when the record is gone.
        """
        self.ensure_one()
        model = self.env.get(self.res_model)
        if model is None:
            return self.env["beneficiary.request"]
        return model.sudo().with_context(lang=self.lang or self.env.lang).browse(self.res_id).exists()

    # ------------------------------------------------------------------ making
    @api.model
    def _queue(self, vals_list):
        """Make the notices of one step in a constant number of queries, and wake the run that sends them.

        :param list vals_list: what ``_notice_values`` of the mixin returns, with a new message in ``message``; a
            notice whose key exists already is left out
        :return: the new notices
        """
        notices = self.sudo()
        known = set(notices.search_fetch([("key", "in", [vals["key"] for vals in vals_list])], ["key"]).mapped("key"))
        wanted = {vals["key"]: vals for vals in vals_list if vals["key"] not in known}
        if not wanted:
            return self.browse()
        vals_list = list(wanted.values())
        self._number(vals_list)
        fresh = [vals for vals in vals_list if "message" in vals]
        messages = self.env["mail.message"].sudo().create([vals.pop("message") for vals in fresh])
        for vals, message in zip(fresh, messages, strict=True):
            vals["message_id"] = message.id
        notices = notices.create(vals_list)
        notices._wake_up()
        return notices.with_env(self.env)

    @api.model
    def _number(self, vals_list):
        by_company = {}
        for vals in vals_list:
            by_company.setdefault(vals["company_id"], []).append(vals)
        for company_id, company_vals in by_company.items():
            names = self.env["ir.sequence"]._beneficiary_next("beneficiary.notice", company_id, len(company_vals))
            for vals, name in zip(company_vals, names, strict=True):
                vals["name"] = name

    # ------------------------------------------------------------------- views
    @api.model
    def _count_by(self, name, records):
        """Return record id → how many notices there are, and how many failed and were not replaced."""
        domain = [(name, "in", records.ids)]
        counts = {record.id: (count, 0) for record, count in self._read_group(domain, [name], ["__count"])}
        failed = [*domain, ("state", "=", "failed"), ("next_ids", "=", False)]
        for record, count in self._read_group(failed, [name], ["__count"]):
            counts[record.id] = (counts[record.id][0], count)
        return counts

    @api.model
    def _list_action(self, domain):
        """Return the action that shows the notices of ``domain``."""
        action = self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_notice_action")
        return action | {"domain": domain, "context": {}}
