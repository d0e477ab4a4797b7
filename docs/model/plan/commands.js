// A plan's answers -> the names in its commands. The twin of macros/model/plan/commands.py.
// Each is safe in a shell: whatever is typed into the form, these and numbers alone reach a command.
import { slug } from "../template.js";

const VENDORS = ["openai", "anthropic", "gemini"]; // whose batches the downloadable script sends
const CHAT = '"messages": [{"role": "user", "content": "…"}]';
const CACHED = '"system": [{"type": "text", "text": "…", "cache_control": {"type": "ephemeral"}}], ';
const BODIES = { anthropic: `"max_tokens": 500, ${CACHED}${CHAT}`, gemini: '"contents": [{"parts": [{"text": "…"}]}]' };

export function commands(answers) {
  const [vendor] = answers.row.split("/");
  const sent = VENDORS.includes(vendor);
  return {
    slug: slug(answers.workload),
    vendor: sent ? vendor : "VENDOR",
    model: sent ? answers.row.slice(vendor.length + 1) : "MODEL",
    other_vendor: !sent,
    example: `{"id": "row-17", "body": {${(sent && BODIES[vendor]) || CHAT}}}`,
  };
}
