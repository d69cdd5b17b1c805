"""What search does by itself."""

import datetime
import logging

from core.periodic import every_run
from search.services.reconcile import reconcile

log = logging.getLogger(__name__)


@every_run("search.reconcile", at_most_every=datetime.timedelta(hours=20), atomic=False)
def reconcile_with_the_directory() -> None:
    found = reconcile()
    if found.missing or found.strays or found.wrong:
        log.warning("search was out of step with the directory, and was mended: %s", found)
