// Misconception: of an even number of readings the upper middle one is the median.

function rolling_median(levels, width) {
  const medians = [];
  for (let i = 0; i + width <= levels.length; i++) {
    medians.push(levels.slice(i, i + width).sort((a, b) => a - b)[width >> 1]);
  }
  return medians;
}
