// What every page needs: the theme's single-key shortcuts off, names for its copy bars, menu and search by keyboard.

// The theme listens for n p . , f s / on the window, radios included, so a reader can lose the page in
// mid-answer (WCAG 2.1.4). The document hears a key first: stop it there unless a text field has it.
const SHORTCUTS = new Set(["n", "p", ".", ",", "f", "s", "/"]);
const TYPED_IN = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=range])";
const typing = (target) => target.closest?.(TYPED_IN);

addEventListener(
  "keydown",
  (event) => {
    if (!SHORTCUTS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    event.stopImmediatePropagation();
  },
  true,
);

// Two copy bars on one page would otherwise be two landmarks of one name.
const { content: barName } = document.querySelector("meta[name=copy-bar]");
const nameCopyBars = () => {
  const bars = document.querySelectorAll(".md-code__nav");
  bars.forEach((bar, index) => bar.setAttribute("aria-label", barName.replace("{n}", index + 1)));
};
if (window.document$) window.document$.subscribe(() => requestAnimationFrame(nameCopyBars));
else nameCopyBars();

// The theme checks no colour switch: Tab would stop at one that is not drawn.
for (const drawn of document.querySelectorAll(".md-option:has(+ label:not([hidden]))")) drawn.checked = true;

// On a narrow screen the theme opens menu and search by labels, which no key reaches, and Tab stops at what is closed
// or covered: there each label gets a button, and what cannot be seen is inert.
const drawer = document.querySelector(".md-sidebar--primary");
const finder = document.querySelector(".md-search__inner");
const [menu, search] = document.querySelectorAll(".md-header [for=__drawer], .md-header__button[for=__search]");
const buttons = [];

function build(label) {
  const button = document.createElement("button");
  button.onclick = () => label.control.click();
  button.append(...label.childNodes);
  label.append(button);
  button.title = label.title;
  label.removeAttribute("tabindex");
  buttons.push(button);
}

function fit() {
  const narrow = menu.checkVisibility();
  if (narrow && !buttons.length) [menu, search, ...drawer.querySelectorAll("label:not([for=__drawer])")].forEach(build);
  for (const button of buttons) {
    button.ariaExpanded = button.parentNode.control.checked;
    button.disabled = !narrow;
  }
  // The last open panel of the menu covers the others.
  const panels = "[data-md-level], .md-nav--secondary";
  const panel = [...drawer.querySelectorAll(".md-nav--primary, :checked ~ nav")].at(-1);
  const covered = (part) => part.closest(panels) !== panel && !part.contains(panel);
  for (const part of drawer.querySelectorAll(`a, button, ${panels}`)) part.inert = narrow && covered(part);
  drawer.inert = narrow && !menu.control.checked;
  finder.lastElementChild.inert = !search.control.checked;
  finder.inert = search.checkVisibility() && !search.control.checked;
}
fit();
addEventListener("resize", fit);

// Focus goes into what opens, and back unless it has left. What slides is not scrolled to.
addEventListener("change", ({ target }) => {
  if (!target.matches(".md-toggle")) return;
  const inside = document.querySelector(".md-sidebar--primary :focus, .md-search__inner :focus");
  fit();
  const stops = [...(target === search.control ? finder : drawer).querySelectorAll("a, input, button")];
  const back = inside && buttons.find((button) => button.parentNode.control === target);
  (target.checked ? stops.find((stop) => stop.checkVisibility() && !stop.inert) : back)?.focus({ preventScroll: true });
});
const close = (when) => when && menu.control.checked && menu.control.click();
addEventListener("keydown", ({ key }) => close(key === "Escape"));
drawer.addEventListener("focusout", ({ relatedTarget: next }) => close(next && !drawer.contains(next)));
