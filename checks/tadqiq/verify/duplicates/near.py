"""Find the same article again: republished, updated, abridged, or a wire story with a new headline and lead.

How much two bodies overlap does not settle it: an outlet reuses whole passages of one story in the next. So the leads and the headlines
have a say, and more of one inside an outlet than between two. The limits were set on pairs of real articles judged by reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tadqiq.verify.duplicates.candidates import HALF, candidates
from tadqiq.verify.duplicates.clusters import apart
from tadqiq.verify.duplicates.collection import Ordered
from tadqiq.verify.duplicates.contrary import contrary
from tadqiq.verify.duplicates.hashing import Ints
from tadqiq.verify.duplicates.measures import MEASURES, measure
from tadqiq.verify.views import CollectionView

WORDS = 20  # of a body: a shorter one (a by-line, a placeholder, a caption) says nothing by being equal
_FORMULA = 12  # headlines over one body, before it is a notice and no article
_DOUBT = 2.0  # agreement above which two texts of one outlet may be one after all
_PART = 4_000  # pairs measured at once


@dataclass(frozen=True, slots=True)
class Near:
    """Hold pairs of places that are one article, the surest first, and the cluster of each place (the lowest place in it).

    share  of the shorter body's word runs that stand in the other; alike  of those of both bodies
    """

    left: Ints
    right: Ints
    share: NDArray[np.float64]
    alike: NDArray[np.float64]
    cluster: Ints


def near(order: Ordered, view: CollectionView) -> Near:
    """Find the pairs of a collection.

    Every article with the body of another is paired with the first that has it; of those firsts, all that belong together are paired.
    """
    first, equal = _bodies(order)
    left, right, lead, share, formal = candidates(order, view, first == np.arange(len(order)))
    inside = _inside_pairs(order, left, right)
    # The leads alone settle much, and save reading those articles again.
    open_case = ~formal & np.where(inside, lead >= 0.5, (lead >= 0.2) | (share >= 0.75))
    measured = _judged(_measured(order, view, left[open_case], right[open_case]), order)
    same = np.flatnonzero(equal)
    exact = pl.DataFrame({"left": first[same], "right": same}).with_columns(contained=pl.lit(1.0), jaccard=pl.lit(1.0), agree=pl.lit(3.0))
    pairs = pl.concat([exact, measured.filter("one").select(exact.columns)]).sort("agree", "left", "right", descending=[True, False, False])
    pairs = pairs.filter(~_contrary(order, view, pairs))
    # What one outlet prints side by side as two stories is two, though a third text lies between them.
    foes = measured.filter(~pl.col("one") & pl.col("inside") & (pl.col("agree") < _DOUBT)).select("left", "right").to_numpy()
    settled = inside & ~open_case
    foes = np.concatenate([foes, np.stack([left[settled], right[settled]], axis=1)])
    one, other = pairs["left"].to_numpy(), pairs["right"].to_numpy()
    return Near(one, other, pairs["contained"].to_numpy(), pairs["jaccard"].to_numpy(), apart(one, other, foes, len(order)))


def _bodies(order: Ordered) -> tuple[Ints, NDArray[np.bool_]]:
    """Give each place the first with its body (-1 where the body says nothing), and tell which are not that first."""
    rows = pl.DataFrame({"body": order.body, "headline": order.headline, "words": order.words})
    grouped = rows.with_row_index("place").select(
        "place",
        "words",
        first=pl.col("place").min().over("body"),
        formula=pl.col("headline").n_unique().over("body") > _FORMULA,
    )
    telling = ((grouped["words"] >= WORDS) & ~grouped["formula"]).to_numpy()
    first = np.where(telling, grouped["first"].to_numpy().astype(np.int64), -1)
    return first, telling & (first != np.arange(len(order)))


def _contrary(order: Ordered, view: CollectionView, pairs: pl.DataFrame) -> pl.Series:
    """Tell which pairs have headlines that contradict each other: what parts them is the news, and rules of claims look at it."""
    docs, at = np.unique(order.doc[pairs.select("left", "right").to_numpy()], return_inverse=True)
    at = at.reshape(-1, 2)
    return pl.Series(contrary(view.articles["headline"].gather(docs), at[:, 0], at[:, 1]), dtype=pl.Boolean)


def _measured(order: Ordered, view: CollectionView, left: Ints, right: Ints) -> pl.DataFrame:
    """Read the articles of the pairs again and measure, in parts, so that memory holds one part."""
    if not len(left):
        return pl.DataFrame(schema=dict(MEASURES))
    pairs = pl.DataFrame({"left": order.doc[left], "right": order.doc[right], "part": np.arange(len(left)) // _PART})
    wanted = pl.concat([pairs.select("part", doc=side) for side in ("left", "right")]).unique()
    texts = view.articles.select(pl.col("doc").cast(pl.Int64), "headline", "body")
    frame = wanted.join(texts, on="doc", how="inner").sort("part", "doc")
    return view.engine.map_groups(frame, ["part"], partial(_parts, pairs=pairs), MEASURES)


def _parts(frame: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    found = []
    for part in frame.partition_by("part", maintain_order=True):
        some = pairs.filter(pl.col("part") == part["part"][0])
        found.append(measure(part, some["left"].to_numpy(), some["right"].to_numpy()))
    return pl.concat(found)


def _judged(measured: pl.DataFrame, order: Ordered) -> pl.DataFrame:
    """Decide of each measured pair whether it is one article (`one`); left and right become places."""
    left, right = (order.place[measured[side].to_numpy()] for side in ("left", "right"))
    left, right = np.minimum(left, right), np.maximum(left, right)
    rows = measured.with_columns(
        left=left,
        right=right,
        inside=_inside_pairs(order, left, right),
        days=order.days_apart(left, right),
        agree=pl.col("contained") + pl.col("lead") + pl.col("told"),
    )
    # One pattern of headline whose changed words the other article never has: the next cable, the next flight.
    series = (pl.col("heads") >= 0.35) & (pl.col("told") < 0.7) & (pl.col("jaccard") < 0.85)
    return rows.with_columns(one=~series & pl.when("inside").then(_inside()).otherwise(_elsewhere()))


def _inside_pairs(order: Ordered, left: Ints, right: Ints) -> NDArray[np.bool_]:
    """Tell which pairs are of one outlet; a body that stands in more than one came over the wire, whoever has it first."""
    rows = pl.DataFrame({"body": order.body, "outlet": order.outlet})
    spread = rows.select(pl.col("outlet").n_unique().over("body") > 1).to_series().to_numpy()
    return np.asarray(order.one_outlet(left, right) & ~spread[left] & ~spread[right])


def _inside() -> pl.Expr:
    """Say when two texts of one outlet are one article: one edited, or little changed under the same lead."""
    alike, lead, told, agree = pl.col("jaccard"), pl.col("lead"), pl.col("told"), pl.col("agree")
    edited = (alike >= 0.65) & (lead >= 0.6) & (told >= 0.5)
    renamed = (alike >= 0.75) & (lead >= 0.9) & (told >= 0.3)
    same_lead = (alike >= 0.4) & (lead >= 0.95) & (told >= 0.7) & (agree >= 2.4)
    return edited | renamed | same_lead | ((alike >= 0.35) & (agree >= 2.5))


def _elsewhere() -> pl.Expr:
    """Say when two texts of two outlets, or of unknown ones, are one: the same dispatch, or a part of it."""
    inside, alike, lead, told, agree = pl.col("contained"), pl.col("jaccard"), pl.col("lead"), pl.col("told"), pl.col("agree")
    dispatch = (alike >= 0.5) & (lead >= 0.5)
    part = (inside >= HALF) & (alike >= 0.2) & (told >= 0.45) & (agree >= 1.85)
    reworked = (inside >= HALF) & (alike >= 0.3) & (told >= 0.6) & (agree >= 1.65)
    close = (pl.col("days") <= 1) | (inside >= 0.75)
    return close & (dispatch | part | reworked) | (alike >= 0.85)
