"""What editors build pages from. Each block is a pattern that is accessible by itself: no block takes styles or raw HTML."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from directory.enums import Motif, OfferKind

WORDS = ("h3", "bold", "italic", "ol", "ul", "link", "document-link")


class Words(blocks.RichTextBlock):
    """Running text: paragraphs, lists and links. Headings have their own block, so that the order of levels stays right."""

    def __init__(self, **options: object) -> None:
        super().__init__(**({"features": list(WORDS)} | options))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/words.html"


class Heading(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"


class Inset(blocks.TextBlock):
    """A sentence or two that must not be missed."""

    class Meta:
        icon = "openquote"
        label = _("Set apart")
        template = "cms/blocks/inset.html"


class Step(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What happens"), max_length=90)
    text = blocks.TextBlock(label=_("In a sentence or two"), required=False)


class Steps(blocks.ListBlock):
    """Things that happen one after the other, on a line."""

    def __init__(self, **options: object) -> None:
        super().__init__(Step(), **({"min_num": 2, "max_num": 12} | options))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "cms/blocks/steps.html"


class Folded(blocks.StructBlock):
    """Detail that most readers can pass by."""

    title = blocks.CharBlock(label=_("What is folded away"), max_length=120)
    text = Words()

    class Meta:
        icon = "collapse-down"
        label = _("Folded detail")
        template = "cms/blocks/folded.html"


class Picture(blocks.StructBlock):
    """A photograph of things or places. Its words for people who can't see it are required: no picture here is decoration."""

    image = ImageChooserBlock(label=_("Picture"))
    alt_text = blocks.CharBlock(label=_("What it shows, in words"), max_length=160)
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


class InvitationValue(blocks.StructValue):
    @property
    def url(self) -> str:
        """Where the button leads: the page, where one is chosen and still there."""
        page = self["page"]
        return (page.url if page else "") or self["address"] or "/"


class Invitation(blocks.StructBlock):
    """One button that leads on. A page needs one at most."""

    label = blocks.CharBlock(label=_("Words on the button"), max_length=40)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.CharBlock(label=_("Or an address on this site"), max_length=200, required=False, help_text=_("Such as /offers/"))

    class Meta:
        icon = "link"
        label = _("Button")
        template = "cms/blocks/invitation.html"
        value_class = InvitationValue


class Question(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=160)
    answer = Words(label=_("Answer"))


class Questions(blocks.ListBlock):
    def __init__(self, **options: object) -> None:
        super().__init__(Question(), **({"min_num": 1} | options))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "cms/blocks/questions.html"


class StepsSection(blocks.StructBlock):
    """A band of the home page: a heading, a lead and numbered steps across."""

    heading = blocks.CharBlock(max_length=80)
    lead = blocks.TextBlock(required=False)
    steps = blocks.ListBlock(Step(), min_num=2, max_num=4)

    class Meta:
        icon = "list-ol"
        label = _("Steps across the page")
        template = "cms/blocks/steps_section.html"


class PanelValue(blocks.StructValue):
    """A panel as the home page's template wants it."""

    @property
    def name(self) -> str:
        return self["anchor"] or slugify(self["heading"])

    @property
    def url(self) -> str:
        return self["button"].url

    @property
    def action(self) -> str:
        return self["button"]["label"]


class Panel(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=60)
    anchor = blocks.CharBlock(label=_("Name in the address"), max_length=30, required=False, help_text=_("Such as schools, for /#schools"))
    words = blocks.TextBlock(label=_("Text"))
    points = blocks.ListBlock(blocks.CharBlock(max_length=120), max_num=4)
    button = Invitation()

    class Meta:
        value_class = PanelValue


class PanelsSection(blocks.StructBlock):
    """Two panels side by side, for the two kinds of people who join."""

    panels = blocks.ListBlock(Panel(), min_num=2, max_num=2)

    class Meta:
        icon = "duplicate"
        label = _("Two panels")
        template = "cms/blocks/panels_section.html"


class Story(blocks.StructBlock):
    """Something that somebody said, beside a drawn tile. Never a picture of a person, never a pupil's name."""

    heading = blocks.CharBlock(max_length=80)
    quote = blocks.TextBlock(label=_("What they said"))
    by = blocks.CharBlock(label=_("Who said it"), max_length=120, help_text=_("A part, not a name: a Year 8 tutor"))
    kind = blocks.ChoiceBlock(label=_("Door of the tile"), choices=OfferKind.choices, default=OfferKind.SESSION)
    motif = blocks.ChoiceBlock(label=_("What the tile shows"), choices=Motif.choices, default=Motif.MAKING)
    page = blocks.PageChooserBlock(label=_("Page that tells more"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Story")
        template = "cms/blocks/story.html"


class Idea(blocks.StructBlock):
    """A search that somebody could try."""

    text = blocks.CharBlock(max_length=40)
    address = blocks.CharBlock(max_length=200, help_text=_("Such as /offers/?q=bread"))


def standard_blocks() -> list[tuple[str, blocks.Block]]:
    return [
        ("words", Words()),
        ("heading", Heading(max_length=90)),
        ("inset", Inset()),
        ("picture", Picture()),
        ("invitation", Invitation()),
    ]


def guidance_blocks() -> list[tuple[str, blocks.Block]]:
    return [*standard_blocks(), ("steps", Steps()), ("folded", Folded()), ("questions", Questions())]


def home_blocks() -> list[tuple[str, blocks.Block]]:
    return [("steps", StepsSection()), ("panels", PanelsSection()), ("story", Story())]
