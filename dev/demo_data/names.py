"""The people of the demo data, and the names, places and illnesses to choose from."""

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
MEDIA = "sms sms sms phone phone email email portal letter".split()
