// The prices of a row of the book, as they hold for a day and a prompt. The twin of macros/model/book_row.py.
// Held to tests/vectors/book_row.json.

// The prices of a row of the book on a day (2026-11-27), for a prompt of that length, where they are published.
export function row_prices({ set, long, changes }, prompt_tokens, today) {
  const now = changes?.set && today >= changes.on ? changes.set : set;
  return long?.set && prompt_tokens > long.above ? long.set : now;
}
