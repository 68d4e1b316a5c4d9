import { type AddressInfo, createServer } from 'node:net';
import { Vendor } from '../../src/domain/vendor.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';

describe('the sandbox', () => {
  it('runs the simulators of all four vendors over one population, under one control server', async () => {
    const sandbox = await startSandbox({ vendors: Object.values(Vendor), controlPort: 0 });
    try {
      expect(sandbox.people).toHaveLength(1_000);
      const listed = await (await fetch(`${sandbox.controlUrl}/vendors`)).json();
      expect(listed).toMatchObject(
        Object.values(Vendor).map((vendor) => ({ vendor, url: sandbox.simulators[vendor]?.origin, calls: 0 })),
      );

      const { NUMI, CHATWOOT, PERFEX } = sandbox.simulators;
      const answers = await Promise.all(
        [
          fetch(`${NUMI?.origin ?? ''}/profiles/%2B4930901820`, {
            headers: { authorization: `Bearer ${NUMI?.key ?? ''}` },
          }),
          fetch(`${CHATWOOT?.origin ?? ''}/platform/api/v1/users/1`, {
            headers: { 'api-access-token': CHATWOOT?.key ?? '' },
          }),
          fetch(`${PERFEX?.origin ?? ''}/api/contacts/1/1`, { headers: { authtoken: PERFEX?.key ?? '' } }),
        ].map(async (answer) => (await answer).text()),
      );
      for (const answer of answers) expect(answer).toContain('ada.lovelace@example.com');
    } finally {
      await sandbox.close();
    }
    await expect(fetch(sandbox.controlUrl)).rejects.toThrow();
    for (const { origin } of Object.values(sandbox.simulators)) await expect(fetch(origin)).rejects.toThrow();
  });

  it('starts only the simulators that it was asked for', async () => {
    const sandbox = await startSandbox({ vendors: [Vendor.NUMI, Vendor.NUMI], controlPort: 0 });
    expect(Object.keys(sandbox.simulators)).toEqual(['NUMI']);
    await sandbox.close();
  });

  it('says which setting to change when the control port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      await expect(startSandbox({ vendors: [Vendor.NUMI], controlPort: port })).rejects.toThrow(
        `Port ${port} for the sandbox's control server is already in use. Set SANDBOX_CONTROL_PORT to a free port, or to 0 for any.`,
      );
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });
});
