// Marks the prices whose date is past, by the reader's own clock: a static page ages without a build.
class PriceTable extends HTMLElement {
  connectedCallback() {
    for (const cell of this.querySelectorAll("[data-due]")) cell.lastElementChild.hidden = Date.now() < Date.parse(cell.dataset.due) + 864e5;
  }
}

customElements.define("price-table", PriceTable);
