"""Hold the joins that find candidates to what they promise, against comparing every pair."""

import random
import subprocess
import sys
from itertools import combinations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadqiq.engines.local import Local
from tadqiq.model import LONGEST_BODY
from tadqiq.recognise import Mentions
from tadqiq.recognise.tokens import batch
from tadqiq.verify import CollectionView
from tadqiq.verify.duplicates import bodies, candidates, headlines
from tadqiq.verify.duplicates.clusters import apart, components
from tadqiq.verify.duplicates.collection import ANY_DAY, Ordered, ordered
from tadqiq.verify.duplicates.hashing import mix, runs, shingles, strings
from tadqiq.verify.duplicates.keys import SAMPLE, sketches
from tadqiq.verify.duplicates.measures import measure
from tadqiq.verify.duplicates.sets import HALF, LOW, overlap, pairs, sets
from tadqiq.verify.duplicates.templates import templates


def joined(found, contained, jaccard):
    row = np.repeat(np.arange(len(found)), [len(words) for words in found])
    word = mix(np.array([w for words in found for w in sorted(words)], dtype=np.uint64))
    left, right, _, _ = headlines.join(headlines.Headlines(row, word, len(found)), contained=contained, jaccard=jaccard)
    return {(min(a, b), max(a, b)) for a, b in zip(left.tolist(), right.tolist(), strict=True)}


def compared(found, contained, jaccard):
    close = set()
    for (a, one), (b, two) in combinations(enumerate(found), 2):
        shared = len(one & two)
        if min(len(one), len(two)) >= 3 and shared >= contained * min(len(one), len(two)) and shared >= jaccard * len(one | two):
            close.add((a, b))
    return close


@settings(deadline=None)
@given(st.lists(st.frozensets(st.integers(0, 14), max_size=9), min_size=1, max_size=30), st.sampled_from([(0.75, 0.5), (0.6, 0.4), (1, 1)]))
def test_the_headline_join_loses_and_invents_nothing(found, limits):
    assert joined(found, *limits) == compared(found, *limits)


def test_the_headline_join_agrees_with_every_pair_of_a_thousand_headlines():
    chance = random.Random(3)
    found = [frozenset(int(60 * chance.random() ** 3) for _ in range(chance.randint(3, 12))) for _ in range(1000)]

    assert joined(found, 0.75, 0.5) == compared(found, 0.75, 0.5)


