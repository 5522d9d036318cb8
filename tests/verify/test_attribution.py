"""Hold the rules of attribution: where a source is missing, vague or unnamed, and where that is nobody's fault."""

import polars as pl
import pytest

from tadqiq.engines import pick
from tadqiq.model import ARTICLES
from tadqiq.recognise.attributions.sources import hearsay
from tadqiq.verify import verify
from tadqiq.verify.packs import builtin

RULES = {rule.code: rule for rule in builtin() if rule.code in {"ATT001", "ATT002", "ATT003", "ATT006"}}


def check(code, *bodies, headline=""):
    rows = [
        {"doc": n, "article_id": f"a{n}", "headline": headline, "body": body, "origin": "test", "line": n + 1}
        for n, body in enumerate(bodies)
    ]
    return verify(pl.DataFrame(rows, schema=dict(ARTICLES)), [RULES[code]], pick("local")).findings


def texts(code, *bodies):
    return check(code, *bodies)["text"].to_list()


SILENT_TOLL = "اجتاحت سيول وادي السدر مساء الجمعة.\nوقتل ثلاثة أشخاص وأصيب 14 آخرون بجروح.\nوأغلقت السيول الطريق."


def test_an_article_has_one_finding_for_all_its_tolls():
    assert texts("ATT001", SILENT_TOLL) == ["وقتل ثلاثة أشخاص"]


@pytest.mark.parametrize(
    "source",
    [
        "وقال الدفاع المدني إن الأمطار مستمرة.",
        "ولم يعرف سبب السيول بحسب الدفاع المدني.",
        "ونفى المتحدث باسم البلدية انهيار الجسر.",
        "وأظهر تقرير أن السد قديم.",
        "ونقلت وكالة المرفأ صور الجسر.",
    ],
)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_source_anywhere_answers_for_the_toll(source, place):
    lines = SILENT_TOLL.split("\n")
    lines.insert(place, source)

    assert texts("ATT001", "\n".join(lines)) == []


@pytest.mark.parametrize(
    "body",
    [
        "عاد اللاعب بعد غياب بسبب الإصابة، وسجل 28 نقطة في المباراة.",
        "وقتل 30 شخصا في سيول عام 1998.",
        "وكان الحريق الذي أسفر عن إصابة 21 شخصا قد اندلع فجرا.",
        "لقي السائق مصرعه؛ إثر اصطدام مركبتين على طريق الجبل.",
        'وهتف الجمهور "قتل ثلاثة أشخاص في المسرحية" ضاحكا.',
        "بدأ العمل.\nوصل العمال.\nوفتح الطريق.\nوأصيب 21 شخصا في حريق.",
        "ظهر السائق المتهم بقتل 17 شخصا أمام المحكمة.",
        "زار الوزير المستودع والذي أصيب فيه 21 شخصا.",
        "ويأتي الإغلاق بعد ثلاثة أيام على حريق أسفر عن إصابة 21 شخصا.",
        "سجل اللاعب هدفين وأصاب القائم مرة واحدة.",
    ],
)
def test_what_looks_back_or_counts_no_people_is_no_toll(body):
    assert texts("ATT001", body) == []


@pytest.mark.parametrize(
    "word", ["ونقلت الطواقم الجرحى إلى المستشفى.", "وعادت سيارة تابعة للبلدية.", "وأغلق موقع الحادث.", "ووصلت ناقلة إلى قناة الري."]
)
def test_words_that_only_look_like_a_source_answer_for_nothing(word):
    assert texts("ATT001", f"{SILENT_TOLL}\n{word}") == ["وقتل ثلاثة أشخاص"]


def test_the_finding_shows_what_happened_and_what_is_counted():
    assert texts("ATT001", "أسفر انقلاب حافلة على طريق الجبل عن مقتل أربعة ركاب، وبقي الطريق مغلقا.") == ["مقتل أربعة ركاب"]


@pytest.mark.parametrize(
    "body",
    [
        "ارتفعت الأسعار، حسبما أفادت وسائل إعلام رسمية.",  # the state is a source
        "قالت وسائل إعلام ومسؤولون إن الجسر سيفتح.",
        'وذكرت وسائل إعلام محلية أن الجسر سيفتح. وشرح المهندس "أن الأشغال انتهت قبل موعدها بأسبوعين كاملين".',
        "وتشير التقارير إلى أن الجسر سيفتح.",  # everybody knows them
        "ورغم أن وسائل إعلام تحدثت عن الجسر فإن موعده بعيد.",
        "وذكرت مصادر صحفية أن الجسر سيفتح، وأكدت وزارة النقل الخبر.",
        "ويحتوي التطبيق على معلومات توضح مواعيد الحافلات.",
        'وبحسب مصادر "الضفة" سيفتح الجسر غدا.',
        "وذلك وفقا للمعلومات التي وفرتها الشركة.",
        "وصار لاعبا تحدثت عنه وسائل الإعلام المحلية.",
        'قالت تقارير إن الجسر سيفتح. ونقلت "الضفة" عن المهندس موعدا آخر.',
        "وكشفت مصادر أن الطفل فاز بالجائزة. وقالت والدته في لقاء سابق إنه يحب الرسم.",
        "أشارت تقارير صحفية إلى أن الجسر سيفتح في الربيع، وفقا للألمانية. وأوضحت التقارير موعد الافتتاح.",
        "دافع اللاعب عن نفسه بالقول إنه لم يغب عن التدريب. وذكرت مصادر أن اللجنة ستجتمع غدا.",
    ],
)
def test_a_source_that_can_be_asked_is_not_vague(body):
    assert texts("ATT002", body) == []


