// A plan's Markdown -> its blocks, for the few forms that plans use. The twin of macros/model/plan/blocks.py, held to
// tests/vectors/plan/blocks.json. Not a Markdown processor: whoever draws the blocks never handles HTML.

const INLINE = /\\([\\`*_{}[\]#+!|])|&(amp|lt|gt|#[0-9]+);|`([^`]+)`|\*\*(.+?)\*\*|<(https:\/\/[^>\s]+)>/g;
const NAMED = { amp: "&", lt: "<", gt: ">" };
const ITEM = /^(- |[0-9]+\. )(.*)$/;

function add(out, style, text) {
  const last = out[out.length - 1];
  if (text && !style && last && !last[0]) last[1] += text;
  else if (text) out.push([style, text]);
}

// [[style, text]…] of one line; style is "", strong, code or link.
export function runs(text) {
  const out = [];
  let at = 0;
  for (const found of text.matchAll(INLINE)) {
    add(out, "", text.slice(at, found.index));
    at = found.index + found[0].length;
    const [, mark, entity, code, strong, link] = found;
    if (mark || entity) add(out, "", mark || NAMED[entity] || String.fromCodePoint(Number(entity.slice(1))));
    else if (code) add(out, "code", code);
    else if (strong) out.push(["strong", runs(strong).map((run) => run[1]).join("")]);
    else add(out, "link", link);
  }
  add(out, "", text.slice(at));
  return out;
}

export function cells(line) {
  return line.trim().replace(/^\|/, "").replace(/\|$/, "").split(/(?<!\\)\|/).map((cell) => cell.trim());
}

// [{kind: heading | text | table | list | code, …}] in order.
export function blocks(markdown) {
  const lines = markdown.split("\n");
  const out = [];
  const until = (end, more) => {
    while (end < lines.length && more(lines[end])) end += 1;
    return end;
  };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    let end = at + 1;
    if (line.startsWith("```")) {
      end = until(end, (next) => next !== "```");
      out.push({ kind: "code", text: lines.slice(at + 1, end).join("\n") });
      end += 1;
    } else if (line.startsWith("#")) {
      const level = line.match(/^#+/)[0].length;
      out.push({ kind: "heading", level, runs: runs(line.slice(level).trim()) });
    } else if (line.startsWith("|")) {
      end = until(end, (next) => next.startsWith("|"));
      out.push({ kind: "table", rows: [line, ...lines.slice(at + 2, end)].map((row) => cells(row).map(runs)) });
    } else if (ITEM.test(line)) {
      end = until(end, (next) => ITEM.test(next));
      out.push({ kind: "list", ordered: !line.startsWith("-"), items: lines.slice(at, end).map((item) => runs(item.slice(item.indexOf(" ") + 1))) });
    } else if (line.trim()) {
      end = until(end, (next) => next.trim() && !/^([#|]|```)/.test(next) && !ITEM.test(next));
      out.push({ kind: "text", runs: runs(lines.slice(at, end).join(" ")) });
    }
    at = end;
  }
  return out;
}
