"""The 5x5 table: score, band and appetite of a risk.

Scores are ordinal: they are compared, never summed or averaged (ISO 31010:2019, B.10.3).
"""

from riskreg.vocabulary.choices import Appetite, Band

# Lowest score of each band, ascending. The band comes from this table alone; it is monotone in both axes.
BANDS: tuple[tuple[int, Band], ...] = ((1, Band.LOW), (5, Band.MEDIUM), (10, Band.HIGH), (15, Band.VERY_HIGH))
APPETITE_MAXIMUM: dict[str, int] = {Appetite.AVERSE: 6, Appetite.LOW: 9, Appetite.MODERATE: 12, Appetite.OPEN: 25}
DEFAULT_APPETITE_MAXIMUM = 9


def score(likelihood: int | None, impact: int | None) -> int | None:
    """Likelihood times impact, 1..25; None while either is not assessed."""
    if likelihood is None or impact is None:
        return None
    return likelihood * impact


def band(likelihood: int | None, impact: int | None) -> str | None:
    """The band of a cell of the table; None while not assessed."""
    product = score(likelihood, impact)
    if product is None:
        return None
    return band_of(product)


def band_of(product: int) -> str:
    """The band of a score 1..25."""
    return [name.value for floor, name in BANDS if product >= floor][-1]


def above_appetite(likelihood: int | None, impact: int | None, appetite: str) -> bool:
    """Whether the score is above the maximum that the appetite allows; not assessed is not above."""
    product = score(likelihood, impact)
    return product is not None and product > APPETITE_MAXIMUM.get(appetite, DEFAULT_APPETITE_MAXIMUM)
