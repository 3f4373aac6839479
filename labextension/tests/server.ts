// A stand-in for a browser's WebSocket: the test is the server.
export class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: { id: number; op: string; args: Record<string, unknown> }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  static get newest(): FakeSocket {
    return FakeSocket.all[FakeSocket.all.length - 1];
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    if (this.readyState !== 3) {
      this.readyState = 3;
      this.onclose?.();
    }
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  push(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** Answer the oldest request of that name which has no answer yet; returns its arguments. */
  async answer(op: string, result: object = {}): Promise<Record<string, unknown>> {
    const request = await this.asked(op);
    this.push({ id: request.id, ok: true, result: { text: '', ...result } });
    await settled();
    return request.args;
  }

  async refuse(op: string, message: string): Promise<void> {
    const request = await this.asked(op);
    this.push({ id: request.id, ok: false, error: { code: 'refused', message } });
    await settled();
  }

  private async asked(op: string) {
    for (let round = 0; round < 50; round++) {
      const index = this.sent.findIndex(request => request.op === op);
      if (index >= 0) {
        return this.sent.splice(index, 1)[0];
      }
      await settled();
    }
    throw new Error(`${op} was never asked; there are ${this.sent.map(request => request.op)}`);
  }
}

export async function settled(): Promise<void> {
  for (let round = 0; round < 10; round++) {
    await Promise.resolve();
  }
}
