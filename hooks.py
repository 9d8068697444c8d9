"""What runs once, when the addon is removed."""

from odoo.tools import SQL

MODULE = __name__.split(".")[-2]


def uninstall(env):
    """Prepare the removal: Odoo then deletes our records in its own order and drops our tables."""
    _leave_websites(env)
    _drop_foreign_keys(env)


def _leave_websites(env):
    """Give the websites of companies that came with the addon (demo data) to the main company, and drop their visitors."""
    ours = env["ir.model.data"].search([("module", "=", MODULE), ("model", "=", "res.company")])
    companies = env["res.company"].browse(ours.mapped("res_id")).exists()
    main = env.ref("base.main_company")
    websites = env["website"].search([("company_id", "in", (companies - main).ids)])
    visitors = websites.user_id
    websites.write({"company_id": main.id, "user_id": main._get_public_user().id})
    visitors.filtered(lambda user: user.company_id in companies - main).unlink()


def _drop_foreign_keys(env):
    """Release what our tables refer to.

    A user, a company or an earlier line that a row of ours still names could otherwise not be deleted, though the row is about
    to go as well. Only foreign keys that begin in a table of ours are dropped: nothing of other addons changes.
    """
    tables = sorted(
        {
            model._table
            for model in env.registry.values()
            if model._original_module == MODULE and model._auto and not model._abstract
        }
    )
    rows = env.execute_query(
        SQL(
            """
        SELECT child.relname, key.conname
        FROM pg_constraint key
        JOIN pg_class child ON child.oid = key.conrelid
        WHERE key.contype = 'f' AND child.relname = ANY(%s) AND child.relnamespace = current_schema()::regnamespace
        """,
            tables,
        )
    )
    for table, key in rows:
        env.cr.execute(SQL("ALTER TABLE %s DROP CONSTRAINT %s", SQL.identifier(table), SQL.identifier(key)))
