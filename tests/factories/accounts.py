"""People who sign in."""

from typing import Any

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from factory.django import DjangoModelFactory

from accounts.models import User


class UserFactory(DjangoModelFactory):
    """With a verified e-mail address; `verified=False` leaves it unverified."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence("person{}@example.org".format)
    first_name = "Ada"
    last_name = factory.Sequence("Okafor {}".format)
    password = factory.django.Password("plenty of words here")

    @factory.post_generation
    def verified(user: User, create: bool, extracted: bool | None, **kwargs: Any) -> None:  # noqa: N805  # factory_boy's way
        if create:
            EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=extracted is not False)


class AuthenticatorFactory(DjangoModelFactory):
    """An authenticator app's secret, which is no real one."""

    class Meta:
        model = Authenticator

    user = factory.SubFactory(UserFactory)
    type = Authenticator.Type.TOTP
    data = factory.LazyFunction(dict)
