"""The staff of the associations, who signed the policy, and which departments have a copy of it."""

from . import words
from .files import write
from .markup import HEAD, element, looked_up, named, record, signature
from .moments import LAST_DAY, Moment, working
from .signatures import SIGNATURES

QUIET = HEAD.replace(
    "'tracking_disable': True",
    "'tracking_disable': True, 'mail_create_nolog': True, 'mail_create_nosubscribe': True",
)
# department: name, parent, head
DEPARTMENTS = {
    "awn": [
        ("board", "مجلس الإدارة ولجانه", "", "chair"),
        ("office", "الإدارة التنفيذية", "", "management"),
        ("relations", "إدارة علاقات المستفيدين", "office", "manager"),
        ("research", "قسم البحث الاجتماعي", "relations", "researcher"),
        ("finance", "الإدارة المالية", "office", "finance"),
        ("services", "الخدمات المساندة", "office", ""),
    ],
    "qader": [("clinic", "العيادة النفسية", "", ""), ("relations", "علاقات المستفيدين", "", "")],
    "samtah": [("relations", "خدمة الأعضاء", "", ""), ("store", "المستودع", "", "")],
}
# employee: login or own name, department, manager, job, kind
EMPLOYEES = {
    "awn": [
        ("chair", "board", "", "رئيس لجنة البحث", "freelance"),
        ("committee", "board", "chair", "عضو لجنة البحث", "freelance"),
        ("management", "office", "", "المديرة التنفيذية", "employee"),
        ("manager", "relations", "management", "مدير علاقات المستفيدين", "employee"),
        ("officer", "relations", "manager", "مسؤولة علاقات المستفيدين", "employee"),
        ("delegate", "relations", "officer", "مندوب فرع الشمال", "contractor"),
        ("researcher", "research", "manager", "باحثة اجتماعية", "employee"),
        ("finance", "finance", "management", "المدير المالي", "employee"),
        ("فواز عبدالله مرزوق الحارثي", "services", "management", "حارس أمن", "worker"),
        ("رحمة علي سعيد النهدي", "services", "management", "عاملة ضيافة", "worker"),
        ("د. سمير أحمد عبدالحميد", "research", "manager", "مستشار متعاون", "contractor"),
    ],
    "qader": [
        ("د. عفاف سليمان محمد البلوي", "clinic", "", "أخصائية نفسية", "employee"),
        ("نواف صالح عودة العطوي", "relations", "1", "موظف استقبال", "employee"),
    ],
    "samtah": [
        ("حسين محمد علي حكمي", "relations", "", "أمين الجمعية", "employee"),
        ("يحيى أحمد حسن مدخلي", "store", "1", "أمين المستودع", "worker"),
        ("manager", "relations", "1", "مشرف خدمة الأعضاء", "employee"),
        ("officer", "relations", "manager", "مسؤولة خدمة الأعضاء", "employee"),
    ],
}
PENDING = {"awn": ("delegate", "committee", "9"), "qader": ("2",), "samtah": ()}
EXEMPTED = "11"
POLICIES = {"awn": "policy_awn_2_demo", "qader": "policy_qader_demo", "samtah": "policy_samtah_demo"}


def write_staff():
    _write_departments()
    _write_employees()
    _write_duties()


def _employee(company, who):
    return f"employee_{company}_{who}_demo"


def _keys(company):
    """Return a key for each employee: the login, else the number."""
    return [row[0] if row[0] in words.STAFF else str(number) for number, row in enumerate(EMPLOYEES[company], 1)]


def _write_departments():
    text = QUIET
    for company, rows in DEPARTMENTS.items():
        for key, name, parent, _head in rows:
            text += record(
                f"department_{company}_{key}_demo",
                "hr.department",
                element("name", text=name),
                element("company_id", ref=f"company_{company}_demo"),
                element("parent_id", ref=f"department_{company}_{parent}_demo") if parent else "",
            )
    write("hr_department_demo.xml", text)


def _write_employees():
    text = QUIET
    for company, rows in EMPLOYEES.items():
        for key, (name, department, manager, job, kind) in zip(_keys(company), rows, strict=True):
            text += record(
                _employee(company, key),
                "hr.employee",
                element("name", text=words.STAFF.get(name, name)),
                element("user_id", ref=f"user_{key}_demo") if name in words.STAFF else "",
                element("company_id", ref=f"company_{company}_demo"),
                element("department_id", ref=f"department_{company}_{department}_demo"),
                element("parent_id", ref=_employee(company, manager)) if manager else "",
                element("job_title", text=job),
                element("employee_type", text=kind),
                element("resource_calendar_id", ref="resource_calendar_sun_thu"),
                element("tz", text="Asia/Riyadh"),
            )
    for company, rows in DEPARTMENTS.items():
        for key, _name, _parent, head in rows:
            head = head or ("1" if company != "awn" else "")
            if head:
                text += record(
                    f"department_{company}_{key}_demo",
                    "hr.department",
                    element("manager_id", ref=_employee(company, head)),
                )
    write("hr_employee_demo.xml", text)


