"""Writes the larger part of the demo data: people, households, bank accounts, requests and what became of them.

    python3 dev/demo_data.py

The seed is fixed, so the files change only when this program does. Companies, users, policies, committees and programmes
are written by hand; the lists of people and of their words are below. The numbers are well formed but nobody's: national
IDs begin with 19 and Iqamas with 29, which are not given out yet, and phones with 051, a network that is closed.

Dates are relative to the day of installation. One week is a grid: day 0 is the Sunday of the week of installation, -7 the
Sunday before it. So working days stay working days, and what lies between two dates is always the same.
"""

import csv
import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw

DEMO = Path(__file__).resolve().parent.parent / "demo"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<odoo noupdate="1" context="{\'tracking_disable\': True}">\n'
QUIET = "{'tracking_disable': True, 'mail_activity_quick_update': True}"
FRIDAY, LAST_DAY = 5, -3  # day 5 of the grid's week; day -3 is the last one that always lies in the past
SIGNATURES = 4

# name, gender, marital status, categories, birth date, branch, status, children at home, other identity
# status: r registered, p prospect, s suspended, c closed, n has no requests
PEOPLE = {
    "awn": """
نورة عبدالله محمد القحطاني|f|widowed|widow,low_income|1979-03-12|north|r|4|
فاطمة سالم أحمد الشهري|f|widowed|widow|1984-11-02|south|r|3|
عبدالعزيز ناصر سعد الدوسري|m|married|unemployed,low_income|1990-06-21|main|r|3|
هيا محمد فهد العتيبي|f|divorced|divorced,low_income|1988-01-30|main|r|2|
سعود خالد إبراهيم المطيري|m|married|chronically_ill|1971-09-17|north|r|5|
مريم علي حسن الزهراني|f|single|disability|1995-04-08|south|r|0|
محمد عايض مبارك السبيعي|m|married|elderly,low_income|1951-07-01|main|r|1|
لطيفة راشد حمد الهاجري|f|married|prisoner_family|1986-12-25|north|r|4|
ريان عبدالرحمن صالح الغامدي|m|single|orphan|2006-02-14|south|p|0|
أمل يوسف عبدالكريم الحربي|f|widowed|widow,orphan|1982-05-19|main|r|5|
تركي فيصل عبدالله الرويلي|m|married|low_income|1985-10-03|north|p|2|
عائشة أحمد عمر باوزير|f|divorced|divorced|1991-08-27|main|s|1|
بدر سلطان محمد الشمري|m|single|unemployed|1998-03-05|north|p|0|
زينب محمد الأمين إدريس|f|widowed|widow|1980-06-11|main|r|3|resident sd
شيخة سعيد علي القرني|f|single|elderly|1949-01-01|south|p|0|
يوسف إبراهيم خليل الأحمد|m|married|low_income|1983-09-09|main|p|3|resident sy
وضحى مرزوق عواد العنزي|f|widowed|widow|1977-02-20|north|p|2|
عبدالمجيد حمود سليمان التميمي|m|single|volunteer|2000-12-12|main|n|0|
""",
    "qader": """
سلمى حمدان عودة البلوي|f|single|chronically_ill|1994-07-15|qader|r|0|
فهد عطاالله سالم العطوي|m|married|chronically_ill|1980-04-02|qader|r|3|
ماجدة سليمان محمد الحويطي|f|divorced|chronically_ill,divorced|1987-10-10|qader|r|2|
نايف خلف عيد العنزي|m|single|chronically_ill,unemployed|1996-01-22|qader|p|0|
عبير صالح موسى الشراري|f|married|chronically_ill|1990-03-30|qader|r|2|
حسين علي محمود أبو طالب|m|married|chronically_ill|1978-08-08|qader|p|1|resident jo
رهف محمد سعد العمراني|f|single|disability|2003-05-27|qader|p|0|
منصور فرحان جزاع الرويلي|m|married|low_income|1975-12-01|qader|p|4|
ابتسام عبدالله عيسى الجهني|f|widowed|widow,chronically_ill|1969-06-18|qader|r|1|
زياد طارق حامد المسعودي|m|single|chronically_ill|2001-09-04|qader|p|0|
خلود أحمد سليم البلوي|f|married|chronically_ill|1992-02-11|qader|p|1|
""",
    "makarem": """
عبدالله محمد عبدالعزيز الشهراني|m|single|unemployed|1999-05-20|-|r|0|
سارة إبراهيم علي العسيري|f|single|unemployed|2000-08-14|-|r|0|
معاذ أحمد حسين الفيفي|m|single|volunteer|2002-01-09|-|p|0|
رغد خالد سعيد الأسمري|f|single|volunteer|2003-11-23|-|r|0|
أنس عبدالرحمن يحيى الألمعي|m|married|low_income|1993-03-16|-|r|2|
جود عبدالله عبدالرحمن عبدالكريم|f|single|unknown_parentage|2006-06-06|-|p|0|
ياسر علي محمد الحازمي|m|single|orphan,unemployed|2001-10-29|-|r|0|
شهد ناصر مفلح الرشيدي|f|single|volunteer|1998-12-17|-|p|0|
طلال سعد مشبب القحطاني|m|married|unemployed|1995-02-03|-|p|1|
أروى حسن محمد المالكي|f|divorced|divorced,unemployed|1994-07-07|-|p|1|
عمر عبدالقادر حسن نور|m|single|low_income|1997-04-25|-|p|0|resident so
""",
    "samtah": """
علي حسن أحمد حكمي|m|married|assembly_member|1965-03-03|-|r|4|
محمد يحيى علي مدخلي|m|married|assembly_member,low_income|1972-09-19|-|r|5|
فاطمة إبراهيم حسين عطيف|f|widowed|widow|1976-05-05|-|r|3|
حسن جابر محمد مباركي|m|married|low_income|1980-11-11|-|r|4|
مريم أحمد يحيى زيلعي|f|married|low_income|1985-01-28|-|r|2|
إبراهيم موسى علي صميلي|m|married|assembly_member|1958-07-21|-|r|2|
خديجة محمد حسن دغريري|f|divorced|divorced|1989-10-06|-|p|1|
يحيى عبده أحمد عريشي|m|single|unemployed|1997-02-26|-|p|0|
عبدالله علي محسن كعبي|m|married|elderly,assembly_member|1950-01-01|-|c|1|
زهراء حسين علي نجمي|f|widowed|widow,elderly|1955-12-12|-|r|0|
أحمد محمد ناصر شراحيلي|m|married|assembly_member|1978-04-17|-|p|3|
سالم عوض صالح باحارث|m|married|low_income|1986-08-30|-|p|2|passport ye
""",
    "wim": """
ريم عبدالله سعود الدوسري|f|single|unemployed|1997-03-22|east|r|0|
دانة محمد خليفة البوعينين|f|single|unemployed|1999-09-13|east|r|0|
غادة صالح عبدالرحمن المهنا|f|married|low_income|1991-12-02|main|r|2|
أسماء يوسف إبراهيم الخالدي|f|single|volunteer|1996-06-30|east|p|0|
لمى فهد ناصر العجمي|f|married|unemployed|1993-01-17|main|r|1|
بشرى سعيد محمد الأحمري|f|divorced|divorced,unemployed|1990-10-24|main|r|2|
وجدان علي أحمد الصالح|f|single|unemployed|2000-04-04|east|r|0|
جواهر عبدالعزيز حمد القاسم|f|single|unemployed|1998-07-29|main|p|0|
هنوف بندر سعد السهلي|f|single|unemployed|2001-11-15|main|p|0|
العنود ماجد عبدالله الفهيد|f|single|supporter|1988-02-08|main|n|0|
""",
}
CITIES = {
    "awn_main": ("الرياض", ["حي النسيم", "حي السويدي", "حي العزيزية"]),
    "awn_north": ("حائل", ["حي المنتزه", "حي النقرة"]),
    "awn_south": ("الباحة", ["حي الزرقاء", "حي شهبة"]),
    "qader": ("تبوك", ["حي المروج", "حي السليمانية", "حي الورود"]),
    "makarem": ("أبها", ["حي المنسك", "حي الموظفين", "حي شمسان"]),
    "samtah": ("صامطة", ["حي السلام", "حي الروضة", "حي الصفا"]),
    "wim_main": ("الرياض", ["حي الملقا", "حي النرجس"]),
    "wim_east": ("الدمام", ["حي الشاطئ", "حي الفيصلية"]),
}
SONS = "محمد عبدالله فيصل سلطان خالد عمر يزن سلمان راكان مشاري تميم".split()
DAUGHTERS = "جنى لين سارة لمار شهد ريماس جوري وعد رزان ميار دانة".split()
WIVES = "منال عبدالله|حصة محمد|نوال إبراهيم|سميرة علي|بدرية سعد|مها صالح".split("|")
HUSBANDS = "فهد محمد|علي عبدالله|صالح إبراهيم|سعيد أحمد|حسن سالم".split("|")
HEALTH = {
    "chronically_ill": ["السكري وارتفاع ضغط الدم، ويراجع العيادة كل ثلاثة أشهر.", "فشل كلوي، وغسيل ثلاث مرات في الأسبوع."],
    "disability": ["إعاقة حركية، ويستخدم كرسيًا متحركًا."],
    "elderly": ["ضعف في السمع والبصر، ويحتاج إلى مرافق."],
}
MENTAL = ["اضطراب القلق العام، منتظم على العلاج.", "اكتئاب متوسط الشدة، بدأ العلاج هذا العام.", "اضطراب ثنائي القطب، حالته مستقرة."]

