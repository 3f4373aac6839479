// One pass: left gloves count up, right ones count down, for each colour.

function unpaired(gloves) {
  const balance = new Map();
  for (const glove of gloves) {
    const colour = glove.slice(0, -2);
    balance.set(colour, (balance.get(colour) || 0) + (glove.endsWith("L") ? 1 : -1));
  }
  const lonely = [];
  for (const [colour, surplus] of balance) {
    for (let i = 0; i < Math.abs(surplus); i++) lonely.push(`${colour} ${surplus > 0 ? "L" : "R"}`);
  }
  return lonely;
}