def texts(chance, count):
    """Make texts of which each second shares at least half of its words' order with the one before."""
    made = []
    for number in range(count):
        length = chance.randint(60, 300)
        if number % 2:
            kept = made[-1][: max(40, int(len(made[-1]) * chance.uniform(0.5, 1)))]
            made.append([*(chance.randrange(10**6) for _ in range(len(kept) // 4)), *kept])
        else:
            made.append([chance.randrange(10**6) for _ in range(length)])
    return made


def test_the_body_join_finds_nearly_every_pair_that_shares_half():
    made = texts(random.Random(5), 1200)
    word = mix(np.array([w for text in made for w in text], dtype=np.uint64))
    row = np.repeat(np.arange(len(made)), [len(text) for text in made])
    hashed, start = shingles(word, row)
    whole = sets(row[start], hashed >> HALF)
    sample = hashed % np.uint64(SAMPLE) == 0
    both = sets(row[start[sample]], hashed[sample] >> HALF)
    pairs = halves((both >> HALF).astype(np.int64), (both & LOW).astype(np.uint32), [0] * len(made))
    found = set(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))

    one, two = np.arange(0, len(made), 2), np.arange(1, len(made), 2)
    size, other, inside = overlap(whole, whole, one, two, len(made))
    wanted = {(a, b) for a, b, share in zip(one.tolist(), two.tolist(), inside / np.minimum(size, other), strict=True) if share >= 0.6}

    assert len(wanted) > 400
    assert len(wanted & found) >= 0.97 * len(wanted)


def halves(place, shingle, days):
    found = bodies.postings(days_only(days), place, shingle)
    return bodies.join(found, 3, lambda pairs: candidates.half(pairs, pairs.shared, found.sizes))


def days_only(days):
    """Order articles of which only the day is known, given in order; None is an article without a date, after all others."""
    nothing = np.zeros(len(days), dtype=np.int64)
    day = np.array([ANY_DAY if day is None else day for day in days], dtype=np.int64)
    return Ordered(np.arange(len(days)), np.arange(len(days)), day, *[nothing] * 6)


dated = st.lists(st.tuples(st.none() | st.integers(0, 12), st.frozensets(st.integers(0, 8), max_size=6)), min_size=1, max_size=25)


@settings(deadline=None)
@given(dated, st.integers(1, 4), st.sampled_from([1, 7, 8_000_000]))
def test_the_body_join_counts_what_articles_a_few_days_apart_share(found, least, at_once):
    found = sorted(found, key=lambda article: (article[0] is None, article[0] or 0))
    days, held = [day for day, _ in found], [shingles for _, shingles in found]
    place = np.repeat(np.arange(len(held)), [len(shingles) for shingles in held])
    shingle = np.array([s for shingles in held for s in sorted(shingles)], dtype=np.uint32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bodies, "_AT_ONCE", at_once)
        pairs = bodies.join(bodies.postings(days_only(days), place, shingle), 3, lambda pairs: pairs.shared >= least)

    with_it = {s: [day for day, shingles in found if s in shingles] for s in range(9)}
    known = {s: [day for day in seen if day is not None] for s, seen in with_it.items()}
    worn = {s for s, seen in with_it.items() if len(seen) >= 4 and known[s] and known[s][-1] - known[s][0] > 7}
    wanted = {}
    for (a, one), (b, two) in combinations(enumerate(held), 2):
        near = days[a] is None or days[b] is None or days[b] - days[a] <= 3
        if near and len(one & two) >= least:
            wanted[a, b] = len(one & two), len((one & two) - worn)
    rows = zip(pairs.left.tolist(), pairs.right.tolist(), pairs.shared.tolist(), pairs.fresh.tolist(), strict=True)
    assert {(a, b): (shared, fresh) for a, b, shared, fresh in rows} == wanted
    assert pairs.capped == 0


@pytest.mark.parametrize("day", [None, 5])
def test_a_text_that_many_print_stays_together(day):
    many = 5 * bodies.COMMON
    found = bodies.postings(days_only([5] + [day] * (many - 1)), np.arange(many), np.zeros(many, dtype=np.uint32))
    pairs = bodies.join(found, 3, lambda pairs: pairs.shared > 0)

    assert (components(pairs.left, pairs.right, many) == 0).all()
    assert len(pairs.left) < 4 * many
    assert pairs.capped > 0


@settings(deadline=None)
@given(st.lists(st.integers(0, 4), max_size=40))
def test_members_are_paired_with_those_that_follow(reach):
    reach = [min(r, len(reach) - n - 1) for n, r in enumerate(reach)]
    found = [pair for one, two in pairs(np.array(reach, dtype=np.int64)) for pair in zip(one.tolist(), two.tolist(), strict=True)]

    assert found == [(n, n + step) for n, r in enumerate(reach) for step in range(1, r + 1)]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=30))
def test_components_are_what_chains_of_pairs_reach(found):
    left, right = (np.array([pair[side] for pair in found], dtype=np.int64) for side in (0, 1))
    label = list(range(20))
    for _ in range(20):
        for a, b in found:
            label[a] = label[b] = min(label[a], label[b])

    assert components(left, right, 20).tolist() == label
    assert apart(left, right, np.zeros((0, 2), dtype=np.int64), 20).tolist() == label


def test_a_chain_never_brings_two_stories_of_one_outlet_together():
    left, right = np.array([0, 1, 2]), np.array([1, 2, 3])

    assert apart(left, right, np.array([[0, 2]]), 4).tolist() == [0, 0, 2, 2]


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=4), max_size=4), max_size=6))
def test_runs_are_equal_where_their_words_are(found):
    flat = strings(pl.Series([word for run in found for word in run], dtype=pl.String))
    hashed = runs(flat, np.cumsum([0, *(len(run) for run in found)]))

    assert len(set(hashed.tolist())) == len({tuple(run) for run in found})


@pytest.mark.parametrize("seed", ["0", "7"])
def test_hashes_are_the_same_in_every_process(seed):
    code = "import polars as pl; from tadqiq.verify.duplicates.hashing import strings; print(strings(pl.Series(['غزة', '', 'a'])).tolist())"
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": "checks"}
    )

    assert other.stdout.strip() == str(strings(pl.Series(["غزة", "", "a"])).tolist())


