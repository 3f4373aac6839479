// Misconception: a glove is lonely if its partner occurs nowhere, however many there are of each.

function unpaired(gloves) {
  const all = new Set(gloves);
  return gloves.filter((glove) => !all.has(glove.slice(0, -1) + (glove.endsWith("L") ? "R" : "L")));
}
