// Misconception: a stretch is steady if no reading differs too much from the one before.

function longest_steady(temps, swing) {
  let best = [0, 0];
  let start = 0;
  temps.forEach((temp, i) => {
    if (i && Math.abs(temp - temps[i - 1]) > swing) start = i;
    if (i - start + 1 > best[1]) best = [start, i - start + 1];
  });
  return best;
}
