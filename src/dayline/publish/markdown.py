"""A day as Markdown, with its evidence as footnotes."""

import re
from collections.abc import Iterator, Sequence

from dayline.model.crisis import Crisis
from dayline.model.digest import Digest, FigureClaim, Passage
from dayline.model.review import Artifact
from dayline.publish.corrections import in_words
from dayline.publish.links import markdown_path, safe_url
from dayline.publish.rendering import encoded
from dayline.publish.spelling import spell_date, spell_figure, spell_groups, spell_moment

# What stands for words of which nothing can be seen.
UNSEEN = "\ufffd"

# Signs that Markdown, or HTML within it, gives a meaning to.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$:@^=\"'])")
# Of these, the ones that mean nothing within a line of words.
_HARMLESS = re.compile(r"(?:(?<=[^\W\d_])\\([.'\-:])(?=\s|\w|$)|(?<=\d)\\([.'\-:])(?=\w))")


def day_markdown(digest: Digest, crisis: Crisis) -> Artifact:
    """Return a day as Markdown."""
    text = "\n\n".join(_Page(digest, crisis).blocks()) + "\n"
    return Artifact(path=markdown_path(digest.day), media_type="text/markdown; charset=utf-8", content=encoded(text))


def escaped(text: str) -> str:
    """Return words on one line in which nothing is markup."""
    shown = text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)
    plain = " ".join(shown.split())
    return _HARMLESS.sub(r"\1\2", _SIGNS.sub(r"\\\1", plain)) or UNSEEN


class _Page:
    """Writes a digest block by block, and numbers what it cites."""

    def __init__(self, digest: Digest, crisis: Crisis) -> None:
        self.digest, self.crisis = digest, crisis
        self.notes: dict[str, int] = {}

    def blocks(self) -> Iterator[str]:
        """Yield the paragraphs, lists and headings."""
        digest = self.digest
        yield f"# {escaped(digest.title.text)}"
        yield f"{escaped(self.crisis.name)} · {spell_date(digest.date)}"
        if digest.lede:
            yield f"**{' '.join(escaped(passage.text) for passage in digest.lede)}**"
        if digest.corrections:
            yield "\n".join(f"- {escaped(in_words(each))}" for each in digest.corrections)
        for section in digest.sections:
            yield f"## {escaped(section.heading.text)}"
            yield from map(self._line, section.passages)
            yield from (f"> {self._line(passage)}" for passage in section.background)
        if digest.figures:
            yield "## Figures of the day"
            named = zip(spell_groups(digest.figures), digest.figures, strict=True)
            claims = [(of, claim) for of, group in named for claim in group.claims]
            yield "\n".join(self._claim(of, claim) for of, claim in claims)
        for name, passages in (("Also reported", digest.also), ("Worth your time", digest.worth)):
            if passages:
                yield f"## {name}"
                yield "\n".join(f"- {self._line(passage)}" for passage in passages)
        if self.notes:
            yield "\n".join(f"[^{number}]: {words}" for words, number in self.notes.items())

    def _line(self, passage: Passage) -> str:
        return escaped(passage.text) + self._marks([passage])

    def _claim(self, of: str, claim: FigureClaim) -> str:
        words = f"- {escaped(of)}: {escaped(spell_figure(claim.figure, label=of))}, {escaped(claim.claimant)}"
        return words + self._marks([claim.passage])

    def _marks(self, passages: Sequence[Passage]) -> str:
        found = []
        for citation in (citation for passage in passages for citation in passage.citations):
            saved = spell_moment(citation.retrieved_at, self.crisis.zone)
            url = safe_url(citation.url)
            words = f"{escaped(citation.source_name)}, saved {saved}" + (f", <{url}>" if url else "")
            found.append(self.notes.setdefault(words, len(self.notes) + 1))
        return "".join(f"[^{number}]" for number in dict.fromkeys(found))
