"""The features by which underthesea's tagger knows words, as underthesea works them out."""

from __future__ import annotations

import re

import pytest

from indexer.text.features import Features

SYLLABLES = ["Bắc", "Ninh", "25"]
ROWS = [
    ("T[0]", ["Bắc", "Ninh", "25"]),
    ("T[-1]", ["BOS", "Bắc", "Ninh"]),
    ("T[2]", ["25", "EOS", "EOS"]),
    ("T[-1,0]", ["BOS", "Bắc Ninh", "Ninh 25"]),
    ("T[0,2]", ["Bắc Ninh 25", "EOS", "EOS"]),
    ("T[-2,0]", ["BOS", "BOS", "Bắc Ninh 25"]),
    ("T[-1,1]", ["BOS", "Bắc Ninh 25", "EOS"]),
    ("T[0,1].lower", ["bắc ninh", "ninh 25", "EOS"]),
    ("T[0].isdigit", ["False", "False", "True"]),
    ("T[0,1].istitle", ["True", "True", "EOS"]),  # a figure has no small letter
    ("T[0,1].is_in_dict", ["True", "False", "EOS"]),
]


@pytest.mark.parametrize(("template", "values"), ROWS)
def test_a_feature_looks_at_the_syllables_its_template_names(
    template: str, values: list[str]
) -> None:
    found = Features([template], {"bắc ninh"}).of(SYLLABLES)

    assert found == [(f"{template}={value}",) for value in values]


def test_features_stand_in_the_order_of_their_templates() -> None:
    assert Features(["T[0]", "T[-1]"], ()).of(["xã"]) == [("T[0]=xã", "T[-1]=BOS")]


@pytest.mark.parametrize(
    ("syllable", "said"),
    [("007", "True"), ("2147483648", "False"), ("1.234", "False"), ("²", "False"), ("+5", "True")],
)
def test_digits_are_a_whole_number_of_32_bits(syllable: str, said: str) -> None:
    assert Features(["T[0].isdigit"], ()).of([syllable]) == [(f"T[0].isdigit={said}",)]


def test_no_syllables_have_no_features() -> None:
    assert Features(["T[0]", "T[0,1].lower"], ()).of([]) == []


@pytest.mark.parametrize("template", ["T[0].shape", "W[0]", "T[0][1]"])
def test_an_unknown_template_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=re.escape(template)):
        Features([template], ())
