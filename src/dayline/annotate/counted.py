"""What a quantity counts: the noun beside it, what became of it, and whose it was."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dayline.annotate.figure_words import FigureWords, Noun, plain
from dayline.annotate.quantities import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc

AFTER_REACH = 170  # characters after a number in which its noun and verb are sought
BEFORE_REACH = 120
MOST_NOUN_WORDS = 7
LIVES = "lives"  # a noun that counts the dead only beside some verbs

_NEXT_WORD = re.compile(r"[\s\u00a0]+([\w’'][\w’'./-]*)")
_STOP = re.compile(r"[.!?;:](?:\s|$)|\n|[)(]")
_LIST_LABEL = re.compile(
    r"(?:^|[\n;,:•*▪])[\s\u00a0]*(?P<label>[^\W\d_][^\n;,:–—‒•]{1,68}?)\s*(?:[–—‒:]|\s-|-\s)+\s*$"
)
_LINE_LABEL = re.compile(r"(?:^|\n)[\s\u00a0•*▪–—-]*(?P<label>[^\W\d_][^\n\d,;:]{1,58}?)\s+$")
_NOUN_TAGS = frozenset({"NN", "NNS", "NNPS"})
_INNER_TAGS = frozenset({"NNP", "JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD", "DT"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted; ``end`` is where its words end, ``has_state`` whether they say what became of people.

    ``by_verb`` tells that a verb says so, not the noun itself ("killed" beside "people", not "victims").
    """

    end: int
    unit: str | None
    of: str | None
    side: str | None
    is_list: bool = False
    has_state: bool = False
    by_verb: bool = False


def counted(
    text: str, q: Quantity, words: FigureWords, parsed: Doc | None, previous: Counted | None
) -> Counted:
    """Return what a quantity counts; ``parsed`` only where it has tags, ``previous`` is the one before it."""
    window = text[q.end : q.end + AFTER_REACH]
    if stop := _STOP.search(window):
        window = window[: stop.start()]
    listed = _from_list(text, q, words)
    if listed is not None:
        return listed
    partitive = words.partitive.match(window)
    skipped = partitive or words.filler.match(window)
    offset = skipped.end() if skipped else 0
    noun_start, noun_end, head, noun = _noun(window, offset, words, parsed, q.end)
    state, state_end = _state(text, q, window, noun_end, words, noun)
    if state is None and previous is not None and (noun is None or noun.unit == "people"):
        state = (
            _shared_state(text, q, words, previous) if noun or head or _ends(window, offset, words) else None
        )
    phrase = " ".join(window[noun_start:noun_end].split()) if noun_end > noun_start else ""
    if not phrase and state is None and (numbered := words.number_of.search(_before(text, q))):
        noun = words.nouns.get(plain(numbered["noun"]))
        head = numbered["noun"]
    end = q.end + max(state_end, noun_end) if max(state_end, noun_end) > offset else q.end
    owner = _owner(phrase, words)
    if q.unit is not None:
        is_share = window[:offset].strip() != ""
        return Counted(
            end, None, (noun.of if noun is not None else head.lower()) or None if is_share else None, None
        )
    if noun is not None and noun.unit != "people":
        return Counted(end, noun.unit, noun.of, owner)
    if state is not None:
        is_named = (noun is not None and noun.of and not noun.is_state) or (noun is None and head)
        by_verb = noun is None or not noun.is_state or noun.of != state
        return Counted(end, "people", state, phrase if is_named else owner, has_state=True, by_verb=by_verb)
    if noun is not None:
        return Counted(end, "people", noun.of or "people", owner)
    if partitive and not head and previous is not None:
        return replace(previous, end=end)
    if head[:1].isupper() and head.endswith("s"):
        return Counted(end, "people", "people", phrase)
    return Counted(end, None, _named(head) or None, owner)


def _named(head: str) -> str:
    """Return an unknown noun in lower case, but the name of a type as it is written ("MiG-29")."""
    return head if any(map(str.isdigit, head)) else head.lower()


def _before(text: str, q: Quantity) -> str:
    return text[max(0, q.left - BEFORE_REACH) : q.left]


def _from_list(text: str, q: Quantity, words: FigureWords) -> Counted | None:
    """Return what the label before a number in a list names ("tanks – 444 (+6)"); None outside of lists."""
    before = _before(text, q)
    found = _LIST_LABEL.search(before) or (_LINE_LABEL.search(before) if q.change is not None else None)
    if found is None:
        return None
    label = plain(found["label"])
    noun = words.nouns.get(label) or words.nouns.get(label.split(" (")[0])
    if noun is None:
        inside = list(words.noun.finditer(label))
        if inside and (q.change is not None or inside[-1].end() == len(label)):
            noun = words.nouns[plain(inside[-1][0])]
    state = words.states.get(label) or words.tolls.get(label)
    if noun is not None:
        of = noun.of or "people"
        return Counted(q.end, noun.unit, of, None, is_list=True, has_state=noun.is_state)
    if state is not None:
        return Counted(q.end, "people", state, None, is_list=True, has_state=True)
    if q.change is not None and q.unit is None:
        return Counted(q.end, None, label, None, is_list=True)
    return None


