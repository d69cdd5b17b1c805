from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Term(models.Model):
    """A word that some offer has or had, with its spellings that lack one letter, by which a mistyped word finds it.

    Words outlive their offers until the nightly count, so what is suggested is first checked against the offers themselves.
    """

    word = models.CharField(max_length=60, primary_key=True, db_collation="C")
    spellings = ArrayField(models.CharField(max_length=60, db_collation="C"))
    offers = models.PositiveIntegerField(default=1)  # how many have it, as last counted

    class Meta:
        indexes = [GinIndex(fields=["spellings"], fastupdate=False, name="search_term_spellings")]

    def __str__(self) -> str:
        return self.word
