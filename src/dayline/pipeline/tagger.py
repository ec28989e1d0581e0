"""The attribution tagger: its model and vocabulary, read from files and run on one core."""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from dayline.annotate.tagging import Scores, WindowScores
from dayline.annotate.windows import NO_FEATURES, Pieces, Window

# Rewriting of the model that makes it slower: the joint operator takes eight times as long as the two it stands for.
SLOWER = ["SkipLayerNormFusion"]
MODEL, VOCABULARY = "model.onnx", "tokenizer.json"


class PieceReader:
    """Cuts texts into the word pieces of an encoder's vocabulary; ``cls`` and ``sep`` mark a window's ends."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.cls, self.sep, self.mask = (self._id(name) for name in ("[CLS]", "[SEP]", "[MASK]"))

    def _id(self, name: str) -> int:
        number = self._tokenizer.token_to_id(name)
        if number is None:
            raise ValueError(f"the vocabulary has no {name}")
        return int(number)

    def pieces(self, text: str) -> Pieces:
        """Return the word pieces of a text."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        ids = encoding.ids
        starts, ends = zip(*encoding.offsets, strict=True) if ids else ((), ())
        return Pieces(ids, [word or 0 for word in encoding.word_ids], starts, ends)


class AttributionTagger(PieceReader):
    """Runs the model in a folder. One window at a time, so that no window's scores depend on another's."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / VOCABULARY)
        onnxruntime = _runtime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / MODEL),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=SLOWER,
        )
        paths = self._session.get_modelmeta().custom_metadata_map
        self.moves: Scores = np.array(json.loads(paths["moves"]), dtype=np.float32)
        self.first: Scores = np.array(json.loads(paths["first"]), dtype=np.float32)

    def scores(self, window: Window) -> WindowScores:
        """Return the scores of one window."""
        labels, to_cue, to_source = self._session.run(
            None,
            {
                "ids": np.array([[self.cls, *window.ids, self.sep]], dtype=np.int64),
                "features": np.array([[NO_FEATURES, *window.features, NO_FEATURES]], dtype=np.int64),
                "words": np.array([[0, *(head + 1 for head in window.heads)]], dtype=np.int64),
            },
        )
        return WindowScores(labels[0], to_cue[0], to_source[0])


def _runtime() -> Any:
    """Return the runtime of models.

    Unless it is told otherwise before it starts, it keeps a number of this machine in the home folder and reports to
    its maker what runs where.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime
