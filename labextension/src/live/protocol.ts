// The messages between panel and host, as far as the panel reads them; docs/architecture.md says the rest.

/** What the panel may ask for. */
export interface Operation {
  op: string;
  args?: Record<string, unknown>;
}

export interface Clock {
  running: boolean;
  remaining_seconds: number;
  total_seconds: number;
  as_of: string;
}

export interface Notice {
  kind: 'error' | 'info';
  text: string;
}

/** The host's fold of an interview, with what only this side knows: `busy` and `notice`. */
export interface View {
  interview?: string;
  seq?: number;
  status?: string;
  phase?: string | null;
  clock?: Clock;
  problem?: { title: string; starter?: string; entry_point?: string } | null;
  preview?: string | null;
  replying?: boolean;
  can?: string[];
  busy?: string[];
  notice?: Notice | null;
  [field: string]: unknown;
}

/** A file for the front end to write: `data` is base64, `name` has no folder. */
export interface ReportFile {
  name: string;
  data: string;
  interview: string;
}

export interface Result {
  text: string;
  view?: View;
  file?: ReportFile;
  data?: Record<string, unknown>;
}

export interface Push {
  push: 'view' | 'patch' | 'preview' | 'replying' | 'file' | 'notice';
  /** Of a patch: which view it changes, and what comes to the end of that view's lists. */
  interview?: string;
  since?: number;
  more?: Record<string, unknown[]>;
  view?: View;
  text?: string;
  replying?: boolean;
  file?: ReportFile;
}

export const PROTOCOL = 1;

/** Where an interview can still go on. */
export function isOpen(view: View | null): boolean {
  return view?.status === 'in_progress' || view?.status === 'paused';
}

/** Seconds left, by a clock of this browser. */
export function remaining(view: View | null, now: number): number {
  const clock = view?.clock;
  if (!clock) {
    return 0;
  }
  const passed = clock.running ? Math.max(0, (now - Date.parse(clock.as_of)) / 1000) : 0;
  return Math.max(0, clock.remaining_seconds - passed);
}

/** `32:05`, or `1:02:05` from an hour on. */
export function clockText(seconds: number): string {
  const all = Math.floor(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(all / 3600);
  const rest = `${two(Math.floor((all % 3600) / 60))}:${two(all % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}
