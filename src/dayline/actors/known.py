"""What is known of one person or body while the days are gone through."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from dayline.model.claims import PersonId
from dayline.model.entities import ActorKind
from dayline.text.persons import PersonName, agree

# Documents from which on a person is taken to be known when only the surname is given …
WELL_KNOWN = 5
# … and days for which one is that has been named in full in fewer.
RECENT_DAYS = 7
# Times as many documents as all other bearers of a surname have, from which on it alone means the one.
OUTSTANDING = 20


@dataclass(slots=True)
class Known:
    """A person or body: names that stood for it, telling words of its roles, documents, the last day."""

    id: PersonId
    kind: ActorKind
    names: set[PersonName] = field(default_factory=set)
    offices: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    last: date | None = None
    is_configured: bool = False

    def can_be(self, name: PersonName) -> bool:
        """Tell whether a full name agrees with every name that stood for the person."""
        return all(agree(name, known) for known in self.names)

    def is_at_hand(self, day: date) -> bool:
        """Tell whether a reader of a day would know whom the bare surname means."""
        recent = self.last is not None and (day - self.last).days <= RECENT_DAYS
        return self.is_configured or recent or self.documents >= WELL_KNOWN