MAIN_ITEMS = ["family_card", "identity", "income_statement"]
PROGRAMS = {
    "awn": {
        "awn_food": {
            "papers": MAIN_ITEMS, "kind": "in_kind", "amounts": range(450, 1000, 50), "weight": 5,
            "delivered": "سلة غذائية تكفي الأسرة شهرًا",
            "needs": [
                "دخل الأسرة لا يغطي حاجتها من المواد الغذائية الأساسية، وأرجو إدراجها في السلة الشهرية.",
                "انقطع مصدر دخلنا منذ ثلاثة أشهر، ونحتاج إلى مواد غذائية أساسية.",
                "مصاريف العلاج هذا العام لم تُبقِ ما يكفي لغذاء الأسرة.",
                "الأسرة تعتمد على الضمان الاجتماعي وحده، وأطلب سلة غذائية حتى نهاية العام.",
                "أطلب تجديد السلة الغذائية بعد انتهاء المدة السابقة، والحال على ما هو عليه.",
            ],
        },
        "awn_rent": {
            "papers": ["family_card", "identity", "lease_contract", "income_statement", "iban_letter"],
            "kind": "cash", "amounts": range(4000, 12500, 500), "weight": 4,
            "delivered": "تحويل إلى حساب المؤجر",
            "needs": [
                "تراكم إيجار ستة أشهر ووصل إنذار بالإخلاء، وأطلب المساعدة في السداد.",
                "أطلب سداد دفعة الإيجار القادمة، فقد توقف الراتب بعد نهاية عقد العمل.",
                "الدخل لا يتجاوز نصف الإيجار، وأرجو المساعدة في الدفعة نصف السنوية.",
                "انتقلنا إلى مسكن أصغر وبقيت علينا دفعة لا نقدر على سدادها.",
            ],
        },
        "awn_orphan": {
            "papers": ["identity", "death_certificate", "heirs_deed", "birth_certificate", "iban_letter"],
            "kind": "cash", "amounts": range(2400, 6600, 600), "weight": 3,
            "delivered": "تحويل كفالة ثلاثة أشهر إلى الحساب البنكي",
            "needs": [
                "توفي العائل وبقي الأيتام في رعايتي، وأطلب كفالة تعين على مصاريفهم.",
                "مصاريف الدراسة والملابس فوق طاقتنا، وأطلب شمول الأيتام بالكفالة.",
                "ليس للأيتام دخل غير معاش محدود، وأطلب كفالتهم حتى إتمام الدراسة.",
            ],
            "only": {"widow", "orphan"},
        },
        "awn_winter": {
            "papers": ["family_card", "identity"], "kind": "in_kind", "amounts": range(300, 800, 100), "weight": 0,
            "delivered": "بطانيات ومدفأة وملابس شتوية",
            "needs": ["نحتاج إلى بطانيات وملابس شتوية لأفراد الأسرة.", "المسكن بلا تدفئة، ونطلب مدفأة وبطانيات."],
        },
    },
    "qader": {
        "qader_therapy": {
            "papers": ["identity", "medical_report_demo"], "kind": "service", "amounts": [0], "weight": 5,
            "delivered": "ثماني جلسات مع أخصائي نفسي",
            "needs": [
                "أطلب جلسات مع أخصائي نفسي بعد أن نصح بها الطبيب المعالج.",
                "أعاني من القلق منذ أشهر، وأفضّل أن تكون الجلسات عن بعد.",
                "انتهت الجلسات السابقة وأوصى الأخصائي بدورة ثانية.",
                "أطلب جلسات في الفترة المسائية لارتباطي بالعمل صباحًا.",
            ],
        },
        "qader_medicine": {
            "papers": ["identity", "medical_report_demo", "income_statement", "iban_letter"],
            "kind": "cash", "amounts": range(300, 1600, 100), "weight": 4,
            "delivered": "تحويل ثمن الدواء إلى الحساب البنكي",
            "needs": [
                "الدواء الموصوف غير متوفر في المستشفى، وثمنه الشهري فوق قدرتي.",
                "تغيرت الوصفة إلى دواء أغلى، وأطلب المساعدة مدة ستة أشهر.",
                "أطلب المساعدة في ثمن الدواء حتى يصدر قرار الضمان الاجتماعي.",
            ],
        },
    },
    "makarem": {
        "makarem_diploma": {
            "papers": ["identity", "school_letter"], "kind": "service", "amounts": [0, 2500, 3500], "weight": 5,
            "delivered": "تسجيل في الدبلوم وتسليم الحقيبة التدريبية",
            "needs": [
                "أرغب في الالتحاق بالدبلوم لأن خبرتي لا تكفي للوظائف المعلنة في المنطقة.",
                "أنهيت الثانوية قبل عامين ولم أجد عملًا، وأطلب مقعدًا في الدورة القادمة.",
                "أطلب مقعدًا مع إعفاء من الرسوم لظروف الأسرة.",
            ],
        },
        "makarem_volunteer": {
            "papers": ["identity"], "kind": "service", "amounts": [0], "weight": 4,
            "delivered": "إلحاق بفريق التنظيم وتسليم بطاقة المتطوع",
            "needs": [
                "أطلب فرصة تطوعية في التنظيم، ولدي أربعون ساعة مسجلة في المنصة.",
                "أرغب في التطوع في الإعلام والتصوير خلال الملتقى.",
                "أطلب الانضمام إلى فريق استقبال الزوار في عطلة نهاية الأسبوع.",
            ],
        },
    },
    "samtah": {
        "samtah_seed": {
            "papers": ["identity", "income_statement"], "kind": "in_kind", "amounts": range(800, 3200, 200), "weight": 4,
            "delivered": "بذور ذرة وسماد",
            "needs": [
                "أطلب بذور ذرة رفيعة وسمادًا لأرض مساحتها عشرون دونمًا قبل موسم الخريف.",
                "تلف محصول الموسم الماضي بالسيل، وأطلب بذورًا للموسم القادم.",
                "أطلب شتلات مانجو وسمادًا عضويًا لتوسعة المزرعة.",
            ],
        },
        "samtah_equipment": {
            "papers": ["identity"], "kind": "service", "amounts": [0, 600, 900, 1200], "weight": 3,
            "delivered": "حراثة بمعدات الجمعية",
            "needs": [
                "أطلب حراثة الأرض بمعدات الجمعية قبل نهاية الشهر.",
                "أطلب حصادة ليومين، فأجرة السوق فوق قدرتي.",
                "أطلب حفارة لتنظيف قناة الري بعد السيل.",
            ],
        },
        "samtah_loan": {
            "papers": ["identity", "income_statement", "iban_letter"],
            "kind": "cash", "amounts": range(5000, 21000, 1000), "weight": 4,
            "delivered": "تحويل القرض إلى الحساب البنكي",
            "needs": [
                "أطلب قرضًا لإصلاح مضخة البئر، وأسدده على عشرة أقساط بعد الحصاد.",
                "أطلب قرضًا لشراء شبكة ري بالتنقيط توفر نصف الماء.",
                "أطلب قرضًا لشراء أغنام، ولدي مرعى مسجل باسمي.",
            ],
        },
    },
    "wim": {
        "wim_training": {
            "papers": ["identity", "school_letter"], "kind": "service", "amounts": [0, 3000, 4500], "weight": 5,
            "delivered": "تسجيل في الدورة وسداد رسوم الاختبار",
            "needs": [
                "أطلب منحة لدورة السلامة، فهي شرط للتقديم على وظائف المناجم.",
                "تخرجت في الجيولوجيا قبل عام، وأحتاج إلى شهادة معتمدة في السلامة.",
                "أطلب مقعدًا في دورة الإسعافات الأولية في مواقع التعدين.",
            ],
        },
        "wim_mentoring": {
            "papers": ["identity"], "kind": "service", "amounts": [0], "weight": 4,
            "delivered": "ست جلسات إرشاد",
            "needs": [
                "أطلب جلسات إرشاد قبل مقابلة عمل في شركة تعدين.",
                "أفكر في الانتقال من المختبر إلى الموقع، وأحتاج إلى رأي صاحبة خبرة.",
                "أطلب الإرشاد في كتابة السيرة الذاتية والتخطيط للسنوات الأولى.",
            ],
        },
        "wim_forum": {
            "papers": ["identity"], "kind": "service", "amounts": [0], "weight": 0,
            "delivered": "دعوة وحضور اللقاء",
            "needs": ["أرغب في حضور اللقاء السنوي وعرض ملصق عن مشروع تخرجي."],
        },
    },
}
CHANNELS = {
    "awn": "interview website phone interview social_media help_request website letter interview".split(),
    "qader": "interview website phone interview social_media website help_request".split(),
    "makarem": "website interview volunteering website phone social_media".split(),
    "samtah": "interview phone interview website fax interview email letter".split(),
    "wim": "website interview social_media website phone help_request".split(),
}
DELEGATE_BRANCHES = {"awn_north", "wim_east"}
COMMITTEES = {"awn": "research", "qader": "research", "makarem": "research", "samtah": "competent", "wim": "research"}
THIRD = {"awn": "researcher", "qader": "researcher", "makarem": "manager", "samtah": "manager", "wim": "researcher"}
COUNTS = {  # draft, returned, submitted, complete, review, approved, refused, done, cancelled
    "awn": (4, 2, 7, 3, 6, 5, 5, 12, 2),
    "qader": (2, 1, 3, 2, 4, 2, 2, 5, 1),
    "makarem": (2, 1, 3, 2, 3, 2, 3, 5, 1),
    "samtah": (3, 1, 4, 7, 8, 3, 3, 8, 1),
    "wim": (2, 1, 3, 1, 4, 2, 2, 6, 1),
}
STATES = ("draft", "returned", "submitted", "complete", "review", "approved", "refused", "done", "cancelled")
# days on which requests of each state began, and after how many days they are decided: in time, and early or late
STARTS = {
    "draft": (-20, -3), "returned": (-30, -13), "submitted": (-16, -3), "complete": (-22, -9), "review": (-36, -11),
    "approved": (-62, -26), "refused": (-130, -27), "done": (-178, -36), "cancelled": (-100, -20),
}
STARTS_MONTH = STARTS | {"review": (-48, -12), "approved": (-80, -46), "refused": (-130, -46), "done": (-178, -56)}
STARTS_MAXIMUM = STARTS | {"approved": (-62, -38), "refused": (-130, -38), "done": (-178, -50)}
WINDOWS = {
    "awn": (STARTS, (14, 20), (6, 11)),
    "qader": (STARTS_MONTH, (31, 38), (8, 20)),
    "makarem": (STARTS, (14, 20), (6, 11)),
    "samtah": (STARTS_MAXIMUM, (5, 19), (24, 31)),
    "wim": (STARTS, (14, 20), (6, 11)),
}
# Samtah promises fifteen working days, which is three weeks: late, due about now whatever day it is, and open
SAMTAH_WAITING = {
    "complete": [-36, -31, -21, -19, -13, -5, -3],
    "review": [-34, -20, -18, -17, -14, -12, -9, -7],
}
MEDIA = "sms sms sms phone phone email email portal letter".split()

