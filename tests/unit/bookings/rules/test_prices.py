import pytest

from bookings.rules.prices import Price, price_of
from directory.enums import PriceBasis


@pytest.mark.parametrize(
    ("basis", "fee"),
    [
        (PriceBasis.FREE, 0),
        (PriceBasis.EXPENSES_ONLY, 0),
        (PriceBasis.PER_SESSION, 8 * 9000),
        (PriceBasis.PER_PUPIL, 8 * 24 * 9000),
        (PriceBasis.PER_GROUP, 9000),
        (PriceBasis.PER_PROGRAMME, 9000),
    ],
)
def test_fee_follows_the_basis(basis: str, fee: int) -> None:
    unit = 0 if basis in (PriceBasis.FREE, PriceBasis.EXPENSES_ONLY) else 9000

    assert price_of(basis=basis, unit_pence=unit, materials_pence=0, sessions=8, pupils=24) == Price(fee=fee, materials=0)


def test_materials_are_for_each_pupil_at_each_session() -> None:
    price = price_of(basis=PriceBasis.PER_SESSION, unit_pence=9000, materials_pence=50, sessions=2, pupils=24)

    assert price == Price(fee=18000, materials=2400)
    assert price.total == 20400


@pytest.mark.parametrize("basis", PriceBasis.values)
def test_no_session_costs_nothing(basis: str) -> None:
    assert price_of(basis=basis, unit_pence=9000, materials_pence=50, sessions=0, pupils=24).total == 0
