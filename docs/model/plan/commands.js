// A plan's numbers -> the slots of its commands. The twin of macros/model/plan/commands.py.
// Digits and names that are safe in a shell: nothing else that is typed reaches a command.
import { fixed } from "../format.js";
import { DRY } from "./schedule.js";
import { slug } from "../template.js";

const VENDORS = ["openai", "anthropic", "gemini"]; // whose batches the downloadable script sends
const CHAT = '"messages": [{"role": "user", "content": "…"}]';
const CACHED = '"system": [{"type": "text", "text": "…", "cache_control": {"type": "ephemeral"}}], ';
const BODIES = { anthropic: `"max_tokens": 500, ${CACHED}${CHAT}`, gemini: '"contents": [{"parts": [{"text": "…"}]}]' };

export function commands(x, made) {
  const { shared, unique, output } = x;
  const [small, medium, large] = made.cost.sizes;
  const numbers = {
    ...{ rows: made.rows, dry: DRY, small, medium, large, shared, unique, output, per_day: x.requests_per_day },
    ...{ deadline_s: x.deadline_h * 3600, hedge_s: Math.max(made.hedge_h - made.submit.every_h, 0) * 3600, polling_s: x.polling_min * 60 },
  };
  const digits = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [`n_${name}`, fixed(value, 0).replace(/,/g, "")]));
  const [vendor] = x.row.split("/");
  const sent = VENDORS.includes(vendor);
  return {
    ...digits,
    n_per_second: fixed(x.requests_per_day / 86400, 3).replace(/,/g, ""),
    slug: slug(x.workload),
    vendor: sent ? vendor : "VENDOR",
    model: sent ? x.row.slice(vendor.length + 1) : "MODEL",
    other_vendor: !sent,
    example: `{"id": "row-17", "body": {${(sent && BODIES[vendor]) || CHAT}}}`,
  };
}
