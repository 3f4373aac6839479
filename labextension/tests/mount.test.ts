import { afterEach, expect, test } from 'vitest';

import { mount } from '../src/panel/mount.mjs';

afterEach(() => document.body.replaceChildren());

test('the panel of the notebook mounts with its two props', async () => {
  const node = document.createElement('div');
  document.body.append(node);
  const sent: unknown[] = [];
  const mounted = mount(node, (operation: unknown) => sent.push(operation));
  mounted.show({
    interview: 'one',
    status: 'in_progress',
    can: ['run'],
    problem: { title: 'A steady oven' }
  });
  await new Promise(resolve => setTimeout(resolve));
  expect(node.querySelector('[data-testid=mockmind-title]')?.textContent).toBe('A steady oven');
  node.querySelector<HTMLButtonElement>('[data-testid=mockmind-run]')?.click();
  expect(sent).toEqual([{ op: 'run', args: {} }]);
  mounted.unmount();
});
