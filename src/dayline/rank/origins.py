"""Independent origins: outlets that print one agency's copy, or relay one report, speak with one voice."""

from collections.abc import Iterable, Mapping

from dayline.model.document import Document, DocumentId, Duplicate
from dayline.model.source import Source, SourceId
from dayline.text.credits import Credits
from dayline.text.languages import Language
from dayline.text.normalize import fold


class Origins:
    """Finds where reports come from; sources and the agencies of the languages are known by the names they go by."""

    def __init__(
        self, sources: Mapping[SourceId, Source], languages: Mapping[str, Language] | None = None
    ) -> None:
        """Collect the names under which origins are credited."""
        credited = {
            str(name): str(origin)
            for language in (languages or {}).values()
            for name, origin in language.table("agencies").items()
        }
        self._aliases: dict[str, str] = {fold(name): fold(origin) for name, origin in credited.items()}
        for source in sources.values():
            known = next(
                (
                    self._aliases[fold(name)]
                    for name in (source.name, *source.names)
                    if fold(name) in self._aliases
                ),
                fold(source.name),
            )
            for name in (source.name, *source.names):
                credited[name] = known
                self._aliases.setdefault(fold(name), known)
        self._sources = sources
        forms = [form for language in (languages or {}).values() for form in language.table("credits").get("forms", ())]
        self._credits = Credits({name: fold(origin) for name, origin in credited.items()}, forms)

    def outlet(self, document: Document) -> str:
        """Return the outlet of a document: one for all feeds of one source."""
        source = self._sources.get(document.source_id)
        name = fold(source.name if source else document.source_name)
        return self._aliases.get(name, name)

    def own(self, document: Document) -> str:
        """Return the origin of a document by itself: whom it credits, where that is one; else its outlet."""
        credited = self._credits.of(document)
        return credited[0] if len(credited) == 1 else self.outlet(document)

    def count(self, documents: Iterable[Document], duplicates: Mapping[DocumentId, Duplicate]) -> int:
        """Return the number of origins that documents have between them; a copy has that of what it repeats."""
        given = {document.id: document for document in documents}
        found = set()
        for document in given.values():
            duplicate = duplicates.get(document.id)
            if duplicate is None:
                found.add(self.own(document))
            elif duplicate.of in given:
                found.add(self.own(given[duplicate.of]))
            else:
                found.add(f"copy of {duplicate.of}")
        return len(found)


def origins(
    documents: Iterable[Document],
    *,
    duplicates: Mapping[DocumentId, Duplicate],
    sources: Mapping[SourceId, Source],
    languages: Mapping[str, Language] | None = None,
) -> int:
    """Return the number of independent origins of documents: copies, one agency's text, one outlet count once."""
    return Origins(sources, languages).count(documents, duplicates)
