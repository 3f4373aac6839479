// One sorted list that takes in a reading and lets one go at each step.

function rolling_median(levels, width) {
  const run = [];
  const medians = [];
  const place = (level) => {
    let low = 0;
    let high = run.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (run[middle] < level) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  levels.forEach((level, i) => {
    run.splice(place(level), 0, level);
    if (run.length > width) run.splice(place(levels[i - width]), 1);
    if (run.length === width) medians.push((run[(width - 1) >> 1] + run[width >> 1]) / 2);
  });
  return medians;
}
