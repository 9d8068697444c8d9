from odoo import api, fields, models
from odoo.exceptions import UserError


class Work(models.Model):
    """A work that somebody hands in, whose it is, and what the association may do with it (R-80).

    Owner, licence and consent are terms of its agreement: both sides sign them, and they do not change afterwards. The
    consent may be withdrawn at any time.
    """

    _name = "beneficiary.work"
    _description = "Work"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin", "beneficiary.files.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Title", required=True)
    agreement_id = fields.Many2one(
        "beneficiary.agreement", required=True, index=True, check_company=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="agreement_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="agreement_id.branch_id", store=True, precompute=True, index="btree_not_null")
    partner_id = fields.Many2one(related="agreement_id.partner_id", string="Handed in by")
    agreement_state = fields.Selection(related="agreement_id.state", string="Agreement status")
    description = fields.Text()
    owner_name = fields.Char(
        "Owner",
        required=True,
        compute="_compute_owner_name",
        store=True,
        precompute=True,
        readonly=False,
        help="Who holds the rights in the work.",
    )
    licence = fields.Selection(
        [
            ("reserved", "All rights reserved"),
            ("internal", "The association may use it internally"),
            ("association", "The association may use and publish it"),
            ("cc_by", "CC BY: anybody, naming the author"),
            ("cc_by_sa", "CC BY-SA: the same, shared alike"),
            ("cc_by_nc", "CC BY-NC: not for business"),
            ("cc_by_nd", "CC BY-ND: unchanged"),
            ("cc0", "CC0: no rights reserved"),
        ],
        required=True,
        default="reserved",
    )
    attachment_ids = fields.Many2many("ir.attachment", "beneficiary_work_attachment_rel", string="Files", copy=False)
    consent_to_publish = fields.Boolean(help="The owner consents, by signing the agreement, that it is published.")
    signed = fields.Boolean("Part of the signed agreement", readonly=True, copy=False)
    consent_on = fields.Datetime("Signed on", readonly=True, copy=False)
    consent_withdrawn_on = fields.Datetime("Consent withdrawn on", readonly=True, copy=False)
    withdraw_reason = fields.Text(readonly=True, copy=False)
    is_published = fields.Boolean("Published", readonly=True, copy=False)
    published_on = fields.Datetime(readonly=True, copy=False)
    published_by = fields.Many2one("res.users", readonly=True, copy=False)

    _company_recent = models.Index("(company_id, id DESC)")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"agreement_id"}

    @api.depends("agreement_id.partner_id")
    def _compute_owner_name(self):
        for work in self:
            work.owner_name = work.owner_name or work.agreement_id.sudo().partner_id.name

    # ----------------------------------------------------------------- frozen
    def _frozen_files(self):
        files = self.env["ir.attachment"].sudo()
        return super()._frozen_files() | files.search([("res_model", "=", self._name), ("res_id", "=", self.id)])

    def _is_frozen(self):
        return self.signed

    def _frozen_except(self):
        return super()._frozen_except() | {
            "consent_on",
            "consent_withdrawn_on",
            "withdraw_reason",
            "is_published",
            "published_on",
            "published_by",
        }

    def _frozen_message(self):
        return self.env._(
            "“%(name)s” is part of a signed agreement and cannot be changed. Hand it in under a new agreement.",
            name=self.name,
        )

    def _sign(self):
        """Make works part of the signed terms. Called in ``sudo``."""
        self.filtered(lambda work: not work.signed).write({"signed": True})

    def _content(self):
        """Return what is signed about the work, as plain data."""
        return [
            self.name,
            self.description or "",
            self.owner_name,
            self.licence,
            self.consent_to_publish,
            sorted(self.attachment_ids.mapped("checksum")),
        ]

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        works = super().create(vals_list)
        works.agreement_id.check_access("write")
        return works

    # ---------------------------------------------------------------- actions
    def action_publish(self):
        """Mark works as published (R-80).

        :raise UserError: without the signed consent of the owner
        """
        self._check_role("beneficiary.group_officer")
        for work in self:
            work._check_can_publish()
        return self._guarded_write(
            {"is_published": True, "published_on": fields.Datetime.now(), "published_by": self.env.uid}
        )

    def _check_can_publish(self):
        if self.is_published:
            raise UserError(self.env._("“%(name)s” is published already.", name=self.name))
        if self.consent_withdrawn_on:
            raise UserError(
                self.env._(
                    "The consent to publish “%(name)s” was withdrawn. Hand it in under a new agreement with a consent.",
                    name=self.name,
                )
            )
        if not self.consent_to_publish or not self.signed or not self.consent_on:
            raise UserError(
                self.env._(
                    "“%(name)s” cannot be published without the consent of its owner, signed in the agreement.",
                    name=self.name,
                )
            )

    def action_unpublish(self):
        """Take works back from publication."""
        self._check_role("beneficiary.group_officer")
        return self._guarded_write({"is_published": False})

    def action_withdraw_consent(self, reason=None):
        """Record that the owner withdraws the consent: the works are not published any more (R-80).

        :param str reason: what the owner said, if anything
        :raise UserError: when there is no consent to withdraw
        """
        self._check_role("beneficiary.group_delegate")
        for work in self:
            if not work.consent_to_publish or work.consent_withdrawn_on:
                raise UserError(self.env._("“%(name)s” has no consent to withdraw.", name=work.name))
        return self._guarded_write(
            {
                "consent_withdrawn_on": fields.Datetime.now(),
                "withdraw_reason": reason or False,
                "is_published": False,
            }
        )
