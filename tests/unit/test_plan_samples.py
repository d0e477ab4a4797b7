"""Sample sizes of a plan against exact distributions, and its intervals against simulated data, heavy tails too."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from fractions import Fraction

import pytest

from macros.model.normal import cdf, quantile
from macros.model.plan.samples import (
    anytime_factor,
    cost_sample,
    harmful,
    late_rule,
    loss_sample,
    quality_sample,
    upper_rank,
)
from macros.model.sample_size import confidence_sequence, normal_interval_valid

PLENTY = 1e9


def binomial(n: int, k: int, p: Fraction) -> Fraction:
    return math.comb(n, k) * p**k * (1 - p) ** (n - k)


def log_binomial(n: int, k: int, p: float) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(p) + (n - k) * math.log1p(-p)


def ever(p: float, until: int, ends: Callable[[int, int], bool]) -> float:
    """P(the rule ends the test at one of `until` looks, one after each batch): exact, over (batches, late ones)."""
    alive, ended = {0: 1.0}, 0.0
    for batches in range(1, until + 1):
        fresh: dict[int, float] = {}
        for late, chance in alive.items():
            for more, part in ((0, 1 - p), (1, p)):
                if chance * part > 1e-15:
                    fresh[late + more] = fresh.get(late + more, 0.0) + chance * part
        ended += sum(chance for late, chance in fresh.items() if ends(batches, late))
        alive = {late: chance for late, chance in fresh.items() if not ends(batches, late)}
    return ended


def passes(batches: int, late: int) -> bool:
    rule = late_rule()
    return batches - late >= rule["clean"] + rule["more"] * late


def test_a_lane_late_in_one_of_100_batches_passes_at_most_once_in_20_however_often_one_looks() -> None:
    wrong = ever(0.01, 3000, passes)
    assert 0.03 < wrong <= 0.05
    assert ever(0.02, 3000, passes) < wrong
    fixed = {0: 299, 1: 473, 2: 628, 3: 773, 4: 913}  # sizes that are right for one look each
    assert all(
        sum(binomial(n, k, Fraction(1, 100)) for k in range(late + 1)) <= Fraction(5, 100) for late, n in fixed.items()
    )
    assert ever(0.01, 913, lambda batches, late: fixed.get(late) == batches) > 0.08, (
        "the same sizes, looked at in turn, err too often"
    )


def test_a_lane_that_is_late_once_in_1000_passes_within_two_weeks_most_of_the_time() -> None:
    assert ever(0.001, 336, passes) == pytest.approx(0.999**332, abs=1e-6)
    assert ever(0.001, 7 * 168, passes) > 0.93


def test_the_stop_for_harm_errs_at_most_once_in_20_and_sees_one_in_ten_within_days() -> None:
    assert ever(0.01, 3000, lambda batches, late: late >= harmful(batches)) <= 0.05
    assert ever(0.10, 72, lambda batches, late: late >= harmful(batches)) > 0.9


@pytest.mark.parametrize("n", [59, 92, 93, 112, 168, 336])
def test_the_rank_is_the_smallest_that_bounds_the_95th_percentile(n: int) -> None:
    rank = upper_rank(n, 0.95, 0.95)["rank"]
    q = Fraction(95, 100)

    def covers(r: int) -> Fraction:
        return sum((binomial(n, k, q) for k in range(r)), Fraction(0))

    assert covers(rank) >= q > covers(rank - 1)


def test_58_batches_bound_nothing() -> None:
    assert upper_rank(58, 0.95, 0.95) == {"valid": False, "because": "too-few"}
    assert Fraction(95, 100) ** 59 <= Fraction(5, 100) < Fraction(95, 100) ** 58


def test_clean_runs_prove_what_the_exact_binomial_says() -> None:
    assert loss_sample(0, 0, PLENTY) == {"valid": True, "n": 598, "clean": 598}
    assert Fraction(995, 1000) ** 598 <= Fraction(5, 100) < Fraction(995, 1000) ** 597
    assert quality_sample(None, 0, True, PLENTY)["n"] == 299
    assert Fraction(99, 100) ** 299 <= Fraction(5, 100) < Fraction(99, 100) ** 298


def loss_passes(n: int, live: float, batch: float) -> float:
    """P(upper one-sided 95 % bound of the difference ≤ 0.5 points), exact over both binomials."""
    z = quantile(0.95)

    def middle(p: float) -> list[tuple[int, float]]:
        spread = 8 * math.sqrt(n * p * (1 - p)) + 8
        ks = range(max(0, int(n * p - spread)), min(n, int(n * p + spread)) + 1)
        return [(k, math.exp(log_binomial(n, k, p))) for k in ks]

    total = 0.0
    for lost, chance in middle(live):
        for more, other in middle(batch):
            a, b = lost / n, more / n
            if b - a + z * math.sqrt((a * (1 - a) + b * (1 - b)) / n) <= 0.005:
                total += chance * other
    return total


def test_the_loss_claim_has_its_power_and_its_error() -> None:
    n = loss_sample(0.01, 0.01, PLENTY)["n"]
    assert loss_passes(n, 0.01, 0.01) == pytest.approx(0.8, abs=0.02)
    assert loss_passes(n, 0.01, 0.015) == pytest.approx(0.05, abs=0.01)


def quality_passes(n: int, worse: float, better: float) -> float:
    """P(lower one-sided 95 % bound of better − worse ≥ −1 point) over pairs, exact.

    worse ~ B(n, w), better given worse ~ B(n − w, …).
    """
    z, total = quantile(0.95), 0.0
    reach = 7 * math.sqrt(n * max(worse, better))
    for w in range(max(0, int(n * worse - reach)), int(n * worse + reach)):
        first = log_binomial(n, w, worse)
        for b in range(max(0, int(n * better - reach)), int(n * better + reach)):
            gain = (b - w) / n
            if gain - z * math.sqrt(max((b + w) / n - gain**2, 0) / n) >= -0.01:
                total += math.exp(first + log_binomial(n - w, b, better / (1 - worse)))
    return total


def test_the_quality_claim_has_its_power_and_its_error_in_pairs() -> None:
    n = quality_sample(None, 0.05, True, PLENTY)["n"]
    assert quality_passes(n, 0.025, 0.025) == pytest.approx(0.8, abs=0.02)
    assert quality_passes(n, 0.030, 0.020) == pytest.approx(0.05, abs=0.01)


def test_the_saving_claim_has_its_power_at_any_look() -> None:
    found = cost_sample(0.5, 1.5, 0.8, 0.17, PLENTY)
    for n, width in ((found["once"], 1.959964), (found["looks"], anytime_factor())):
        assert 0.8 <= cdf(found["gap"] * math.sqrt(n) / found["sd"] - width) < 0.82


def shifted_lognormal(v: float, cv: float) -> list[float]:
    """A population of 100,000 costs with mean 1 and this CV whose tail is that of a lognormal of CV `v`."""
    sigma = math.sqrt(math.log(1 + v * v))
    raw = [math.exp(sigma * quantile((i + 0.5) / 100_000)) for i in range(100_000)]
    mean = sum(raw) / len(raw)
    sd = math.sqrt(sum((x - mean) ** 2 for x in raw) / len(raw))
    return [1 + cv * (x - mean) / sd for x in raw]


def skewness(population: list[float], cv: float) -> float:
    return sum((x - 1) ** 3 for x in population) / len(population) / cv**3


def coverage(population: list[float], n: int, runs: int = 20_000) -> float:
    """Share of samples of about `n` whose 95 % normal interval holds the mean.

    Rows are drawn 25 at a time from 40,000 such draws.
    """
    draw = random.Random(20261123)
    drawn = [draw.choices(population, k=25) for _ in range(40_000)]
    blocks = [(sum(rows), sum(x * x for x in rows)) for rows in drawn]
    true = sum(total for total, _squares in blocks) / 1e6
    count, held = math.ceil(n / 25), 0
    for _ in range(runs):
        picked = draw.choices(blocks, k=count)
        size = 25 * count
        mean = sum(total for total, _squares in picked) / size
        sd = math.sqrt(sum(squares for _total, squares in picked) / size - mean * mean)
        held += abs(mean - true) <= 1.959964 * sd / math.sqrt(size)
    return held / runs


def test_light_tails_are_covered_at_the_plans_size() -> None:
    population = shifted_lognormal(0.5, 0.5)
    n = cost_sample(0.5, skewness(population, 0.5), 0.0, 0.17, PLENTY)["mean"]
    assert n == 385
    assert coverage(population, n) == pytest.approx(0.95, abs=0.01)


def test_heavy_tails_fail_where_the_claim_alone_would_stop_and_hold_where_the_plan_lets_a_mean_be_stated() -> None:
    """CV 2, skewness 11: the output lengths of a real log."""
    population = shifted_lognormal(1.95, 2)
    skew = skewness(population, 2)
    assert skew == pytest.approx(11, abs=0.5)
    found = cost_sample(2, skew, 0.8, 0.5, PLENTY)
    assert found["once"] < found["looks"] < found["shape"] <= found["n"]
    assert coverage(population, 50) < 0.90
    assert coverage(population, found["once"]) < 0.94, "a normal interval at this size misses too often"
    assert not normal_interval_valid(found["once"], skew)
    assert coverage(population, found["shape"]) == pytest.approx(0.95, abs=0.01)
    assert coverage(population, found["n"], 8000) == pytest.approx(0.95, abs=0.01)


def test_skewness_sets_the_size_when_it_asks_for_the_most() -> None:
    found = cost_sample(0.5, 11, 0.8, 0.5, PLENTY)
    assert found["heavy"]
    assert found["n"] == found["shape"] == 25 * 11**2 + 1
    assert cost_sample(0.5, 11, 0.8, 0.5, 3000) == {"valid": False, "because": "too-few", "n": 3026}


def test_order_statistics_hold_the_median_whatever_the_tail() -> None:
    n, rank = 50, 18  # the 18th and the 33rd of 50: exact, for any continuous cost
    inside = 1 - 2 * sum((binomial(n, k, Fraction(1, 2)) for k in range(rank)), Fraction(0))
    assert inside >= Fraction(95, 100)
    population = shifted_lognormal(1.95, 2)
    median = sorted(population)[50_000]
    draw = random.Random(5)
    held = 0
    for _ in range(3000):
        sample = sorted(draw.choices(population, k=n))
        held += sample[rank - 1] <= median <= sample[n - rank]
    assert held / 3000 >= 0.945


def test_looking_at_any_time_keeps_the_error_where_a_plain_interval_does_not() -> None:
    n, sd, looks, runs = 133, 0.3, range(5, 266, 2), 1500
    widths = {at: (confidence_sequence(at, sd, 0.05, n)["half_width"], 1.959964 * sd / math.sqrt(at)) for at in looks}
    draw = random.Random(7)
    wrong = [0, 0]
    for _ in range(runs):
        total, missed = 0.0, [False, False]
        for at in range(1, 266):
            total += draw.gauss(0, sd)
            for which, half in enumerate(widths.get(at, (math.inf, math.inf))):
                missed[which] |= abs(total / at) > half
        wrong = [count + miss for count, miss in zip(wrong, missed, strict=True)]
    assert wrong[0] / runs <= 0.05
    assert wrong[1] / runs > 0.2


@pytest.mark.parametrize(("given", "because"), [
    ((None, 1.5, 0.8, 0.17), "spread"),
    ((0.5, None, 0.8, 0.17), "spread"),
    ((0.5, 1.5, 0.8, 0.25), "on-the-line"),
    ((0.5, 1.5, 0.8, 0.255), "on-the-line"),
])  # fmt: skip
def test_no_size_is_given_that_cannot_be_justified(given: tuple[float, ...], because: str) -> None:
    assert cost_sample(*given, PLENTY) == {"valid": False, "because": because}


def test_a_lane_that_already_loses_too_much_gets_no_size() -> None:
    assert loss_sample(0.0, 0.005, PLENTY)["because"] == "expected-to-fail"
    assert loss_sample(0.06, 0.30, PLENTY)["because"] == "expected-to-fail"
    assert loss_sample(0.06, 0.01, PLENTY)["valid"]


def test_quality_falls_back_from_pairs_to_shares_and_then_to_a_refusal() -> None:
    assert quality_sample(0.92, 0.05, True, PLENTY)["by"] == "pairs"
    assert quality_sample(0.92, 0.05, False, PLENTY) == quality_sample(0.92, None, True, PLENTY)
    assert quality_sample(None, None, True, PLENTY) == {"valid": False, "because": "quality"}
    assert quality_sample(None, 0.05, False, PLENTY) == {"valid": False, "because": "quality"}
