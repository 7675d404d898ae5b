// Steps of a ledger program: each must give what models/contract/evaluate.cpp gives, bit by bit.
"use strict";

const roundCents = (x) => (x < 0 ? 0 - Math.floor(0.5 - x * 100) / 100 : Math.floor(x * 100 + 0.5) / 100);

const operations = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  min: (a, b) => (a < b ? a : b),
  max: (a, b) => (b < a ? a : b),
  less: (a, b) => (a < b ? 1 : 0),
  less_equal: (a, b) => (a <= b ? 1 : 0),
  both: (a, b) => (a !== 0 && b !== 0 ? 1 : 0),
  either: (a, b) => (a !== 0 || b !== 0 ? 1 : 0),
  select: (a, b, c) => (a !== 0 ? b : c),
  round_cents: roundCents,
};

// The same over many trials: one loop an operation, so that each is compiled for itself.
const loops = {
  add: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] + b[i]; },
  subtract: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] - b[i]; },
  multiply: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] * b[i]; },
  divide: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] / b[i]; },
  min: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] < b[i] ? a[i] : b[i]; },
  max: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = b[i] < a[i] ? a[i] : b[i]; },
  less: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] < b[i] ? 1 : 0; },
  less_equal: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] <= b[i] ? 1 : 0; },
  both: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] !== 0 && b[i] !== 0 ? 1 : 0; },
  either: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] !== 0 || b[i] !== 0 ? 1 : 0; },
  select: (n, out, a, b, c) => { for (let i = 0; i < n; ++i) out[i] = a[i] !== 0 ? b[i] : c[i]; },
  round_cents: (n, out, a) => { for (let i = 0; i < n; ++i) out[i] = roundCents(a[i]); },
};

// A step as packed: [op, …]: an operation and its arguments, "column" and its position, "constant" and its number,
// "value" and its number and key. Numbers that JSON has no word for are text.
function readSteps(packed) {
  return packed.map(([op, ...rest]) => {
    if (op === "column") return {op, column: rest[0], args: []};
    if (op === "constant" || op === "value") return {op, number: Number(rest[0]), key: rest[1], args: []};
    return {op, args: rest};
  });
}

if (typeof module !== "undefined") module.exports = {operations, loops, readSteps};
