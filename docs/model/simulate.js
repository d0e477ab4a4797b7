// One replica step by step: a closed loop of clients, first come first served. The twin of macros/model/simulate.py.
// A step advances every running sequence by a token and carries at most `prefill_limit` tokens of waiting prompts; it
// takes a + b·running + c·(their contexts) + d·(prompt tokens carried) seconds.

// tokens_per_s, itl_s and ttft_s over the second half of `steps` steps; every client sends again once it is answered.
export function simulate(clients, prompt, output, fit, kv_tokens, prefill_limit, steps) {
  const room = prompt + output > 0 ? Math.floor(kv_tokens / (prompt + output)) : 0;
  if (room < 1) return { stable: false, because: "cache-too-small" };
  if (clients < 1 || output < 1 || prefill_limit < 1 || steps < 2) return { stable: false, because: "nothing-asked" };
  const replica = new Replica(clients, prompt, output, room);
  const half = Math.floor(steps / 2);
  let [start, tokens, gaps, gap_time, firsts, first_time] = [0, 0, 0, 0, 0, 0];
  for (let step = 0; step < steps; step += 1) {
    if (step === half) start = replica.now;
    const running = replica.running.length;
    const [took, answered] = replica.advance(step, fit, prefill_limit);
    if (step < half) continue;
    tokens += running + answered.length;
    gaps += running;
    gap_time += took * running;
    firsts += answered.length;
    for (const waited of answered) first_time += waited;
  }
  if (firsts === 0 || gaps === 0) return { stable: false, because: "too-few-steps" };
  const tokens_per_s = tokens / (replica.now - start);
  return { stable: true, tokens_per_s, itl_s: gap_time / gaps, ttft_s: first_time / firsts };
}

// What waits, what is read and what runs between two steps.
class Replica {
  constructor(clients, prompt, output, room) {
    Object.assign(this, { prompt, output, room });
    this.now = 0;
    this.waiting = new Array(clients).fill(0); // when each waiting request was sent, oldest first
    this.filling = []; // [sent, prompt tokens left]
    this.running = []; // the step after which each running sequence ends, first to end first
    this.contexts = 0; // tokens in the cache of all that run
  }

  // Seconds of the step, and for each first token in it the seconds since its request was sent.
  advance(step, fit, prefill_limit) {
    while (this.waiting.length && this.filling.length + this.running.length < this.room) {
      this.filling.push([this.waiting.shift(), this.prompt]);
    }
    const [carried, ready] = this.carry(prefill_limit);
    const took = fit.a + fit.b * this.running.length + fit.c * this.contexts + fit.d * carried;
    this.now += took;
    this.contexts += this.running.length;
    const answered = this.filling.splice(0, ready).map(([sent]) => this.now - sent);
    let ended = this.end(step);
    if (this.output > 1) {
      for (let i = 0; i < ready; i += 1) this.running.push(step + this.output - 1);
      this.contexts += (this.prompt + 1) * ready;
    } else ended += ready;
    for (let i = 0; i < ended; i += 1) this.waiting.push(this.now);
    return [took, answered];
  }

  // Prompt tokens that the step reads, oldest request first, and how many prompts are then read whole.
  carry(prefill_limit) {
    let carried = 0;
    for (const [ready, job] of this.filling.entries()) {
      const part = Math.min(job[1], prefill_limit - carried);
      job[1] -= part;
      carried += part;
      if (job[1] > 0) return [carried, ready];
    }
    return [carried, this.filling.length];
  }

  // How many sequences end with the step; their part of the cache is free.
  end(step) {
    let ended = 0;
    for (; this.running.length && this.running[0] <= step; ended += 1) {
      this.running.shift();
      this.contexts -= this.prompt + this.output;
    }
    return ended;
  }
}
