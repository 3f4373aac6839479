// A window that only moves forward, its extremes at the fronts of two monotonic queues.

function longest_steady(temps, swing) {
  const warmest = [];
  const coolest = [];
  let [w, c, left] = [0, 0, 0];
  let best = [0, 0];
  temps.forEach((temp, right) => {
    while (warmest.length > w && temps[warmest[warmest.length - 1]] <= temp) warmest.pop();
    while (coolest.length > c && temps[coolest[coolest.length - 1]] >= temp) coolest.pop();
    warmest.push(right);
    coolest.push(right);
    while (temps[warmest[w]] - temps[coolest[c]] > swing) {
      left++;
      if (warmest[w] < left) w++;
      if (coolest[c] < left) c++;
    }
    if (right - left + 1 > best[1]) best = [left, right - left + 1];
  });
  return best;
}
