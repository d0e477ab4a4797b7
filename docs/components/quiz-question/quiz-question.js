// One card: judges on request, keeps the first try, says each outcome once. The page holds every word.
import { memory } from "../memory.js";
import { announce, filled } from "../slots.js";
import { recorded, shuffled } from "../../model/score.js";

class QuizQuestion extends HTMLElement {
  connectedCallback() {
    addEventListener("pageshow", this);
    if (this.form) return; // a retry moves cards, which wakes them again
    this.form = this.querySelector("form");
    this.saved = memory(`quiz:${this.form.dataset.quiz}`);
    this.waiting = memory(`chosen:${this.form.dataset.quiz}`);
    this.words = document.getElementById("question-words").dataset;
    const parts = [".actions span", "[role=status]", ".error"];
    [this.hint, this.status, this.error] = parts.map((selector) => this.querySelector(selector));
    this.options = [...this.querySelectorAll("fieldset > div")];
    const reasons = [...this.querySelectorAll("details span")];
    // Reasons are printed once, in the unfolding answer: they move under their options.
    this.options.forEach((row, index) => {
      const reason = document.createElement("p");
      reason.className = "why";
      reason.append(document.createElement("strong"), " ", reasons[index]);
      reason.hidden = true;
      row.append(reason);
    });
    this.querySelector("details").remove();
    this.querySelector(".actions").hidden = false;
    for (const kind of ["submit", "click", "change"]) this.form.addEventListener(kind, this);
    this.restore();
  }

  disconnectedCallback() {
    removeEventListener("pageshow", this);
  }

  handleEvent(event) {
    if (event.type === "submit") {
      event.preventDefault();
      if (!this.judgedLater) this.check();
    } else if (event.type === "change") {
      this.draw("");
      if (this.judgedLater) this.hold();
    }
    else if (event.type === "pageshow") this.restore();
    else if (event.target.matches("[type=button]")) this.show();
  }

  get id() {
    return this.form.id;
  }

  get record() {
    const kept = this.saved.get(this.id);
    return kept?.rev === +this.form.dataset.rev ? kept : undefined;
  }

  // A choice of the mode "at the end" is kept until it is judged.
  get judgedLater() {
    return this.closest("quiz-check")?.dataset.mode === "end";
  }

  hold() {
    if (this.chosen && !this.form.dataset.state) {
      this.waiting.set(this.id, { rev: +this.form.dataset.rev, value: this.chosen });
    }
  }

  get chosen() {
    return this.querySelector("input:checked")?.value;
  }

  get isRight() {
    return this.form.dataset.state === "right";
  }

  // Checks a row's radio, if there is such a row; gives the row.
  choose(row) {
    if (row) row.firstChild.checked = true;
    return row;
  }

  row(value) {
    return this.options.find((row) => row.firstChild.value === value);
  }

  check(quiet) {
    if (!this.chosen) {
      this.draw("error");
      this.querySelector("input").focus();
      return;
    }
    this.keep(this.chosen, this.chosen === this.form.dataset.answer ? "right" : "wrong", quiet);
  }

  show() {
    this.keep("", "shown");
  }

  keep(value, verdict, quiet) {
    const record = recorded(this.record, +this.form.dataset.rev, value, verdict);
    this.saved.set(this.id, record);
    this.waiting.drop(this.id);
    this.draw(verdict, record);
    this.dispatchEvent(new CustomEvent("answered", { bubbles: true }));
    if (!quiet) this.say(verdict === "right" && record.first !== "right" ? "later" : verdict, record);
  }

  say(word, record) {
    const row = this.row(word === "shown" ? this.form.dataset.answer : record.value);
    const text = row.querySelector("label").textContent.replace(/\.$/, "");
    const why = row.querySelector(".why span").textContent;
    announce(this.status, filled(this.words[word], { ...this.values(record), text, why }).trim());
  }

  values(record) {
    const check = this.closest("quiz-check");
    const It = check ? this.querySelector("legend small span").textContent : this.words.practice;
    const progress = check?.progress ? filled(this.words.progress, check.progress) : "";
    return { It, it: It[0].toLowerCase() + It.slice(1), tries: record?.tries, progress };
  }

  // `state`: "", error, wrong, right or shown. All that is seen follows from it.
  draw(state, record) {
    this.form.dataset.state = state;
    this.error.hidden = state !== "error";
    if (state === "error") this.error.textContent = filled(this.words.error, this.values());
    const judged = state === "right" || state === "shown";
    const marked = this.row(state === "shown" ? this.form.dataset.answer : this.chosen);
    for (const row of this.options) {
      const mark = row === marked && state !== "error" ? state : "";
      row.dataset.mark = mark;
      const why = row.querySelector(".why");
      why.firstChild.textContent = mark && this.words[`mark${mark[0].toUpperCase()}${mark.slice(1)}`];
      why.hidden = !judged && !mark;
    }
    let hint = state && `hint${state[0].toUpperCase()}${state.slice(1)}`;
    if (state === "right" && record.first !== "right") hint = record.tries > 1 ? "hintLater" : "hintAfter";
    this.hint.textContent = filled(this.words[hint] ?? "", this.values(record)).trim();
  }

  restore() {
    const record = this.record;
    this.form.reset();
    this.draw("");
    if (!record) {
      const held = this.judgedLater && this.waiting.get(this.id);
      if (held?.rev === +this.form.dataset.rev) this.choose(this.row(held.value));
      if (this.saved.get(this.id)) {
        this.edited = true;
        this.saved.drop(this.id);
      }
      if (this.edited) this.hint.textContent = this.words.hintEdited;
      return;
    }
    const row = this.choose(this.row(record.value));
    if (row) {
      this.draw(record.value === this.form.dataset.answer ? "right" : "wrong", record);
    } else if (record.value === "") this.draw("shown", record);
    else this.hint.textContent = this.words[record.first === "right" ? "hintKeptRight" : "hintKeptWrong"];
  }

  // A retry: marks away, options in an order of its own. The first try stays on record.
  again() {
    this.form.reset();
    this.draw("");
    const seed = [...this.id].reduce((sum, c) => sum * 31 + c.charCodeAt(0), this.record?.tries ?? 0);
    this.querySelector("fieldset").append(...shuffled(this.options, seed));
  }
}

customElements.define("quiz-question", QuizQuestion);
