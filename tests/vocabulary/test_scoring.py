"""The 5x5 table: the bands are those agreed, monotone, and not assessed is none of them."""

from itertools import product

import pytest
from django.conf import settings

from riskreg.vocabulary import scoring
from riskreg.vocabulary.choices import Appetite, Band

SCALE = range(1, 6)
ORDER = list(Band.values)


def test_the_table_is_the_agreed_one():
    table = [[scoring.band(likelihood, impact) for impact in SCALE] for likelihood in reversed(SCALE)]
    low, medium, high, very_high = ORDER
    assert table == [
        [medium, high, very_high, very_high, very_high],
        [low, medium, high, very_high, very_high],
        [low, medium, medium, high, very_high],
        [low, low, medium, medium, high],
        [low, low, low, low, medium],
    ]


def test_a_higher_likelihood_or_impact_never_gives_a_lower_band():
    rank = {(one, two): ORDER.index(scoring.band(one, two)) for one, two in product(SCALE, SCALE)}
    for one, two in rank:
        if one < 5:
            assert rank[one + 1, two] >= rank[one, two]
        if two < 5:
            assert rank[one, two + 1] >= rank[one, two]


def test_bands_rise_with_their_floors_and_cover_every_score():
    floors = [floor for floor, _band in scoring.BANDS]
    assert floors == sorted(set(floors))
    assert floors[0] == 1
    assert [band for _floor, band in scoring.BANDS] == list(Band)
    assert {scoring.band_of(score) for score in range(1, 26)} == set(ORDER)


def test_the_floors_are_those_of_the_installation():
    assert {band.value: floor for floor, band in scoring.BANDS if band != Band.LOW} == settings.SCORE_BANDS


@pytest.mark.parametrize(("likelihood", "impact"), [(None, None), (3, None), (None, 3)])
def test_not_assessed_has_no_score_no_band_and_is_not_above_appetite(likelihood: int | None, impact: int | None):
    assert scoring.score(likelihood, impact) is None
    assert scoring.band(likelihood, impact) is None
    assert not scoring.above_appetite(likelihood, impact, Appetite.AVERSE)


@pytest.mark.parametrize(("appetite", "maximum"), [("averse", 6), ("low", 9), ("moderate", 12), ("open", 25), ("", 9)])
def test_appetite_is_a_maximum_score(appetite: str, maximum: int):
    above = {one * two for one, two in product(SCALE, SCALE) if scoring.above_appetite(one, two, appetite)}
    assert above == {one * two for one, two in product(SCALE, SCALE) if one * two > maximum}


def test_a_wider_appetite_allows_more():
    assert list(scoring.APPETITE_MAXIMUM.values()) == sorted(scoring.APPETITE_MAXIMUM.values())
    assert list(scoring.APPETITE_MAXIMUM) == list(Appetite)
