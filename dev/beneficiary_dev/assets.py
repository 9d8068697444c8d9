"""Compiled styles and scripts, made once: what a browser test compiles is rolled back with it, some 15 s of work."""

from .progress import step

BUNDLES = (
    "web.assets_web",
    "web.assets_web_print",
    "web.assets_frontend",
    "web.assets_frontend_minimal",
    "web.assets_frontend_lazy",
    "web.assets_tests",
    "web.report_assets_common",
    "web.report_assets_pdf",
    "survey.survey_assets",
)
SCRIPT = f"""
for name in {BUNDLES!r}:
    for rtl in (False, True):
        bundle = env["ir.qweb"]._get_asset_bundle(name, rtl=rtl, autoprefix=name.startswith("web.report"))
        if bundle.stylesheets:
            bundle.css()
        if bundle.javascripts and not rtl:
            bundle.js()
env.cr.commit()
print("RESULT:done")
"""


def compile_in(odoo, db):
    """Compile in ``db`` what the pages of the tests load, from left to right and from right to left."""
    with step("Compiling styles and scripts"):
        odoo.script(db, SCRIPT, log="assets")
