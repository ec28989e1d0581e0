"""Which side of the document's day a sentence speaks of."""

import pytest

from dayline.annotate.date_grammar import grammar_of
from dayline.annotate.tense import lies_ahead
from dayline.pipeline.languages import languages


@pytest.mark.parametrize(
    ("language", "text", "expression", "ahead"),
    [
        ("en", "By Thursday, 11 people were dead.", "Thursday", False),
        ("en", "By Thursday, all of them will have left.", "Thursday", True),
        ("en", "He said the dam would be emptied by Monday.", "Monday", True),
        ("en", "The envoy who was hurt Monday will be heard Friday.", "Monday", False),
        ("en", "The envoy who was hurt Monday will be heard Friday.", "Friday", True),
        ("en", "It opens tomorrow. A gate on Friday, and no more.", "Friday", None),
        ("en", "They set out at 5 a.m. Saturday, and will rest.", "Saturday", False),
        ("en", "They told of what appeared to be a raid on the mill late Monday.", "Monday", False),
        ("en", "They tell of what appears to be a raid on the mill on Monday.", "Monday", None),
        ("en", "The envoy was due to speak on Monday.", "Monday", None),
        ("en", "He had been expected at the mill on Monday.", "Monday", None),
        ("en", "The mill will stay open, even after the fire on Monday.", "Monday", None),
        ("en", "The mill closed after the fire on Monday.", "Monday", False),
        ("en", "The mill will open after Monday.", "Monday", True),
        ("en", "The fire will also be on the council's table on Monday.", "Monday", True),
        ("en", "Ministers of two states to meet in Velm Monday", "Monday", True),
        ("en", "A vote in the council is unlikely on Monday.", "Monday", True),
        ("en", "She urged all of them to leave the valley on Monday.", "Monday", None),
        ("en", "The mill will stay closed on Monday, the council said.", "Monday", True),
        ("en", "He said the mill would remain barred on Monday.", "Monday", True),
        ("en", "The mill will have been emptied by Monday.", "Monday", True),
        ("en", "The mill stayed closed on Monday.", "Monday", False),
        ("uk", "Млин стоїть і після пожежі в понеділок.", "понеділок", None),
        ("uk", "Рада збереться в понеділок, повідомили в мерії.", "понеділок", True),
        ("ru", "Мост закрыли в среду, а откроют не скоро.", "среду", False),
    ],
)
def test_the_nearest_verb_tells(language: str, text: str, expression: str, ahead: bool | None) -> None:
    grammar = grammar_of(languages()[language])
    assert grammar is not None
    start = text.index(expression)
    assert lies_ahead(text, start, start + len(expression), grammar.verbs) is ahead
