"""Hold the words that parting a dump asks about to what is computed from them."""

from tadqiq.load import boundary


def test_the_feminine_of_lead_verbs_is_computed():
    assert {"اعلن", "اعلنت", "نفي", "نفت", "يواصل"} <= boundary.lead_verbs()
    assert "يواصلت" not in boundary.lead_verbs()


def test_every_fitted_weight_is_of_a_sign_that_is_made():
    import polars as pl

    made = {name for name, _ in boundary.signs(pl.Series(["سطر", "سطر آخر"]))}
    assert set(boundary.weights()) - {"bias"} <= made
