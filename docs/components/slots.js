// Printed words with slots -> the words a reader sees. The page carries every sentence; scripts choose one and fill it.

// `words` with a value in place of each {name}.
export const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

// An element that carries its own sentence ([data-words]) says it.
export const say = (element, values) => (element.textContent = filled(element.dataset.words, values));

// A line that stands in the page only while it has something to say.
export function sayOrHide(line, words) {
  line.textContent = words;
  line.hidden = !words;
}

// Each [data-out] below `root` shows what `shown` says of the name it carries; `kind` is another mark than "out".
export function fillSlots(root, shown, kind = "out") {
  for (const slot of root.querySelectorAll(`[data-${kind}]`)) slot.textContent = shown(slot.dataset[kind], slot);
}
