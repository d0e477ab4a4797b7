"""A vendor's usage object -> tokens by what bills them, each counted once.

A part that no list below names is kept under its own name, so that a reader sees it and knows that it has no price
here. A count that is null or missing is 0 where the vendor may leave it out; one that must be there, or is no count, is
named among the unknown. Names are those of openai 3.57, anthropic 2.13 and google-genai 3.6, read 2026-11-27.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Counted = tuple[dict[str, int], list[str]]  # tokens by part; parts whose count is not known


class Counts:
    """The numbers of a usage object by their path, taken one by one."""

    def __init__(self, used: Any) -> None:
        self.left = dict(_leaves(used, ""))
        self.unknown: list[str] = []

    def take(self, part: str, *paths: str, needed: bool = False) -> int:
        """The count at the first of these paths that has one; all of them are then told."""
        found = [self.left.pop(path, None) for path in paths]
        value = next((value for value in found if value is not None), None)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        if value is not None or needed:
            self.unknown.append(part)
        return 0

    def ignore(self, *paths: str) -> None:
        """Counts that are part of others."""
        for path in paths:
            self.left.pop(path, None)

    def told(self, always: dict[str, int], **sometimes: int) -> Counted:
        """The parts, those of `sometimes` and those without a name here only where they hold any."""
        nameless = {path: value for path, value in self.left.items() if type(value) is int and value > 0}
        return {**always, **{part: value for part, value in sometimes.items() if value}, **nameless}, self.unknown


def openai(used: Any) -> Counted:
    """Chat, responses and embeddings: what is cached, written, heard or seen is within the prompt's count."""
    counts = Counts(used)
    told = [f"{side}_tokens_details." for side in ("prompt", "input")]
    heard, seen, written, long, cached = (
        counts.take(part, *(at + name for at in told))
        for part, name in (
            ("audio_input", "audio_tokens"),
            ("image_input", "image_tokens"),
            ("cache_write", "cache_write_tokens"),
            ("cache_write_12h", "cache_write_tokens_details.ttl_12h_tokens"),
            ("cached_input", "cached_tokens"),
        )
    )
    whole = counts.take("input", "prompt_tokens", "input_tokens", needed=True)
    spoken = counts.take("audio_output", "completion_tokens_details.audio_tokens", "output_tokens_details.audio_tokens")
    total = counts.left.get("total_tokens")
    text_only = total is not None and total == whole  # an embedding has no output to count
    output = counts.take("output", "completion_tokens", "output_tokens", needed=not text_only)
    inner = ("text_tokens", "reasoning_tokens", "accepted_prediction_tokens", "rejected_prediction_tokens")
    sides = (*told, "completion_tokens_details.", "output_tokens_details.")
    counts.ignore("total_tokens", *(at + name for at in sides for name in inner))
    counts.ignore(*(at + "cache_write_tokens_details.ttl_30m_tokens" for at in told))
    plain = max(whole - cached - written - heard - seen, 0)
    return counts.told(
        {"input": plain, "cached_input": cached, "output": max(output - spoken, 0)},
        cache_write=max(written - long, 0),
        cache_write_12h=long,
        audio_input=heard,
        image_input=seen,
        audio_output=spoken,
    )


def anthropic(used: Any) -> Counted:
    """What is read from the cache or written to it stands beside the input, and one-hour writes have their own rate."""
    counts = Counts(used)
    long = counts.take("cache_write_1h", "cache_creation.ephemeral_1h_input_tokens")
    short = counts.take("cache_write", "cache_creation.ephemeral_5m_input_tokens")
    written = counts.take("cache_write", "cache_creation_input_tokens")
    searches = counts.take("web_searches", "server_tool_use.web_search_requests")
    counts.ignore("server_tool_use.web_fetch_requests")  # free beyond the tokens that they bring
    for path in [path for path in counts.left if path.startswith("output_tokens_details.")]:
        counts.ignore(path)
    return counts.told(
        {
            "input": counts.take("input", "input_tokens", needed=True),
            "cached_input": counts.take("cached_input", "cache_read_input_tokens"),
            "cache_write": max(written - long, short),
            "output": counts.take("output", "output_tokens", needed=True),
        },
        cache_write_1h=long,
        web_searches=searches,
    )


def gemini(used: Any) -> Counted:
    """Thoughts are output; what a tool brought is input; sound has a rate of its own, and so has a drawn picture."""
    counts = Counts(used)
    cached = counts.take("cached_input", "cachedContentTokenCount")
    whole = counts.take("input", "promptTokenCount", needed=True)
    brought = counts.take("tool_input", "toolUsePromptTokenCount")
    heard = counts.take("audio_input", "promptTokensDetails.AUDIO")
    spoken = counts.take("audio_output", "candidatesTokensDetails.AUDIO")
    drawn = counts.take("image_output", "candidatesTokensDetails.IMAGE")
    output = counts.take("output", "candidatesTokenCount") + counts.take("output", "thoughtsTokenCount")
    details = ("promptTokensDetails.", "candidatesTokensDetails.", "cacheTokensDetails.", "toolUsePromptTokensDetails.")
    counts.ignore("totalTokenCount", *[path for path in counts.left if path.startswith(details)])
    return counts.told(
        {
            "input": max(whole - cached - heard, 0),
            "cached_input": cached,
            "output": max(output - spoken - drawn, 0),
        },
        tool_input=brought,
        audio_input=heard,
        audio_output=spoken,
        image_output=drawn,
    )


KINDS: dict[str, Callable[[Any], Counted]] = {"openai": openai, "anthropic": anthropic, "gemini": gemini}


def _leaves(used: Any, at: str) -> Iterator[tuple[str, Any]]:
    """Every value by its path; a list of {modality, tokenCount} by modality."""
    if isinstance(used, dict):
        for key, value in used.items():
            yield from _leaves(value, f"{at}.{key}" if at else key)
    elif isinstance(used, list):
        for part in used:
            if isinstance(part, dict) and "tokenCount" in part:
                yield f"{at}.{part.get('modality')}", part["tokenCount"]
    elif at:
        yield at, used