def test_a_definite_mention_refers_to_the_one_before_it():
    assert texts("ATT002", "وصلت مصادر تمويل جديدة إلى البلدية.\nوقالت المصادر إن الجسر سيفتح.") == []
    assert texts("ATT002", "انتهت أشغال الجسر.\nوقالت المصادر إن الجسر سيفتح.") == ["المصادر"]


def test_hearsay_is_a_matter_of_words():
    assert hearsay(["تقارير", "صحفيه", "محليه"])
    assert not hearsay(["تقارير", "طبيه"])
    assert not hearsay([])


def test_an_unnamed_source_is_reported_once_with_the_reason_from_any_of_its_sentences():
    body = (
        "توصل النادي إلى اتفاق، بحسب ما قال مصدر مقرب من النادي.\n"
        "وقال المصدر إن العقد يمتد موسمين.\n"
        "وأضاف المصدر الذي طلب عدم الكشف عن اسمه، إن التوقيع غدا."
    )
    found = check("ATT003", body)

    assert found["text"].to_list() == ["مصدر مقرب من النادي"]
    assert "طلب عدم الكشف عن اسمه" in found["message_ar"][0]
    assert "gives no reason" not in found["message_en"][0]


def test_a_reason_belongs_to_the_source_that_it_follows():
    body = "قال مهندس محلي، شريطة عدم ذكر اسمه، إن الجسر سليم، وقال مسؤولون محليون في البلدية إن الجسر سيغلق غدا."
    found = check("ATT003", "قال مسؤولون محليون إن الجسر سيغلق، وقال مصدر أمني، طلب عدم الكشف عن اسمه، إن الطريق مفتوح.", body)
    said = dict(found.filter(pl.col("article_id") == "a0").select("text", "message_en").iter_rows())

    assert "gives no reason" in said["مسؤولون محليون"]
    assert "طلب عدم الكشف عن اسمه" in said["مصدر أمني"]
    assert not found.filter(
        (pl.col("article_id") == "a1") & pl.col("text").str.starts_with("مسؤولون") & pl.col("message_en").str.contains("شريطة")
    ).height


def test_two_unnamed_sources_are_two_findings_without_a_reason():
    found = check("ATT003", "قال مصدر أمني إن الطريق مفتوح.\nوقال مسؤول محلي إن الجسر مغلق.")

    assert found["text"].to_list() == ["مصدر أمني", "مسؤول محلي"]
    assert all("gives no reason" in message for message in found["message_en"])


def test_a_definite_official_is_somebody_who_was_named():
    assert texts("ATT003", "وصل المهندس سليم الحداد.\nوقال المسؤول إن الجسر سيفتح.") == []


ORPHAN = "وشهد حفل الافتتاح {}.\nوقالت مديرة المهرجان ريم الحلبي إن العروض مستمرة."
SPEECH = '"لحظات مؤثرة أعادت إلى الناس أصواتا رحلت وبقيت أغانيها حية في الذاكرة"'


def test_a_long_quotation_that_nobody_says_is_found():
    assert texts("ATT006", ORPHAN.format(SPEECH)) == [SPEECH]


@pytest.mark.parametrize(
    "body",
    [
        ORPHAN.format('"لحظات مؤثرة"'),  # too short
        ORPHAN.format("عرضا تحت شعار " + SPEECH),
        ORPHAN.format("كلمة لرئيس البلدية سالم الحداد " + SPEECH),
        ORPHAN.format(SPEECH).replace("الذاكرة", "الذاكرة كما قال أحدهم"),
        ORPHAN.format('"أغاني الصيد، ورقصة المرسى، وعزف العود، ومسرح الدمى، وسباق القوارب، وألعاب النار"'),  # a list
        f"وشهد حفل الافتتاح {SPEECH}.",  # an article that quotes nobody is no news report
        ORPHAN.format(SPEECH) + '\nوأضافت أن "العروض مجانية.',  # a lost mark: pairs may be wrong
        f"وشهد حفل الافتتاح {SPEECH}\nوقالت مديرة المهرجان ريم الحلبي إن العروض مستمرة.",  # a line of links has no full stop
    ],
)
def test_what_is_no_speech_or_has_a_speaker_is_left_alone(body):
    assert texts("ATT006", body) == []


@pytest.mark.parametrize("code", sorted(RULES))
def test_no_place_of_a_message_stays_empty(code):
    bodies = [case["body"] for case in RULES[code].examples["fires"]]
    found = check(code, *bodies)

    assert found.height >= len(bodies)
    assert not any("{" in message for message in found["message_ar"].to_list() + found["message_en"].to_list())


@pytest.mark.parametrize("code", sorted(RULES))
def test_an_article_is_judged_alone(code):
    bodies = [case["body"] for sort in ("fires", "silent") for case in RULES[code].examples[sort]]
    alone = [text for body in bodies for text in texts(code, body)]

    assert sorted(texts(code, *bodies)) == sorted(alone)
    assert sorted(texts(code, *reversed(bodies))) == sorted(alone)
