// A number field's text -> its number, and which of the page's printed sentences its reader should see. The template
// carries the words (data-empty, data-number, …); each field has a hint at ID-hint and an error at ID-error.
import { filled, sayOrHide } from "./slots.js";

// {value, note, wrong}: `wrong` says why there is no value. An empty field counts as its default, or as unknown (null).
export function readNumber(field, words) {
  const text = plainNumber(field);
  const least = Number(field.dataset.least ?? 0);
  if (text === "" && "unknown" in field.dataset) {
    // Where nothing was known from the start, the hint says so.
    return { value: null, note: field.dataset.default && words.unknown, wrong: "" };
  }
  if (text === "") return { ...readEmpty(field, words), value: Number(field.dataset.default) };
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : NaN;
  let wrong = "";
  if (Number.isNaN(value)) wrong = words.number;
  else if (value < least) wrong = least === 1 ? words.one : words.least;
  else if (value > Number(field.dataset.most)) wrong = filled(words.most, field.dataset);
  else if ("percent" in field.dataset && value > 100) return { value: 100, note: words.clamped, wrong };
  return { value, note: "", wrong };
}

export const readEmpty = ({ dataset }, words) => {
  return { value: dataset.default, note: filled(words.empty, dataset), wrong: "" };
};

// Without $, spaces, % where it is meant, and commas of thousands; another comma stays, as "0,59" is not 59.
function plainNumber(field) {
  const text = field.value.trim().replace(/[\s_$]/g, "");
  const bare = "percent" in field.dataset ? text.replace(/%$/, "") : text;
  return /^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(bare) ? bare.replaceAll(",", "") : bare;
}

// An emptied number stands for its default again, which nobody gave.
export const isGiven = ({ value, dataset }) => value.trim() !== "" || dataset.kind === "text" || "unknown" in dataset;

// Puts the error at its field, or the note in the place of its hint.
export function tellAt(field, { note, wrong }) {
  const [error, hint] = ["error", "hint"].map((part) => field.form.querySelector(`#${field.id}-${part}`));
  sayOrHide(error, wrong);
  hint.textContent = note || hint.dataset.hint;
  field.toggleAttribute("aria-invalid", Boolean(wrong));
  if (wrong) field.closest("details")?.setAttribute("open", ""); // an address may bring an error into a closed group
  field.setAttribute("aria-describedby", `${wrong ? `${error.id} ` : ""}${hint.id}`);
}

// A file made here, saved by the reader's browser.
export function saveAs(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
