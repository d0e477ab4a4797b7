// Moves the marks of "cost a day by cache hits in batch", printed by macros/calculator/picture.py.
import { percent, usd } from "../../model/format.js";
import { places } from "../../model/lanes.js";
import { band_d, path_d, percent_at } from "../../model/plot.js";
import { filled } from "../slots.js";

// From the first of a pair to the second by a share.
const between = ([from, to], share) => from + (to - from) * share;

// The place on a straight line, a share of the way along it.
const along = (line, share) => [share, between(line.map(([, y]) => y), share)];

// `cost` is the calculator's answer to the inputs, with what `by_hits` gives.
export function drawChart(tool, inputs, cost) {
  const figure = tool.querySelector("figure");
  const at = places(inputs, cost);
  const all = (selector, set) => figure.querySelectorAll(selector).forEach(set);
  const level = (selector, y) =>
    all(`line.${selector}`, (line) => ["y1", "y2"].forEach((name) => line.setAttribute(name, percent_at(y))));
  const place = (selector, [px, py], text) =>
    all(selector, (mark) => {
      const [h, v] = mark.nodeName === "circle" ? ["cx", "cy"] : ["x", "y"];
      mark.setAttribute(h, percent_at(px));
      mark.setAttribute(v, percent_at(py));
      if (text) mark.textContent = text;
    });
  const words = (name, hits, amount) => filled(tool.words[name], { hits: percent(hits / 100), usd: usd(amount, 0) });
  level("realtime", at.realtime);
  level("off", at.off);
  place("text.grid-upper", [0, 1 / 3], usd((at.top * 2) / 3, 0));
  place("text.grid-lower", [0, 2 / 3], usd(at.top / 3, 0));
  place("text.live", [1, at.realtime], words("realtime", inputs.hit_realtime, cost.realtime));
  place("text.off", [1, at.off], words("off", 0, cost.off));
  name_apart(figure, at);
  all(".hour, .between", (mark) => mark.classList.toggle("gone", !at.hour));
  if (at.hour) place("text.hour", along(at.hour, 0.12));
  place("text.short", along(at.short, 0.85));
  const likely = between(cost.short, at.likely[0]);
  place(".likely", at.likely);
  place("text.likely", at.likely, words("likely", inputs.hit_likely, likely));
  figure.querySelector("text.likely").setAttribute("text-anchor", at.likely[0] < 0.5 ? "start" : "end");
  shape(figure, at);
  all(".even", (mark) => mark.classList.toggle("gone", !at.even));
  if (at.even) {
    place("circle.even", at.even);
    place("text.even", [at.even[0], 0.95], words("even", at.even[0] * 100, 0));
    all("line.even", (line) => ["x1", "x2"].forEach((name) => line.setAttribute(name, percent_at(at.even[0]))));
    all("line.even", (line) => line.setAttribute("y1", percent_at(at.even[1])));
  }
  rows(figure, cost, tool.words.unsold);
}

// The name of the upper of the two flat lines stands above it, the other's below.
function name_apart(figure, { realtime, off }) {
  const put = (selector, above) => figure.querySelector(selector).setAttribute("dy", above ? "-.6em" : "1.2em");
  put("text.live", realtime <= off);
  put("text.off", realtime > off);
}

// The lines of the two batch lanes, and the band between them.
function shape(figure, at) {
  const hour = at.hour ?? at.short;
  figure.querySelector("path.hour").setAttribute("d", path_d(hour));
  figure.querySelector("path.short").setAttribute("d", path_d(at.short));
  figure.querySelector("path.between").setAttribute("d", band_d(hour, at.short));
}

function rows(figure, cost, words) {
  for (const row of figure.querySelectorAll("tbody tr")) {
    const hit = Number(row.cells[0].textContent.replace(/\D/g, "")) / 100;
    row.cells[1].textContent = usd(between(cost.short, hit), 0);
    row.cells[2].textContent = cost.hour ? usd(between(cost.hour, hit), 0) : words;
    row.cells[3].textContent = usd(cost.realtime, 0);
  }
}
