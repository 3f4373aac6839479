// The names of the open boxes, innermost last.

function deepest_box(log) {
  const boxes = [];
  let deepest = 0;
  for (const line of log) {
    const [verb, name] = line.split(" ");
    if (verb === "open") {
      boxes.push(name);
      deepest = Math.max(deepest, boxes.length);
    } else if (boxes.pop() !== name) {
      throw new Error(`${name} is not the innermost box`);
    }
  }
  if (boxes.length) throw new Error("a box is still open");
  return deepest;
}
