"""Social research about the people: means, debts, housing, health, a visit and a report."""

from dataclasses import replace

from .files import write
from .markup import HEAD, call, element, function, html, looked_up, record
from .moments import FRIDAY, LAST_DAY, Moment, working

MODEL = "beneficiary.assessment"
QUIET = HEAD.replace(
    "'tracking_disable': True",
    "'tracking_disable': True, 'dont_notify': True, 'mail_activity_quick_update': True",
)
COMPANIES = ("awn", "qader", "wim")  # where the researcher sits in the committee
INCOMES = [
    [("social_security", "الضمان الاجتماعي", 1320), ("citizen_account", "حساب المواطن", 980)],
    [("salary", "راتب رب الأسرة", 3400), ("citizen_account", "حساب المواطن", 720)],
    [("pension", "معاش المتوفى من التأمينات", 1983)],
    [("support", "مساعدة من الإخوة", 800), ("social_security", "الضمان الاجتماعي", 1100)],
    [],
    [("salary", "عمل جزئي", 2200), ("trade", "أسرة منتجة", 600)],
]
DEBTS = [
    [],
    [("مؤجر المسكن", "متأخرات إيجار", 9000, 0)],
    [("بنك التنمية الاجتماعية", "قرض أسرة", 18000, 450)],
    [("شركة الكهرباء", "فواتير متراكمة", 2600, 200), ("قريب", "علاج", 5000, 0)],
]
HOUSING = [
    ("rented", "flat", 3, "fair", "شقة في الدور الثالث دون مصعد."),
    ("rented", "floor", 4, "good", ""),
    ("owned", "traditional", 3, "poor", "تصدعات في السقف وتسرب مياه المطر."),
    ("relatives", "room", 2, "poor", "غرفتان عند أهل الزوج."),
    ("charity", "flat", 3, "good", "من مشروع الإسكان الخيري."),
]
CONDITIONS = [("السكري", False, 180), ("ربو مزمن", False, 120), ("إعاقة حركية", True, 650)]
REPORTS = {
    "support": "زارت الباحثة الأسرة وقابلت رب الأسرة أو من يقوم مقامه. الدخل لا يغطي الإيجار والغذاء، والمسكن بحاجة إلى"
    " صيانة، ولم تظهر مصادر دخل غير مذكورة. الحاجة ثابتة ومستمرة.",
    "partial": "الدخل يغطي الحاجات الأساسية ويقصر عن الالتزامات الشهرية. تُقترح مساعدة جزئية مع إرشاد الأسرة إلى برنامج"
    " التأهيل.",
    "none": "دخل الأسرة أعلى من الحد المعتمد، والمسكن ملك وبحال جيدة. يُقترح التوجيه إلى برامج أخرى دون صرف.",
}


def write_research(people):
    text, serial, done = QUIET, 0, []
    for company in COMPANIES:
        asked = [p for p in people[company] if [r for r in p.requests if r.complete and not r.submitted.fixed]]
        for index, person in enumerate(asked):
            serial += 1
            state = _state(company, index)
            requests = [r for r in person.requests if r.complete and not r.submitted.fixed]
            if state in ("expired", "superseded"):
                old = Moment(-430 - 3 * index, 8)
                text += _research(serial, person, [], old, "x", "superseded" if state == "superseded" else "done")
                done.append(_xmlid(person, "x"))
            if state == "draft" or (state == "expired" and index % 2):
                text += _draft(serial, person, requests, index)
            elif state == "cancelled":
                text += _cancelled(person, requests)
            elif state != "expired":
                moment = min((r.complete for r in requests), key=lambda m: m.order)
                moment = replace(moment, day=working(moment.day - 1))
                old = _xmlid(person, "x") if state == "superseded" else None
                text += _research(serial, person, requests, moment, "a", "done", previous=old)
                if state == "superseded":
                    text += record(_xmlid(person, "x"), MODEL, element("superseded_by_id", ref=_xmlid(person, "a")))
                done.append(_xmlid(person, "a"))
    text += function(
        MODEL,
        "activity_unlink",
        "obj().search([('state', '!=', 'draft')]).ids",
        "['beneficiary.mail_activity_type_research']",
    )
    text += "\n    <!-- the files know what was found -->\n" + call(MODEL, "_update_files", done)
    write("beneficiary_assessment_demo.xml", text)


def _state(company, index):
    pattern = ("done", "superseded", "done", "draft", "done", "expired", "done", "done", "expired", "cancelled", "done")
    return pattern[(index + len(company)) % len(pattern)]


def _xmlid(person, which):
    return f"assessment_{person.key}_{which}_demo"


