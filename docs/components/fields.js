// A number field's text -> its number, and which of the page's printed sentences its reader should see. The template
// carries the words (data-empty, data-number, …); each field has a hint at ID-hint and an error at ID-error.
import { filled, sayOrHide } from "./slots.js";
import { typed, within } from "./typed.js";

// {value, note, wrong}: `wrong` says why there is no value. An empty field counts as its default, or as unknown (null).
export function readNumber(field, words) {
  const text = field.value.trim();
  const [percent, whole] = ["percent", "whole"].map((mark) => mark in field.dataset);
  const [least, most] = [Number(field.dataset.least ?? 0), Number(field.dataset.most)];
  if (text === "" && "unknown" in field.dataset) {
    // Where nothing was known from the start, the hint says so.
    return { value: null, note: field.dataset.default && words.unknown, wrong: "" };
  }
  if (text === "") return { ...readEmpty(field, words), value: Number(field.dataset.default) };
  const [value, other] = within(typed(text, { percent, whole }), least, percent ? 100 : most);
  let wrong = "";
  if (value === undefined) wrong = words.number;
  else if (other !== undefined) wrong = filled(words.both, { one: value, two: other });
  else if (value < least) wrong = least === 1 ? words.one : words.least;
  else if (value > most) wrong = filled(words.most, field.dataset);
  else if (percent && value > 100) return { value: 100, note: words.clamped, wrong };
  return { value, note: "", wrong };
}

export const readEmpty = ({ dataset }, words) => {
  return { value: dataset.default, note: filled(words.empty, dataset), wrong: "" };
};

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
