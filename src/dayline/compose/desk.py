"""The desk at which one day is composed: what has been printed already, and what the gates have refused."""

from collections.abc import Iterable, Sequence

from dayline.compose.candidates import Candidate, overlap, sentence_candidates
from dayline.compose.gates import Evidence, check
from dayline.compose.material import Draft, Material, Style
from dayline.compose.subjects import Subjects
from dayline.model.digest import Passage, PassageKind
from dayline.model.document import DocumentId

# Jaccard of content words from which two passages say the same.
SAME_SAYING = 0.42
# … and from which a line of its own says what was printed: it is short, so it is held to less.
SAME_LINE = 0.34
# Jaccard of content words from which a passage only repeats its heading.
SAME_AS_HEADING = 0.6


class Desk:
    """One day's composition."""

    def __init__(self, material: Material) -> None:
        self.material, self.style = material, Style(material.language)
        self.subjects = Subjects(material, self.style)
        self.evidence = Evidence(
            documents=material.documents,
            crisis=material.crisis,
            date=material.date,
            language=material.language,
        )
        self.withheld: list[tuple[str, str]] = []
        self.printed: list[frozenset[str]] = []
        self._candidates: dict[tuple[DocumentId, ...], tuple[Candidate, ...]] = {}

    def candidates(self, documents: tuple[DocumentId, ...]) -> tuple[Candidate, ...]:
        """Return the sentences of some documents that could stand in the digest, read off them once."""
        if documents not in self._candidates:
            found = sentence_candidates(self.material, documents, self.style, self.subjects)
            self._candidates[documents] = tuple(found)
        return self._candidates[documents]

    def admit(self, drafts: Iterable[Draft], kind: PassageKind) -> Passage | None:
        """Return the first draft that passes every gate as a passage; note why the others did not."""
        for draft in drafts:
            citations = tuple(self.material.citation(span) for span in draft.spans)
            speakers = self.material.speakers_in(draft.spans)
            passage = Passage(text=draft.text, kind=kind, citations=citations, speakers=speakers)
            refusals = check(passage, evidence=self.evidence)
            if not refusals:
                return passage
            self.withheld += [(draft.text, f"rule {r.rule}, {r.gate}: {r.detail}") for r in refusals]
        return None

    def is_news(self, words: frozenset[str], limit: float = SAME_SAYING) -> bool:
        """Tell whether no passage printed so far says the same."""
        return all(overlap(words, other) < limit for other in self.printed)


def adds(words: frozenset[str], own: Sequence[frozenset[str]], limit: float = SAME_AS_HEADING) -> bool:
    """Tell whether words add to a heading (first of ``own``) and to the passages after it."""
    return (
        not words <= own[0]
        and overlap(words, own[0]) < limit
        and all(overlap(words, other) < SAME_SAYING for other in own[1:])
    )
