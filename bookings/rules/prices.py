"""What a booking costs. Whole pence; nothing is paid through the site."""

import dataclasses

from directory.enums import PriceBasis


@dataclasses.dataclass(frozen=True)
class Price:
    """All amounts in pence. `fee` is what the provider asks, `materials` what is used up."""

    fee: int
    materials: int

    @property
    def total(self) -> int:
        return self.fee + self.materials


def price_of(*, basis: str, unit_pence: int, materials_pence: int, sessions: int, pupils: int) -> Price:
    """The price of so many sessions for so many pupils. `materials_pence` is for each pupil at each session.

    A booking is for one group, so a price for each group is asked once, like the price of a whole run.
    """
    times = {
        PriceBasis.FREE: 0,
        PriceBasis.EXPENSES_ONLY: 0,
        PriceBasis.PER_SESSION: sessions,
        PriceBasis.PER_PUPIL: sessions * pupils,
        PriceBasis.PER_GROUP: 1 if sessions else 0,
        PriceBasis.PER_PROGRAMME: 1 if sessions else 0,
    }[PriceBasis(basis)]
    return Price(fee=unit_pence * times, materials=materials_pence * sessions * pupils)
