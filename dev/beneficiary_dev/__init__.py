"""Builds the working ground of the addon: Odoo, PostgreSQL, demo, tests, lint, translations."""
