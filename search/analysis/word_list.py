"""The words that mean the same, and those that are written in ways a computer misreads: data/search_words.yaml."""

import dataclasses
import functools
from collections.abc import Mapping

import yaml
from django.conf import settings

Phrase = tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class WordList:
    """`rewrites` maps a spelling without spaces to plain words; `synonyms` maps a phrase to all phrases of its group, itself among them."""

    rewrites: Mapping[str, str]
    synonyms: Mapping[Phrase, tuple[Phrase, ...]]

    @functools.cached_property
    def longest_phrase(self) -> int:
        return max((len(phrase) for phrase in self.synonyms), default=1)


@functools.cache
def word_list() -> WordList:
    """Read once for each process: an edited file counts after a restart, and asks for no rebuild of the index unless a rewrite changed."""
    content = yaml.safe_load((settings.BASE_DIR / "data" / "search_words.yaml").read_text(encoding="utf-8"))
    synonyms: dict[Phrase, tuple[Phrase, ...]] = {}
    for group in content["synonyms"]:
        phrases = tuple(tuple(str(written).split()) for written in group)
        for phrase in phrases:
            synonyms[phrase] = tuple(dict.fromkeys((*synonyms.get(phrase, ()), phrase, *phrases)))
    rewrites = {str(written).replace(" ", ""): str(plain) for written, plain in content["rewrites"].items()}
    return WordList(rewrites=rewrites, synonyms=synonyms)
