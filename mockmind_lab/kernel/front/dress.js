// What Markdown from the host gets in the page: a button to copy each block, and maths that can be read.

const SIGNS = {
  le: '≤', leq: '≤', ge: '≥', geq: '≥', ne: '≠', neq: '≠', lt: '<', gt: '>', approx: '≈', equiv: '≡', times: '×',
  cdot: '·', div: '÷', pm: '±', infty: '∞', sum: 'Σ', prod: 'Π', in: '∈', notin: '∉', subseteq: '⊆', subset: '⊂',
  cup: '∪', cap: '∩', emptyset: '∅', to: '→', rightarrow: '→', Rightarrow: '⇒', mapsto: '↦', ldots: '…', dots: '…',
  cdots: '⋯', land: '∧', lor: '∨', neg: '¬', oplus: '⊕', forall: '∀', exists: '∃', lfloor: '⌊', rfloor: '⌋',
  lceil: '⌈', rceil: '⌉', bmod: 'mod', pmod: 'mod', alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε',
  theta: 'θ', Theta: 'Θ', lambda: 'λ', mu: 'μ', pi: 'π', sigma: 'σ', phi: 'φ', omega: 'ω', Omega: 'Ω', Delta: 'Δ',
  quad: ' ', qquad: ' ', left: '', right: '', big: '', Big: '', displaystyle: ''
};
const RAISED = { 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹', '+': '⁺', '-': '⁻', n: 'ⁿ', i: 'ⁱ', k: 'ᵏ', m: 'ᵐ' };
const LOWERED = { 0: '₀', 1: '₁', 2: '₂', 3: '₃', 4: '₄', 5: '₅', 6: '₆', 7: '₇', 8: '₈', 9: '₉', '+': '₊', '-': '₋', i: 'ᵢ', j: 'ⱼ', k: 'ₖ', n: 'ₙ', m: 'ₘ' };

// What reaches out of a formula (links, styles, packages) is never handed to a typesetter.
const NO_FORMULA = /\\(href|url|require|class|style|cssId|html|includegraphics|unicode|data)/i;

/** A formula without a typesetter: `n \le 10^5` is `n ≤ 10⁵`. */
export function readable(tex) {
  const script = (table, sign) => (whole, braced, single) => {
    const inner = readable(braced === undefined ? single : braced);
    return [...inner].every((c) => Object.hasOwn(table, c)) ? [...inner].map((c) => table[c]).join('')
      : [...inner].length > 1 ? `${sign}(${inner})` : `${sign}${inner}`;
  };
  return tex
    .replace(/\\(?:text|mathrm|mathit|mathbf|mathbb|mathcal|operatorname)\*?\{([^{}]*)\}/g, '$1')
    .replace(/\\d?frac\{([^{}]*)\}\{([^{}]*)\}/g, (whole, over, under) => [over, under].map((part) => (/^\w+$/.test(part) ? part : `(${part})`)).join('/'))
    .replace(/\\sqrt\{([^{}]*)\}/g, '√($1)')
    .replace(/\\([a-zA-Z]+) ?/g, (whole, name) => (Object.hasOwn(SIGNS, name) ? SIGNS[name] + (whole.endsWith(' ') && SIGNS[name] ? ' ' : '') : `${name} `))
    .replace(/\\[,;:! ]/g, ' ')
    .replace(/\\([{}%$#&_])/g, (whole, sign) => ({ '{': '\u0001', '}': '\u0002' })[sign] || sign)
    .replace(/\^(?:\{([^{}]*)\}|(\S))/g, script(RAISED, '^'))
    .replace(/_(?:\{([^{}]*)\}|(\S))/g, script(LOWERED, '_'))
    .replace(/[{}]/g, '').replaceAll('\u0001', '{').replaceAll('\u0002', '}')
    .replace(/ +/g, ' ').trim();
}

// How statements write an example: what is copied of it is the input, ready for a cell.
const EXAMPLE = /^Input:([^]*?)\n\s*Output:/;

function copied(block) {
  const example = EXAMPLE.exec(block.textContent);
  return (example ? example[1].replace(/^[ \t]+/gm, '') : block.textContent).trim();
}

/** Dress what stands in `root` and was not dressed yet; `typeset(node)` draws a formula, where there is one. */
export function dress(root, { typeset, copyName, copyText, copy }) {
  for (const formula of root.querySelectorAll('code.jp-mockmind-math')) {
    const tex = formula.textContent.slice(1, -1);
    const shown = document.createElement('span');
    shown.className = 'jp-mockmind-formula';
    const drawn = Boolean(typeset) && !NO_FORMULA.test(tex);
    shown.textContent = drawn ? `$${tex}$` : readable(tex);
    formula.replaceWith(shown);
    if (drawn) typeset(shown);
  }
  [...root.querySelectorAll('.jp-mockmind-prose pre')].forEach((block, index) => {
    if (block.parentElement.classList.contains('jp-mockmind-code')) return;
    const frame = document.createElement('div');
    frame.className = 'jp-mockmind-code';
    block.replaceWith(frame);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'jp-mockmind-copy';
    button.textContent = copyText;
    button.setAttribute('aria-label', copyName(index + 1));
    button.addEventListener('click', () => copy(copied(block), button));
    block.tabIndex = 0; // it may scroll
    frame.append(block, button);
  });
  for (const link of root.querySelectorAll('.jp-mockmind-prose a[href]')) link.target = '_blank';
}