def _common(person, requests, moment):
    yield element("beneficiary_id", ref=person.xmlid)
    yield element("user_id", ref="user_researcher_demo")
    yield element("date", expression=moment.written("%Y-%m-%d"))
    yield element("create_uid", ref="user_researcher_demo")
    yield element("create_date", expression=moment)
    if requests:
        yield element("request_id", ref=requests[-1].xmlid)
        yield element(
            "request_ids", expression="[" + ", ".join(f"Command.link(ref('{r.xmlid}'))" for r in requests) + "]"
        )


def _lines(name, rows):
    commands = "".join(f"                Command.create({row}),\n" for row in rows)
    return f'        <field\n            name="{name}"\n            eval="[\n{commands}            ]"\n        />\n'


def _means(serial, person):
    incomes = INCOMES[serial % len(INCOMES)]
    tenure, kind, rooms, condition, note = HOUSING[serial % len(HOUSING)]
    size = person.children + 1 + (person.marital == "married")
    expenses = [("food", "الغذاء", 350 * size), ("utilities", "الكهرباء والماء والهاتف", 260 + 40 * (serial % 5))]
    if tenure == "rented":
        expenses.insert(0, ("rent", "الإيجار", 1250 + 125 * (serial % 4)))
    if person.children:
        expenses.append(("school", "مصروف المدرسة والنقل", 150 * person.children))
    ill = [c for c in person.categories if c in ("chronically_ill", "disability", "elderly")]
    yield _lines("income_ids", [f"{{'source': '{s}', 'name': '{n}', 'amount': {a}}}" for s, n, a in incomes])
    if not incomes:
        yield element("no_income", expression="True")
    yield _lines("expense_ids", [f"{{'kind': '{k}', 'name': '{n}', 'amount': {a}}}" for k, n, a in expenses])
    yield _lines(
        "debt_ids",
        [
            f"{{'name': '{n}', 'reason': '{r}', 'amount': {a}, 'instalment': {i}}}"
            for n, r, a, i in DEBTS[serial % len(DEBTS)]
        ],
    )
    if ill and person.company != "qader":
        what, care, cost = CONDITIONS[2 if "disability" in ill else serial % 2]
        yield _lines(
            "health_ids",
            [f"{{'name': '{person.name}', 'condition': '{what}', 'needs_care': {care}, 'cost': {cost}}}"],
        )
    yield element("housing_tenure", text=tenure)
    yield element("housing_type", text=kind)
    yield element("housing_rooms", expression=rooms)
    yield element("housing_condition", text=condition)
    if note:
        yield element("housing_note", text=note)


def _research(serial, person, requests, moment, which, state, previous=None):
    """Return a research that was completed on the day of ``moment``."""
    xmlid = _xmlid(person, which)
    judged = next((r for r in requests if r.decided), None)
    advice = "none" if judged and judged.state == "refused" else ("support", "support", "partial")[serial % 3]
    asked = max((r.amount for r in requests), default=0)
    suggested = {"support": asked, "partial": asked * 7 // 1000 * 100, "none": 0}[advice]
    visit = replace(moment, hour=7, minute=30)
    if not visit.day % 7 < FRIDAY:
        visit = replace(visit, day=visit.day - 2)
    ended = replace(moment, hour=11, minute=10 + serial % 40)
    text = record(
        xmlid,
        MODEL,
        *_common(person, requests, moment),
        element("previous_id", ref=previous) if previous else "",
        *_means(serial, person),
        element("visit_kind", text=("home", "home", "office", "phone")[serial % 4]),
        element("visit_date", expression=visit),
        element("visit_present", text=("مقدم الطلب وأسرته", "الأم والأبناء", "مقدم الطلب وحده")[serial % 3]),
        html("report", f"<p>{REPORTS[advice]}</p>"),
        element("recommendation", text=advice),
        element("amount_suggested", expression=suggested) if suggested else "",
    )
    text += call(MODEL, "_update_score", [xmlid])
    return text + record(
        xmlid,
        MODEL,
        element("state", text=state),
        element("date_done", expression=ended),
        element("score_date", expression=ended),
        looked_up("valid_until", MODEL, f"obj(ref('{xmlid}'))._validity_end()"),
    )


def _draft(serial, person, requests, index):
    xmlid = _xmlid(person, "b")
    begun = Moment(LAST_DAY - 1, 8, 20)
    visit = Moment(8 + index % 3, 6 + index % 3, 30)
    planned = index % 2 == 1
    parts = list(_means(serial, person)) if not planned else []
    text = record(
        xmlid,
        MODEL,
        *_common(person, requests, begun),
        *parts,
        element("visit_kind", text="home"),
        element("visit_date", expression=visit if planned else begun),
    )
    return text + (call(MODEL, "action_schedule_visit", [xmlid]) if planned else "")


def _cancelled(person, requests):
    xmlid = _xmlid(person, "c")
    text = record(xmlid, MODEL, *_common(person, requests, Moment(LAST_DAY - 9, 8, 20)))
    return text + record(xmlid, MODEL, element("state", text="cancelled"))
