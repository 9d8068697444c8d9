"""Agreements with their rights and duties, in every state, and works that were handed in under one of them."""

from . import words
from .files import write
from .markup import HEAD, element, html, looked_up, record, signature
from .moments import LAST_DAY, Moment, working
from .signatures import SIGNATURES

MODEL, LINE, WORK = "beneficiary.agreement", "beneficiary.agreement.line", "beneficiary.work"
QUIET = HEAD.replace("'tracking_disable': True", "'tracking_disable': True, 'mail_create_nosubscribe': True")
DISPUTE = "يُحل الخلاف وديًا خلال ثلاثين يومًا، ثم يُعرض على مجلس الإدارة، ثم على الجهة القضائية المختصة."
REMEDY = "يُنبَّه المقصِّر كتابة، ويُمهل خمسة عشر يومًا لتدارك ما فات، ويجوز بعدها إنهاء الاتفاقية."
LIABILITY = "لا يتحمل أي طرف ما ينتج عن قوة قاهرة أو عن معلومات غير صحيحة قدمها الطرف الآخر."
TERMS = {
    "support": "تصرف الجمعية الدعم المتفق عليه في مواعيده، ويلتزم المستفيد بإبلاغها بما يطرأ على دخله أو أسرته.",
    "volunteering": "يتطوع الطرف الثاني في برامج الجمعية بلا أجر، وتلتزم الجمعية بتهيئة بيئة التطوع وتوثيق الساعات.",
    "partnership": "يتعاون الطرفان في خدمة المستفيدين، كلٌّ في اختصاصه، دون نقل التزام مالي غير مذكور في البنود.",
    "works": "يسلم الطرف الثاني أعماله الفنية، وتستعملها الجمعية بحسب الترخيص المبين لكل عمل، مع ذكر اسم صاحبه.",
    "membership": "يتمتع العضو بحقوق العضوية المبينة في اللائحة الأساسية، ويلتزم بسداد الرسوم وحضور الجمعية العمومية.",
}
# key, company, party (number in the list of people, or an organisation), subject, kind, first and last day, state
AGREEMENTS = [
    ("food", "awn", 4, "اتفاقية السلة الغذائية الشهرية", "support", (-75, 105), "active"),
    ("rent", "awn", 1, "اتفاقية المساعدة في الإيجار", "support", (-150, 30), "active"),
    ("orphan", "awn", 10, "اتفاقية كفالة أيتام", "support", (-340, 24), "active"),
    ("volunteer", "awn", 18, "اتفاقية تطوع في توزيع كسوة الشتاء", "volunteering", (-2, 120), "signed"),
    ("training", "awn", 3, "اتفاقية التدريب المنتهي بالتوظيف", "support", (8, 180), "sent"),
    ("new", "awn", 7, "اتفاقية السلة الغذائية لكبار السن", "support", (9, 190), "draft"),
    ("old", "awn", 5, "اتفاقية المساعدة في تكاليف العلاج", "support", (-420, -60), "ended"),
    ("school", "qader", "مدارس واحة تبوك الأهلية", "شراكة في التوعية النفسية", "partnership", (-120, 240), "active"),
    ("video", "awn", 18, "تسليم أعمال فنية لحملة كسوة الشتاء", "works", (-44, 320), "active"),
    ("design", "wim", 4, "تسليم تصاميم ملتقى المرأة والتعدين", "works", (-20, 340), "sent"),
    ("member", "samtah", 1, "اتفاقية عضوية الجمعية التعاونية", "membership", (-200, 160), "active"),
    ("store", "samtah", "مؤسسة جازان للتموين", "توريد مواد غذائية بسعر مخفض", "partnership", (-90, 90), "terminated"),
]
# agreement, whose, kind, what, due on which day, every, amount, what became of it
LINES = [
    ("food", "association", "duty", "تسليم السلة الغذائية", -10, "monthly", 650, "performed"),
    ("food", "party", "duty", "إحضار بيان دخل محدث", 40, "none", 0, "open"),
    ("food", "party", "right", "اختيار موعد الاستلام ومكانه", None, "none", 0, "open"),
    ("rent", "association", "duty", "تحويل الدفعة الأولى إلى المؤجر", -140, "none", 6000, "performed"),
    ("rent", "association", "duty", "تحويل الدفعة الثانية إلى المؤجر", 15, "none", 6000, "open"),
    ("rent", "party", "duty", "إحضار سند قبض الإيجار من المؤجر", -40, "none", 0, "missed"),
    ("rent", "party", "duty", "تجديد عقد الإيجار في منصة إيجار", -70, "none", 0, "remedied"),
    ("orphan", "association", "duty", "تحويل مبلغ الكفالة", -20, "quarterly", 1800, "performed"),
    ("orphan", "party", "duty", "إحضار شهادة انتظام الأبناء في الدراسة", 22, "none", 0, "open"),
    ("volunteer", "party", "duty", "التطوع عشرين ساعة في الشهر", 30, "monthly", 0, "open"),
    ("volunteer", "association", "duty", "إصدار شهادة الساعات من المنصة", 118, "none", 0, "open"),
    ("training", "association", "duty", "دفع رسوم الدورة للمعهد", 20, "none", 2500, "open"),
    ("training", "party", "duty", "حضور ثمانين بالمئة من الدورة على الأقل", 150, "none", 0, "open"),
    ("new", "association", "duty", "توصيل السلة الغذائية إلى المنزل", 20, "monthly", 500, "open"),
    ("old", "association", "duty", "دفع تكاليف العلاج للمستشفى", -390, "none", 8000, "performed"),
    ("old", "party", "duty", "إحضار التقرير الطبي بعد العلاج", -300, "none", 0, "waived"),
    ("school", "party", "duty", "توفير القاعة لورش التوعية", -60, "quarterly", 0, "performed"),
    ("school", "association", "duty", "تقديم أربع ورش خلال العام الدراسي", 90, "none", 0, "open"),
    ("video", "party", "duty", "تسليم المقاطع بصيغتها النهائية", -30, "none", 0, "performed"),
    ("video", "association", "duty", "ذكر اسم صاحب العمل عند النشر", None, "none", 0, "open"),
    ("design", "party", "duty", "تسليم ملفات التصاميم المفتوحة", 25, "none", 0, "open"),
    ("member", "party", "duty", "سداد رسوم العضوية السنوية", -170, "yearly", 300, "performed"),
    ("member", "party", "right", "التصويت في الجمعية العمومية", None, "none", 0, "open"),
    ("store", "party", "duty", "توريد الأرز والزيت بالسعر المتفق عليه", -50, "none", 0, "missed"),
    ("store", "association", "duty", "سداد الفاتورة خلال عشرة أيام", -20, "none", 7400, "waived"),
]
WORKS = [
    ("video", "مقطع «كلمة طيبة»", "مقطع توعوي مدته دقيقتان.", "association", True, True),
    ("video", "موسيقى المقدمة", "بلا آلات، أداء صوتي.", "reserved", False, False),
    ("video", "صور الكواليس", "", "internal", False, False),
    ("design", "هوية الملتقى", "شعار وألوان وقوالب عرض.", "cc_by_nc", True, False),
]
ORGANISATIONS = {"school": "contact_partner_school_demo", "store": "contact_partner_store_demo"}
NOTES = {
    "performed": ("performed", "performed_note", "تم في موعده، والسند محفوظ في الملف."),
    "missed": ("missed", "remedy", "يُمهل خمسة عشر يومًا بعد التنبيه الكتابي."),
    "remedied": ("remedied", "remedy_note", "أُحضر العقد المجدد وحُفظت صورته."),
    "waived": ("waived", "waive_reason", "انتفت الحاجة إليه بعد انتهاء الاتفاقية."),
}


