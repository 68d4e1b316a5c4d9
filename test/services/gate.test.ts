import { Gate } from '../../src/services/gate.js';
import { deferred } from '../support/deferred.js';

it('runs shared work side by side', async () => {
  const gate = new Gate();
  const first = deferred<string>();
  const started = deferred<string>();
  const running = gate.shared(() => first.promise);
  const second = gate.shared(async () => {
    started.resolve('second');
    return 'done';
  });
  await started.promise;
  await expect(second).resolves.toBe('done');
  first.resolve('done too');
  await expect(running).resolves.toBe('done too');
});

it('runs exclusive work after what came before and before what comes after', async () => {
  const gate = new Gate();
  const order: string[] = [];
  const first = deferred<undefined>();
  const running = gate.shared(async () => {
    await first.promise;
    order.push('shared before');
  });
  const alone = gate.exclusive(async () => {
    order.push('exclusive begins');
    await Promise.resolve();
    order.push('exclusive ends');
  });
  const after = gate.shared(async () => void order.push('shared after'));
  first.resolve(undefined);
  await Promise.all([running, alone, after]);
  expect(order).toEqual(['shared before', 'exclusive begins', 'exclusive ends', 'shared after']);
});

it('lets the next one through when work fails, and hands the failure to its caller', async () => {
  const gate = new Gate();
  const failed = gate.exclusive(() => Promise.reject(new Error('no')));
  const next = gate.shared(async () => 'through');
  await expect(failed).rejects.toThrow('no');
  await expect(next).resolves.toBe('through');
});
