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

export function drawn(markdown) {
  return blocks(markdown).map((block) => DRAW[block.kind](block));
}
