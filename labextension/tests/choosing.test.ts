import { expect, test } from 'vitest';

import { fileName, notebookOf, sources, startCommand } from '../src/choosing';

const choice = { difficulty: 'easy', topic: '', language: 'python', minutes: 30 };

test('choices become the command that a person would write', () => {
  expect(startCommand(choice)).toBe('%interview start easy --minutes 30');
  expect(startCommand({ ...choice, topic: 'graphs' })).toBe(
    '%interview start easy --topic graphs --minutes 30'
  );
});

test('a topic of two words is quoted', () => {
  expect(startCommand({ ...choice, topic: 'sliding window' })).toContain('--topic "sliding window" ');
});

test('another language has its starter and a marked cell', () => {
  expect(sources({ ...choice, language: 'go' }).slice(1)).toEqual([
    '%interview starter go',
    '%%solution go\n'
  ]);
});

test('the notebook runs in the sandboxed kernel', () => {
  const notebook = notebookOf(choice);
  expect(notebook.metadata.kernelspec?.name).toBe('mockmind');
  expect(notebook.cells.length).toBe(2);
});

test('no two notebooks share a name', () => {
  expect(fileName(new Date(2026, 0, 5, 9, 3, 7))).toBe('interview-2026-01-05-090307.ipynb');
});
