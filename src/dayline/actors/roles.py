"""Whether a role beside a bare surname fits what is known of a bearer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dayline.text.languages import Language
from dayline.text.normalize import fold

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True, eq=False)
class RoleWords:
    """Words that name an office or calling, and those among them that fit many offices."""

    offices: frozenset[str]
    general: frozenset[str]

    def telling(self, role: str) -> frozenset[str]:
        """Return the words of a role that name one office: "president" of "the former president of Ravenia"."""
        words = (fold(word) for word in WORD.findall(role))
        return frozenset(word for word in words if word in self.offices and word not in self.general)

    def all_telling(self, roles: Iterable[str]) -> frozenset[str]:
        """Return the telling words of several roles."""
        return frozenset[str]().union(*map(self.telling, roles))


@lru_cache(maxsize=16)
def role_words_of(language: Language) -> RoleWords:
    """Return the compiled word lists of a language."""
    return RoleWords(
        offices=frozenset(map(fold, language.words("people", "roles"))),
        general=frozenset(map(fold, language.words("spellings", "general_roles"))),
    )
