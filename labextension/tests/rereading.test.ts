import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Rereading } from '../src/rereading';

const SHORT = 250;
const LONG = 60_000;

let answers: boolean[];
let reads: number;
let rereading: Rereading;

beforeEach(() => {
  vi.useFakeTimers();
  answers = [];
  reads = 0;
  rereading = new Rereading(async () => {
    reads++;
    return answers.shift() ?? true;
  });
});

afterEach(() => {
  rereading.dispose();
  vi.useRealTimers();
});

test('many reasons at once are one reading', async () => {
  rereading.soon();
  rereading.soon();
  rereading.soon();
  expect(reads).toBe(0);
  await vi.advanceTimersByTimeAsync(LONG);
  expect(reads).toBe(1);
});

test('what is about to change is read until it has', async () => {
  answers = [false, false, true];
  rereading.soon();
  await vi.advanceTimersByTimeAsync(LONG);
  expect(reads).toBe(3);
});

test('what never changes is let be, until there is a reason again', async () => {
  answers = Array(100).fill(false);
  rereading.soon();
  await vi.advanceTimersByTimeAsync(LONG);
  expect(reads).toBe(6);
  rereading.now();
  await vi.advanceTimersByTimeAsync(LONG);
  expect(reads).toBe(12);
});

test('a reason that comes while a reading is under way is not lost', async () => {
  const pending: ((lasts: boolean) => void)[] = [];
  rereading = new Rereading(() => new Promise<boolean>(resolve => pending.push(resolve)));
  rereading.now();
  await vi.advanceTimersByTimeAsync(SHORT);
  rereading.soon();
  await vi.advanceTimersByTimeAsync(LONG);
  expect(pending.length).toBe(1);
  pending[0](true);
  await vi.advanceTimersByTimeAsync(SHORT);
  expect(pending.length).toBe(2);
});

test('a reading that fails is not tried again by itself, and nothing is read after the end', async () => {
  let tried = 0;
  rereading = new Rereading(() => {
    tried++;
    return Promise.reject(new Error('away'));
  });
  rereading.now();
  await vi.advanceTimersByTimeAsync(LONG);
  expect(tried).toBe(1);
  rereading.soon();
  rereading.dispose();
  rereading.soon();
  await vi.advanceTimersByTimeAsync(LONG);
  expect(tried).toBe(1);
});
