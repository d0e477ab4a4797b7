"""One replica step by step: a closed loop of clients, first come first served. The twin of docs/model/simulate.js.

Each step advances every running sequence by one token and carries at most `prefill_limit` tokens of waiting prompts.
It takes a + b·running + c·(their contexts) + d·(prompt tokens carried) seconds, with the four numbers of `replica.py`.
Without the limit all sequences would start and end together, in lock-step, and the time between tokens would come out
far too low.
"""

from __future__ import annotations

from collections import deque
from typing import Any

Record = dict[str, Any]


def simulate(
    clients: int, prompt: int, output: int, fit: Record, kv_tokens: float, prefill_limit: int, steps: int
) -> Record:
    """tokens_per_s, itl_s and ttft_s over the second half of `steps` steps; clients send again once answered."""
    room = int(kv_tokens // (prompt + output)) if prompt + output > 0 else 0
    if room < 1:
        return {"stable": False, "because": "cache-too-small"}
    if clients < 1 or output < 1 or prefill_limit < 1 or steps < 2:
        return {"stable": False, "because": "nothing-asked"}
    replica = _Replica(clients, prompt, output, room)
    start = tokens = gaps = gap_time = firsts = first_time = 0.0
    for step in range(steps):
        if step == steps // 2:
            start = replica.now
        running = len(replica.running)
        took, answered = replica.advance(step, fit, prefill_limit)
        if step < steps // 2:
            continue
        tokens += running + len(answered)
        gaps += running
        gap_time += took * running
        firsts += len(answered)
        for waited in answered:
            first_time += waited
    if firsts == 0 or gaps == 0:
        return {"stable": False, "because": "too-few-steps"}
    return {
        "stable": True,
        "tokens_per_s": tokens / (replica.now - start),
        "itl_s": gap_time / gaps,
        "ttft_s": first_time / firsts,
    }


class _Replica:
    """What waits, what is read and what runs between two steps."""

    def __init__(self, clients: int, prompt: int, output: int, room: int) -> None:
        self.prompt, self.output, self.room = prompt, output, room
        self.now = 0.0
        self.waiting = deque([0.0] * clients)  # when each waiting request was sent, oldest first
        self.filling: list[list[float]] = []  # [sent, prompt tokens left]
        self.running: deque[int] = deque()  # the step after which each running sequence ends, first to end first
        self.contexts = 0  # tokens in the cache of all that run

    def advance(self, step: int, fit: Record, prefill_limit: int) -> tuple[float, list[float]]:
        """Seconds of the step, and for each first token in it the seconds since its request was sent."""
        while self.waiting and len(self.filling) + len(self.running) < self.room:
            self.filling.append([self.waiting.popleft(), float(self.prompt)])
        carried, ready = self._carry(prefill_limit)
        took: float = fit["a"] + fit["b"] * len(self.running) + fit["c"] * self.contexts + fit["d"] * carried
        self.now += took
        self.contexts += len(self.running)
        answered = [self.now - sent for sent, _left in self.filling[:ready]]
        self.filling = self.filling[ready:]
        ended = self._end(step)
        if self.output > 1:
            self.running.extend([step + self.output - 1] * ready)
            self.contexts += (self.prompt + 1) * ready
        else:
            ended += ready
        self.waiting.extend([self.now] * ended)
        return took, answered

    def _carry(self, prefill_limit: int) -> tuple[float, int]:
        """Prompt tokens that the step reads, oldest request first, and how many prompts are then read whole."""
        carried = 0.0
        for ready, job in enumerate(self.filling):
            part = min(job[1], prefill_limit - carried)
            job[1] -= part
            carried += part
            if job[1] > 0:
                return carried, ready
        return carried, len(self.filling)

    def _end(self, step: int) -> int:
        """How many sequences end with the step; their part of the cache is free."""
        ended = 0
        while self.running and self.running[0] <= step:
            self.running.popleft()
            self.contexts -= self.prompt + self.output
            ended += 1
        return ended
