"""Hold the speakers of quotations to what a reader would say."""

import json
from io import BytesIO

import pytest

from tadqiq import run
from tadqiq.write.mentions import rows


def said(body, headline=""):
    """List each quotation of an article with its speaker, as `tadqiq mentions` prints them."""
    record = json.dumps({"id": "n", "headline": headline, "body": body}).encode()
    loaded, found = run.mentions(["-"], stdin=BytesIO(record))
    return [(row["text"], row["speaker"], row["speaker_type"]) for row in rows(loaded.articles, found) if row["kind"] == "quotation"]


@pytest.mark.parametrize(
    ("body", "speaker", "kind"),
    [
        ('وقال مدير المتحف نادر السحيمي: "القاعة جاهزة للزوار منذ أمس".', "مدير المتحف نادر السحيمي", "person"),
        ('"القاعة جاهزة للزوار منذ أمس"، بحسب إدارة المتحف.', "إدارة المتحف", "official_body"),
        ('قال نادر السحيمي إن القاعة جاهزة. وأضاف: "الزوار سيدخلون من الباب القديم".', "نادر السحيمي", "person"),
        ('أعلنت وزارة النقل أن الجسر جاهز، مشيرة إلى أن "الأشغال انتهت قبل الموعد بيومين".', "وزارة النقل", "official_body"),
        ('وقال مصدر في البلدية إن "الحديقة ستفتح في الصباح الباكر".', "مصدر في البلدية", "anonymous"),
    ],
)
def test_a_quotation_has_the_speaker_named_before_it_or_behind(body, speaker, kind):
    assert [(name, sort) for _, name, sort in said(body)] == [(speaker, kind)]


def test_a_speech_over_paragraphs_has_one_speaker():
    body = 'قال نادر السحيمي: "وصلنا قبل الفجر بساعة.\n"ووجدنا الباب مغلقا.\n"ثم فتح لنا الحارس".'

    assert [name for _, name, _ in said(body)] == ["نادر السحيمي"]


def test_names_and_what_nobody_says_have_no_speaker():
    body = 'عرضت الفرقة مسرحية "البحر" تحت شعار "من أجل مدينة بلا نفايات أبدا".'

    assert [name for _, name, _ in said(body)] == [None, None]


def test_a_mark_without_a_partner_is_nobodys():
    record = json.dumps({"id": "n", "headline": "", "body": 'وقال السحيمي "إن القاعة جاهزة.'}).encode()
    loaded, found = run.mentions(["-"], stdin=BytesIO(record))

    assert all("speaker" not in row for row in rows(loaded.articles, found))
