from odoo import api, fields, models
from odoo.tools import html2plaintext


class ProgramWebsite(models.Model):
    """A programme as visitors of the website see it (R-19)."""

    _name = "beneficiary.program"
    _inherit = ["beneficiary.program", "website.seo.metadata", "website.published.multi.mixin"]

    subtitle = fields.Char(translate=True, help="One line under the name on the website.")
    audience = fields.Text(
        "Who it is for", translate=True, help="What visitors of the website read first: who may apply, in plain words."
    )
    image = fields.Image(max_width=1024, max_height=1024)
    website_id = fields.Many2one(
        check_company=True,
        domain="[('company_id', '=', company_id)]",
        help="Leave empty to show the programme on all websites of the association.",
    )
    is_published = fields.Boolean("Published", tracking=True, help="Visitors see it on the website while it is open.")

    @api.depends("name")
    def _compute_website_url(self):
        super()._compute_website_url()
        for program in self.filtered("id"):
            program.website_url = f"/beneficiary/program/{self.env['ir.http']._slug(program)}"

    def _default_website_meta(self):
        result = super()._default_website_meta()
        text = self.subtitle or self.audience or html2plaintext(self.description or "")
        result["default_meta_description"] = result["default_opengraph"]["og:description"] = text[:200]
        result["default_opengraph"]["og:title"] = self.name
        return result

    def _can_return_content(self, field_name=None, access_token=None):
        # Odoo hands out every file of a published record; visitors see what is published while it is open
        program = self.sudo()
        return program.active and program.state == "open" and super()._can_return_content(field_name, access_token)

    def _website_apply_url(self):
        """Return where somebody applies for this programme."""
        self.ensure_one()
        return f"/beneficiary/apply?program={self.env['ir.http']._slug(self)}"

    def _website_image_url(self):
        """Return the address of the picture; it changes with the picture, so that browsers may keep it."""
        self.ensure_one()
        if not self.image:
            return ""
        return f"/beneficiary/program/{self.id}/image?unique={self.write_date:%Y%m%d%H%M%S}"

    def _website_reply(self):
        """Return how long the association takes to answer, by its policy in force, as one sentence."""
        self.ensure_one()
        policy = self.company_id.sudo().beneficiary_policy_id
        return policy.window_text if policy.window_min or policy.window_max else ""

    def _website_questions(self):
        """Return what applicants are asked beside the papers."""
        self.ensure_one()
        kinds = ("separator",)
        return [question["string"] for question in self.question_definition or () if question["type"] not in kinds]
