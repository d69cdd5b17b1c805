"""Who sees what in the admin: object by object, by the querysets of our own models; being a superuser opens nothing."""

from collections.abc import Callable
from typing import Any

from wagtail.permission_policies.base import ModelPermissionPolicy

from vetting.policies.roles import is_officer


class OfficerPolicy(ModelPermissionPolicy):
    """Officers may look at what `visible_to(user)` gives. Nothing is added, changed or deleted through Wagtail's own forms."""

    def __init__(self, model: Any, visible_to: Callable[[Any], Any]) -> None:
        super().__init__(model)
        self.visible_to = visible_to

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and is_officer(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return "view" in actions and is_officer(user)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return action == "view" and self.visible_to(user).filter(pk=instance.pk).exists()

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        return self.visible_to(user) if "view" in actions else self.model.objects.none()

    def instances_user_has_permission_for(self, user: Any, action: str) -> Any:
        return self.instances_user_has_any_permission_for(user, [action])
