// Who got what right, on which try. Pure; macros/model/score.py and tests/vectors/score.json hold the same.

// The record kept after a try: `first` never changes until the question itself does (a raised rev).
export function recorded(saved, rev, value, verdict) {
  const old = saved?.rev === rev ? saved : { first: verdict, tries: 0 };
  return { rev, first: old.first, value, tries: old.tries + (verdict === "shown" ? 0 : 1) };
}

// questions: [{id, rev, objective}]; saved: {id: record}. A record of another rev does not count.
export function tally(questions, saved) {
  const objectives = Object.create(null); // an objective may be named as what every object has
  const missed = [];
  const open = [];
  let right = 0;
  for (const { id, rev, objective } of questions) {
    const first = saved[id]?.rev === rev ? saved[id].first : undefined;
    const row = (objectives[objective] ??= { right: 0, of: 0 });
    row.of += 1;
    if (first === "right") {
      right += 1;
      row.right += 1;
    } else {
      missed.push(id);
      if (!first) open.push(id);
    }
  }
  return { right, of: questions.length, answered: questions.length - open.length, missed, open, objectives };
}

// Fisher-Yates with a 32-bit linear congruential generator: the same seed gives the same order everywhere.
export function shuffled(items, seed) {
  const out = [...items];
  let state = seed >>> 0;
  for (let i = out.length - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 4294967296) * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}
