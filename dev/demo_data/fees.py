"""Refundable fees of the demo: asked for, paid, paid back, forfeited.

Every step is taken by the addon itself, as the person whose work it is, and then dated. Needs the books of
``books.py``.
"""

from datetime import datetime, time, timedelta

TERMS = "يُرد الرسم كاملًا لمن أتم البرنامج، ولا يُرد لمن انسحب بعد الأسبوع الثاني بلا عذر مقبول."
PROGRAMS = {"makarem_diploma": ("either", 300), "wim_training": ("fee", 500)}
LEFT = "انسحبت بعد الأسبوع الثالث ولم تقدّم عذرًا، وأُبلغت بالشروط قبل الدفع."
EXCUSED = "قدّم تقريرًا طبيًا يمنعه من الإكمال، فيُعاد إليه الرسم كاملًا."
NO_SEAT = "المقاعد مكتملة، فيُعاد الرسم إليها حتى يخلو مقعد."
# request, days ago on which it was asked for, paid and settled, and what is paid back of it
CASES = (
    ("wim_020", 6, None, None, None),
    ("wim_013", 9, None, None, None),
    ("makarem_020", 8, 6, None, None),
    ("wim_016", 17, 15, None, None),
    ("makarem_010", 38, 36, 4, 300),
    ("wim_008", 52, 50, 12, 0),
)
MORNING = time(7, 40)  # in UTC
WEEKEND = (4, 5)  # Friday and Saturday
OPEN_PROPOSAL = "wim_014"  # paid; what becomes of it is proposed, and waits for the finance team


def make(env):
    """Make the fees, unless there are some already. Return how many."""
    if env["beneficiary.deposit"].search_count([], limit=1):
        return 0
    env = env(context={**env.context, "tracking_disable": True, "mail_create_nosubscribe": True, "lang": "ar_001"})
    _ask_for_fees(env)
    for key, asked, paid, settled, back in CASES:
        deposit = _paid(env, key, asked, paid)
        if settled:
            _propose(env, deposit, back, EXCUSED if back else LEFT)
            deposit.with_user(_user(env, "finance")).action_settle(_day(env, settled))
            _date(deposit, settle_asked_on=settled + 1, settled_on=settled)
    waiting = _paid(env, OPEN_PROPOSAL, 16, 14)
    _propose(env, waiting, waiting.amount, NO_SEAT)
    _send_nothing(env)
    return len(CASES) + 1


def _ask_for_fees(env):
    """Let the academic programmes ask for a fee; the demo data, which has no books, asks for none."""
    for key, (seriousness, amount) in PROGRAMS.items():
        env.ref(f"beneficiary.program_{key}_demo").write(
            {"seriousness": seriousness, "fee_amount": amount, "fee_currency_id": env.ref("base.SAR").id}
            | {"fee_forfeit_terms": TERMS}
        )


def _paid(env, key, asked, paid):
    """Ask for the fee of a request, and register its payment; return it."""
    request = env.ref(f"beneficiary.request_{key}_demo").with_user(_user(env, "officer"))
    request.action_ask_deposit()
    deposit = request.deposit_ids
    if paid is not None:
        deposit.with_user(_user(env, "finance")).action_register_payment(_day(env, paid), "حوالة بنكية")
    _date(deposit, asked_on=asked)
    return deposit


def _propose(env, deposit, amount, reason):
    deposit.with_user(_user(env, "officer")).action_propose_settlement(amount, reason)


def _user(env, role):
    return env.ref(f"beneficiary.user_{role}_demo")


def _day(env, days):
    """Return a working day at least ``days`` days ago."""
    day = env.cr.now().date() - timedelta(days=days)
    while day.weekday() in WEEKEND:
        day -= timedelta(days=1)
    return day


def _date(deposit, **days):
    """Set back moments that nobody can write once the fee was asked for."""
    env = deposit.env
    env.flush_all()
    for name, count in days.items():
        moment = datetime.combine(_day(env, count), MORNING)
        env.cr.execute(f"UPDATE beneficiary_deposit SET {name} = %s WHERE id = %s", (moment, deposit.id))
    deposit.invalidate_recordset()


def _send_nothing(env):
    """Leave nothing to send: a demo sends no e-mail."""
    notices = env["beneficiary.notice"].search([("kind", "=", "deposit"), ("state", "=", "queued")])
    notices._delivered()
