import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { View, clockText, remaining } from '../src/live/protocol';
import { LiveSession } from '../src/live/session';
import { backOff } from '../src/live/socket';
import { FakeSocket, settled } from './server';

let session: LiveSession;
let kept: string[];

const view = (seq: number, more: object = {}): View => ({
  interview: 'one',
  seq,
  status: 'in_progress',
  clock: { running: true, remaining_seconds: 600, total_seconds: 900, as_of: new Date().toISOString() },
  ...more
});

const greeted = async (more: object = {}): Promise<Record<string, unknown>> => {
  const server = FakeSocket.newest;
  server.open();
  await server.answer('hello');
  return server.answer('subscribe', { data: { now: new Date().toISOString() }, ...more });
};

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-05T09:00:00Z') });
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.all = [];
  kept = [];
  session = new LiveSession({
    path: 'a/b.ipynb',
    url: 'ws://here/live',
    keep: async file => {
      kept.push(file.name);
      return `a/${file.name}`;
    },
    create: url => new FakeSocket(url) as unknown as WebSocket
  });
});

afterEach(() => {
  session.dispose();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a session shows the interview of its notebook and the newest view only', async () => {
  expect(await greeted({ view: view(5) })).toEqual({ notebook: 'a/b.ipynb' });
  expect(session.state.status).toBe('live');
  FakeSocket.newest.push({ push: 'view', view: view(7) });
  FakeSocket.newest.push({ push: 'view', view: view(6) });
  expect(session.view?.seq).toBe(7);
});

test('a patch changes the view it is for, and of any other the whole is asked for', async () => {
  const server = FakeSocket.newest;
  server.open();
  await server.answer('hello', { data: { patches: 1 } });
  const first = view(5, { phase: 'clarifying', messages: ['a'], preview: 'b so far' });
  const data = { now: new Date().toISOString() };
  expect(await server.answer('subscribe', { data, view: first })).toEqual({
    notebook: 'a/b.ipynb',
    patches: 1
  });
  const clock = { ...first.clock!, remaining_seconds: 590 };
  server.push({
    push: 'patch',
    interview: 'one',
    since: 5,
    view: { seq: 6, clock, preview: null },
    more: { messages: ['b'] }
  });
  expect(session.view).toEqual({ ...first, seq: 6, clock, preview: null, messages: ['a', 'b'] });
  server.push({
    push: 'patch',
    interview: 'one',
    since: 7,
    view: { seq: 8, clock, preview: null },
    more: {}
  });
  expect(session.view?.seq).toBe(6);
  const asked = await server.answer('subscribe', { data, view: view(8) });
  expect(asked).toEqual({ notebook: 'a/b.ipynb', interview: 'one', seq: 6, patches: 1 });
  expect(session.view?.seq).toBe(8);
});

test('that the interviewer is at work is a view of its own until the next view says otherwise', async () => {
  await greeted({ view: view(5) });
  FakeSocket.newest.push({ push: 'replying', replying: true });
  expect(session.shown).toMatchObject({ seq: 5, replying: true });
  FakeSocket.newest.push({ push: 'view', view: view(6, { replying: false }) });
  expect(session.shown).toMatchObject({ seq: 6, replying: false });
});

test('what waits for the first answer is asked after it', async () => {
  const asked = session.ready.then(() => session.send({ op: 'resume' }));
  await settled();
  expect(FakeSocket.newest.sent).toEqual([]);
  await greeted({ view: view(5, { status: 'paused' }) });
  await FakeSocket.newest.answer('resume', { view: view(6) });
  expect(await asked).toBe(true);
});

test('a connection that broke is tried again, ever later, and goes on from the last seq', async () => {
  await greeted({ view: view(5) });
  FakeSocket.newest.close();
  expect(session.state.status).toBe('away');
  expect(session.state.retryAt).toBeGreaterThan(Date.now());
  await vi.advanceTimersByTimeAsync(1000);
  expect(FakeSocket.all.length).toBe(2);
  FakeSocket.newest.close();
  await vi.advanceTimersByTimeAsync(500);
  expect(FakeSocket.all.length).toBe(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(FakeSocket.all.length).toBe(3);
  expect(await greeted()).toEqual({ notebook: 'a/b.ipynb', interview: 'one', seq: 5 });
  expect(session.state.status).toBe('live');
  expect(session.view?.seq).toBe(5);
});

test('back-off doubles up to a bound and is spread', () => {
  expect(backOff(0, () => 0.5)).toBe(500);
  expect(backOff(3, () => 0.5)).toBe(4000);
  expect(backOff(30, () => 0.5)).toBe(15000);
  expect(backOff(30, () => 0)).toBeLessThan(backOff(30, () => 1));
});

test('what is asked while the server is away is not lost in silence', async () => {
  await greeted({ view: view(5) });
  const asked = session.send({ op: 'say', args: { text: 'hello' } });
  await settled();
  FakeSocket.newest.close();
  expect(await asked).toBe(false);
  expect(session.shown.notice).toMatchObject({ kind: 'error' });
  expect(session.shown.busy).toEqual([]);
});

test('a refusal is told in the words of the host', async () => {
  await greeted({ view: view(5) });
  const asked = session.send({ op: 'hint' });
  await FakeSocket.newest.refuse('hint', 'All 3 hints are taken. Ask with `%interview say TEXT`.');
  expect(await asked).toBe(false);
  expect(session.shown.notice?.text).toBe('All 3 hints are taken. Ask with %interview say TEXT.');
});

test('text is told a moment after the last key, before a submission, and again to a new host', async () => {
  await greeted({ view: view(5) });
  session.write('c1', 'def f');
  session.write('c1', 'def f(): pass');
  expect(FakeSocket.newest.sent).toEqual([]);
  void session.send({ op: 'submit' });
  await settled();
  const told = await FakeSocket.newest.answer('text');
  expect(told).toEqual({ cell: 'c1', source: 'def f(): pass' });
  await FakeSocket.newest.answer('submit', { view: view(6) });
  FakeSocket.newest.close();
  await vi.advanceTimersByTimeAsync(1000);
  await greeted();
  expect(await FakeSocket.newest.answer('text')).toEqual(told);
});

test('the clock is told by the browser, however wrong its time is', async () => {
  const early = new Date(Date.now() - 3_600_000).toISOString();
  const clock = { running: true, remaining_seconds: 600, total_seconds: 900, as_of: early };
  await greeted({ data: { now: early }, view: view(5, { clock }) });
  expect(remaining(session.view, Date.now())).toBeCloseTo(600);
  expect(remaining(session.view, Date.now() + 60_000)).toBeCloseTo(540);
  expect(clockText(540)).toBe('09:00');
  expect(clockText(3725)).toBe('1:02:05');
});

test('a report that comes by the clock is written and told of', async () => {
  await greeted({ view: view(5) });
  FakeSocket.newest.push({ push: 'file', file: { name: 'report.ipynb', data: '', interview: 'one' } });
  await settled();
  expect(kept).toEqual(['report.ipynb']);
  expect(session.shown.notice?.text).toBe('The report is in a/report.ipynb.');
});

test('another interview takes the place of one that is open only when it is asked for', async () => {
  await greeted({ view: view(5) });
  FakeSocket.newest.push({ push: 'view', view: { ...view(2), interview: 'two' } });
  expect(session.view?.interview).toBe('one');
  const followed = session.follow('two');
  await FakeSocket.newest.answer('subscribe', { view: { ...view(2), interview: 'two' } });
  await followed;
  expect(session.view?.interview).toBe('two');
});
