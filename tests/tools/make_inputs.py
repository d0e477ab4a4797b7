"""Makes what the printed commands need, in the folder it runs in: a small tokenizer and a trace. Nothing is downloaded.

`make_inputs.py ROWS`, in guidellm's environment, for its `tokenizers`.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

PER_SECOND, SEED = 4.0, 7
TEXT = "the batch waits and the answer comes later while the price of waiting is paid by whoever needs it now"


def tokenizer(folder: Path) -> None:
    """A byte-level tokenizer of a few hundred pieces, as a folder that transformers loads."""
    pieces = Tokenizer(models.BPE())
    pieces.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    pieces.decoder = decoders.ByteLevel()
    pieces.train_from_iterator(
        [TEXT] * 50,
        trainers.BpeTrainer(
            vocab_size=600, special_tokens=["<s>", "</s>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
        ),
    )
    folder.mkdir()
    pieces.save(str(folder / "tokenizer.json"))
    template = "{% for message in messages %}{{ message['content'] }}{% endfor %}"
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": "<s>",
        "eos_token": "</s>",
        "model_max_length": 100_000,
        "chat_template": template,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")


def trace(path: Path, rows: int) -> None:
    """Requests at random moments: timestamp in milliseconds, lengths in tokens."""
    draw = random.Random(SEED)
    at = 0.0
    lines = []
    for _ in range(rows):
        lines.append(
            json.dumps(
                {"timestamp": round(at), "input_length": draw.randint(50, 400), "output_length": draw.randint(5, 40)}
            )
            + "\n"
        )
        at += 1000 * draw.expovariate(PER_SECOND)
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    tokenizer(Path("tokenizer"))
    trace(Path("trace.jsonl"), int(sys.argv[1]))
