import type { Operation, View } from '../live/protocol';

export interface Mounted {
  /** Draw a view. */
  show(view: View): void;
  unmount(): void;
}

/** Mount the panel into `node`; `send` carries what is clicked and written. */
export function mount(node: HTMLElement, send: (operation: Operation) => void): Mounted;