def _noun(
    window: str, offset: int, words: FigureWords, parsed: Doc | None, shift: int
) -> tuple[int, int, str, Noun | None]:
    """Return start and end of the noun phrase in the window, its head, and what is known of the head."""
    end, position = offset, offset
    ends: list[int] = []
    while len(ends) < MOST_NOUN_WORDS and (match := _NEXT_WORD.match(window, position)):
        word = plain(match[1])
        if word in words.stops or word[0].isdigit() or word in words.numbers.values:
            break
        if word in words.states and word not in words.nouns:
            break
        position = match.end()
        ends.append(position)
    start = offset + 1
    last, state = None, None
    for begin in [start, *(other + 1 for other in ends[:-1])] if ends else []:
        if last is not None and begin < last.end():
            continue
        match = words.noun.match(window, begin)
        if match is None and last is not None:
            break
        if match and last and words.nouns[plain(last[0])].is_state:
            state = words.nouns[plain(last[0])]
        last = match or last
    if last is not None:
        noun = words.nouns[plain(last[0])]
        return start, last.end(), last[0], state if state and noun.unit == "people" else noun
    end, head = _tagged_noun(window, start, ends, parsed, shift)
    return start, end, head, None


def _tagged_noun(window: str, start: int, ends: list[int], parsed: Doc | None, shift: int) -> tuple[int, str]:
    """Return end and head of an unknown noun phrase by the parser's tags; nothing where it has none."""
    if not ends or parsed is None:
        return start - 1, ""
    index = bisect_left(parsed, shift + start, key=lambda token: token.idx)
    end, head = start - 1, ""
    for token in parsed[index : index + MOST_NOUN_WORDS + 3]:
        if token.idx + len(token) > shift + ends[-1] + 1:
            break
        if token.tag_ in _NOUN_TAGS:
            end, head = token.idx + len(token) - shift, token.text
        elif token.tag_ not in _INNER_TAGS:
            break
    return end, head


def _state(
    text: str, q: Quantity, window: str, noun_end: int, words: FigureWords, noun: Noun | None
) -> tuple[str | None, int]:
    """Return what became of the people counted, and where in the window the words that say so end."""
    if noun is not None and noun.unit != "people":
        return None, noun_end
    after = words.state_next.match(window, noun_end) or words.among.match(window, noun_end)
    if after is not None and _is_active(after, window, words):
        after = None
    if noun is not None and noun.is_state:
        if after and words.states[plain(after["state"])] == "killed":
            return "killed", after.end()
        return noun.of, noun_end
    before = _before(text, q)
    is_lives = noun is not None and noun.of == LIVES
    if is_lives and (words.lives_before.search(before) or words.lives_after.match(window, noun_end)):
        return "killed", noun_end
    verb = words.verb.search(before)
    if noun is None and verb and plain(verb["verb"]) in words.destroy:
        verb = None
    if after and not (verb and set(plain(after[0]).split()) & words.passive):
        return words.states[plain(after["state"])], after.end()
    if verb:
        return words.verbs[plain(verb["verb"])], noun_end
    if later := words.state_later.match(window, noun_end):
        return words.states[plain(later["state"])], noun_end
    toll = words.toll.search(before)
    if toll and (words.toll_link.search(toll["mid"]) or not toll["mid"].strip()):
        return words.tolls[plain(toll["toll"])], noun_end
    return None, noun_end


def _is_active(found: re.Match[str], window: str, words: FigureWords) -> bool:
    """Tell whether those counted did it to others ("two gunmen killed three people", "men who killed a guard")."""
    if plain(found["state"]) not in words.transitive:
        return False
    between = set(plain(found[0]).split())
    if between & words.passive:
        return False
    if between & words.relative:
        return True
    following = words.object_next.match(window, found.end())
    if following is None:
        return False
    word = plain(following["word"])
    if word in words.articles:
        return True
    is_number = word[0].isdigit() or word in words.numbers.values
    return is_number and plain(following["next"] or "") not in words.states


def _ends(window: str, offset: int, words: FigureWords) -> bool:
    """Tell whether nothing that could be a verb follows a number without a noun."""
    following = _NEXT_WORD.match(window, offset)
    return following is None or plain(following[1]) in words.stops


def _shared_state(text: str, q: Quantity, words: FigureWords, before: Counted) -> str | None:
    """Return the state that a quantity shares with the one before ("killed two men and three women")."""
    return before.of if before.has_state and are_joined(text, before.end, q.left, words) else None


def are_joined(text: str, start: int, end: int, words: FigureWords) -> bool:
    """Tell whether only words such as "and" stand between two quantities."""
    between = text[start:end]
    if len(between) > 40 or _STOP.search(between):
        return False
    return set(re.findall(r"\w+", between.lower())) <= words.joined


def with_state(what: Counted, state: str) -> Counted:
    """Return people counted with the state that words after a later quantity tell of them too."""
    return replace(what, of=state, side=what.side or what.of, has_state=True, by_verb=True)


def _owner(phrase: str, words: FigureWords) -> str | None:
    """Return whose the counted things are: a capitalised word or "enemy" before the noun."""
    for word in phrase.split()[:-1]:
        if plain(word) in words.enemy or (
            word[0].isupper() and not word.isupper() and not any(map(str.isdigit, word))
        ):
            return word
    return None
