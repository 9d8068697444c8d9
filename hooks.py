"""What runs once, when the addon is removed."""

from odoo.tools import SQL

MODULE = __name__.split(".")[-2]
FOREIGN_KEYS = """
SELECT child.relname, key.conname
FROM pg_constraint key
JOIN pg_class child ON child.oid = key.conrelid
WHERE key.contype = 'f' AND child.relname = ANY(%s) AND child.relnamespace = current_schema()::regnamespace
"""


def uninstall(env):
    """Prepare the removal: Odoo then deletes our records in its own order and drops our tables."""
    _leave_websites(env)
    _leave_books(env)
    _drop_foreign_keys(env)


def _leave_websites(env):
    """Give the websites of companies that came with the addon (demo data) to the main company."""
    ours = env["ir.model.data"].search([("module", "=", MODULE), ("model", "=", "res.company")])
    main = env.ref("base.main_company")
    companies = env["res.company"].browse(ours.mapped("res_id")).exists() - main
    websites = env["website"].search([("company_id", "in", companies.ids)])
    visitors = websites.user_id.filtered(lambda user: user.company_id in companies)
    websites.write({"company_id": main.id, "user_id": main._get_public_user().id})
    visitors.unlink()


def _leave_books(env):
    """Keep what came with the addon (demo data) and is written in the books of accounting since: they would miss it."""
    companies = env["account.journal"].sudo().with_context(active_test=False).search([]).company_id
    partners = env["account.move.line"].sudo()._read_group([("partner_id", "!=", False)], [], ["partner_id:recordset"])
    kept = {"res.company": companies, "res.partner": partners[0][0] | companies.partner_id}
    for model, records in kept.items():
        env["ir.model.data"].sudo().search(
            [("module", "=", MODULE), ("model", "=", model), ("res_id", "in", records.ids)]
        ).unlink()


def _drop_foreign_keys(env):
    """Release what our tables refer to.

    A user, a company or an earlier line that a row of ours still names could otherwise not be deleted, though the row
    is about to go as well. Only foreign keys that begin in a table of ours are dropped: other addons keep theirs.
    """
    models = env.registry.values()
    tables = sorted(model._table for model in models if model._original_module == MODULE and model._auto)
    for table, key in env.execute_query(SQL(FOREIGN_KEYS, tables)):
        env.cr.execute(SQL("ALTER TABLE %s DROP CONSTRAINT %s", SQL.identifier(table), SQL.identifier(key)))
