// Misconception: it is enough to count openings and closings; the names do not matter.

function deepest_box(log) {
  let open = 0;
  let deepest = 0;
  for (const line of log) {
    open += line.startsWith("open") ? 1 : -1;
    if (open < 0) throw new Error("nothing is open");
    deepest = Math.max(deepest, open);
  }
  if (open) throw new Error("a box is still open");
  return deepest;
}
