"""One replica step by step: a closed loop of clients, first come first served. The twin of docs/model/simulate.js.

Each step advances every running sequence by one token and carries at most `prefill_limit` tokens of waiting prompts. It
takes a + b·running + c·(their contexts) + d·(prompt tokens carried) seconds, with the four numbers of `replica.py`.
Without the limit all sequences would start and end together, in lock-step, and the time between tokens would come out far
too low.
"""

from __future__ import annotations

from collections import deque
from typing import Any

Record = dict[str, Any]


def simulate(
    clients: int, prompt: int, output: int, fit: Record, kv_tokens: float, prefill_limit: int, steps: int
) -> Record:
    """tokens_per_s, itl_s and ttft_s over the second half of `steps` steps; every client sends again once it is answered."""
    room = int(kv_tokens // (prompt + output)) if prompt + output > 0 else 0
    if room < 1:
        return {"stable": False, "because": "cache-too-small"}
    if clients < 1 or output < 1 or prefill_limit < 1 or steps < 2:
        return {"stable": False, "because": "nothing-asked"}
    now = 0.0
    waiting = deque([0.0] * clients)  # when each waiting request was sent, oldest first
    filling: list[list[float]] = []  # [sent, prompt tokens left]
    running: deque[int] = deque()  # the step after which each running sequence ends, first to end first
    contexts = 0  # tokens in the cache of all that run
    half = steps // 2
    start = tokens = gaps = gap_time = firsts = first_time = 0.0
    for step in range(steps):
        if step == half:
            start = now
        while waiting and len(filling) + len(running) < room:
            filling.append([waiting.popleft(), float(prompt)])
        carried = 0.0
        ready = 0
        for job in filling:
            part = min(job[1], prefill_limit - carried)
            job[1] -= part
            carried += part
            if job[1] > 0:
                break
            ready += 1
        took = fit["a"] + fit["b"] * len(running) + fit["c"] * contexts + fit["d"] * carried
        now += took
        if step >= half:
            tokens += len(running) + ready
            gaps += len(running)
            gap_time += took * len(running)
        contexts += len(running)
        ended = 0
        while running and running[0] <= step:
            running.popleft()
            contexts -= prompt + output
            ended += 1
        for job in filling[:ready]:
            if step >= half:
                firsts += 1
                first_time += now - job[0]
            if output > 1:
                running.append(step + output - 1)
                contexts += prompt + 1
            else:
                ended += 1
        filling = filling[ready:]
        waiting.extend([now] * ended)
    if firsts == 0 or gaps == 0:
        return {"stable": False, "because": "too-few-steps"}
    return {
        "stable": True,
        "tokens_per_s": tokens / (now - start),
        "itl_s": gap_time / gaps,
        "ttft_s": first_time / firsts,
    }