APPROVED = [
    "ثبتت الحاجة من بيان الدخل ومستندات الأسرة، والطلب ضمن شروط البرنامج.",
    "المستندات مكتملة والحالة مستحقة بحسب دليل الدعم.",
    "وافقت اللجنة بالنظر إلى عدد أفراد الأسرة وانقطاع الدخل.",
]
APPROVED_SERVICE = [
    "استُوفيت شروط البرنامج، ويوجد مقعد متاح.",
    "وافقت اللجنة، ويبدأ تقديم الخدمة خلال أسبوع.",
    "الطلب مناسب للبرنامج والمستندات مكتملة.",
]
APPROVED_PART = "الحاجة ثابتة، وعُدّل المبلغ إلى الحد الأعلى المعتمد في البرنامج."
REFUSED = [
    "دخل الأسرة أعلى من الحد المعتمد في البرنامج، ويمكن التقديم إذا تغيرت الحال.",
    "تستفيد الأسرة من دعم مماثل من جهة أخرى في الفترة نفسها.",
    "لم تثبت المستندات الحاجة المذكورة في الطلب.",
]
REFUSED_SERVICE = [
    "اكتملت مقاعد البرنامج في هذه الدورة، ويمكن التقديم في الدورة القادمة.",
    "لا تنطبق شروط البرنامج على الطلب، وقد أُرشد مقدم الطلب إلى برنامج أنسب.",
]
EARLY = [
    "حالة عاجلة لا تحتمل الانتظار حتى نهاية المدة.",
    "موعد الإخلاء يسبق نهاية المدة.",
    "اكتملت الدراسة مبكرًا ووافق جميع الأعضاء.",
]
RETURNED = [
    "بيان الدخل أقدم من ثلاثة أشهر، فنرجو إحضار بيان حديث.",
    "صورة الهوية غير واضحة، فنرجو رفع صورة أوضح للوجهين.",
    "ينقص خطاب الآيبان من البنك، فنرجو إرفاقه ثم إعادة الإرسال.",
]
CANCELLED = ["تحسنت الحال ولم تعد هناك حاجة إلى الطلب.", "انتقل مقدم الطلب إلى مدينة أخرى وطلب إلغاءه."]
INCOMPLETE = [
    "غادر المراجع لموعد في المستشفى وسيُحضر المستند غدًا.",
    "وصل الطلب بالبريد الإلكتروني دون بقية المستندات.",
    "الأصل عند جهة أخرى ويُستلم خلال الأسبوع.",
]
REJECTED = ["الصورة غير واضحة، نرجو إعادة التصوير.", "المستند لا يخص مقدم الطلب."]
COMMENTS = {
    "for": ["الحاجة واضحة.", "أؤيد الصرف كاملًا.", ""],
    "against": ["الدخل أعلى من الحد.", "أرى توجيه الحالة إلى برنامج آخر.", ""],
    "abstain": ["لم أطلع على بيان الدخل بما يكفي."],
    "recused": ["سجلت الطلب بنفسي."],
}
VOTES = {
    "approved": ["for for", "for for for", "for against", "for for against", "for abstain for"],
    "refused": ["against against", "against against for", "against for", "against abstain against"],
    "waiting": ["", "for", "for for", "", ". for", "against", "for against"],
}
NOTES = [
    "نرجو من اللجنة مراعاة قرب موعد الإخلاء عند ترتيب جدول الأعمال.",
    "اتصلت بمقدم الطلب وأكد صحة رقم الجوال والعنوان.",
    "طُلب بيان دخل حديث عبر الهاتف، ووعد بإرساله خلال يومين.",
    "زارنا مقدم الطلب في المقر واستلم قائمة المستندات المطلوبة.",
    "تمت مطابقة المستندات مع أصولها.",
]
ACTIVITIES = {
    "submitted": ("documents", "مراجعة المستندات المرفوعة"),
    "returned": ("call", "الاتصال للتذكير بالمستند الناقص"),
    "complete": ("agenda", "إدراج الطلب في جدول اللجنة"),
}