def write_agreements(people):
    text = QUIET
    for key, name in ORGANISATIONS.items():
        row = next(row for row in AGREEMENTS if row[0] == key)
        text += record(
            name,
            "res.partner",
            element("name", text=row[2]),
            element("is_company", expression="True"),
            element("company_id", ref=f"company_{row[1]}_demo"),
            element("email", text=f"{key}@example.org"),
            element("country_id", ref="base.sa"),
        )
    for number, row in enumerate(AGREEMENTS):
        text += _agreement(number, people, *row)
    write("beneficiary_agreement_demo.xml", text)


def _agreement(number, people, key, company, party, subject, kind, days, state):
    xmlid = f"agreement_{key}_demo"
    person = people[company][party - 1] if isinstance(party, int) else None
    start, end = (Moment(day) for day in days)
    begun = Moment(working(min(days[0] - 6, LAST_DAY - 1)), 8, 10)
    signers = person.name if person else party
    text = record(
        xmlid,
        MODEL,
        element("company_id", ref=f"company_{company}_demo"),
        element("beneficiary_id", ref=person.xmlid) if person else element("partner_id", ref=ORGANISATIONS[key]),
        element("user_id", ref="user_officer_demo"),
        element("subject", text=subject),
        element("kind", text=kind),
        element("date_start", expression=start.written("%Y-%m-%d")),
        element("date_end", expression=end.written("%Y-%m-%d")),
        html("text", f"<p>{TERMS[kind]}</p>"),
        element("liability_limits", text=LIABILITY),
        element("remedy_rules", text=REMEDY),
        element("dispute_path", text=DISPUTE),
        element("create_uid", ref="user_officer_demo"),
        element("create_date", expression=begun),
    )
    lines = [line for line in LINES if line[0] == key]
    for place, (_key, whose, what_kind, description, due, every, amount, _end) in enumerate(lines, 1):
        text += record(
            f"agreement_{key}_line_{place}_demo",
            LINE,
            element("agreement_id", ref=xmlid),
            element("sequence", expression=place * 10),
            element("whose", text=whose),
            element("kind", text=what_kind),
            element("description", text=description),
            element("due_date", expression=Moment(due).written("%Y-%m-%d")) if due is not None else "",
            element("recurrence", text=every),
            element("amount", expression=amount) if amount else "",
        )
    text += _works(xmlid, key)
    if state == "draft":
        return text
    text += record(
        xmlid,
        MODEL,
        element("state", text="sent"),
        element("date_sent", expression=begun.earlier(-30)),
        element("party_name", text=signers),
        looked_up("association_name", "res.company", f"obj(ref('company_{company}_demo')).name"),
    )
    if state == "sent":
        return text
    text += _party(xmlid, key, signers, begun.after(1, 9, 15), number)
    if state == "signed":
        return text + record(xmlid, MODEL, element("state", text="signed"))
    text += _association(xmlid, begun.after(2, 10), number)
    for place, line in enumerate(lines, 1):
        text += _line_ended(key, place, line)
    text += _publication(key, begun.after(3, 10))
    if state in ("ended", "terminated"):
        closed = end if state == "ended" else Moment(-18)
        text += record(
            xmlid,
            MODEL,
            element("state", text=state),
            element("date_closed", expression=closed.written("%Y-%m-%d")),
            element("close_reason", text="لم تُورَّد المواد بعد التنبيه والمهلة.") if state == "terminated" else "",
        )
    return text


