"""The read model: one row of facts and one of words for each offer that is listed, written in the transaction of the change.

Two tables, because most pages are browsed without words: the facts stay narrow, and counting them reads a tenth of the disk.
Bits are those of search.facets.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from directory.models import Offer


class OfferFacts(models.Model):
    """What an offer is narrowed and sorted by. Whether it may be shown today is asked of `assured_until` when it is looked for."""

    offer = models.OneToOneField(Offer, primary_key=True, on_delete=models.CASCADE, related_name="+")
    schools_only = models.BooleanField()
    assured_until = models.DateField()
    doors = models.SmallIntegerField()
    years = models.IntegerField()
    subjects = models.IntegerField()
    categories = models.SmallIntegerField()
    access = models.BigIntegerField()
    cost = models.SmallIntegerField()
    group_min = models.SmallIntegerField()
    group_max = models.SmallIntegerField()
    # The place that distances are measured from: exact for a public place only, else the middle of the postcode sector.
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    reach_miles = models.SmallIntegerField(null=True)  # how far the provider comes to a school
    listed_at = models.DateTimeField()
    # Free half days, two bits a day from `free_from` on: morning, afternoon. The lowest bit of a byte comes first.
    free = models.BinaryField(default=b"")
    free_from = models.DateField()
    fingerprint = models.CharField(max_length=16)  # of all that was written, so that the reconciling job sees what it missed

    class Meta:
        indexes = [
            models.Index(fields=["latitude", "longitude"], name="search_facts_place"),
            models.Index(fields=["free_from"], name="search_facts_free_from"),
        ]

    def __str__(self) -> str:
        return f"facts of offer {self.offer_id}"


class OfferText(models.Model):
    """The words of an offer, weighted: A title, B summary and subjects, C who offers it, D the rest."""

    offer = models.OneToOneField(OfferFacts, primary_key=True, on_delete=models.CASCADE, related_name="+")
    words = SearchVectorField()

    class Meta:
        # Without a pending list: otherwise each search reads through what was written since the last vacuum.
        indexes = [GinIndex(fields=["words"], fastupdate=False, name="search_text_words")]

    def __str__(self) -> str:
        return f"words of offer {self.offer_id}"