# What must not explode. 20,000 articles have 200 million pairs.
MANY = 20_000
HEADLINE = "تشغيل محطة جديدة للتحلية في خليج السنديان"
ALIKE = {
    "one headline": lambda n: HEADLINE,
    "no headline": lambda n: "",
    "headlines of one word": lambda n: f"كلمة{n % 300}",
    "one template": lambda n: f"أسعار التمور في أسواق الواحة يوم {n}",
    "the same rare words": lambda n: f"سنديان واحة تمور {n % 37} {n % 31} {n % 29}",
    "words that all share": lambda n: f"سنديان واحة {n} {n + 1} {n + 2} {n + 3}",
}


def sketched(headlines, texts):
    made = {"headline": headlines, "body": texts, "doc": np.arange(len(texts), dtype=np.uint32)}
    empty = [None] * len(texts)
    frame = pl.DataFrame(made).with_columns(
        pl.col("doc").cast(pl.String).alias("article_id"),
        date=pl.Series(empty, dtype=pl.Date),
        published_at=pl.lit("x"),
        outlet=pl.lit("x"),
    )
    keys = sketches(batch(frame))
    return CollectionView(frame, Mentions(), keys, Local(1)), ordered(frame, keys["repeat_articles"])


@pytest.mark.parametrize("name", ALIKE)
def test_no_more_headlines_are_compared_than_in_proportion(name, monkeypatch, caplog):
    compared = []
    monkeypatch.setattr(headlines, "overlap", lambda *of: compared.append(len(of[2])) or overlap(*of))
    monkeypatch.setattr(headlines, "LEAST", 0)
    view, order = sketched([ALIKE[name](n) for n in range(MANY)], [""] * MANY)

    left, _ = templates(order, view.keys["repeat_heads"])

    assert sum(compared) <= headlines.MOST * MANY
    assert len(left) <= headlines.MOST * MANY
    assert ("neighbours only" in caplog.text) == (name in {"one template", "the same rare words"})


def test_headlines_that_all_share_their_rare_words_stay_in_one_cluster(monkeypatch):
    monkeypatch.setattr(headlines, "LEAST", 0)
    view, order = sketched([ALIKE["the same rare words"](n) for n in range(2000)], [""] * 2000)

    assert (components(*templates(order, view.keys["repeat_heads"]), 2000) == 0).all()


def words(chance, count):
    letters = chance.choices("بتجحدرسشصطعفقكلمنهوي", k=7 * count)
    return " ".join("".join(letters[n : n + 7]) for n in range(0, 7 * count, 7))


@pytest.mark.parametrize("notice", [12, 120])
def test_a_notice_under_every_article_pairs_each_with_few(notice, monkeypatch):
    chance = random.Random(4)
    tail = words(chance, notice)
    view, order = sketched([""] * 3000, [f"{words(chance, 40)} {tail}" for _ in range(3000)])
    looked_at = []
    tally = bodies._tally
    monkeypatch.setattr(bodies, "_tally", lambda keys, many: looked_at.append(len(keys)) or tally(keys, many))

    found = candidates.candidates(order, view, np.ones(3000, dtype=bool))

    shingles_of_notice = view.keys["repeat_shingles"]["shingle"].value_counts().filter(pl.col("count") == 3000).height
    assert sum(looked_at) <= 3 * 3000 * shingles_of_notice
    assert len(found.left) <= 3 * 3000


def test_a_body_of_megabytes_leaves_a_sketch_of_what_is_checked():
    chance = random.Random(6)
    known = [words(chance, 1) for _ in range(5000)]
    long = " ".join(chance.choices(known, k=700_000))
    view, order = sketched(["", ""], [long, long + " " + words(chance, 100)])

    assert len(long.encode()) > 5_000_000
    assert view.keys["repeat_articles"]["words"].to_list() == [view.keys["repeat_articles"]["words"][0]] * 2
    assert view.keys["repeat_shingles"].height < 2 * LONGEST_BODY / 8
    assert len(set(order.body.tolist())) == 1
    assert measure(view.articles, np.array([0]), np.array([1]))["jaccard"].to_list() == [1.0]
