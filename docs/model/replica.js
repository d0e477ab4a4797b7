// One self-hosted replica: a decode step, its limits, and what a token costs there.
// The twin of macros/model/replica.py.
// ITL(B) = a + B·(b + c·(I + O/2) + d·I/O) seconds; I and O are prompt and output tokens, B sequences in the batch.

// B·ctx·kv/BW + max(W/BW, 2N·B/F).
export function roofline_step_s(batch, context, model) {
  const cache = (batch * context * model.kv_bytes) / model.bytes_per_s;
  return cache + Math.max(model.weight_bytes / model.bytes_per_s, (2 * model.parameters * batch) / model.flops_per_s);
}

// Batch at which arithmetic takes as long as reading the weights.
export function critical_batch(flops_per_s, bytes_per_weight, bytes_per_s) {
  return bytes_per_s > 0 ? (flops_per_s * bytes_per_weight) / (2 * bytes_per_s) : 0;
}

// Seconds between two tokens of one sequence.
export function itl_s(batch, prompt, output, fit) {
  const prefill = output > 0 ? (fit.d * prompt) / output : 0;
  return fit.a + batch * (fit.b + fit.c * (prompt + output / 2) + prefill);
}

// Sequences whose prompt and output fit into the cache at once.
export function kv_limit(kv_tokens, prompt, output) {
  return prompt + output > 0 ? kv_tokens / (prompt + output) : 0;
}

// Clients that each send again as soon as they are answered; above the KV limit more of them only queue.
export function closed_loop(clients, prompt, output, fit, kv_tokens) {
  const limit = kv_limit(kv_tokens, prompt, output);
  if (output <= 0 || clients <= 0) return { stable: false, because: "nothing-asked" };
  if (limit < 1) return { stable: false, because: "cache-too-small" };
  const batch = Math.min(clients, limit);
  const step = itl_s(batch, prompt, output, fit);
  const requests_per_s = batch / (output * step);
  const ttft_s = clients / requests_per_s - step * (output - 1);
  return { stable: true, full: clients > limit, batch, tokens_per_s: batch / step, itl_s: step, ttft_s };
}

// USD per 1e6 output tokens. Idle hours are paid: utilisation divides.
export function usd_per_million_output(usd_per_hour, gpus, tokens_per_s, utilisation) {
  if (utilisation <= 0 || tokens_per_s <= 0) return { valid: false, because: "fleet-idle" };
  return { valid: true, usd: ((usd_per_hour * gpus) / 3600 / (tokens_per_s * utilisation)) * 1e6 };
}

// f: throughput with ITL at or below the target ÷ throughput at the KV limit.
export function latency_factor(prompt, output, fit, kv_tokens, target_s) {
  const limit = kv_limit(kv_tokens, prompt, output);
  if (limit < 1) return { valid: false, because: "cache-too-small" };
  const slope = (itl_s(limit, prompt, output, fit) - fit.a) / limit;
  if (target_s <= fit.a) return { valid: false, because: "target-too-quick" };
  const batch = Math.min(limit, slope > 0 ? (target_s - fit.a) / slope : limit);
  if (batch < 1) return { valid: false, because: "target-too-quick" };
  const best = limit / itl_s(limit, prompt, output, fit);
  return { valid: true, batch, factor: batch / itl_s(batch, prompt, output, fit) / best };
}

// a, b, c, d by least squares of the relative error; clients count up to the KV limit.
export function fit_steps(rows, kv_tokens) {
  const normal = Array.from({ length: 4 }, () => [0, 0, 0, 0, 0]);
  for (const row of rows) {
    const batch = Math.min(row.clients, kv_limit(kv_tokens, row.prompt, row.output));
    const terms = [1, batch, batch * (row.prompt + row.output / 2), (batch * row.prompt) / row.output];
    const scaled = terms.map((term) => term / row.itl_s);
    for (let i = 0; i < 4; i += 1) {
      for (let j = 0; j < 4; j += 1) normal[i][j] += scaled[i] * scaled[j];
      normal[i][4] += scaled[i];
    }
  }
  const solved = solve(normal);
  if (!solved) return { valid: false, because: "rows-too-alike" };
  const [a, b, c, d] = solved;
  return { valid: true, a, b, c, d };
}

// Gauss with row exchange on columns scaled to one; null when a pivot vanishes.
function solve(system) {
  const n = system.length;
  const scale = system.map((row, i) => Math.sqrt(row[i]));
  if (scale.some((value) => !(value > 0))) return null;
  const rows = system.map((row, i) => row.map((value, j) => value / scale[i] / (j < n ? scale[j] : 1)));
  for (let i = 0; i < n; i += 1) {
    let pivot = i;
    for (let k = i + 1; k < n; k += 1) if (Math.abs(rows[k][i]) > Math.abs(rows[pivot][i])) pivot = k;
    if (Math.abs(rows[pivot][i]) < 1e-12) return null;
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    for (let k = i + 1; k < n; k += 1) {
      const factor = rows[k][i] / rows[i][i];
      for (let j = i; j <= n; j += 1) rows[k][j] -= factor * rows[i][j];
    }
  }
  const out = new Array(n).fill(0);
  for (let i = n - 1; i >= 0; i -= 1) {
    let rest = rows[i][n];
    let known = 0;
    for (let j = i + 1; j < n; j += 1) known += rows[i][j] * out[j];
    rest -= known;
    out[i] = rest / rows[i][i];
  }
  return out.map((value, i) => value / scale[i]);
}
