// The check: counts, names the gaps, scores by objective, offers the missed again. Nothing leaves the page.
import { memory } from "../memory.js";
import "../quiz-question/quiz-question.js";
import { filled, say, sayOrHide } from "../slots.js";
import { shuffled, tally } from "../../model/score.js";

const MODE = ":mode"; // kept beside the choices; no question has such an id

class QuizCheck extends HTMLElement {
  connectedCallback() {
    this.saved = memory(`quiz:${this.dataset.quiz}`);
    this.waiting = memory(`chosen:${this.dataset.quiz}`); // choices that are judged at the end, and whether they are
    this.cards = [...this.querySelectorAll("quiz-question")];
    this.find = (selector) => this.querySelector(selector);
    this.find(".mode").hidden = this.find(".finish").hidden = false;
    this.printKey();
    this.setMode(this.waiting.get(MODE)?.at === "end" ? "end" : "each");
    for (const card of this.cards) card.restore(); // they woke first and could not count
    for (const kind of ["click", "change", "answered"]) this.addEventListener(kind, this);
    addEventListener("pageshow", this);
    this.count();
  }

  disconnectedCallback() {
    removeEventListener("pageshow", this);
  }

  // The radio that is seen, and what this browser keeps, say what is in force.
  setMode(mode) {
    if (mode === "end") this.dataset.mode = mode;
    else delete this.dataset.mode;
    this.find(`#mode-${mode}`).checked = true;
  }

  takeChange(field) {
    if (field.name === "mode") this.takeMode(field.value);
    this.count();
  }

  takeMode(mode) {
    this.setMode(mode);
    if (mode === "each") return this.waiting.drop(MODE);
    this.waiting.set(MODE, { at: mode });
    for (const card of this.cards) card.hold();
  }

  handleEvent(event) {
    if (event.type === "answered") this.count();
    else if (event.type === "pageshow") this.setMode(this.dataset.mode ?? "each"); // a browser brings radios back
    else if (event.type === "change") this.takeChange(event.target);
    else if (event.type === "click") this[event.target.dataset.do]?.();
  }

  get questions() {
    const item = ({ id, dataset }) => ({ id, rev: +dataset.rev, objective: dataset.objective });
    return this.cards.map((card) => item(card.firstElementChild));
  }

  get tally() {
    return tally(this.questions, this.saved.all());
  }

  // A choice that is judged at the end counts as answered; of those tried again counts what is put right.
  get progress() {
    const { answered, open } = this.tally;
    const chosen = this.dataset.mode === "end" ? open.filter((id) => this.card(id).chosen).length : 0;
    const right = this.retried?.filter((id) => this.card(id).isRight).length;
    return { answered: answered + chosen, total: this.cards.length, right, of: this.retried?.length };
  }

  card(id) {
    return this.cards.find((card) => card.firstElementChild.id === id);
  }

  count() {
    const line = this.find(".finish [data-progress]"); // the cards' words carry a sentence of that name too
    line.textContent = filled(line.dataset[this.retried ? "retried" : "progress"], this.progress);
  }

  // The key stands in the document only for print: without scripts each card unfolds its own.
  printKey() {
    const list = this.find(".answer-key ol");
    for (const card of this.cards) {
      const item = document.createElement("li");
      const right = card.querySelector(`[value="${card.firstElementChild.dataset.answer}"]`);
      const [answer, why] = [document.createElement("strong"), document.createElement("span")];
      answer.textContent = right.nextElementSibling.textContent;
      why.textContent = right.parentNode.querySelector(".why span")?.textContent ?? "";
      item.append(answer, " ", why);
      list.append(item);
    }
  }

  // In the mode "at the end" a choice is judged here, all at once.
  judgeChosen() {
    if (this.dataset.mode !== "end") return;
    const { open } = this.tally;
    for (const id of this.retried ?? open) if (this.card(id).chosen) this.card(id).check(true);
    this.takeMode("each");
  }

  score() {
    const chosen = (id) => this.dataset.mode === "end" && this.card(id).chosen;
    const gaps = this.tally.open.filter((id) => !chosen(id));
    if (gaps.length === 0) return this.anyway();
    const box = this.find(".gaps");
    box.querySelector("ul").replaceChildren(
      ...gaps.map((id) => {
        const [item, link] = [document.createElement("li"), document.createElement("a")];
        link.href = `#${id}`;
        link.textContent = this.card(id).querySelector("legend small").textContent.trim();
        item.append(link);
        return item;
      }),
    );
    box.hidden = false;
    box.querySelector("h3").focus();
  }

  anyway() {
    this.judgeChosen();
    this.count();
    const result = this.tally;
    const box = this.find(".score");
    this.find(".gaps").hidden = true;
    say(box.querySelector("h3"), result);
    const again = box.querySelector(".again");
    sayOrHide(again, this.retried ? filled(again.dataset.words, this.progress) : "");
    for (const row of box.querySelectorAll("tr[data-objective]")) {
      const part = result.objectives[row.dataset.objective] ?? { right: 0, of: 0 };
      row.hidden = part.of === 0;
      row.querySelector(".rings").textContent = "●".repeat(part.right) + "○".repeat(part.of - part.right);
      say(row.querySelector("[data-words]"), part);
    }
    this.find(".missed").hidden = result.missed.length === 0;
    this.find(".missed ol").replaceChildren(...result.missed.map((id) => this.link(id)));
    const retry = this.find("[data-do=retry]");
    retry.hidden = result.missed.length === 0;
    say(retry, { missed: result.missed.length });
    box.hidden = false;
    box.querySelector("h3").focus();
  }

  link(id) {
    const [item, link] = [document.createElement("li"), document.createElement("a")];
    const card = this.card(id);
    link.href = card.querySelector(".links a").href;
    link.textContent = card.querySelector("legend").lastChild.textContent.trim();
    item.append(link);
    return item;
  }

  retry() {
    const { missed } = this.tally;
    this.retried = shuffled(missed, missed.length + this.cards.length);
    for (const card of this.cards) card.hidden = !missed.includes(card.firstElementChild.id);
    this.find(".cards").append(...this.retried.map((id) => this.card(id)));
    for (const id of this.retried) this.card(id).again();
    this.find("[data-do=whole]").hidden = false;
    this.count();
    this.card(this.retried[0]).querySelector("input").focus();
  }

  whole() {
    for (const card of this.cards) card.hidden = false;
    this.find(".cards").append(...this.cards);
    this.retried = undefined;
    this.count();
    this.find("[data-do=whole]").hidden = true;
    this.find("[data-do=score]").focus();
  }

  async copy() {
    const said = this.find(".said");
    const rows = [...this.querySelectorAll("tr[data-objective]:not([hidden])")];
    const of = ({ dataset }) => this.tally.objectives[dataset.objective];
    const line = (row) => filled(said.dataset.line, { name: row.firstElementChild.textContent, ...of(row) });
    try {
      await navigator.clipboard.writeText([this.find(".score h3").textContent, ...rows.map(line)].join("\n"));
      said.textContent = said.dataset.copied;
    } catch {
      said.textContent = said.dataset.failed;
    }
  }

  print() {
    window.print();
  }

  clear() {
    this.find(".sure").hidden = false;
    this.find("[data-do=yes]").focus();
  }

  no() {
    this.find(".sure").hidden = true;
    this.find("[data-do=clear]").focus();
  }

  yes() {
    this.saved.clear();
    this.waiting.clear();
    this.find(".sure").hidden = this.find(".score").hidden = true;
    this.whole();
    for (const card of document.querySelectorAll("quiz-question")) card.restore();
    this.count();
  }
}

customElements.define("quiz-check", QuizCheck);
