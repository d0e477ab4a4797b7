// What a reader did, kept in this browser: the only file that touches localStorage.
// One entry per name, a record per id. Denied, full or unreadable storage is survived and said once,
// by showing the sentence that the page carries for it ([data-memory-trouble]).
// Two sites below one origin share a storage, so each entry's key begins with the path of its site, as the theme's do.

const told = new Set();

function tell(trouble) {
  if (told.has(trouble)) return;
  told.add(trouble);
  for (const line of document.querySelectorAll(`[data-memory-trouble="${trouble}"]`)) line.hidden = false;
}

const keyOf = (name) => `${globalThis.__md_scope?.pathname ?? "/"}.${name}`;
const record = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

// {id: record} under `name`; an entry that cannot be read is set aside under another name, never overwritten.
function read(name) {
  let text;
  try {
    text = localStorage.getItem(keyOf(name)) ?? takenOver(name);
  } catch {
    tell("denied");
    return bare();
  }
  if (text === null) return bare();
  try {
    const all = JSON.parse(text);
    if (!record(all)) throw new TypeError();
    return bare(Object.entries(all).filter(([, value]) => record(value)));
  } catch {
    tell("unread");
    write(`${name}:unread`, text);
    return bare();
  }
}

// What was kept before keys had a path: the first site that asks for it takes it, once.
function takenOver(name) {
  const text = localStorage.getItem(name);
  if (text !== null) {
    localStorage.setItem(keyOf(name), text);
    localStorage.removeItem(name);
  }
  return text;
}

function write(name, text) {
  try {
    localStorage.setItem(keyOf(name), text);
    return true;
  } catch {
    tell("denied");
    return false;
  }
}

// What could not be written, by name: it stands for this page's life, shared by all that ask for the name.
const unwritten = {};

// A record by any id, "constructor" too: nothing is in it that was not put there.
const bare = (entries = []) => Object.assign(Object.create(null), Object.fromEntries(entries));

// Reads before each write, so two open tabs add to one another.
export function memory(name) {
  const held = (unwritten[name] ??= bare());
  return {
    all: () => ({ ...read(name), ...held }),
    get: (id) => held[id] ?? read(name)[id],
    set(id, value) {
      if (write(name, JSON.stringify({ ...read(name), [id]: value }))) delete held[id];
      else held[id] = value;
    },
    drop(id) {
      delete held[id];
      const { [id]: gone, ...rest } = read(name);
      if (gone) write(name, JSON.stringify(rest));
    },
    clear() {
      for (const id of Object.keys(held)) delete held[id];
      try {
        localStorage.removeItem(keyOf(name));
      } catch {
        tell("denied");
      }
    },
  };
}
