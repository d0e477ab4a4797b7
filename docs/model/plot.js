// Where the marks of a chart stand: shares of the plot -> SVG coordinates. The twin of macros/model/plot.py.
// A share runs from 0 to 1, from the plot's upper left corner; marks live in a square of 1,000, the rest in percent.

// 0.1234 as "12.34%": two decimals at most, halves up.
export function percent_at(share) {
  return `${Number((Math.floor(share * 10000 + 0.5) / 100).toFixed(2))}%`;
}

const place = (point) => point.map((value) => Math.floor(value * 1000 + 0.5)).join(" ");

// The `d` of a line through the points; empty without any.
export function path_d(points) {
  return points.length ? `M${points.map(place).join("L")}` : "";
}

// The points closed down to the plot's floor.
export function area_d(points) {
  return points.length ? `${path_d([[points[0][0], 1], ...points, [points.at(-1)[0], 1]])}Z` : "";
}

// The ground between two lines.
export function band_d(upper, lower) {
  return upper.length ? `${path_d([...upper, ...[...lower].reverse()])}Z` : "";
}

// One flat stretch for each value, `top` being the value at the upper edge.
export function steps(values, top) {
  return values.flatMap((value, index) => {
    const height = 1 - value / top;
    return [[index / values.length, height], [(index + 1) / values.length, height]];
  });
}

// A point for each value, in the middle of as many columns; the plot reaches from the least, or 0, to the most.
export function across(values) {
  const floor = Math.min(0, ...values);
  const span = Math.max(0, ...values) - floor || 1;
  return values.map((value, index) => [(index + 0.5) / values.length, 1 - (value - floor) / span]);
}

// The least round number at or above `value`, for the upper edge of a plot; 1 when nothing is drawn.
export function nice_top(value) {
  if (value <= 0) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  return [1.2, 1.5, 1.8, 2.4, 3, 3.6, 4.5, 6, 7.5, 9, 12].find((factor) => factor * unit >= value) * unit;
}
