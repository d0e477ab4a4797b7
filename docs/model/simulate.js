// One replica step by step: a closed loop of clients, first come first served. The twin of macros/model/simulate.py.
// A step advances every running sequence by a token and carries at most `prefill_limit` tokens of waiting prompts; it
// takes a + b·running + c·(their contexts) + d·(prompt tokens carried) seconds.

// tokens_per_s, itl_s and ttft_s over the second half of `steps` steps; every client sends again once it is answered.
export function simulate(clients, prompt, output, fit, kv_tokens, prefill_limit, steps) {
  const room = prompt + output > 0 ? Math.floor(kv_tokens / (prompt + output)) : 0;
  if (room < 1) return { stable: false, because: "cache-too-small" };
  if (clients < 1 || output < 1 || prefill_limit < 1 || steps < 2) return { stable: false, because: "nothing-asked" };
  let now = 0;
  const waiting = new Array(clients).fill(0); // when each waiting request was sent, oldest first
  let filling = []; // [sent, prompt tokens left]
  const running = []; // the step after which each running sequence ends, first to end first
  let contexts = 0; // tokens in the cache of all that run
  const half = Math.floor(steps / 2);
  let [start, tokens, gaps, gap_time, firsts, first_time] = [0, 0, 0, 0, 0, 0];
  for (let step = 0; step < steps; step += 1) {
    if (step === half) start = now;
    while (waiting.length && filling.length + running.length < room) filling.push([waiting.shift(), prompt]);
    let carried = 0;
    let ready = 0;
    for (const job of filling) {
      const part = Math.min(job[1], prefill_limit - carried);
      job[1] -= part;
      carried += part;
      if (job[1] > 0) break;
      ready += 1;
    }
    const took = fit.a + fit.b * running.length + fit.c * contexts + fit.d * carried;
    now += took;
    if (step >= half) {
      tokens += running.length + ready;
      gaps += running.length;
      gap_time += took * running.length;
    }
    contexts += running.length;
    let ended = 0;
    for (; running.length && running[0] <= step; ended += 1) {
      running.shift();
      contexts -= prompt + output;
    }
    for (const job of filling.slice(0, ready)) {
      if (step >= half) {
        firsts += 1;
        first_time += now - job[0];
      }
      if (output > 1) {
        running.push(step + output - 1);
        contexts += prompt + 1;
      } else ended += 1;
    }
    filling = filling.slice(ready);
    for (let i = 0; i < ended; i += 1) waiting.push(now);
  }
  if (firsts === 0 || gaps === 0) return { stable: false, because: "too-few-steps" };
  return { stable: true, tokens_per_s: tokens / (now - start), itl_s: gap_time / gaps, ttft_s: first_time / firsts };
}
