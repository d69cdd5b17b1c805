"""Where a provider puts right what an offer lacks: the directory's own editors."""

from directory.models import Offer


def editor_url(offer: Offer, page: str) -> str:
    """The editor's page for one of directory.enums.EditorPage, for the place's access ("venue"), or for open times ("availability")."""
    return ""
