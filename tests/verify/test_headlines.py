"""Hold the comparison of headlines and bodies to what an editor would say of the pair."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.engines import pick
from tadqiq.lexicon import read as words_of
from tadqiq.model import ARTICLES
from tadqiq.resources import room
from tadqiq.verify import verify
from tadqiq.verify.kinds._headlines import word_keys
from tadqiq.verify.packs import read

PACK = room("rules") / "packs" / "core" / "headlines"
QUOTE, CERTAIN, SOURCE = (
    read(PACK / f"{name}.yaml")[0] for name in ("headline-quote-not-in-body", "headline-states-unconfirmed", "headline-drops-source")
)
RULES = [QUOTE, CERTAIN, SOURCE]


def check(rules, *articles):
    rows = [
        {"doc": n, "article_id": str(n), "headline": h, "body": b, "origin": "test", "line": n + 1} for n, (h, b) in enumerate(articles)
    ]
    return verify(pl.DataFrame(rows, schema=dict(ARTICLES)), rules, pick("local")).findings


def fires(rule, headline, body):
    return not check([rule], (headline, body)).is_empty()


REST = """افتتحت البلدية مساء السبت حديقة جديدة قرب النهر بحضور مئات السكان وأطفالهم من أحياء المدينة.
وقالت رئيسة البلدية سعاد المرزوقي إن العمل في الحديقة استمر عامين كاملين، وإن الأشجار فيها جاءت من مشاتل القرى القريبة."""


@pytest.mark.parametrize(
    "lead",
    ["سعاد المرزوقي: ", "رئيسة البلدية في حفل الافتتاح: ", "البلدية تفتتح الحديقة وسعاد المرزوقي تقول: "],
)
def test_a_quotation_of_a_headline_that_the_body_lacks_is_shown_with_its_marks(lead):
    found = check([QUOTE], (f'{lead}"لن نترك أطفالنا بلا ظل"', REST))

    assert found["text"].to_list() == ['"لن نترك أطفالنا بلا ظل"']
    assert found["field"].to_list() == ["headline"]


@pytest.mark.parametrize(
    "said",
    [
        "لن نترك أطفالنا بلا ظل",
        "لن نَترُكَ أطفالَنا بلا ظلّ",
        "«لن نترك أطفالنا» في هذا الحي «بلا ظل»",
        "لن نترك، مهما طال الأمر، أطفالنا وأطفال الجيران بلا أي ظل",
        "بلا ظل لن نترك اطفالنا",
    ],
)
def test_the_words_may_stand_in_the_body_in_other_dress(said):
    assert not fires(QUOTE, 'سعاد المرزوقي: "لن نترك أطفالنا بلا ظل"', f"{REST}\nوأضافت المرزوقي: {said}.")


@pytest.mark.parametrize(
    ("headline", "said"),
    [
        ('سعاد المرزوقي: "أشجار الحديقة أمانة في أعناق الجيران"', 'الحديقة "بأشجارها أمانة في أعناق جيراننا"'),
        ('سعاد المرزوقي: "داري نظيفة وراجعة بكتابي"', "إن المرزوقي «دارو نظيفة وراجعة بكتابو» كما يقول أهل الحي"),
    ],
)
def test_pronouns_at_the_ends_of_words_make_no_other_wording(headline, said):
    assert not fires(QUOTE, headline, f"{REST}\nوأضافت المرزوقي: {said}.")
    assert fires(QUOTE, headline, f"{REST}\nوأضافت المرزوقي أن العمل انتهى.")


@pytest.mark.parametrize("topic", ["الحديقة الجديدة", "حادث القطار السريع", "اتهامات لبلدية المدينة", "النهر والجسر"])
def test_a_topic_is_no_speaker_of_a_caption(topic):
    assert not fires(QUOTE, f'{topic}: "ثلاث سنوات من الانتظار الطويل"', REST)
    assert fires(QUOTE, f'{topic}: "لن نقبل الانتظار الطويل مرة أخرى"', REST)


def test_another_person_of_the_verb_is_another_wording():
    assert fires(QUOTE, 'سعاد المرزوقي: "لن نترك أطفالنا للشمس"', f"{REST}\nوأضافت أن البلدية لن تترك أطفالنا للشمس.")


def test_a_word_that_differs_in_a_long_quotation_is_overlooked():
    headline = 'سعاد المرزوقي: "هذه الحديقة هدية من سكان الحي القديم إلى أطفال المدينة كلها"'

    assert not fires(QUOTE, headline, f"{REST}\nوأضافت: هذه الحديقة عطية من سكان الحي القديم إلى أطفال المدينة كلها.")
    assert fires(QUOTE, headline, f"{REST}\nوأضافت: هذه الهبة رسالة من أهل الحي القديم إلى صغار المدينة كلها.")


def test_digits_of_both_sorts_are_one():
    assert not fires(QUOTE, 'سعاد المرزوقي: "زرعنا ١٢٠ شجرة هذا العام"', f"{REST}\nوقالت: زرعنا 120 شجرة هذا العام.")


@pytest.mark.parametrize(
    "headline",
    [
        'افتتاح حديقة "النهر والظل والطيور الصغيرة"',
        'البلدية تطلق حملة "شجرة لكل طفل في المدينة"',
        "شعار الحديقة: «ظل لكل طفل في المدينة»",
        '"لن نترك أطفالنا بلا ظل"',
        'سعاد المرزوقي: "هدية المدينة"',
    ],
)
def test_names_slogans_and_terms_are_no_speech(headline):
    assert not fires(QUOTE, headline, REST)


def test_a_quotation_at_the_very_end_of_the_last_article_is_read():
    assert not fires(QUOTE, 'سعاد المرزوقي: "لن نترك أطفالنا"', "")


WORDS = st.lists(
    st.sampled_from(["باب", "نهر", "سوق", "قمر", "كتاب", "جسر", "حقل", "مطر", "صيف", "ملعب", "طريق", "سفينة"]),
    min_size=4,
    max_size=9,
    unique=True,
)


@settings(max_examples=20, deadline=None)
@given(WORDS, st.integers(0, 1))
def test_a_body_that_has_the_quotation_is_never_reported(words, paragraph):
    said = " ".join(words)
    body = REST.split("\n")
    body.insert(1 + paragraph, f"وقالت المرزوقي {said} قبل ختام الحفل.")

    assert not fires(QUOTE, f'سعاد المرزوقي: "{said}"', "\n".join(body))


LEAD = 'تقرر تمديد معرض الكتاب في مدينة النخيل أسبوعا آخر، حسبما أفادت صحيفة "الضفاف"، نقلا عن مسؤولين في البلدية، الجمعة.'
TITLE = "تمديد معرض الكتاب في مدينة النخيل أسبوعا"


@pytest.mark.parametrize(
    "doubt",
    [
        "ولم يصدر أي إعلان رسمي عن تمديد المعرض.",
        "ولم يُصدر أيّ بيان رسميّ عن تمديد المعرض من البلدية.",
        "ولم تعلن البلدية رسميا تمديد المعرض.",
        "ولم يؤكد اتحاد الناشرين هذه الأنباء.",
        "ولم تؤكد البلدية الخبر حتى مساء أمس.",
        "ولم يتسن التأكد من صحة الخبر.",
        "ويأتي الخبر دون أي تأكيد رسمي لتمديد المعرض.",
        "وينتظر الزوار في غياب الإعلان الرسمي عن تمديد المعرض.",
        "ومن غير المؤكد تمديد المعرض بعد الأحد.",
    ],
)
def test_what_the_body_leaves_unconfirmed_is_shown_with_the_phrase_and_the_source(doubt):
    found = check([CERTAIN], (TITLE, f"{LEAD}\n{doubt}"))

    assert found["text"].to_list() == [TITLE]
    phrase, source = found["related"][0].to_list()
    assert phrase["text"] in doubt
    assert source["text"] == 'صحيفة "الضفاف"'


@pytest.mark.parametrize("silence", ["ولم تعلق البلدية على تمديد المعرض.", "ولم يصدر تعليق من البلدية على تمديد المعرض."])
def test_that_nobody_comments_is_no_doubt(silence):
    assert not fires(CERTAIN, TITLE, f"{LEAD}\n{silence}")
    assert fires(CERTAIN, TITLE, f"{LEAD}\n{silence.replace('تعلق', 'تؤكد').replace('تعليق', 'تعليق رسمي')}")


@pytest.mark.parametrize(
    "sentence",
    [
        "ولم يصدر كتاب واحد عن تاريخ المدينة هذا العام.",
        "ولم يعلق الزوار لوحاتهم على جدران القاعة.",
        "ولم يعلن عن أسماء الفائزين بجائزة القصة.",
        "وصدر بيان رسمي عن تمديد المعرض.",
        "ولم تعلق البلدية على غلاء التذاكر.",
    ],
)
def test_a_negation_of_something_else_is_no_doubt(sentence):
    assert not fires(CERTAIN, TITLE, f"{LEAD}\n{sentence}")


HEDGED = [row["word"] for row in words_of("hedges") if row["class"] in ("doubt", "unnamed")]


@pytest.mark.parametrize("answer", ["ولكنها قالت إن القرار قريب", "بل اكتفت بالقول إن القرار قريب"])
def test_who_does_not_confirm_but_speaks_leaves_nothing_unconfirmed(answer):
    headline, lead = "تمديد معرض الكتاب في مدينة النخيل", "تقرر تمديد معرض الكتاب في مدينة النخيل، حسبما أفادت صحيفة الضفاف."
    assert fires(CERTAIN, headline, f"{lead}\nولم تؤكد البلدية تمديد معرض الكتاب.")
    assert not fires(CERTAIN, headline, f"{lead}\nولم تؤكد البلدية تمديد معرض الكتاب {answer}.")


def test_every_word_of_doubt_in_the_headline_keeps_the_rule_silent():
    body = f"{LEAD}\nولم يصدر أي إعلان رسمي عن تمديد المعرض."
    found = check([CERTAIN], (TITLE, body), *((f"{word} {TITLE}", body) for word in HEDGED))

    assert found["article_id"].to_list() == ["0"]


def test_a_verb_that_opens_the_body_is_not_negated_by_the_headline():
    """The headline's last word once counted as what stands before the body's first."""
    assert not fires(CERTAIN, "تمديد المعرض أم لا", "يعلن اتحاد الناشرين رسميا تمديد المعرض، حسبما أفادت مصادر مطلعة.")
    assert not fires(CERTAIN, "تمديد المعرض من دون", "أي إعلان رسمي عن تمديد المعرض ينشر غدا، حسبما أفادت مصادر مطلعة.")


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("حركة السنابل ترفض نقل المهرجان من الميناء", "قال مصدر قريب من حركة السنابل إن الحركة لن تقبل نقل المهرجان من الميناء."),
        ("اتحاد المرسى يعتزم بيع ملعبه القديم", "ذكرت مصادر في اتحاد المرسى أن الإدارة تريد بيع الملعب القديم قبل الصيف."),
        ("عاجل.. اتحاد المرسى يعتزم بيع ملعبه القديم", "ذكرت مصادر في اتحاد المرسى أن الإدارة تريد بيع الملعب القديم قبل الصيف."),
        ("البلدية: حديقة النهر تفتح مساء السبت", "كشف مصدر بالبلدية أن حديقة النهر تفتح مساء السبت للزوار."),
        ("البلدية تنفي إغلاق حديقة النهر في الشتاء", "نفى مصدر في البلدية إغلاق حديقة النهر في الشتاء وقال إن العمل مستمر."),
    ],
)
def test_an_unnamed_source_about_the_subject_is_shown(headline, body):
    found = check([SOURCE], (headline, body))

    assert found["text"].to_list() == [headline]
    assert found["related"][0][0]["text"].startswith(("مصدر", "مصادر"))


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("وزارة المياه تعتزم رفع أسعار المحطة", "قال مصدر في وزارة المالية إن أسعار المحطة سترفع قريبا."),
        ("اتحاد المرسى يعتزم بيع ملعبه القديم", "قال مصدر في الشرطة إن سيارة احترقت قرب الملعب القديم قبل بيع التذاكر."),
        ("البلدية تنفي إغلاق حديقة النهر", "نفى مصدر مسؤول في البلدية إغلاق حديقة النهر في الشتاء."),
        ("البلدية تنفي إغلاق حديقة النهر", "نفى المصدر في البلدية إغلاق حديقة النهر في الشتاء."),
        ("مصدر في البلدية ينفي إغلاق حديقة النهر", "نفى مصدر في البلدية إغلاق حديقة النهر في الشتاء."),
        ("البلدية تنفي إغلاق حديقة النهر", "قال مصدر في البلدية إن الراتب تأخر. ونفت رئيسة البلدية سعاد المرزوقي إغلاق حديقة النهر."),
    ],
)
def test_another_source_and_a_named_one_keep_the_rule_silent(headline, body):
    assert not fires(SOURCE, headline, body)


def test_the_keys_of_words_overlook_joined_letters_and_endings_only():
    keys = word_keys(pl.Series(["والهدنه", "هدنة", "للهدنة", "هدايا", "؟", ""])).tolist()

    assert len(set(keys[:3])) == 1
    assert keys[3] not in {keys[0], 0}
    assert keys[4:] == [0, 0]


MIX = (
    'لم يصدر أي إعلان رسمي يؤكد مصدر في البلدية مقرب من حماس تبدي : " لن نترك أطفالنا قال أن . ، أنباء عن غير مؤكد ؟ .. « » المرجح ولم يعلن'
)
PIECES = st.lists(st.sampled_from([*MIX.split(), "\n"]), max_size=40).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(PIECES, PIECES), min_size=1, max_size=4))
def test_any_rows_of_such_words_are_read_and_each_article_for_itself(articles):
    together = check(RULES, *articles)
    alone = [row for one in articles for row in check(RULES, one).select("code", "field", "start", "end", "text").rows()]

    assert together.select("code", "field", "start", "end", "text").rows() == alone
    for row in together.iter_rows(named=True):
        text = articles[row["doc"]][0 if row["field"] == "headline" else 1]
        assert text[row["start"] : row["end"]] == row["text"]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        (TITLE, "ولم تؤكد البلدية الخبر " * 4000),
        ("البلدية تنفي إغلاق الحديقة", "قال مصدر في البلدية إن الحديقة مغلقة " * 2000),
        ('المدرب: "لن نترك اللقب" ' * 800, f"{REST}\n" * 40),
        ('المدرب: "' + "لن نترك اللقب " * 4000 + '"', f"{REST}\n" * 40),
    ],
)
def test_endless_rows_of_anchors_are_looked_at_a_few_times(headline, body):
    assert check(RULES, (headline, body)).height <= 1
