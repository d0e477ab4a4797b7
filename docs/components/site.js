// What every page needs: the theme's single-key shortcuts off, and names for its copy bars.

// The theme listens for n p . , f s / on the window, radios included, so a reader can lose the page in
// mid-answer (WCAG 2.1.4). The document hears a key first: stop it there unless a text field has it.
const SHORTCUTS = new Set(["n", "p", ".", ",", "f", "s", "/"]);
const typing = (target) => target.closest?.("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=range])");

addEventListener(
  "keydown",
  (event) => {
    if (!SHORTCUTS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    event.stopImmediatePropagation();
  },
  true,
);

// Two copy bars on one page would otherwise be two landmarks of one name.
const nameCopyBars = () =>
  document.querySelectorAll(".md-code__nav").forEach((bar, index) => bar.setAttribute("aria-label", `Code block ${index + 1} actions`));
if (window.document$) window.document$.subscribe(() => requestAnimationFrame(nameCopyBars));
else nameCopyBars();
