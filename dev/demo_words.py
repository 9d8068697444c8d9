"""The people of the demo data and what is said about their requests; see ``demo_data.py``."""

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
    "chronically_ill": [
        "السكري وارتفاع ضغط الدم، ويراجع العيادة كل ثلاثة أشهر.",
        "فشل كلوي، وغسيل ثلاث مرات في الأسبوع.",
    ],
    "disability": ["إعاقة حركية، ويستخدم كرسيًا متحركًا."],
    "elderly": ["ضعف في السمع والبصر، ويحتاج إلى مرافق."],
}
MENTAL = [
    "اضطراب القلق العام، منتظم على العلاج.",
    "اكتئاب متوسط الشدة، بدأ العلاج هذا العام.",
    "اضطراب ثنائي القطب، حالته مستقرة.",
]

MAIN_ITEMS = ["family_card", "identity", "income_statement"]
PROGRAMS = {
    "awn": {
        "awn_food": {
            "papers": MAIN_ITEMS,
            "kind": "in_kind",
            "amounts": range(450, 1000, 50),
            "weight": 5,
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
            "kind": "cash",
            "amounts": range(4000, 12500, 500),
            "weight": 4,
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
            "kind": "cash",
            "amounts": range(2400, 6600, 600),
            "weight": 3,
            "delivered": "تحويل كفالة ثلاثة أشهر إلى الحساب البنكي",
            "needs": [
                "توفي العائل وبقي الأيتام في رعايتي، وأطلب كفالة تعين على مصاريفهم.",
                "مصاريف الدراسة والملابس فوق طاقتنا، وأطلب شمول الأيتام بالكفالة.",
                "ليس للأيتام دخل غير معاش محدود، وأطلب كفالتهم حتى إتمام الدراسة.",
            ],
            "only": {"widow", "orphan"},
        },
        "awn_winter": {
            "papers": ["family_card", "identity"],
            "kind": "in_kind",
            "amounts": range(300, 800, 100),
            "weight": 0,
            "delivered": "بطانيات ومدفأة وملابس شتوية",
            "needs": ["نحتاج إلى بطانيات وملابس شتوية لأفراد الأسرة.", "المسكن بلا تدفئة، ونطلب مدفأة وبطانيات."],
        },
    },
    "qader": {
        "qader_therapy": {
            "papers": ["identity", "medical_report_demo"],
            "kind": "service",
            "amounts": [0],
            "weight": 5,
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
            "kind": "cash",
            "amounts": range(300, 1600, 100),
            "weight": 4,
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
            "papers": ["identity", "school_letter"],
            "kind": "service",
            "amounts": [0, 2500, 3500],
            "weight": 5,
            "delivered": "تسجيل في الدبلوم وتسليم الحقيبة التدريبية",
            "needs": [
                "أرغب في الالتحاق بالدبلوم لأن خبرتي لا تكفي للوظائف المعلنة في المنطقة.",
                "أنهيت الثانوية قبل عامين ولم أجد عملًا، وأطلب مقعدًا في الدورة القادمة.",
                "أطلب مقعدًا مع إعفاء من الرسوم لظروف الأسرة.",
            ],
        },
        "makarem_volunteer": {
            "papers": ["identity"],
            "kind": "service",
            "amounts": [0],
            "weight": 4,
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
            "papers": ["identity", "income_statement"],
            "kind": "in_kind",
            "amounts": range(800, 3200, 200),
            "weight": 4,
            "delivered": "بذور ذرة وسماد",
            "needs": [
                "أطلب بذور ذرة رفيعة وسمادًا لأرض مساحتها عشرون دونمًا قبل موسم الخريف.",
                "تلف محصول الموسم الماضي بالسيل، وأطلب بذورًا للموسم القادم.",
                "أطلب شتلات مانجو وسمادًا عضويًا لتوسعة المزرعة.",
            ],
        },
        "samtah_equipment": {
            "papers": ["identity"],
            "kind": "service",
            "amounts": [0, 600, 900, 1200],
            "weight": 3,
            "delivered": "حراثة بمعدات الجمعية",
            "needs": [
                "أطلب حراثة الأرض بمعدات الجمعية قبل نهاية الشهر.",
                "أطلب حصادة ليومين، فأجرة السوق فوق قدرتي.",
                "أطلب حفارة لتنظيف قناة الري بعد السيل.",
            ],
        },
        "samtah_loan": {
            "papers": ["identity", "income_statement", "iban_letter"],
            "kind": "cash",
            "amounts": range(5000, 21000, 1000),
            "weight": 4,
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
            "papers": ["identity", "school_letter"],
            "kind": "service",
            "amounts": [0, 3000, 4500],
            "weight": 5,
            "delivered": "تسجيل في الدورة وسداد رسوم الاختبار",
            "needs": [
                "أطلب منحة لدورة السلامة، فهي شرط للتقديم على وظائف المناجم.",
                "تخرجت في الجيولوجيا قبل عام، وأحتاج إلى شهادة معتمدة في السلامة.",
                "أطلب مقعدًا في دورة الإسعافات الأولية في مواقع التعدين.",
            ],
        },
        "wim_mentoring": {
            "papers": ["identity"],
            "kind": "service",
            "amounts": [0],
            "weight": 4,
            "delivered": "ست جلسات إرشاد",
            "needs": [
                "أطلب جلسات إرشاد قبل مقابلة عمل في شركة تعدين.",
                "أفكر في الانتقال من المختبر إلى الموقع، وأحتاج إلى رأي صاحبة خبرة.",
                "أطلب الإرشاد في كتابة السيرة الذاتية والتخطيط للسنوات الأولى.",
            ],
        },
        "wim_forum": {
            "papers": ["identity"],
            "kind": "service",
            "amounts": [0],
            "weight": 0,
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
    "draft": (-20, -3),
    "returned": (-30, -13),
    "submitted": (-16, -3),
    "complete": (-22, -9),
    "review": (-36, -11),
    "approved": (-62, -26),
    "refused": (-130, -27),
    "done": (-178, -36),
    "cancelled": (-100, -20),
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
