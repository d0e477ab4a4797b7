// A reason's id -> its sentence. The twin of macros/model/because.py; the page prints the sentences of
// docs/words/because.yml.

// The record with its sentence in the place of every reason's id, however deep; an id without a sentence stays.
export function spoken(record, sentences) {
  if (Array.isArray(record)) return record.map((value) => spoken(value, sentences));
  if (record === null || typeof record !== "object") return record;
  const say = ([name, value]) => [name, name === "because" ? (sentences[value] ?? value) : spoken(value, sentences)];
  return Object.fromEntries(Object.entries(record).map(say));
}
