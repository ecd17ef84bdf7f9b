"""Where the value of an indicator stands against its thresholds; without thresholds it is not judged."""

from decimal import Decimal

from riskreg.vocabulary.choices import Confidence, Direction


def standing(actual: Decimal | None, green: Decimal | None, red: Decimal | None, direction: str) -> str | None:
    """green, amber or red: green from the one threshold on, red from the other on, amber between the two.

    None without a value or thresholds, and for an indicator that only gives context.
    """
    if actual is None or green is None or red is None or direction == Direction.CONTEXT:
        return None
    sign = 1 if direction == Direction.HIGHER else -1
    if sign * actual >= sign * green:
        return Confidence.GREEN.value
    return Confidence.RED.value if sign * actual <= sign * red else Confidence.AMBER.value
