"""Hold the reading of who says so: cue forms, word order, chains, addressees, participles, quotations set aside."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.lexicon import read
from tadqiq.model import ATTRIBUTIONS
from tadqiq.normalise import column
from tadqiq.recognise.attributions import attributions, cues
from tadqiq.recognise.quotations import quotations
from tadqiq.recognise.tokens import batch

WORDS = [
    *("قال", "وقالت", "إن", "أن", "وزير", "الوزارة", "حسب", "وفقا", "لصحيفة", "نقلا", "عن", "مصدر", "مشيرا", "إلى", "الحداد", "سليم"),
    *("في", "بيان", "كما", "لم", "الذي", "#خبر", "أمس", "،", ".", ":", '"', "«", "»", "(", ")", "-", "12"),
]
texts = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


def frame(*pairs):
    made = batch(
        pl.DataFrame(
            {"doc": range(len(pairs)), "headline": [h for h, _ in pairs], "body": [b for _, b in pairs]},
            schema_overrides={"doc": pl.UInt32},
        )
    )
    return attributions(made, quotations(made))


def told(body, headline=""):
    """List (cue, source, type) of the attributions of an article."""
    return list(frame((headline, body)).select("cue", "source", "source_type").iter_rows())


@pytest.mark.parametrize(
    ("body", "cue", "source", "kind"),
    [
        ("قال الوزير نادر السحيمي إن الجسر سيفتح غدا.", "قال", "الوزير نادر السحيمي", "person"),
        ("وقالت وزيرة النقل إن الجسر سيفتح غدا.", "وقالت", "وزيرة النقل", "person"),
        ("وأوضح السحيمي أن الأشغال انتهت.", "وأوضح", "السحيمي", "person"),
        ("أعلنت وزارة النقل أن الجسر سيفتح غدا.", "أعلنت", "وزارة النقل", "official_body"),
        ("وتقول البلدية إن الحديقة مفتوحة.", "وتقول", "البلدية", "official_body"),
        ("وكالة المرفأ ذكرت أن السفينة وصلت.", "ذكرت", "وكالة المرفأ", "agency"),
        ("السحيمي أكد أن الأشغال انتهت.", "أكد", "السحيمي", "person"),
        ("وكان مدير المتحف قال إن القاعة جاهزة.", "قال", "مدير المتحف", "person"),
        ("وأعرب المدير عن أمله في عودة الزوار.", "وأعرب", "المدير", "person"),
        ("وأشار رئيس البلدية إلى أن الحديقة مفتوحة.", "وأشار", "رئيس البلدية", "person"),
        ("وعزا المدير تأخير الرحلة إلى سوء الطقس.", "وعزا", "المدير", "person"),
        ("وأظهرت دراسة أن القراءة تفيد الأطفال.", "وأظهرت", "دراسة", "document"),
        ("وينص القانون على أن الحدائق مفتوحة للجميع.", "وينص", "القانون", "document"),
        ("وأفاد شهود بأن السفينة وصلت ليلا.", "وأفاد", "شهود", "vague"),
        ("وذكرت مصادر صحفية أن النادي وقع العقد.", "وذكرت", "مصادر صحفية", "vague"),
        ("وقال مصدر مقرب من النادي إن العقد جاهز.", "وقال", "مصدر مقرب من النادي", "anonymous"),
    ],
)
def test_a_cue_has_its_source_after_it_or_before_it(body, cue, source, kind):
    assert told(body) == [(cue, source, kind)]


@pytest.mark.parametrize(
    ("body", "cue", "source"),
    [
        ("وصلت السفينة ليلا، حسب إدارة الميناء.", "حسب", "إدارة الميناء"),
        ("وصلت السفينة ليلا، حسبما أفادت وكالة المرفأ.", "حسبما أفادت", "وكالة المرفأ"),
        ("وصلت السفينة ليلا، بحسب ما قال القبطان سالم الحداد.", "بحسب ما قال", "القبطان سالم الحداد"),
        ("وصلت السفينة ليلا، وفق بيان للميناء.", "وفق", "بيان للميناء"),
        ("وفقا لصحيفة الضفة، وصلت السفينة ليلا.", "وفقا ل", "صحيفة الضفة"),
        ("وفقًا للصحيفة، وصلت السفينة ليلا.", "وفقًا", "للصحيفة"),
        ("وصلت السفينة، بحسب ما نقلت صحيفة الضفة.", "بحسب ما نقلت", "صحيفة الضفة"),
    ],
)
def test_according_to_needs_no_verb(body, cue, source):
    assert [(c, s) for c, s, _ in told(body)] == [(cue, source)]


@pytest.mark.parametrize(
    "body",
    [
        "بين المدينة والبحر طريق طويل.",  # between
        "رفع النادي الأسعار حسب خطة السنوات الخمس.",
        "ولم يعلن النادي موعد المباراة.",
        "يذكر أن المتحف افتتح قبل عامين.",
        "كتب كثيرة على الرف.",
        "ويحتوي التطبيق على معلومات توضح مواعيد الحافلات.",
        "يؤكد الالتزام بالمواعيد احترام الناس.",
        "عبر النهر إلى الضفة الأخرى.",
    ],
)
def test_what_only_looks_like_a_cue_is_none(body):
    assert told(body) == []


def test_a_participle_continues_the_speaker_before_it():
    found = told("قال الوزير إن الجسر سيفتح غدا، مشيرا إلى أن الأشغال انتهت.")

    assert found == [("قال", "الوزير", "person"), ("مشيرا", None, "implied")]


def test_a_verb_without_a_subject_has_an_implied_source():
    assert told("وأضاف أن الأشغال انتهت.") == [("وأضاف", None, "implied")]


def test_a_chain_names_the_outlet_and_its_source():
    found = told("وصلت السفينة ليلا، حسبما أفادت صحيفة الضفة نقلا عن مسؤولين محليين.")

    assert [(s, k) for _, s, k in found] == [("صحيفة الضفة", "media"), ("مسؤولين محليين", "anonymous")]


def test_an_outlet_that_relays_has_a_source_of_its_own():
    found = told("ونقلت وكالة المرفأ عن القبطان سالم الحداد قوله إن السفينة وصلت.")

    assert [(s, k) for _, s, k in found[:2]] == [("وكالة المرفأ", "agency"), ("القبطان سالم الحداد", "person")]


def test_the_one_spoken_to_is_no_source():
    found = told('وقال القبطان سالم الحداد لصحيفة "الضفة" إن السفينة وصلت.')

    assert len(found) == 1
    assert found[0][1].startswith("القبطان سالم الحداد")
    assert found[0][2] == "person"


def test_an_aside_between_source_and_saying_hides_neither():
    assert told("واعتبر المتحدث باسم الميناء، في بيان، الخميس، أن السفينة آمنة.") == [("واعتبر", "المتحدث باسم الميناء", "person")]


def test_the_press_reports_things_without_that():
    assert told("ونقلت وسائل إعلام محلية خبر وصول القبطان.") == [("ونقلت", "وسائل إعلام محلية", "vague")]


def test_a_name_between_quotation_marks_is_an_outlet_or_a_body():
    assert told('ونقلت "الضفة" عن القبطان موعد السفر.')[0] == ("ونقلت", '"الضفة"', "media")
    assert told('وأعلنت "أوراس" أن الخط سيفتح.')[0] == ("وأعلنت", '"أوراس"', "official_body")


def test_a_statement_given_by_somebody_has_him_as_its_source():
    assert told("جاء ذلك في كلمة أدلى بها رئيس البلدية، في الحفل.")[-1] == ("أدلى", "رئيس البلدية", "person")


def test_a_joined_letter_before_a_subject_is_no_part_of_it():
    found = frame(("", "انتظر الناس توقيع العقد والنادي يرى أن الأمور واضحة."))

    assert found["source"].to_list() == ["النادي"]


def test_a_numbered_channel_keeps_its_number():
    assert told("قالت القناة الـ12 المحلية إن السفينة وصلت.") == [("قالت", "القناة الـ12 المحلية", "media")]


def test_what_is_said_inside_a_quotation_is_the_speakers_own():
    found = told('وقال الوزير: "أكد لي المهندس أن الجسر آمن، وقالت البلدية إنه جاهز".')

    assert [cue for cue, _, _ in found] == ["وقال"]


def test_a_headlines_colon_has_a_speaker_whom_the_body_quotes():
    body = "قال المدرب ريكاردو غالفيز إن الطريق طويل."

    assert told(body, "غالفيز: الطريق طويل")[0] == (":", "غالفيز", "person")
    assert told("فاز الفريق بهدفين.", "ملعب النخيل: الفوز بهدفين") == []


def test_a_cue_as_the_last_word_crashes_nothing():
    words = [row["perfect"] for row in read("cues")] + [row["word"] for row in read("cue_particles")]
    words += ["و" + word for word in words] + ["نقلا عن", "وفقا ل", "جاء في", "على لسان", "حسب ما"]
    found = frame(*[(word, word) for word in words])

    assert found.filter(pl.col("source").is_not_null()).is_empty()


def test_a_colon_as_the_last_word_of_all_crashes_nothing():
    assert told("", "الوزير:") == []
    assert told("", "مصدر في الميناء:") == []


def test_what_stands_before_an_article_is_no_part_of_it():
    """The word before a cue at the very beginning was that at the end of the last article."""
    alone = frame(("", "مشيرا إلى أن الجسر آمن، وهو غير"))

    assert alone["cue"].to_list() == ["مشيرا"]


@pytest.mark.parametrize("mark", ['"', "«", "“"])
def test_marks_that_are_never_closed_hide_no_speaker(mark):
    body = "\n".join(f"قال المدير {mark}إن القاعة جاهزة وأعلنت البلدية أن الحديقة مفتوحة." for _ in range(40))
    found = told(body)

    assert len(found) == 80
    assert {source for _, source, _ in found} == {"المدير", "البلدية"}


def test_an_article_that_is_one_quotation_has_no_speaker_of_its_own():
    inner = "قال الوزير إن الجسر آمن. وأكدت البلدية أن الحديقة مفتوحة. حسب صحيفة الضفة."

    assert told(f'"{inner}"') == []
    assert told(f'"{inner}"\nهكذا قال الراوي سالم الحداد.') == [("قال", "الراوي سالم الحداد", "person")]


def test_a_transcript_is_read_line_by_line():
    lines = ["المذيع: متى يفتح الجسر؟", "سالم الحداد: قالت الوزارة إنه جاهز.", "المذيع: ومن أكد ذلك؟", "سالم الحداد: أكد المهندس أنه آمن."]

    assert [source for _, source, _ in told("\n".join(lines * 200))] == ["الوزارة", "المهندس"] * 200


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("وقالت John Harbor إن السفينة وصلت.", "John Harbor"),
        ("وذكرت صحيفة Harbour Post أن السفينة وصلت.", "صحيفة Harbour Post"),
        ("وصلت السفينة Sea Star ليلا، حسب إدارة الميناء.", "إدارة الميناء"),
    ],
)
def test_latin_text_is_read_as_names(body, source):
    assert [s for _, s, _ in told(body)] == [source]


def test_a_place_that_leads_a_headline_is_a_body():
    found = told("أعلنت اليمن أن الميناء مفتوح.", "اليمن: الميناء مفتوح")

    assert found[0] == (":", "اليمن", "official_body")


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("أحد المسؤولين", "anonymous"),
        ("كبير المهندسين", "person"),
        ("مسؤول", "anonymous"),
        ("المسؤول في البلدية سالم حداد", "person"),
        ("بيان", "document"),
        ("تقرير للبلدية", "official_body"),
        ("تقرير صحيفة الضفة", "media"),
        ("وكالة المرفأ", "agency"),
        ("المرفأ للأنباء", "agency"),
        ("المتحدث", "person"),
        ("متحدث باسم البلدية", "official_body"),
        ("وسائل إعلام محلية", "vague"),
        ("محللون", "vague"),
    ],
)
def test_a_source_is_what_its_words_make_of_it(source, kind):
    assert told(f"وقال {source} إن الجسر آمن.") == [("وقال", source, kind)]


def test_a_preposition_before_the_source_does_not_cut_it_away():
    """The source of a cause ended at the first preposition, even where that stood before it."""
    assert told("وعزا في منها المدير تأخير الرحلة إلى الطقس.")[0][1] == "المدير"


def test_no_chain_of_prepositions_makes_the_reading_slow(calls):
    body = " ".join(["ذكر الوزير،"] + ["في بيت"] * 18 + ["."])
    frame(("", body))

    assert calls(lambda: frame(("", body * 300))) < 2 * calls(lambda: frame(("", body * 100)))


def test_cues_are_read_in_columns_and_not_one_by_one(calls):
    body = 'قال الوزير إن الجسر آمن، حسب صحيفة الضفة. وذكرت "الضفة" أن السفينة وصلت، مشيرة إلى الطقس.\n'
    frame(("", body))

    assert calls(lambda: frame(("", body * 1000))) < 2 * calls(lambda: frame(("", body * 10)))


def test_every_computed_form_is_met_by_its_key():
    table, places = cues.table()
    forms = [row["perfect"] for row in read("cues")]
    keys = column(pl.Series(forms, dtype=pl.String), "N2").to_list()

    assert all(key in places for key in keys)
    assert max(places.values()) < len(table)


def test_a_verb_has_its_genders_and_numbers():
    known = set(cues.inflect("قال", "يقول"))

    assert {"قال", "قالت", "قالوا", "يقول", "تقول", "يقولون", "يقولان"} <= known


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(texts, texts), max_size=4))
def test_spans_lie_inside_the_text_and_say_what_stands_there(pairs):
    found = frame(*pairs)

    assert dict(found.schema) == dict(ATTRIBUTIONS)
    for row in found.iter_rows(named=True):
        raw = pairs[row["doc"]][row["field"]]
        assert raw[row["start"] : row["end"]] == row["text"]
        assert raw[row["cue_start"] : row["cue_end"]] == row["cue"]
        if row["source"] is not None:
            assert raw[row["source_start"] : row["source_end"]] == row["source"] != ""
            assert row["start"] <= row["source_start"] < row["source_end"] <= row["end"]
        if row["content_start"] is not None:
            assert 0 <= row["content_start"] < row["content_end"] <= len(raw)


@settings(deadline=None, max_examples=40)
@given(st.lists(texts, min_size=1, max_size=4))
def test_an_article_is_read_alike_alone_and_among_others(bodies):
    together = frame(*[("", body) for body in bodies]).drop("doc").rows()
    alone = [row for body in bodies for row in frame(("", body)).drop("doc").rows()]

    assert together == alone