def _write_duties():
    """Write what the staff signed; it was opened for everyone when the employees were made."""
    model = "beneficiary.policy.acknowledgement"
    pairs = [(company, key) for company in EMPLOYEES for key in _keys(company)]
    text = QUIET + named(
        model,
        [
            (_acknowledgement(company, key), f"obj().search([('employee_id', '=', ref('{_employee(company, key)}'))])")
            for company, key in pairs
        ],
    )
    for number, (company, key) in enumerate(pairs):
        name = words.STAFF.get(key) or EMPLOYEES[company][int(key) - 1][0]
        opened = Moment(-60 if company == "awn" else -150, 7)
        if company == "awn" and key == EXEMPTED:
            text += _exempted(company, key)
        elif key in PENDING[company]:
            text += _pending(company, key)
        else:
            signed = Moment(working(opened.day + 1 + number % 12), 6 + number % 5, 5 + number * 3)
            text += _signed(company, key, name, signed, number)
    text += _copies()
    text += record(
        "exemption_awn_trainees_demo",
        "beneficiary.policy.exemption",
        element("company_id", ref="company_awn_demo"),
        element("employee_type", text="trainee"),
        element("reason", text="متدربو الجامعات: تحكمهم سياسة التدريب الموقعة مع جامعاتهم."),
    )
    announced = Moment(-59, 9)
    text += record(
        "announcement_awn_demo",
        "beneficiary.policy.announcement",
        element("policy_id", ref=POLICIES["awn"]),
        element("text", text="أُضيفت مدة محددة للرد على الطلبات، وحق مقدم الطلب في معرفة سبب القرار."),
        element("audience", text="none"),
        element("user_id", ref="user_manager_demo"),
        element("date", expression=announced),
        element("date_sent", expression=announced.earlier(-5)),
        element("state", text="sent"),
        element("staff_count", expression=len(EMPLOYEES["awn"])),
    )
    text += record(
        "review_samtah_demo",
        "beneficiary.policy.review",
        element("policy_id", ref=POLICIES["samtah"]),
        element("date", expression=Moment(-38).written("%Y-%m-%d")),
        element("user_id", ref="user_manager_demo"),
        element("outcome", text="keep"),
        element(
            "note",
            text="رُوجعت السياسة مع مجلس الإدارة، ولم يتبين ما يوجب تعديلها. تُراجع قنوات التواصل في المرة القادمة.",
        ),
        element("next_review_date", expression="(DateTime.now() + relativedelta(days=140)).strftime('%Y-%m-%d')"),
    )
    write("beneficiary_policy_acknowledgement_demo.xml", text)


def _acknowledgement(company, key):
    return f"acknowledgement_{company}_{key}_demo"


def _signed(company, key, name, moment, number):
    xmlid, model = _acknowledgement(company, key), "beneficiary.policy.acknowledgement"
    own = key in words.STAFF
    record_ = f"obj(ref('{xmlid}'))"
    text = record(
        xmlid,
        model,
        element("signer_name", text=name),
        signature(number % SIGNATURES + 1),
        element("signed_on", expression=moment),
        element("signed_login_id", ref=f"user_{key}_demo") if own else "",
        element("collected_by", ref="user_manager_demo") if not own else "",
        element("reminder_date", expression="False"),
        looked_up("content", model, f"{record_}._content()"),
    )
    names = "('content', 'signer_name', 'signed_on', 'signed_login_id', 'collected_by', 'signature')"
    values = f"{{name: {record_}[name] for name in {names}}}"
    return text + record(
        xmlid,
        model,
        element("state", text="signed"),
        looked_up("content_hash", model, f"{record_}._hash({values})"),
    )


def _pending(company, key):
    """Return one who was reminded already, and is asked again next week."""
    return record(
        _acknowledgement(company, key),
        "beneficiary.policy.acknowledgement",
        element("reminder_count", expression=1),
        element("reminded_on", expression=Moment(LAST_DAY).written("%Y-%m-%d")),
        element("reminder_date", expression=Moment(9).written("%Y-%m-%d")),
    )


def _exempted(company, key):
    return record(
        _acknowledgement(company, key),
        "beneficiary.policy.acknowledgement",
        element("state", text="exempted"),
        element("exempt_reason", text="متعاون تحكمه سياسة جهة عمله الأصلية، ووقّع عليها."),
        element("exempted_by", ref="user_manager_demo"),
    )


def _copies():
    text, number = "", 0
    for company, rows in DEPARTMENTS.items():
        for key, _name, _parent, _head in rows:
            number += 1
            name = f"distribution_{company}_{key}_demo"
            handed = number % 4
            text += record(
                name,
                "beneficiary.policy.distribution",
                element("policy_id", ref=POLICIES[company]),
                element("department_id", ref=f"department_{company}_{key}_demo"),
                element("medium", text="paper" if number % 2 or key == "services" else "email"),
                *(
                    [
                        looked_up(
                            "receiver_name",
                            "hr.department",
                            f"obj(ref('department_{company}_{key}_demo')).manager_id.name or 'مشرف الخدمات المساندة'",
                        ),
                        element("date", expression=Moment(working(-58 + number)).written("%Y-%m-%d")),
                        signature(number % SIGNATURES + 1) if number % 2 else "",
                    ]
                    if handed
                    else []
                ),
            )
            if handed:
                text += record(
                    name,
                    "beneficiary.policy.distribution",
                    element("handed_by", ref="user_manager_demo"),
                    element("state", text="handed"),
                )
    return text
