"""Installs with demo data, makes its evidence packs, upgrades, uninstalls, and installs where only Arabic is spoken.

Plain runs of Odoo: an error in the log, or a warning about our addon, is a failure.
"""

from concurrent.futures import ThreadPoolExecutor

from . import database, prepare
from .errors import DevError
from .locks import lock
from .process import run
from .progress import say, step
from .settings import ADDON, LANGUAGE, home
from .settings import database as named

LEFT_BEHIND = f"""
SELECT 'table ' || tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename LIKE '{ADDON}\\_%'
UNION ALL SELECT 'record ' || name FROM ir_model_data WHERE module = '{ADDON}'
UNION ALL SELECT 'model ' || model FROM ir_model WHERE model LIKE '{ADDON}.%'
UNION ALL SELECT 'module state ' || state FROM ir_module_module
    WHERE name = '{ADDON}' AND state <> 'uninstalled'
"""
ONLY_ARABIC = f"""
code = {LANGUAGE!r}
env['res.users'].with_context(active_test=False).search([]).write({{'lang': code}})
env['res.partner'].with_context(active_test=False).search([]).write({{'lang': code}})
if 'website' in env:
    arabic = env['res.lang'].search([('code', '=', code)])
    env['website'].search([]).write({{
        'default_lang_id': arabic.id, 'language_ids': [(6, 0, arabic.ids)],
    }})
env['ir.default'].set('res.partner', 'lang', code)
env['res.lang'].search([('code', '!=', code)]).write({{'active': False}})
env.cr.commit()
print('RESULT:' + ','.join(env['res.lang'].search([]).mapped('code')))
"""
MENU_NAMES = f"""
menus = env['ir.model.data'].search([('module', '=', {ADDON!r}), ('model', '=', 'ir.ui.menu')])
names = env['ir.ui.menu'].with_context(lang={LANGUAGE!r}).browse(menus.mapped('res_id'))
latin = [name for name in names.mapped('name') if name.isascii()]
print('RESULT:' + (', '.join(latin) if names else '-'))
"""
INCOHERENT = """
found = [model for model in (
    'beneficiary.agreement', 'beneficiary.agreement.line', 'beneficiary.assessment', 'beneficiary.clock',
    'beneficiary.committee.meeting', 'beneficiary.contact.log', 'beneficiary.liaison', 'beneficiary.notice',
    'beneficiary.policy.acknowledgement', 'beneficiary.policy.distribution', 'beneficiary.policy.review',
    'beneficiary.referral', 'beneficiary.request', 'beneficiary.work',
) if not env[model].search_count([])]
for model, domain in (
    ('beneficiary.committee.meeting', [('state', '=', 'certified')]),
    ('beneficiary.agreement', [('party_signed_on', '!=', False)]),
    ('beneficiary.policy.acknowledgement', [('state', '=', 'signed')]),
):
    found += [str(record) for record in env[model].search(domain) if not record.check_integrity()]
now = env.cr.now()
untold = [('state', 'in', ('running', 'late')), ('deadline', '<', now), ('escalated_on', '=', False)]
for what, model, domain in (
    ('mail', 'mail.mail', []), ('SMS', 'sms.sms', []),
    ('notices to send', 'beneficiary.notice', [('state', '=', 'queued'), ('claimed_on', '=', False)]),
    ('late clocks of which nobody was told', 'beneficiary.clock', untold),
    ('contacts in the future', 'beneficiary.contact.log', [('date_start', '>', now)]),
):
    count = env[model].search_count(domain)
    found += [f'{count} {what}'] if count else []
print('RESULT:' + ('; '.join(found) or '-'))
"""
EVIDENCE = "from demo_data import evidence\nprint('RESULT:' + evidence.check(env))"


def check(odoo):
    """Run the five checks."""
    name, arabic = named("lifecycle"), named("arabic")
    with lock(f"test-{name}"):
        try:
            prepare.fresh_base(odoo, name)
            prepare.fresh_base(odoo, arabic)
            with ThreadPoolExecutor(max_workers=1) as aside:
                in_arabic = aside.submit(_only_arabic, odoo, arabic)
                _with_demo(odoo, name)
                _evidence(odoo, name)
                _upgrade(odoo, name)
                _uninstall(odoo, name)
                with step("Life cycle: installing where Arabic is the only language"):
                    in_arabic.result()
        finally:
            database.drop(name)
            database.drop(arabic)
    say("Life cycle: install with demo data, evidence packs, upgrade, uninstall, Arabic alone: all good.")


def _with_demo(odoo, name):
    with step("Life cycle: installing with demo data"):
        prepare.install_with_demo(odoo, name, log="lifecycle-demo")
        odoo.verdict(0, "lifecycle-demo", "install with demo data", warnings=True)
        prepare.load_books(odoo, name, log="lifecycle-books")
        found = odoo.script(name, INCOHERENT)
        if found != "-":
            raise DevError(f"The demo data does not hold together: {found}")


def _evidence(odoo, name):
    with step("Life cycle: making the evidence packs of the demo year"):
        found = odoo.script(name, EVIDENCE, log="lifecycle-evidence")
    say(f"  {found}")


def _upgrade(odoo, name):
    with step("Life cycle: upgrading"):
        odoo.change(name, "-u", ADDON, log="lifecycle-upgrade", label="upgrade")
        odoo.verdict(0, "lifecycle-upgrade", "upgrade", warnings=True)


def _uninstall(odoo, name):
    with step("Life cycle: uninstalling"):
        command = odoo.command("module uninstall")
        command = [*command, "-d", name, ADDON]
        code = run(command, log="lifecycle-uninstall", env=odoo.environment, cwd=home())
        odoo.verdict(code, "lifecycle-uninstall", "uninstall", warnings=True)
        left = [row[0] for row in database.query(LEFT_BEHIND, name)]
        if left:
            raise DevError("Uninstalling leaves behind: " + ", ".join(left[:20]))


def _only_arabic(odoo, name):
    """Install on a database that speaks Arabic alone; it says nothing, for it runs beside the others."""
    active = odoo.script(name, ONLY_ARABIC, log="lifecycle-languages")
    if active != LANGUAGE:
        raise DevError(f"Arabic should be the only language, yet there are: {active}")
    odoo.change(name, "-i", ADDON, log="lifecycle-arabic", label="install in Arabic")
    odoo.verdict(0, "lifecycle-arabic", "install in Arabic", warnings=True)
    latin = odoo.script(name, MENU_NAMES, log="lifecycle-menus")
    if latin == "-":
        raise DevError("The addon has no menu, so nothing shows whether it speaks Arabic.")
    if latin:
        raise DevError(f"Menus that do not read Arabic in an Arabic database: {latin}")
