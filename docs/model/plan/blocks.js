// A plan's Markdown -> its blocks, for the few forms that plans use. The twin of macros/model/plan/blocks.py, held to
// tests/vectors/plan/blocks.json. Not a Markdown processor: whoever draws the blocks never handles HTML.

const INLINE = /\\([\\`*_{}[\]#+!|])|&(amp|lt|gt|#[0-9]+);|`([^`]+)`|\*\*(.+?)\*\*|<(https:\/\/[^>\s]+)>/g;
const NAMED = { amp: "&", lt: "<", gt: ">" };
const ITEM = /^(- |[0-9]+\. )(.*)$/;
const OPENS = /^([#|]|```)/; // what ends a paragraph, beside an item

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
  for (let at = 0; at < lines.length; ) {
    if (lines[at].trim()) {
      const [opened, after] = block(lines, at);
      out.push(opened);
      at = after;
    } else at += 1;
  }
  return out;
}

// The block that opens at a line, and the line after it.
function block(lines, at) {
  const [line, after] = [lines[at], at + 1];
  if (line.startsWith("```")) {
    const end = ending(lines, after, (next) => next !== "```");
    return [{ kind: "code", text: lines.slice(after, end).join("\n") }, end + 1];
  }
  if (line.startsWith("#")) {
    const level = line.match(/^#+/)[0].length;
    return [{ kind: "heading", level, runs: runs(line.slice(level).trim()) }, after];
  }
  if (line.startsWith("|")) {
    const end = ending(lines, after, (next) => next.startsWith("|"));
    const rows = [line, ...lines.slice(at + 2, end)]; // the rule below the head is no row
    return [{ kind: "table", rows: rows.map((row) => cells(row).map(runs)) }, end];
  }
  if (ITEM.test(line)) {
    const end = ending(lines, after, (next) => ITEM.test(next));
    const items = lines.slice(at, end).map((item) => runs(item.slice(item.indexOf(" ") + 1)));
    return [{ kind: "list", ordered: !line.startsWith("-"), items }, end];
  }
  const end = ending(lines, after, (next) => next.trim() && !OPENS.test(next) && !ITEM.test(next));
  return [{ kind: "text", runs: runs(lines.slice(at, end).join(" ")) }, end];
}

// The first line from `at` that does not go on, or the end.
function ending(lines, at, goes_on) {
  while (at < lines.length && goes_on(lines[at])) at += 1;
  return at;
}
