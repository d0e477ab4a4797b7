// Printed words with slots -> the words a reader sees. The page carries every sentence; scripts choose one and fill it.
// Which words a figure is written in is for model/slots.js and model/format.js; here they are put into their places.
// The plan's document, with parts that come and go, is filled by model/template.js, which is too heavy for every card.

// `words` with a value in place of each {name}.
export const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

// An element that carries its own sentence ([data-words]) says it.
export const say = (element, values) => (element.textContent = filled(element.dataset.words, values));

// A status line says `words`: the same sentence twice is read out twice only if the line was empty in between.
export function announce(line, words) {
  line.textContent = "";
  setTimeout(() => (line.textContent = words), 100);
}

// A line that stands in the page only while it has something to say.
export function sayOrHide(line, words) {
  line.textContent = words;
  line.hidden = !words;
}

// Each [data-out] below `root` shows what `shown` says of the name it carries; `kind` is another mark than "out".
export function fillSlots(root, shown, kind = "out") {
  for (const slot of root.querySelectorAll(`[data-${kind}]`)) slot.textContent = shown(slot.dataset[kind], slot);
}
