// Reads the answers, works the plan out again, fills the printed template and draws it. Every word on screen is in the page.
import { values } from "../../model/plan/detail.js";
import { plan } from "../../model/plan/plan.js";
import { inputs_text, plan_text } from "../../model/plan/text.js";
import { fill } from "../../model/template.js";
import { isGiven, saveAs } from "../fields.js";
import { memory } from "../memory.js";
import { readAnswers, written } from "./plan-drafter-answers.js";
import { drawn } from "./plan-drafter-document.js";

const kept = memory("workbench"); // the calculator's inputs are shared with the calculator
const PAUSE = 600; // after the last key, so that a screen reader hears one sentence and not ten
const PRICE = /^(price|batch)_(in|read|write|out)$/;

class PlanDrafter extends HTMLElement {
  connectedCallback() {
    const template = this.querySelector("template");
    [this.form, this.words, this.template] = [this.querySelector("form"), template.dataset, template.content.textContent];
    this.fields = [...this.form.querySelectorAll("[data-kind]")];
    this.row = this.form.querySelector("#plan-row");
    this.form.hidden = false;
    for (const kind of ["input", "click", "submit"]) this.form.addEventListener(kind, this);
    addEventListener("hashchange", () => location.hash.includes("=") && location.reload()); // another address of this page, not one of its headings
    this.fromAddress();
    this.draw();
  }

  handleEvent(event) {
    if (event.type === "submit") event.preventDefault();
    else if (event.type === "input") this.answer(event.target);
    else if (event.type === "click") this.press(event.target.dataset.do);
  }

  answer(field) {
    this.given[field === this.row || isGiven(field) ? "add" : "delete"](field.name);
    if (field === this.row) this.takeRow();
    else if (PRICE.test(field.name)) this.row.value = "";
    this.update();
  }

  press(what) {
    const { slug } = this.found ?? {};
    if (what === "md") saveAs(`benchmark-plan-${slug}.md`, "text/markdown", this.markdown);
    else if (what === "json") saveAs(`benchmark-plan-${slug}.json`, "application/json", plan_text(this.answers(), this.made));
    else if (what === "yml") saveAs(`benchmark-plan-${slug}.yml`, "application/yaml", inputs_text(written(this.x, this.fields)));
    else if (what === "copy") this.copy(this.markdown);
    else if (what === "link") this.copy(location.href);
    else if (what === "reset") this.reset();
    if (["md", "json", "yml"].includes(what)) this.querySelector("[data-told]").textContent = this.words.saved;
  }

  answers() {
    return Object.fromEntries(["row", ...this.fields.map((field) => field.name)].map((name) => [name, this.x[name]]));
  }

  reset() {
    this.form.reset();
    this.given.clear();
    this.update();
  }

  // A row's prices stand in their fields; they are the book's then, not the reader's.
  takeRow() {
    const prices = JSON.parse(this.row.selectedOptions[0].dataset.set ?? "{}");
    for (const [name, amount] of Object.entries(prices)) {
      this.form.elements[name].value = amount;
      this.given.delete(name);
    }
  }

  update() {
    this.draw();
    this.keep();
    clearTimeout(this.later);
    this.later = setTimeout(() => this.announce(), PAUSE);
  }

  draw() {
    const x = readAnswers(this.fields, this.row, this.given, this.words);
    const made = x && plan(x);
    this.toggleAttribute("data-stale", !made?.valid);
    this.querySelector("[data-last]").hidden = Boolean(x);
    this.querySelector("[data-example]").hidden = this.given.size > 0;
    this.querySelector("[data-nothing]").hidden = !x || made.valid;
    this.querySelector("[data-because]").textContent = made?.because ?? "";
    if (!made?.valid) return;
    this.found = values(x, made);
    [this.x, this.made, this.markdown] = [x, made, fill(this.template, this.found)];
    this.querySelector("[data-said]").textContent = fill(this.words.sentence, this.found);
    this.querySelector("[data-markdown]").textContent = this.markdown;
    this.querySelector("[data-document]").replaceChildren(...drawn(this.markdown));
  }

  announce() {
    const said = this.querySelector(this.hasAttribute("data-stale") ? ".answer .error:not([hidden])" : "[data-said]");
    this.querySelector(".announced").textContent = said.textContent;
  }

  // What was answered, and only that, stands in this browser and behind the # of the address, which no server is sent.
  keep() {
    const address = new URL(location.href);
    const answers = new URLSearchParams([...this.fields, this.row].filter((field) => this.given.has(field.name)).map((field) => [field.name, field.value]));
    [address.search, address.hash] = ["", answers.toString()];
    history.replaceState(null, "", address);
    const all = [...answers];
    const shared = (name) => this.form.elements[name].closest("[data-shared]") !== null;
    kept.set("calculator", Object.fromEntries(all.filter(([name]) => shared(name))));
    kept.set("plan", Object.fromEntries(all.filter(([name]) => !shared(name))));
  }

  // An address with answers stands for itself; without any, what this browser kept comes back.
  fromAddress() {
    const there = location.search || (location.hash.includes("=") ? location.hash.slice(1) : "");
    const answers = there ? Object.fromEntries(new URLSearchParams(there)) : { ...kept.get("calculator"), ...kept.get("plan") };
    const own = this.fields.filter((field) => typeof answers[field.name] === "string");
    for (const field of own) field.value = answers[field.name].slice(0, 1000);
    this.given = new Set(own.filter(isGiven).map((field) => field.name));
    if ([...this.row.options].some((option) => option.value === answers.row)) {
      [this.row.value] = [answers.row];
      this.given.add("row");
      this.takeRow();
    } else if (own.some((field) => PRICE.test(field.name))) this.row.value = "";
    if (!there && this.given.size) this.keep();
  }

  async copy(text) {
    const told = this.querySelector("[data-told]");
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = this.words.copied;
    } catch {
      told.textContent = this.words.refused;
    }
  }
}

customElements.define("plan-drafter", PlanDrafter);
