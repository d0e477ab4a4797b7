// Days of the calendar as numbers, so that both languages count alike and no clock is asked. The twin of
// macros/model/plan/dates.py. A day is the number of days since 1970-01-01 (Gregorian).

const SATURDAY = 5;
const SUNDAY = 6;
const over = (a, b) => Math.floor(a / b);
const two = (number) => String(number).padStart(2, "0");

// The number of an ISO day such as 2026-11-23.
export function day(text) {
  let [year, month, date] = text.split("-").map(Number);
  if (month <= 2) year -= 1;
  const era = over(year, 400);
  const of_era = year - era * 400;
  const of_year = over(153 * (month + (month > 2 ? -3 : 9)) + 2, 5) + date - 1;
  return era * 146097 + of_era * 365 + over(of_era, 4) - over(of_era, 100) + of_year - 719468;
}

// The ISO day of a number.
export function iso(number) {
  number += 719468;
  const era = over(number, 146097);
  const of_era = number - era * 146097;
  const year = over(of_era - over(of_era, 1460) + over(of_era, 36524) - over(of_era, 146096), 365);
  const of_year = of_era - (365 * year + over(year, 4) - over(year, 100));
  const shifted = over(5 * of_year + 2, 153);
  const month = shifted + (shifted < 10 ? 3 : -9);
  const years = String(year + era * 400 + (month <= 2 ? 1 : 0)).padStart(4, "0");
  return `${years}-${two(month)}-${two(of_year - over(153 * shifted + 2, 5) + 1)}`;
}

// Whether a text is a day of the calendar, from 2000 to 2199.
export function is_day(text) {
  return /^2[01][0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(text) && iso(day(text)) === text;
}

// 0 for a Monday to 6 for a Sunday.
export function weekday(number) {
  return (((number + 3) % 7) + 7) % 7;
}

// Whether `days` days from `first` on hold both a Saturday and a Sunday.
export function meets_weekend(first, days) {
  const met = new Set();
  for (let i = 0; i < Math.min(days, 7); i += 1) met.add(weekday(first + i));
  return met.has(SATURDAY) && met.has(SUNDAY);
}
