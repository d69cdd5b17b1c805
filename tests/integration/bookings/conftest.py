from tests.support.bookings import client_of, november, scene, standing_scene

__all__ = ["client_of", "november", "scene", "standing_scene"]
