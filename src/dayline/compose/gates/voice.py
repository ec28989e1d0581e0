"""Rules 5 and 14: the digest's own voice is neutral; what stands in quotation marks may be anything."""

from collections.abc import Iterator

from dayline.compose.gates.grounds import Refusal, Support
from dayline.compose.gates.quotations import own_voice
from dayline.model.digest import Passage

# a country that is spelled like a pronoun
COUNTRY = "US"


def check_loaded_verbs(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse loaded verbs ("claimed", "admitted", "boasted", "insisted") outside quotation."""
    own, lexicon = own_voice(passage.text), support.lexicon
    harmless = [match.span() for match in lexicon.loaded_exceptions.finditer(own)]
    for match in lexicon.loaded.finditer(own):
        if not any(start <= match.start() < end for start, end in harmless):
            yield Refusal(rule=5, gate="loaded verbs", detail=match[0])


def check_judgement(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse judgement, irony, speculation, questions, and the writer's own person outside quotation."""
    own, lexicon = own_voice(passage.text), support.lexicon
    found = [match[0] for match in lexicon.judgement.finditer(own)]
    found += [match[0] for match in lexicon.first_person.finditer(own) if match[0] != COUNTRY]
    for detail in found:
        yield Refusal(rule=14, gate="judgement", detail=detail)
    if "?" in own:
        yield Refusal(rule=14, gate="judgement", detail="a question")
    if "!" in own:
        yield Refusal(rule=14, gate="judgement", detail="an exclamation")
