"""What vetting does when other apps say that something happened."""

from typing import Any

from django.dispatch import receiver

from directory.signals import people_merged
from vetting.services.clearances.merging import merge_person


@receiver(people_merged)
def move_to_the_kept_record(sender: type[Any], *, keep_id: int, gone_id: int, **kwargs: Any) -> None:
    merge_person(keep_id=keep_id, gone_id=gone_id)