def _works(xmlid, key):
    text = ""
    for place, (owner, name, description, licence, consent, _published) in enumerate(WORKS, 1):
        if owner == key:
            text += record(
                f"work_{key}_{place}_demo",
                WORK,
                element("agreement_id", ref=xmlid),
                element("name", text=name),
                element("description", text=description) if description else "",
                element("licence", text=licence),
                element("consent_to_publish", expression=consent),
            )
    return text


def _party(xmlid, key, signer, moment, number):
    """Return the signature of the party, with the hash over all terms."""
    itself = f"obj(ref('{xmlid}'))"
    text = record(
        xmlid,
        MODEL,
        element("party_signer", text=signer),
        signature(number % SIGNATURES + 1).replace('"signature"', '"party_signature"'),
        element("party_collected_by", ref="user_officer_demo"),
    )
    for place, work in enumerate(WORKS, 1):
        if work[0] == key:
            text += record(
                f"work_{key}_{place}_demo",
                WORK,
                element("signed", expression="True"),
                element("consent_on", expression=moment),
            )
    signed = f"{itself}._content(), {itself}.party_signer, {itself}.party_signature, {moment.value()}"
    return text + record(
        xmlid,
        MODEL,
        looked_up("content", MODEL, f"{itself}._content()"),
        looked_up("content_hash", MODEL, f"{itself}._party_hash({signed})"),
        element("party_signed_on", expression=moment),
    )


def _association(xmlid, moment, number):
    itself = f"obj(ref('{xmlid}'))"
    text = record(
        xmlid,
        MODEL,
        element("association_signer", text=words.STAFF["manager"]),
        element("association_user_id", ref="user_manager_demo"),
        signature((number + 1) % SIGNATURES + 1).replace('"signature"', '"association_signature"'),
    )
    signed = f"{itself}._digest(), {itself}.association_signer, {itself}.association_signature, {moment.value()}"
    return text + record(
        xmlid,
        MODEL,
        looked_up("association_hash", MODEL, f"{itself}._association_hash({signed})"),
        element("association_signed_on", expression=moment),
        element("state", text="active"),
    )


def _line_ended(key, place, line):
    """Return what became of a line; what comes round again is due the next time."""
    due, every, state = line[4], line[5], line[7]
    if state == "open":
        return ""
    xmlid = f"agreement_{key}_line_{place}_demo"
    text = ""
    if state == "remedied":
        text += _step(xmlid, "missed", Moment(due + 2))
    text += _step(xmlid, state, Moment(working(due + (9 if state == "remedied" else 1 if state != "performed" else 0))))
    if every != "none":
        text += f'    <function model="{LINE}" name="_repeat" eval="[[ref(\'{xmlid}\')]]"/>\n'
    return text


def _step(xmlid, state, moment):
    name, note, words_ = NOTES[state]
    return record(
        xmlid,
        LINE,
        element("state", text=state),
        element(f"{name}_on", expression=moment.written("%Y-%m-%d")),
        element(f"{name}_by", ref="user_officer_demo"),
        element(note, text=words_),
    )


def _publication(key, moment):
    text = ""
    for place, work in enumerate(WORKS, 1):
        if work[0] == key and work[5]:
            text += record(
                f"work_{key}_{place}_demo",
                WORK,
                element("is_published", expression="True"),
                element("published_on", expression=moment),
                element("published_by", ref="user_officer_demo"),
            )
    return text
