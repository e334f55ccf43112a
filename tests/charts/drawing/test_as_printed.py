"""Printed numbers tie: a difference is that of what is printed, halves go away from zero."""

import math
import random
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest

from charts.drawing import format as fmt

DRAWS = 4000


def read(text: str) -> Decimal:
    """A printed number as its reader takes it."""
    return Decimal(
        text.replace(".", "").replace(",", ".").replace(fmt.MINUS, "-").replace("+", "").rstrip("%")
    )


def drawn(seed: int, places: int, count: int = DRAWS) -> list[Decimal]:
    """Decimals of a few places of either sign, every third a half of the last place but one."""
    chance = random.Random(seed)
    found = []
    for turn in range(count):
        whole = chance.randint(-500_000, 500_000)
        number = Decimal(whole).scaleb(-places)
        found.append(number if turn % 3 else Decimal(f"{whole}5").scaleb(-places - 1))
    return found


def half_away(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@pytest.mark.parametrize("decimals", [0, 1, 2, 3])
def test_halves_go_away_from_zero_on_the_decimal_text(decimals):
    for number in drawn(decimals, decimals + 1):
        assert read(fmt.format_number(float(number), decimals)) == half_away(number, decimals), number


def test_a_half_is_a_half_however_it_was_reached():
    """Sums and means of floats land a little beside the decimal they mean."""
    chance = random.Random(7)
    for _ in range(DRAWS):
        parts = [Decimal(chance.randint(100, 500)).scaleb(-2) for _ in range(4)]
        mean = sum(map(float, parts)) / 4
        assert read(fmt.format_number(mean)) == half_away(sum(parts) / 4, 2), parts


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_percentages_of_every_part_of_up_to_two_hundred(decimals):
    for whole in range(1, 201):
        for part in range(whole + 1):
            exact = Decimal(part) * 100 / Decimal(whole)
            assert read(fmt.format_percent(part / whole, decimals)) == half_away(exact, decimals), (
                part,
                whole,
            )


def test_the_percentages_that_were_told_apart():
    assert [fmt.format_percent(share) for share in (0.625, 0.875, 0.125, 0.285, 0.005)] == [
        *("63%", "88%", "13%", "29%", "1%")
    ]


@pytest.mark.parametrize("decimals", [0, 1, 2, 3])
def test_a_difference_is_that_of_what_is_printed(decimals):
    chance = random.Random(decimals)
    for _ in range(DRAWS):
        first, second = (chance.uniform(-5, 5) for _ in range(2))
        shown = [read(fmt.format_number(each, decimals)) for each in (first, second)]
        assert read(fmt.format_difference(first, second, decimals)) == shown[0] - shown[1]
        assert fmt.subtract_printed(first, second, decimals) == float(shown[0] - shown[1])


def test_the_difference_of_the_issue():
    assert fmt.format_difference(3.4249, 4.1251) == "−0,71"
    assert fmt.format_number(3.4249 - 4.1251) == "−0,70"
    assert fmt.format_difference(3.0, 3.0) == "0,00"
    assert fmt.format_difference(math.nan, 3.0) == fmt.MISSING


def test_columns_subtract_as_their_cells_do():
    chance = random.Random(3)
    first = pd.Series([chance.uniform(1, 5) for _ in range(200)] + [math.nan])
    second = pd.Series([chance.uniform(1, 5) for _ in range(201)])
    found = fmt.subtract_as_printed(first, second)
    for left, right, apart in zip(first, second, found, strict=True):
        assert fmt.format_signed(apart) == fmt.format_difference(left, right)
    assert math.isnan(found.iloc[-1])


def test_parts_sum_to_the_whole_as_printed():
    chance = random.Random(11)
    for _ in range(DRAWS):
        parts = [chance.uniform(-1, 1) if chance.random() < 0.8 else 0.0 for _ in range(3)]
        whole = fmt.subtract_printed(sum(parts) + 2.345, 2.345)
        shown = fmt.split_as_printed(parts, whole)
        assert sum(read(fmt.format_number(each)) for each in shown) == read(fmt.format_number(whole))
        assert all(abs(each - part) < 0.0201 for each, part in zip(shown, parts, strict=True))
        assert all(each == 0 for each, part in zip(shown, parts, strict=True) if part == 0 and any(parts))


def test_a_number_prints_alike_by_itself_rounded_first_and_in_a_column():
    for number in map(float, drawn(5, 3, 600)):
        text = fmt.format_number(number)
        assert fmt.format_number(fmt.round_number(number)) == text
        assert fmt.format_number(fmt.round_as_printed(pd.Series([number]))[0]) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(4.0, "4"), (3.5, "3,5"), (3.456, "3,46"), (100.0, "100"), (1250.0, "1.250"), (-2.50, "−2,5")],
)
def test_plain(value, text):
    assert fmt.format_plain(value) == text


def test_a_boundary_reached_but_for_noise_is_reached():
    assert fmt.format_near_boundary(2.6 - 1e-12, (2.6,)) == "2,60"
    assert fmt.format_near_boundary(2.5996, (2.6,)) == "2,60 (≈ batas)"


def test_large_amounts_keep_every_digit():
    assert fmt.format_count(1_234_567_890_123_456) == "1.234.567.890.123.456"
    assert fmt.format_rupiah(1_005_000_000) == "Rp1,01 miliar"


def test_shares_of_a_whole_sum_to_a_hundred():
    dice = random.Random(15)
    for _ in range(3000):
        drawn = [dice.choice([0.0, dice.random(), dice.random() ** 6]) for _ in range(dice.randint(1, 9))]
        if not sum(drawn):
            continue
        shares = [part / sum(drawn) for part in drawn]
        decimals = dice.choice([0, 1, 2])
        printed = fmt.format_shares(shares, decimals)
        if "/" in printed[0]:
            assert len(set(printed)) == 1
            assert max(shares) - min(shares) < 1e-9
            continue
        numbers = [Decimal(text.removesuffix("%").replace(",", ".")) for text in printed]
        assert sum(numbers) == 100
        apart = [abs(float(number) - 100 * share) for number, share in zip(numbers, shares, strict=True)]
        assert max(apart) < 10.0**-decimals
        assert all(text.strip("0,%") == "" for text, share in zip(printed, shares, strict=True) if share == 0)


@pytest.mark.parametrize(("shares", "printed"), [
    ([0.92, 0.04 - 0.004, 0.04 + 0.004], ["92%", "4%", "4%"]),
    ([0.924, 0.041, 0.035], ["92%", "4%", "4%"]),
    ([1 / 6] * 6, ["1/6"] * 6),
    ([0.25] * 4, ["25%"] * 4),
    ([1.0], ["100%"]),
    ([0.0, 0.0], ["0%", "0%"]),
    ([0.5, float("nan")], ["50%", "Data kurang"]),
])  # fmt: skip
def test_shares_as_they_print(shares, printed):
    assert fmt.format_shares(shares) == printed
