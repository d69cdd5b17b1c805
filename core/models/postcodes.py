from django.db import models


class PostcodePoint(models.Model):
    """Where a postcode is. From the OS and ONS open data shipped in data/, or a full table loaded by the operator."""

    postcode = models.CharField(max_length=8, primary_key=True)  # single-spaced, upper case: NE23 6QW
    sector = models.CharField(max_length=6, db_index=True)  # NE23 6
    district = models.CharField(max_length=4, db_index=True)  # NE23
    latitude = models.FloatField()
    longitude = models.FloatField()

    def __str__(self) -> str:
        return self.postcode
