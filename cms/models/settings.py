from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """Words that stand on every page. Empty ones fall back to what the installation says."""

    area_name = models.CharField(_("name of the area"), max_length=60, blank=True, help_text=_("Under the name in the masthead."))
    kept_by = models.CharField(_("who keeps this directory"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail for questions"), blank=True)
    contact_phone = models.CharField(_("telephone for questions"), max_length=30, blank=True)
    contact_hours = models.CharField(_("when somebody answers"), max_length=120, blank=True)
    footer_words = models.CharField(_("words at the foot of each page"), max_length=300, blank=True)

    panels = [
        FieldPanel("area_name"),
        FieldPanel("kept_by"),
        FieldPanel("footer_words"),
        MultiFieldPanel([FieldPanel("contact_email"), FieldPanel("contact_phone"), FieldPanel("contact_hours")], heading=_("Contact")),
    ]

    class Meta:
        verbose_name = _("site settings")
