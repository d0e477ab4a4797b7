// Reads the answers, works the plan out again, fills the printed template and draws it.
import { values } from "../../model/plan/detail.js";
import { plan } from "../../model/plan/plan.js";
import { inputs_text, plan_text } from "../../model/plan/text.js";
import { fill } from "../../model/template.js";
import { isGiven, saveAs } from "../fields.js";
import { WorkbenchTool } from "../workbench-tool.js";
import { answered, readAnswer, written } from "./plan-drafter-answers.js";
import { redraw } from "./plan-drafter-document.js";

class PlanDrafter extends WorkbenchTool {
  given = new Set(); // the names of the fields that were answered

  connectedCallback() {
    super.connectedCallback();
    // Should the first answer be an error, the printed plan is the last good one: it is worked out before any is typed.
    this.form.addEventListener("focusin", () => this.seen, { once: true });
  }

  take(field) {
    this.given[field === this.row || isGiven(field) ? "add" : "delete"](field.name);
    super.take(field);
  }

  // A row's prices are the book's, not the reader's.
  takeRow(prices) {
    super.takeRow(prices);
    for (const name of Object.keys(prices)) this.given.delete(name);
  }

  entries() {
    const given = [...this.fields, this.row].filter((field) => this.given.has(field.name));
    return given.map((field) => [field.name, field.value]);
  }

  get saved() {
    return { ...this.keptHere("calculator"), ...this.keptHere("plan") };
  }

  set saved(answers) {
    const shared = ([name]) => this.form.elements[name].closest("[data-shared]") !== null;
    const all = Object.entries(answers);
    this.keepHere("calculator", Object.fromEntries(all.filter(shared)));
    this.keepHere("plan", Object.fromEntries(all.filter((entry) => !shared(entry))));
  }

  readField(field) {
    return readAnswer(field, this.words);
  }

  read() {
    const values = super.read();
    return values && answered(values, this);
  }

  work(answers) {
    return plan(answers);
  }

  judge(drafted) {
    this.toggleAttribute("data-stale", !drafted?.valid);
    this.querySelector("[data-example]").hidden = this.given.size > 0;
    this.querySelector("[data-nothing]").hidden = !drafted || drafted.valid;
  }

  draw(answers, drafted) {
    const slots = values(answers, this.spoken(drafted));
    const markdown = fill(this.querySelector("template").content.textContent, slots);
    this.last = { answers, drafted, markdown, slug: slots.slug };
    this.querySelector("[data-said]").textContent = fill(this.words.sentence, slots);
    const before = this.querySelector("[data-markdown]");
    redraw(this.querySelector("[data-document]"), before.textContent, markdown);
    before.textContent = markdown;
  }

  get said() {
    const selector = this.hasAttribute("data-stale") ? ".answer .error:not([hidden])" : "[data-said]";
    return this.querySelector(selector).textContent;
  }

  // The plan that is seen, worked out when it is first asked for: the page may still be as it was printed.
  get seen() {
    if (!this.last) this.refresh();
    return this.last;
  }

  md() {
    this.save("md", "text/markdown", this.seen.markdown);
  }

  json() {
    const { answers, drafted } = this.seen;
    const names = ["row", ...this.fields.map((field) => field.name)];
    const asked = Object.fromEntries(names.map((name) => [name, answers[name]]));
    this.save("json", "application/json", plan_text(asked, drafted));
  }

  yml() {
    this.save("yml", "application/yaml", inputs_text(written(this.seen.answers, this.fields)));
  }

  save(kind, type, text) {
    saveAs(`benchmark-plan-${this.seen.slug}.${kind}`, type, text);
    this.tell("saved");
  }

  copy() {
    this.clip(this.seen.markdown);
  }

  reset() {
    this.given.clear();
    super.reset();
  }
}

customElements.define("plan-drafter", PlanDrafter);
