"""Word, in both languages, why a source or a record could not be read."""

from __future__ import annotations

import re

_WORDS = re.compile("[a-z]{4}")
REASONS = {
    "missing": ("لا ملف ولا مجلد بهذا الاسم", "no file or folder has this name"),
    "glob": ("لا يطابق هذا النمط أي ملف", "no file matches this pattern"),
    "folder": ("ليس في المجلد ملف مقالات يُعرف نوعه", "the folder holds no file of articles of a known kind"),
    "refused": ("لا يسمح النظام بقراءته", "the system does not allow reading it"),
    "broken": ("تعذّرت قراءته من القرص", "reading it from disk failed"),
    "binary": ("الملف ثنائي وليس نصا", "the file is binary, not text"),
    "markup": ("الملف من نوع XML أو HTML، وهو غير مدعوم هنا", "the file is XML or HTML, which is not read here"),
    "archive": ("الملف المضغوط تالف أو مبتور", "the compressed file is damaged or cut short"),
    "nested": ("ملف مضغوط داخل ملف مضغوط", "it is a compressed file inside a compressed file"),
    "large": ("حجمه بعد فك الضغط يتجاوز الحد", "unpacked it is larger than the limit"),
    "parquet": ("ملف Parquet تالف", "the Parquet file is damaged"),
    "object": ("السجل ليس كائنا له مفاتيح", "the record is not an object with keys"),
    "json": ("صيغة JSON غير سليمة", "the JSON is not well formed"),
    "cells": ("عدد خلايا الصف لا يطابق رأس الجدول", "the row does not have as many cells as the header"),
    "quote": ("علامة اقتباس فُتحت ولم تُغلق", "a quotation mark is opened and not closed"),
    "value": ("قيمة العنوان أو المتن ليست نصا", "the value of the headline or body is not text"),
    "headline": ("العنوان أطول من أن يكون عنوانا", "the headline is too long to be one"),
    "body": (
        "المتن أطول من أن يكون مقالا واحدا، ولم يُفحص منه إلا أول مليون حرف",
        "the body is too long to be one article, and only its first million characters were checked",
    ),
    "control": ("في النص محرف صفري (U+0000)", "the text holds a null character (U+0000)"),
    "rest": ("كثرت السجلات التالفة فتُرك ما بقي من الملف", "too many records are broken, so the rest of the file was left"),
}


def reason(key: str, detail: str = "") -> dict[str, str]:
    """Make the places `reason_ar` and `reason_en` of a message.

    detail  what the reader of the format said, added in brackets; English words stay out of the Arabic sentence.
    """
    arabic, english = REASONS[key]
    words = _WORDS.search(detail) is not None
    return {
        "reason_ar": f"{arabic} ({detail})" if detail and not words else arabic,
        "reason_en": f"{english} ({detail})" if detail else english,
    }
