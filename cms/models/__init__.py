from cms.models.pages import FeaturedRule, GuidancePage, HomePage, StandardPage
from cms.models.settings import SiteSettings

__all__ = ["FeaturedRule", "GuidancePage", "HomePage", "SiteSettings", "StandardPage"]
