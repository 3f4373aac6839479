// Sorted by end; take it or leave it, with a binary search for what is over early enough.

function best_income(bookings, rest) {
  const ordered = [...bookings].sort((a, b) => a[1] - b[1]);
  const best = [0];
  ordered.forEach(([start, , fee], i) => {
    let low = 0;
    let high = i;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ordered[middle][1] + rest <= start) low = middle + 1;
      else high = middle;
    }
    best.push(Math.max(best[i], best[low] + fee));
  });
  return best[best.length - 1];
}