# ------------------------------------------------------------------------------ moments
@dataclass(frozen=True)
class Moment:
    """A time that the data file computes when it is loaded, in UTC (three hours behind Riyadh)."""

    day: int
    hour: int = 7
    minute: int = 0
    fixed: date | None = None  # a date of its own, for the years past
    hours_ago: int = 0  # counted from the installation itself

    def __str__(self):
        return self.written("%Y-%m-%d %H:%M:00" if self.hours_ago else f"%Y-%m-%d {self.hour:02}:{self.minute:02}:00")

    def written(self, pattern):
        """Return the expression of this moment in a pattern of ``strftime``."""
        if self.fixed:
            return f"'{(self.fixed + timedelta(days=self.day)).strftime(pattern)}'"
        if self.hours_ago:
            step = f"hours=-{self.hours_ago}, minutes=-{60 - self.minute}"
        else:
            step = f"days={self.day - 6}, weekday={(6 + self.day) % 7}"
        return f"(DateTime.now() + relativedelta({step})).strftime('{pattern}')"

    def plain(self, days):
        """Return the expression of a date that lies at least ``days`` days from this one, in the same direction."""
        if self.fixed:
            when = self.fixed + timedelta(days=self.day + days)
            return f"'{when}'"
        return f"DateTime.now() + relativedelta(days={self.day + days - (6 if days < 0 else 0)})"

    def earlier(self, minutes):
        """Return the moment some minutes before, on the same day."""
        total = self.hour * 60 + self.minute - minutes
        if self.hours_ago:
            return replace(self, minute=max(0, self.minute - minutes))
        return replace(self, hour=total // 60, minute=total % 60)

    def after(self, days, hour, minute=0):
        """Return a time on the first working day at least ``days`` days later, but never in the future."""
        day = self.day + days
        return replace(self, day=day if self.fixed else working(day), hour=hour, minute=minute, hours_ago=0)

    @property
    def order(self):
        return (1 if self.hours_ago else self.day, -self.hours_ago, self.hour, self.minute)


def working(day):
    """Return the first working day (Sunday to Thursday) on or after ``day``, never later than last Thursday."""
    while day % 7 >= FRIDAY:
        day += 1
    return min(day, LAST_DAY)


# ------------------------------------------------------------------------------- people
@dataclass
class Person:
    company: str
    number: int
    name: str
    gender: str
    marital: str
    categories: list
    birth: date
    branch: str
    status: str
    children: int
    identity: str
    country: str
    requests: list = field(default_factory=list)

    @property
    def xmlid(self):
        return f"beneficiary_{self.company}_{self.number:02}_demo"

    @property
    def place(self):
        return self.branch or self.company


@dataclass
class Request:
    company: str
    state: str
    program: str
    person: Person
    created: Moment
    submitted: Moment | None = None
    complete: Moment | None = None
    decided: Moment | None = None
    delivered: Moment | None = None
    number: int = 0
    creator: str = "officer"
    user: str = "officer"
    channel: str = "interview"
    origin: str = "staff"
    priority: int = 0
    amount: int = 0
    approved: int = 0
    early: bool = False
    agenda: bool = False
    description: str = ""
    reason: str = ""

    @property
    def xmlid(self):
        return f"request_{self.company}_{self.number:03}_demo"

    @property
    def terms(self):
        return PROGRAMS[self.company][self.program]

    @property
    def third(self):
        return THIRD[self.company]


def with_luhn(stem):
    """Return a number with its Luhn check digit."""
    total = 0
    for position, digit in enumerate(reversed(stem)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return f"{stem}{-total % 10}"


def identity_number(rng, resident=False):
    return with_luhn(f"{'29' if resident else '19'}{rng.randrange(10**7):07}")


def iban(rng, bank):
    """Return a Saudi IBAN with its check digits; S is 28 and A is 10."""
    account = f"{bank}{rng.randrange(10**10):018}"
    return f"SA{98 - int(f'{account}281000') % 97:02}{account}"


def read_people():
    """Return the people of every company."""
    people = {}
    for company, lines in PEOPLE.items():
        people[company] = []
        for number, line in enumerate(lines.strip().splitlines(), 1):
            name, gender, marital, categories, birth, branch, status, children, other = line.split("|")
            identity, _space, country = other.partition(" ")
            branch = {"-": "", "qader": "qader"}.get(branch, f"{company}_{branch}")
            people[company].append(
                Person(
                    company, number, name, gender, marital, categories.split(","), date.fromisoformat(birth),
                    branch, status, int(children), identity or "citizen", country or "sa",
                )
            )
    return people


def write_csv(name, header, rows):
    with (DEMO / name).open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_people(people, rng):
    """Write the files, the households and the bank accounts."""
    rows, members, accounts = [], [], []
    media, banks = cycle(MEDIA), cycle((("80", "rajhi"), ("10", "snb"), ("05", "inma")))
    for index, person in enumerate(p for company in people.values() for p in company):
        rows.append(person_row(person, index, next(media), rng))
        members += household(person, rng)
        if person.status in "rs" and index % 3 != 2:
            code, bank = next(banks)
            accounts.append(
                (f"account_{person.xmlid.removeprefix('beneficiary_')}", iban(rng, code),
                 f"{person.xmlid}_res_partner", f"bank_{bank}_demo")
            )
    write_csv(
        "beneficiary.beneficiary.csv",
        ("id", "name", "company_id/id", "branch_id/id", "user_id/id", "identity_type", "national_id", "gender",
         "birth_date", "nationality_id/id", "marital_status", "category_ids/id", "phone", "email", "agreed_medium",
         "street", "city", "country_id/id", "monthly_income", "health_condition"),
        rows,
    )
    write_csv(
        "beneficiary.family.member.csv",
        ("id", "beneficiary_id/id", "name", "relation", "birth_date", "national_id", "is_breadwinner", "is_studying"),
        members,
    )
    write_csv("res.partner.bank.csv", ("id", "acc_number", "partner_id/id", "bank_id/id"), accounts)


def person_row(person, index, medium, rng):
    numbers = {
        "citizen": lambda: identity_number(rng),
        "resident": lambda: identity_number(rng, resident=True),
        "passport": lambda: f"0{rng.randrange(10**7):07}",
    }
    city, streets = CITIES[person.place]
    notes = [note for category in person.categories for note in HEALTH.get(category, [])[:1]]
    if person.company == "qader" and "chronically_ill" in person.categories:
        notes = [rng.choice(MENTAL)]
    return (
        person.xmlid, person.name, f"company_{person.company}_demo", f"branch_{person.branch}_demo" if person.branch else "",
        "user_officer_demo", person.identity, numbers[person.identity](),
        "female" if person.gender == "f" else "male", person.birth, f"base.{person.country}", person.marital,
        ",".join(f"category_{category}" for category in person.categories),
        f"+96651{rng.randrange(10**7):07}",
        f"{person.company}{person.number:02}@example.org" if medium in ("email", "portal") else "",
        medium, rng.choice(streets), city, "base.sa",
        rng.choice(range(1200, 6800, 200)) if index % 3 else "", notes[0] if notes and index % 4 else "",
    )


def household(person, rng):
    """Return the people who live with somebody, as rows."""
    rows = []
    family = person.name.split()[-1]

    def add(name, relation, birth, *flags):
        xmlid = f"family_{person.xmlid.removeprefix('beneficiary_').removesuffix('_demo')}_{len(rows) + 1}_demo"
        number = identity_number(rng) if person.identity == "citizen" and rng.random() < 0.6 else ""
        rows.append((xmlid, person.xmlid, name, relation, birth, number, *flags))

    wed = person.marital == "married"
    if not person.children and not wed:
        return rows
    if person.gender == "m":
        parent = " ".join([*person.name.split()[:2], family])
        if wed:
            add(f"{rng.choice(WIVES)} {family}", "spouse", born(person.birth.year + 4, rng), False, False)
    else:
        parent = f"{rng.choice(HUSBANDS)} {family}"
        if wed:
            add(parent, "spouse", born(person.birth.year - 3, rng), True, False)
    sons, daughters = (rng.sample(names, len(names)) for names in (SONS, DAUGHTERS))
    year = min(person.birth.year + rng.randrange(22, 30), 2022 - 2 * person.children)
    for _child in range(person.children):
        daughter = rng.random() < 0.5
        birth = born(year, rng)
        name = (daughters if daughter else sons).pop()
        add(f"{name} {parent}", "daughter" if daughter else "son", birth, False, 2008 <= birth.year <= 2019)
        year += rng.randrange(2, 4)
    if person.number % 6 == 5:
        add(f"{rng.choice(WIVES)} {family}", "mother", born(person.birth.year - 25, rng), False, False)
    return rows


def born(year, rng):
    return date(year, rng.randrange(1, 13), rng.randrange(1, 29))


# ----------------------------------------------------------------------------- requests
def make_requests(company, people, rng):
    """Return the requests of one company, in the order in which they were begun."""
    requests = []
    early = cycle((False, False, True, False))
    waiting = {state: iter(days) for state, days in SAMTAH_WAITING.items()}
    channels = cycle(CHANNELS[company])
    served = cycle([p for p in people if p.status in "rsc"])
    for state, count in zip(STATES, COUNTS[company], strict=True):
        for index in range(count):
            start = next(waiting[state]) if company == "samtah" and state in waiting else None
            request = make_request(company, state, index, start, next(early), rng)
            program, person = choose(request, next(served) if state == "done" else None, people, rng)
            request.program, request.person = program, person
            person.requests.append(request)
            tell(request, index, next(channels), rng)
            requests.append(request)
    requests.sort(key=lambda r: r.created.order)
    for number, request in enumerate(requests, 1 if company != "awn" else 36):
        request.number = number
    return requests


def make_request(company, state, index, start, odd, rng):
    """Return a request with its dates."""
    starts, on_time, off_time = WINDOWS[company]
    first, last = starts[state]
    day = working(start if start is not None else rng.randrange(first, last))
    at = Moment(day, rng.randrange(5, 8), rng.choice(range(0, 60, 5)))
    if state in ("draft", "submitted") and index == 0:
        at = Moment(0, minute=40, hours_ago=rng.randrange(2, 20))
    request = Request(company, state, "", None, at.earlier(45))
    if state == "draft":
        return request
    request.agenda = state in ("review", "approved", "refused", "done")
    if state in ("returned", "cancelled"):
        request.agenda = (index + len(company)) % 2 == 0 if state == "cancelled" else index % 2 == 1
    if state == "returned":
        return request
    request.submitted = at
    if state == "submitted" or (state == "cancelled" and not request.agenda):
        return request
    request.complete = at if company == "samtah" else at.after(1 + index % 3, 9, 30)
    if state in ("approved", "refused", "done"):
        request.decided = at.after(rng.randrange(*(off_time if odd else on_time)), 12)
        request.early = odd and company != "samtah"
    if state == "done":
        request.delivered = request.decided.after(rng.randrange(2, 9), 8)
    return request


def choose(request, person, people, rng):
    """Return a programme and a person for a request; nobody asks twice for the same thing at once."""
    programs = PROGRAMS[request.company]
    names = [name for name, terms in programs.items() for _i in range(terms["weight"])]
    closed = next((name for name, terms in programs.items() if not terms["weight"]), None)
    while True:
        name = rng.choice(names)
        if closed and request.state == "done" and request.created.day < -150:
            name = closed
        only = programs[name].get("only")
        pool = [person] if person else [p for p in people if p.status in "rp"]
        pool = [p for p in pool if not only or only & set(p.categories)]
        if not person:
            pool = [p for p in pool if all(r.program != name or r.decided for r in p.requests)]
        if pool:
            fewest = min(len(p.requests) for p in pool)
            return name, rng.choice([p for p in pool if len(p.requests) == fewest])


def tell(request, index, channel, rng):
    """Give a request its words, amounts, channel and people."""
    terms = request.terms
    request.description = terms["needs"][index % len(terms["needs"])]
    request.amount = rng.choice(terms["amounts"])
    request.priority = int(rng.random() < 0.12)
    request.channel = channel
    recent = request.created.hours_ago
    if recent:
        request.channel = "website"
    elif request.person.branch in DELEGATE_BRANCHES and rng.random() < 0.6:
        request.channel, request.creator = "delegate", "delegate"
    elif index % 7 == 3:
        request.creator = request.user = "manager"
    if request.channel == "website":
        request.origin, request.creator = "portal", ""
        request.user = "" if recent else "officer"
    elif request.channel == "email":
        request.origin = "email"
    elif request.channel == "phone" and index % 2:
        request.origin = "outreach"
    elif request.channel == "social_media":
        request.origin = "inquiry"
    judge(request, index)


def judge(request, index):
    service = request.terms["kind"] == "service"
    if request.state in ("approved", "done"):
        request.approved, words = request.amount, APPROVED_SERVICE if service else APPROVED
        request.reason = words[index % len(words)]
        if index % 3 == 2 and request.amount >= 1000:
            request.approved, request.reason = request.amount * 7 // 1000 * 100, APPROVED_PART
    elif request.state == "refused":
        words = REFUSED_SERVICE if service else REFUSED
        request.reason = words[index % len(words)]


def old_requests(people):
    """Return what Awn decided under the first version of its policy."""
    requests = []
    for number, (start, program, who, state, days) in enumerate(
        [
            (date(2024, 9, 8), "awn_food", 0, "done", 16),
            (date(2024, 9, 22), "awn_rent", 2, "done", 9),
            (date(2024, 10, 6), "awn_orphan", 1, "done", 18),
            (date(2024, 10, 20), "awn_rent", 16, "refused", 21),
            (date(2024, 11, 3), "awn_food", 4, "done", 15),
        ],
        31,
    ):
        at = Moment(0, 7, 20, fixed=start)
        request = Request("awn", state, program, people[who], at.earlier(40), at, at.after(2, 9), at.after(days, 12))
        request.number, request.agenda = number, True
        request.delivered = at.after(days + 7, 8) if state == "done" else None
        request.description = request.terms["needs"][number % len(request.terms["needs"])]
        request.amount = request.terms["amounts"][number % 3]
        judge(request, number % 2)
        requests.append(request)
        people[who].requests.insert(0, request)
    return requests


# -------------------------------------------------------------------------------- XML
def element(name, *, ref=None, expression=None, text=None, extra="", indent=8):
    """Return one ``<field>``."""
    pad = " " * indent
    if ref:
        return f'{pad}<field name="{name}" ref="{ref}"{extra}/>\n'
    if expression is not None:
        return f'{pad}<field name="{name}" eval="{expression}"{extra}/>\n'
    return f'{pad}<field name="{name}"{extra}>{escape(text)}</field>\n'


def commands(name, items, model=""):
    """Return a field with one command on each line."""
    lines = "".join(f"                {item},\n" for item in items)
    return f'        <field\n            name="{name}"\n{model}            eval="[\n{lines}            ]"\n        />\n'


def record(xmlid, model, *parts):
    return f'    <record id="{xmlid}" model="{model}">\n{"".join(parts)}    </record>\n'


class Story:
    """Writes one request and everything that hangs on it, in the order in which it happened."""

    def __init__(self, request, rng):
        self.request = request
        self.rng = rng
        self.void = request.state == "submitted" and request.number % 3 == 0 and not request.created.hours_ago
        self.papers = self._papers()
        self.key = request.xmlid.removeprefix("request_")
        self.committee = f"committee_{request.company}_{COMMITTEES[request.company]}_demo"

    def xml(self):
        request = self.request
        parts = [self._request()]
        if request.submitted or request.state == "returned":
            parts.append(self._declaration())
        parts.append(self._matched())
        if request.agenda:
            parts += self._withdrawn() if request.state in ("returned", "cancelled") else self._item()
        parts.append(self._delivery())
        return f"    <!-- {request.person.name} -->\n" + "".join(filter(None, parts))

    # --------------------------------------------------------------------- papers
    def _papers(self):
        """Return for every paper its kind and the state it ends in."""
        request = self.request
        kinds = request.terms["papers"]
        if request.complete:
            return [(kind, "verified") for kind in kinds]
        if request.state == "draft":
            return [(kind, "received" if i < request.number % 3 else "missing") for i, kind in enumerate(kinds)]
        if request.state == "cancelled":
            return [(kind, "received") for kind in kinds]
        states = cycle(
            {"returned": ("verified", "rejected", "missing"), "submitted": ("received", "missing", "verified")}[request.state]
        )
        papers = [(kind, next(states)) for kind in kinds]
        if request.state == "submitted" and request.number % 2 and request.company != "samtah":
            # everything is there: the officer has only to say so
            papers = [(kind, "verified") for kind in kinds]
        elif request.state == "submitted" and request.number % 4 == 0:
            papers[-1] = (papers[-1][0], "rejected")
        return papers

    def _paper_dates(self, kind):
        """Return the values of a paper that was handed in."""
        moment = self.request.submitted or self.request.created
        if kind in ("identity", "lease_contract"):
            expiry = self.rng.randrange(200, 1500) if kind == "identity" else self.rng.randrange(190, 330)
            return f"'number': '{self._serial()}', 'expiry_date': {moment.plain(expiry)}"
        if kind in ("income_statement", "school_letter", "iban_letter", "medical_report_demo"):
            return f"'issue_date': {moment.plain(-self.rng.randrange(2, 60))}"
        return f"'number': '{self._serial()}'"

    def _serial(self):
        return self.rng.randrange(10**8, 10**9)

    def _document_commands(self):
        items = []
        for kind, state in self.papers:
            values = f"'type_id': ref('document_type_{kind}')"
            if state != "missing":
                values += f", 'state': 'received', {self._paper_dates(kind)}"
            items.append(f"Command.create({{{values}}})")
        return items

    def _matched(self):
        """Return what the officer did with the papers: after their contents, which a change would put back."""
        request = self.request
        parts = []
        if (request.submitted or request.state == "returned") and not self.void:
            parts.append(element("declaration_id", ref=f"declaration_{self.key}"))
        moment = request.complete or request.submitted or request.created
        moment = moment.earlier(15)
        matched = {
            "verified": f"{{'state': 'verified', 'verified_by': ref('user_officer_demo'), 'verified_on': {moment}}}",
            "rejected": f"{{'state': 'rejected', 'reject_reason': '{REJECTED[request.number % 2]}'}}",
        }
        lines = []
        for wanted, values in matched.items():
            types = [f"ref('document_type_{kind}')" for kind, state in self.papers if state == wanted]
            if types:
                lines.append(f"                    ([{', '.join(types)}], {values}),\n")
        if lines:
            parts.append(
                '        <field\n            name="document_ids"\n            model="beneficiary.request"\n'
                "            eval=\"[\n                Command.update(paper.id, values)\n"
                f"                for paper in obj(ref('{request.xmlid}')).document_ids\n"
                f"                for types, values in [\n{''.join(lines)}                ]\n"
                '                if paper.type_id.id in types\n            ]"\n        />\n'
            )
        return record(request.xmlid, "beneficiary.request", *parts) if parts else ""

    # -------------------------------------------------------------------- request
    def _request(self):
        request = self.request
        state = "draft" if request.state == "returned" else request.state
        parts = [
            element("name", expression=request.created.written(f"REQ/%Y/{request.number:05}")),
            element("company_id", ref=f"company_{request.company}_demo"),
            element("beneficiary_id", ref=request.person.xmlid),
            element("program_id", ref=f"program_{request.program}_demo"),
            element("channel_id", ref=f"channel_{request.channel}"),
            element("origin", text=request.origin),
            element("user_id", ref=f"user_{request.user}_demo") if request.user else element("user_id", expression="False"),
            element("create_uid", ref=f"user_{request.creator}_demo") if request.creator else "",
            element("create_date", expression=request.created),
            element("state", text=state),
            element("priority", text="1") if request.priority else "",
            element("description", text=request.description),
            element("amount_requested", expression=request.amount) if request.amount else "",
            element("date_submitted", expression=request.submitted) if request.submitted else "",
            element("date_complete", expression=request.complete) if request.complete else "",
            *self._outcome(),
            commands("document_ids", self._document_commands()),
        ]
        return record(request.xmlid, "beneficiary.request", *parts)

    def _outcome(self):
        request = self.request
        if request.state == "returned":
            yield element("return_reason", text=RETURNED[request.number % 3])
        if request.state == "cancelled":
            yield element("cancel_reason", text=CANCELLED[request.number % 2])
        incomplete = any(state != "verified" for _kind, state in self.papers)
        if request.company == "samtah" and request.submitted and (incomplete or self.void):
            yield element("incomplete_reason", text=INCOMPLETE[request.number % 3])
        if request.agenda:
            yield element("committee_id", ref=self.committee)
        if request.decided:
            yield element("date_decided", expression=request.decided)
            yield element("date_replied", expression=request.decided)
            yield element("decision_reason", text=request.reason)
            if request.approved:
                yield element("amount_approved", expression=request.approved)
            if request.early:
                yield element("early_reply_reason", text=EARLY[request.number % 3])

    def _signature(self):
        number = self.request.person.number % SIGNATURES + 1
        return f'        <field name="signature" type="base64" file="beneficiary/demo/signature_{number}.png"/>\n'

    def _declaration(self):
        request = self.request
        moment = (request.submitted or request.created).earlier(5)
        void = (
            element("state", text="void")
            + element("void_reason", text="تغيّر بعد التوقيع شيء مما وُقِّع عليه.")
            + element("voided_on", expression=moment.earlier(-90))
            if self.void
            else ""
        )
        return record(
            f"declaration_{self.key}",
            "beneficiary.declaration",
            element("request_id", ref=request.xmlid),
            element("signer_name", text=request.person.name),
            self._signature(),
            element("signed_on", expression=moment),
            element("collected_by", ref=f"user_{request.creator}_demo")
            if request.creator
            else element("collected_by", expression="False"),
            void,
        )

    # ------------------------------------------------------------------ committee
    def _item(self):
        request = self.request
        begun = self._not_after_decision(request.complete.after(1 if request.company != "samtah" else 2, 10))
        item = f"item_{self.key}"
        voters = ("chair", "committee", request.third)
        ballots = zip(voters, self._choices(), strict=False)
        yield record(
            item,
            "beneficiary.committee.item",
            element("committee_id", ref=self.committee),
            element("request_id", ref=request.xmlid),
            element("create_uid", ref="user_officer_demo"),
            element("create_date", expression=begun),
            element("reason", text=request.reason) if request.reason else "",
            element("amount_approved", expression=request.approved)
            if request.approved and request.approved != request.amount
            else "",
            element("early_reason", text=EARLY[request.number % 3]) if request.early else "",
        )
        for voter, choice in ballots:
            if choice != ".":
                yield self._vote(voter, choice, begun)
        if request.decided:
            yield record(
                item,
                "beneficiary.committee.item",
                element("outcome", text="refused" if request.state == "refused" else "approved"),
                element("decided_by", ref="user_chair_demo"),
                element("decided_on", expression=request.decided),
            )

    def _not_after_decision(self, moment):
        decided = self.request.decided
        return replace(moment, day=min(moment.day, decided.day)) if decided else moment

    def _choices(self):
        request = self.request
        kind = "refused" if request.state == "refused" else "approved" if request.decided else "waiting"
        choices = VOTES[kind][request.number % len(VOTES[kind])].split()
        if self.request.third in (request.creator, request.user):
            # whoever registered the request takes no part
            choices = [*choices[:2], "recused"] if len(choices) == 3 or request.decided else choices[:2]
        return choices

    def _vote(self, voter, choice, begun):
        moment = begun.after(self.rng.randrange(0, 3), 11, self.rng.randrange(0, 59))
        moment = self._not_after_decision(moment)
        comment = self.rng.choice(COMMENTS[choice])
        return record(
            f"vote_{self.key.removesuffix('_demo')}_{voter}_demo",
            "beneficiary.committee.vote",
            element("item_id", ref=f"item_{self.key}"),
            element("user_id", ref=f"user_{voter}_demo"),
            element("choice", text=choice),
            element("date", expression=moment),
            element("comment", text=comment) if comment else "",
        )

    def _withdrawn(self):
        """Return an item that the committee gave back, or that left the agenda with its request."""
        request = self.request
        returned = request.state == "returned"
        begun = (request.complete or request.created).after(2, 10)
        item = f"item_{self.key}"
        yield record(
            item,
            "beneficiary.committee.item",
            element("committee_id", ref=self.committee),
            element("request_id", ref=request.xmlid),
            element("create_uid", ref="user_officer_demo"),
            element("create_date", expression=begun),
            element("reason", text=RETURNED[request.number % 3] if returned else CANCELLED[request.number % 2]),
        )
        yield record(
            item,
            "beneficiary.committee.item",
            element("outcome", text="returned"),
            element("decided_by", ref=f"user_{'chair' if returned else 'officer'}_demo"),
            element("decided_on", expression=begun.after(3, 12)),
        )

    # ------------------------------------------------------------------- delivery
    def _delivery(self):
        request = self.request
        moment, signed = request.delivered, True
        if request.state == "approved" and request.person.status == "r" and request.number % 2:
            # on its way: the first part is received, or the receipt waits for its signature
            moment, signed = request.decided.after(2, 8), request.terms["kind"] == "cash"
        if not moment:
            return ""
        amount = request.approved if request.state == "done" else request.approved // 2
        return record(
            f"delivery_{self.key}",
            "beneficiary.delivery",
            element("request_id", ref=request.xmlid),
            element("date", expression=moment),
            element("kind", text=request.terms["kind"]),
            element("description", text=request.terms["delivered"]),
            element("amount", expression=amount) if amount else "",
            element("user_id", ref="user_officer_demo"),
            element("receiver_name", text=request.person.name),
            (
                self._signature() + element("signed_on", expression=moment.earlier(-10)) + element("state", text="signed")
                if signed
                else ""
            ),
        )


# ------------------------------------------------------------------------------- files
def write_requests(name, requests, rng, company=None):
    """Write the requests of one file; then say where the company's own numbering goes on."""
    stories = "\n".join(Story(request, rng).xml() for request in requests)
    if company:
        stories += f"""
    <!-- the numbers above are taken -->
    <function model="ir.sequence" name="write">
        <value
            model="ir.sequence"
            eval="obj().search([
                ('code', '=', 'beneficiary.request'),
                ('company_id', '=', ref('company_{company}_demo')),
            ]).ids"
        />
        <value eval="{{'number_next': {requests[-1].number + 1}}}"/>
    </function>
"""
    (DEMO / "request" / f"beneficiary_request_{name}_demo.xml").write_text(f"{HEAD}{stories}</odoo>\n", encoding="utf-8")


def write_registration(people):
    """Write since when people have their files; then register them through the gate that gives the file numbers."""
    text, registered = HEAD, []
    for person in (p for company in people.values() for p in company):
        parts = []
        if person.requests:
            first = min(person.requests, key=lambda r: (not r.created.fixed, r.created.order))
            created = first.created
            parts.append(element("create_date", expression=created.earlier(10)))
        done = [r for r in person.requests if r.state == "done"]
        if person.status in "rsc":
            first = min(done, key=lambda r: (not r.created.fixed, r.created.order))
            registered.append((not first.created.fixed, first.decided.order, first.created.fixed or date.max, person))
            parts.append(element("date_registered", expression=first.decided))
        if parts:
            text += record(person.xmlid, "beneficiary.beneficiary", *parts)
    registered.sort(key=lambda row: (row[0], row[2], row[1]))
    text += "\n    <!-- in the order of their registration -->\n" + call(
        "beneficiary.beneficiary", "action_register", [row[-1].xmlid for row in registered]
    )
    for status, action in (("s", "action_suspend"), ("c", "action_close")):
        text += call("beneficiary.beneficiary", action, [row[-1].xmlid for row in registered if row[-1].status == status])
    (DEMO / "beneficiary_registration_demo.xml").write_text(f"{text}</odoo>\n", encoding="utf-8")


def call(model, method, xmlids):
    refs = "".join(f"            ref('{xmlid}'),\n" for xmlid in xmlids)
    return f'    <function\n        model="{model}"\n        name="{method}"\n        eval="[[\n{refs}        ]]"\n    />\n'


def write_messages(requests, rng):
    """Write some of the talk about the requests."""
    text = HEAD
    names = program_names()
    spoken = [r for r in requests if r.submitted and r.number % 3 == 0][:30]
    for request in spoken:
        committee = "اللجنة المختصة" if request.company == "samtah" else "لجنة البحث"
        words = f"استلمنا طلبكم إلى برنامج «{names[request.program]}»، وسيُعرض على {committee}."
        text += message(request, "ack", "mt_comment", "officer", request.submitted.earlier(-5), words)
        if request.complete:
            author, words = ("officer", rng.choice(NOTES[1:]))
            if request.program == "awn_rent":
                author, words = "researcher", NOTES[0]
            text += message(request, "note", "mt_note", author, request.complete.earlier(-20), words)
        if request.decided:
            words = "نأسف لعدم قبول طلبكم." if request.state == "refused" else "يسرنا إبلاغكم بقبول طلبكم."
            words += f" السبب: {request.reason}"
            text += message(request, "decision", "mt_comment", "officer", request.decided.earlier(-15), words)
    (DEMO / "mail_message_demo.xml").write_text(f"{text}</odoo>\n", encoding="utf-8")


def program_names():
    """Return the names that the programmes have in the file written by hand."""
    tree = ElementTree.parse(DEMO / "beneficiary_program_demo.xml")
    return {
        node.get("id").removeprefix("program_").removesuffix("_demo"): node.findtext("field[@name='name']")
        for node in tree.iter("record")
    }


def message(request, what, subtype, author, moment, body):
    return record(
        f"message_{request.xmlid.removeprefix('request_').removesuffix('_demo')}_{what}_demo",
        "mail.message",
        element("model", text="beneficiary.request"),
        element("res_id", ref=request.xmlid),
        element("message_type", text="comment"),
        element("subtype_id", ref=f"mail.{subtype}"),
        element("author_id", ref=f"user_{author}_demo_res_partner"),
        element("date", expression=moment),
        f'        <field name="body" type="html"><p>{escape(body)}</p></field>\n',
    )


def write_activities(requests):
    """Write what waits to be done, some of it overdue."""
    text, days, seen = HEAD.replace("{'tracking_disable': True}", QUIET), cycle((0, 2, -1, 4, 1, -3)), {}
    for request in requests:
        wanted = ACTIVITIES.get(request.state)
        seen[request.company, request.state] = seen.get((request.company, request.state), 0) + 1
        if not wanted or seen[request.company, request.state] > 2:
            continue
        kind, summary = wanted
        day = next(days)
        text += record(
            f"activity_{request.xmlid.removeprefix('request_')}",
            "mail.activity",
            element("res_model_id", ref="model_beneficiary_request"),
            element("res_id", ref=request.xmlid),
            element("activity_type_id", ref=f"mail_activity_type_{kind}"),
            element("summary", text=summary),
            element("user_id", ref=f"user_{request.user or 'officer'}_demo"),
            element("date_deadline", expression=f"DateTime.now() + relativedelta(days={day})"),
        )
    (DEMO / "mail_activity_demo.xml").write_text(f"{text}</odoo>\n", encoding="utf-8")


def write_signatures(rng):
    """Draw signatures: a few joined loops."""
    for number in range(1, SIGNATURES + 1):
        image = Image.new("L", (720, 240), 255)
        draw = ImageDraw.Draw(image)
        points, x, y = [], 60.0, 130.0
        for _stroke in range(rng.randrange(5, 8)):
            end = (x + rng.randrange(60, 110), 130 + rng.randrange(-70, 60))
            bends = [(x + rng.randrange(-40, 90), y + rng.randrange(-110, 90)) for _i in range(2)]
            points += [bezier((x, y), *bends, end, step / 24) for step in range(24)]
            x, y = end
        draw.line(points, fill=20, width=6, joint="curve")
        image.resize((240, 80), Image.Resampling.LANCZOS).quantize(16).save(DEMO / f"signature_{number}.png", optimize=True)


def bezier(a, b, c, d, t):
    return tuple(
        (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t**2 * r + t**3 * s
        for p, q, r, s in zip(a, b, c, d, strict=True)
    )


def main():
    rng = random.Random("beneficiary")
    people = read_people()
    old = old_requests(people["awn"])
    requests = {company: make_requests(company, people[company], rng) for company in people}
    write_people(people, rng)
    write_requests("awn_2024", old, rng)
    for company, own in requests.items():
        write_requests(company, own, rng, company)
    everything = [request for own in requests.values() for request in own]
    write_registration(people)
    write_messages(everything, rng)
    write_activities(everything)
    write_signatures(rng)
    print(f"{sum(map(len, people.values()))} people, {len(everything) + len(old)} requests written to {DEMO}")


if __name__ == "__main__":
    main()
