from tests.support.bookings import november

__all__ = ["november"]
