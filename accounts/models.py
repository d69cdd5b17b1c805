"""People who sign in. The e-mail address is the login; there are no user names."""

from typing import Any, ClassVar

from django.apps import apps
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """For the server's console, whose operator vouches for the address: the first officer must get in before any mail works.

        Everybody else who is made without an address of the sign-in package (in Wagtail's admin, say) shows it to be theirs by a code
        at the first sign-in.
        """
        user = self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})
        apps.get_model("account", "EmailAddress").objects.create(user=user, email=user.email, primary=True, verified=True)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):
    username = None  # type: ignore[assignment]  # Django's way to drop the field
    email = models.EmailField(_("email address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # the parent's manager knows user names

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="accounts_user_email_any_case", violation_error_message=_("Another user has this e-mail address.")
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.email = self.email.strip().lower()

    @property
    def name(self) -> str:
        """The full name, or the part of the address before the @ until one is given."""
        return self.get_full_name() or self.email.partition("@")[0]
