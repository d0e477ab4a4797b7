// What a person typed -> the numbers that it can mean: one, none, or the two that a single comma or point leaves open.
// Decimal comma, spaces and apostrophes between thousands, "2k", "3M", a currency sign and full-width digits are read.

const SHIFT = { "": 0, k: 3, K: 3, M: 6, B: 9 };
const SHAPE = /^([-+]?) ?([\d.,' ]*\d[\d.,' ]*?)(e[-+]?\d+)? ?([kKMB]?)$/i;
const inThrees = (digits, mark) => digits.split(mark).every((part, n) => (n ? /^\d{3}$/ : /^\d{1,3}$/).test(part));

// The digits of a number with a point, in each way that `body` can be meant; `whole`: it counts things.
function meant(body, whole) {
  const marks = [...new Set(body.replace(/\d/g, ""))];
  const last = marks.at(-1);
  if (marks.length === 0) return [body];
  if (marks.length > 2) return [];
  if (marks.length === 2) {
    const [left, right, ...more] = body.split(last);
    const fits = ",.".includes(last) && !more.length && inThrees(left, marks[0]);
    return fits ? [`${left.replaceAll(marks[0], "")}.${right}`] : [];
  }
  const grouped = inThrees(body, last) ? [body.replaceAll(last, "")] : [];
  const parts = body.split(last);
  if (!",.".includes(last) || parts.length > 2) return grouped;
  const decimal = parts.join(".");
  if (!grouped.length || parts[0] === "0") return [decimal];
  if (last === ",") return whole || parts[1] === "000" ? grouped : [...grouped, decimal];
  return whole ? [...grouped, decimal] : [decimal]; // a point is a decimal one, but not where things are counted
}

export function typed(text, { percent = false, whole = false } = {}) {
  const signs = text.normalize("NFKC").replace(/[’ʼ`]/g, "'").replace(/−/g, "-");
  const plain = signs.replace(/[$€_]/g, "").replace(/\s+/g, " ").trim();
  const [, sign, body, exponent = "e0", unit] = SHAPE.exec(percent ? plain.replace(/ ?%$/, "") : plain) ?? [];
  if (body === undefined || !(unit in SHIFT)) return [];
  const power = Number(exponent.slice(1)) + SHIFT[unit];
  const readings = meant(body.trim(), whole && !unit).map((digits) => Number(`${sign}${digits}e${power}`));
  return [...new Set(readings)].filter((value) => !Number.isNaN(value));
}

// The one reading that lies in range, where only one does; else all there are.
export function within(readings, least, most) {
  const fit = readings.filter((value) => value >= least && value <= most);
  return fit.length === 1 ? fit : readings;
}
