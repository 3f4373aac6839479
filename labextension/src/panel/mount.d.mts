import type { Operation, View } from '../live/protocol';

/** What the place of the panel can do beside; all of it optional. */
export interface Host {
  /** The language of the front end, as `de-AT`. */
  locale?: string;
  /** Draw the formulas that stand as TeX in a node. */
  typeset?: (node: HTMLElement) => void;
  /** A message read by the server's voice; null where it has none. */
  speak?: (interview: string, seq: number) => Promise<Blob | null>;
  /** Whether messages are read aloud, where the person has not switched it in the panel. */
  readAloud?: boolean;
}

export interface Mounted {
  /** Draw a view. */
  show(view: View): void;
  /** What the place can do has changed. */
  give(more: Host): void;
  unmount(): void;
}

/** Mount the panel into `node`; `send` carries what is clicked and written. */
export function mount(node: HTMLElement, send: (operation: Operation) => void, host?: Host): Mounted;
