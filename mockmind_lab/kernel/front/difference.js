// Where two displays of values differ, token by token.

const OR = ' or ';
const MOST_CELLS = 250000; // of the table below: two lists of 500 tokens

/** `{expected, got}`, each a list of `{text, changed}` that together are the text that was given. Of several
    right answers, written with "or" between, the one is marked that is nearest to what came. */
export function difference(expected, got) {
  const answers = String(expected).split(OR);
  if (answers.length === 1 || String(got).includes(OR)) return compared(expected, got);
  const each = answers.map((answer) => compared(answer, got));
  const changes = ({ expected: left, got: right }) =>
    [...left, ...right].reduce((sum, part) => sum + (part.changed ? part.text.length : 0), 0);
  const nearest = each.reduce((best, one, index) => (changes(one) < changes(each[best]) ? index : best), 0);
  const plain = (texts) => (texts.length ? [{ text: texts.join(OR), changed: false }] : []);
  const before = [...answers.slice(0, nearest), ''];
  const after = ['', ...answers.slice(nearest + 1)];
  return {
    expected: merged([...plain(before), ...each[nearest].expected, ...plain(after)].filter((part) => part.text)),
    got: each[nearest].got
  };
}

function compared(expected, got) {
  const left = split(expected);
  const right = split(got);
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(left.length, right.length) - head && left.at(-1 - tail) === right.at(-1 - tail)) tail += 1;
  const middle = common(left.slice(head, left.length - tail), right.slice(head, right.length - tail));
  const kept = (tokens, own) => merged(tokens.map((text, index) => ({
    text, changed: index >= head && index < tokens.length - tail && !own.has(index - head)
  })));
  return { expected: kept(left, middle.left), got: kept(right, middle.right) };
}

function split(text) { return String(text).match(/\s+|[\p{L}\p{N}_.]+|[^]/gu) || []; }

/** Which places of either list belong to a longest common subsequence. */
function common(left, right) {
  const places = { left: new Set(), right: new Set() };
  const width = right.length + 1;
  if (left.length * right.length > MOST_CELLS) return places;
  const longest = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] = left[i] === right[j]
        ? longest[(i + 1) * width + j + 1] + 1
        : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) {
      places.left.add(i);
      places.right.add(j);
      i += 1;
      j += 1;
    } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return places;
}

function merged(tokens) {
  const parts = [];
  for (const token of tokens) {
    const last = parts.at(-1);
    if (last && last.changed === token.changed) last.text += token.text;
    else parts.push({ ...token });
  }
  return parts;
}
