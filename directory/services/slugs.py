"""Addresses in words."""

from django.db import models
from django.utils.text import slugify

from core.locks import lock_until_commit

RESERVED = frozenset({"start", "new"})  # pages of ours have these where an address would stand
LONGEST_STEM = 72  # leaves room for a number in the shortest slug column, of 80


def free_slug(model: type[models.Model], text: str, *, keep: models.Model | None = None) -> str:
    """The text as an address that no other row of the model has, numbered where needed. `keep` is the row that it is for, if it exists.

    Addresses of a model are given out one after the other until the transaction ends, so that no two are the same.
    """
    lock_until_commit(f"slugs.{model._meta.label_lower}")
    stem = slugify(text)[:LONGEST_STEM].strip("-") or str(model._meta.model_name)
    others = model._default_manager.exclude(pk=keep.pk) if keep else model._default_manager.all()
    taken = RESERVED | set(others.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 1
    slug = stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
