from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class PartnerEntity(models.Model):
    """A partner association or official body that receives, organises and verifies cases (R-12, R-62).

    It does so under an agreement, for the programmes that name it, and only while the agreement is in force.
    """

    _name = "beneficiary.partner.entity"
    _description = "Partner Entity"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.thread.mixin"]
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(related="partner_id.name", store=True, precompute=True, index="trigram")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    partner_id = fields.Many2one(
        "res.partner",
        "Organisation",
        required=True,
        check_company=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', True)]",
    )
    kind = fields.Selection(
        [("association", "Association"), ("official", "Official body")], default="association", required=True
    )
    agreement_id = fields.Many2one(
        "beneficiary.agreement",
        check_company=True,
        tracking=True,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('partner_id', 'child_of', partner_id), ('state', 'in', ('sent', 'signed', 'active'))]",
        help="Under it the organisation sees and verifies cases. When it is renewed or amended, the new one takes its "
        "place here.",
    )
    agreement_state = fields.Selection(related="agreement_id.state", string="State of the agreement")
    date_start = fields.Date("From", help="Empty: from the beginning of the agreement.")
    date_end = fields.Date("Until", tracking=True, help="The last day. Empty: as long as the agreement is in force.")
    in_force = fields.Boolean(
        "Verifies now",
        compute="_compute_in_force",
        search="_search_in_force",
        compute_sudo=True,
        help="The agreement is in force today, and today lies in its time here.",
    )
    program_ids = fields.Many2many(
        "beneficiary.program",
        "beneficiary_program_partner_entity_rel",
        "entity_id",
        "program_id",
        "Programmes",
        check_company=True,
    )
    contact_ids = fields.Many2many(
        "res.partner",
        "beneficiary_partner_entity_contact_rel",
        "entity_id",
        "partner_id",
        "Who verifies",
        tracking=True,
        domain="[('id', 'child_of', partner_id)]",
        help="Contacts of the organisation who see its cases on the website. Each needs a login: open the contact and "
        "grant portal access. Nobody else of the organisation sees a case.",
    )
    notice_partner_id = fields.Many2one(
        "res.partner",
        "E-mails go to",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('id', 'child_of', partner_id)]",
        help="Who is told by e-mail that a case was sent. Empty: the organisation itself.",
    )
    login_count = fields.Integer("Logins", compute="_compute_login_count", compute_sudo=True)
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        default=lambda self: self.env.user,
        tracking=True,
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    answer_days = fields.Integer("Answers within (days)", default=14, help="Proposed when a case is sent.")
    note = fields.Text("Notes")
    case_count = fields.Integer(compute="_compute_case_count")

    _partner_uniq = models.UniqueIndex(
        "(company_id, partner_id) WHERE active IS TRUE", "This organisation is a partner entity already. Open that one."
    )
    _dates_ordered = models.Constraint(
        "CHECK (date_end IS NULL OR date_start IS NULL OR date_end >= date_start)",
        "“Until” lies before “From”. Correct one of them.",
    )
    _days_positive = models.Constraint(
        "CHECK (answer_days > 0)", "“Answers within” needs at least one day. Correct the number."
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id", "partner_id"}

    # --------------------------------------------------------------- computes
    @api.depends("agreement_id.state", "agreement_id.date_start", "agreement_id.date_end", "date_start", "date_end")
    def _compute_in_force(self):
        active = self._entities_in_force(self.company_id)
        for entity in self:
            entity.in_force = entity._origin in active

    def _search_in_force(self, operator, value):
        if operator != "in":
            return NotImplemented
        active = Domain("id", "in", self._entities_in_force(self.env.companies).ids)
        wanted = [active if one else ~active for one in value]
        return Domain.OR(wanted)

    @api.model
    def _entities_in_force(self, companies):
        """Return the entities of associations that may see and verify cases today, in ``sudo``."""
        entities = self.sudo()
        domain = Domain.OR(entities._in_force_domain(company) for company in companies.sudo())
        return entities.search(domain)

    @api.model
    def _in_force_domain(self, company):
        """Return the domain of the entities of one association that may see and verify cases today."""
        today = company._beneficiary_today()

        def holds(prefix=""):
            start, end = f"{prefix}date_start", f"{prefix}date_end"
            started = Domain(start, "=", False) | Domain(start, "<=", today)
            return started & self._not_ended(end, today)

        # a renewal is signed before the old one ends: until its first day the old one holds
        renewal = (
            Domain("agreement_id.previous_id.state", "=", "renewed")
            & Domain("agreement_id.succession", "=", "renewal")
            & holds("agreement_id.previous_id.")
            & self._not_ended("agreement_id.date_end", today)
        )
        return (
            Domain("company_id", "=", company.id)
            & Domain("agreement_id.state", "=", "active")
            & (holds("agreement_id.") | renewal)
            & holds()
        )

    @api.model
    def _not_ended(self, name, today):
        return Domain(name, "=", False) | Domain(name, ">=", today)

    @api.depends("contact_ids.user_ids.active", "contact_ids.user_ids.share", "contact_ids.commercial_partner_id")
    def _compute_login_count(self):
        for entity in self:
            entity.login_count = len(entity._portal_users())

    def _compute_case_count(self):
        counts = dict(
            self.env["beneficiary.partner.case"]._read_group(
                [("entity_id", "in", self.ids)], ["entity_id"], ["__count"]
            )
        )
        for entity in self:
            entity.case_count = counts.get(entity, 0)

    # ------------------------------------------------------------ constraints
    @api.constrains("agreement_id", "partner_id")
    def _check_agreement(self):
        for entity in self.sudo():
            organisation = entity.partner_id.commercial_partner_id
            if entity.agreement_id and entity.agreement_id.partner_id.commercial_partner_id != organisation:
                raise ValidationError(
                    self.env._(
                        "%(agreement)s is not an agreement with %(entity)s. Choose another under “Agreement”.",
                        agreement=entity.agreement_id.display_name,
                        entity=entity.name,
                    )
                )

    @api.constrains("contact_ids", "notice_partner_id", "partner_id")
    def _check_contacts(self):
        for entity in self.sudo():
            contacts = entity.contact_ids | entity.notice_partner_id
            for stranger in contacts - contacts.filtered(entity._is_contact):
                raise ValidationError(
                    self.env._(
                        "%(contact)s is no contact of %(entity)s. Add the person to the contacts of the organisation "
                        "first.",
                        contact=stranger.name,
                        entity=entity.name,
                    )
                )

    def _is_contact(self, partner):
        """Tell whether a contact belongs to this one organisation."""
        return partner.commercial_partner_id == self.partner_id.commercial_partner_id

    # ----------------------------------------------------------------- portal
    def _portal_users(self):
        """Return the users who see the cases of this one entity on the website while it is in force."""
        contacts = self.contact_ids.filtered(lambda c: c.active and self._is_contact(c))
        return contacts.user_ids.filtered(lambda u: u.active and u.share)

    @api.model
    def _portal_entities(self, user, company):
        """Return the entities for which a logged-in ``user`` verifies cases of an association now, in ``sudo``.

        Who was taken off the list or left the organisation, and whose agreement ended, has none.
        """
        entities = self.sudo()
        if user._is_public() or not user.share or not user.active:
            return entities
        domain = Domain("contact_ids", "in", user.partner_id.ids) & self._in_force_domain(company.sudo())
        return entities.search(domain).filtered(lambda entity: entity._is_contact(user.partner_id))

    # ---------------------------------------------------------------- buttons
    def action_view_cases(self):
        """Open the cases of these entities."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_partner_case_action") | {
            "domain": [("entity_id", "in", self.ids)],
            "context": {},
        }
