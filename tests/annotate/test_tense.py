"""Which side of the document's day a sentence speaks of."""

import pytest

from dayline.annotate.date_grammar import grammar_of
from dayline.annotate.tense import lies_ahead
from dayline.pipeline import resources


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
        ("uk", "Рада збереться в понеділок, повідомили в мерії.", "понеділок", True),
        ("ru", "Мост закрыли в среду, а откроют не скоро.", "среду", False),
    ],
)
def test_the_nearest_verb_tells(language: str, text: str, expression: str, ahead: bool | None) -> None:
    grammar = grammar_of(resources.languages()[language])
    assert grammar is not None
    start = text.index(expression)
    assert lies_ahead(text, start, start + len(expression), grammar.verbs) is ahead
