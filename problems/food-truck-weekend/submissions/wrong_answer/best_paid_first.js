// Misconception: taking the best-paid booking that still fits gives the best sum.

function best_income(bookings, rest) {
  const taken = [];
  for (const [start, end, fee] of [...bookings].sort((a, b) => b[2] - a[2])) {
    if (taken.every(([s, e]) => start >= e + rest || s >= end + rest)) taken.push([start, end, fee]);
  }
  return taken.reduce((sum, booking) => sum + booking[2], 0);
}
