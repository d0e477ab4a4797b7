// A plan's Markdown -> the elements that show it, from its blocks: text goes in as text, so an answer is never markup.
import { blocks } from "../../model/plan/blocks.js";

const TAGS = { strong: "strong", code: "code", link: "a" };

function element(tag, inner, attributes = {}) {
  const node = document.createElement(tag);
  node.append(...inner);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

const run = ([style, text]) => (style ? element(TAGS[style], [text], style === "link" ? { href: text } : {}) : text);
const line = (runs) => runs.map(run);
const words = (runs) => runs.map(([, text]) => text).join("");

const DRAW = {
  heading: (block) => element(`h${block.level + 1}`, line(block.runs)),
  text: (block) => element("p", line(block.runs)),
  list: (block) => element(block.ordered ? "ol" : "ul", block.items.map((item) => element("li", line(item)))),
  code: (block) => element("pre", [element("code", [block.text], { tabindex: 0 })]),
  table({ rows: [heads, ...rows] }) {
    const head = element("thead", [element("tr", heads.map((cell) => element("th", line(cell), { scope: "col" })))]);
    const body = element("tbody", rows.map((row) => element("tr", row.map((cell) => element("td", line(cell))))));
    const region = { class: "scroll", role: "region", "aria-label": heads.map(words).join(", "), tabindex: 0 };
    return element("div", [element("table", [head, body])], region);
  },
};

// Shows the document `now` where `before` is shown. A block that stays the same stays in the page as it is, with what
// the theme has put around it.
export function redraw(place, before, now) {
  const keyed = (markdown) => blocks(markdown).map((block) => [JSON.stringify(block), block]);
  const shown = new Map(); // the nodes of each block, by its key
  keyed(before).forEach(([key], index) => shown.set(key, [...(shown.get(key) ?? []), place.children[index]]));
  const nodes = keyed(now).map(([key, block]) => shown.get(key)?.shift() ?? DRAW[block.kind](block));
  const staying = new Set(nodes);
  for (const node of [...place.children]) if (!staying.has(node)) node.remove();
  nodes.forEach((node, index) => {
    const there = place.children[index];
    if (there !== node) place.insertBefore(node, there ?? null);
  });
}
