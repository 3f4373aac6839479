import type { TranslationBundle } from '@jupyterlab/translation';
import { expect, test } from 'vitest';

import schema from '../schema/panel.json';
import { difficultyText, statusText, translated } from '../src/words';

const upper = { __: (text: string) => text.toUpperCase() } as unknown as TranslationBundle;

test('the texts of a settings schema are translated, and nothing that a program reads', () => {
  const seen = translated(schema as never, upper) as unknown as typeof schema;
  expect(seen.title).toBe('INTERVIEWS');
  expect(seen.properties.autoOpen.title).toBe('OPEN THE PANEL BY ITSELF');
  expect(seen.properties.side.oneOf[1]).toEqual({ const: 'below', title: 'BELOW THE NOTEBOOK' });
  expect(seen.properties.minutes.maximum).toBe(480);
  expect(Object.keys(seen.properties)).toEqual(Object.keys(schema.properties));
  expect(schema.title).toBe('Interviews');
});

test('words of the host that are not known yet stand as they came', () => {
  expect(statusText('in_progress', upper)).toBe('IN PROGRESS');
  expect(statusText('put_off', upper)).toBe('put off');
  expect(difficultyText('hard', upper)).toBe('HARD');
  expect(difficultyText('fiendish', upper)).toBe('fiendish');
});
