import type { AddressInfo } from 'node:net';
import { Vendor } from '../domain/vendor.js';
import { startChatwootSimulator } from '../vendors/chatwoot/simulator.js';
import { startNumiSimulator } from '../vendors/numi/simulator.js';
import { startPerfexSimulator } from '../vendors/perfex/simulator.js';
import { startPersioSimulator } from '../vendors/persio/simulator.js';
import type { SandboxPerson, Simulator, SimulatorOptions } from '../vendors/simulator.js';
import { controlServer } from './control.js';
import { sandboxPeople } from './people.js';

interface SandboxOptions {
  /** Whose simulators to start. */
  readonly vendors: readonly Vendor[];
  /** The loopback port of the control server; 0 for any free one. */
  readonly controlPort: number;
}

interface Sandbox {
  readonly simulators: Readonly<Partial<Record<Vendor, Simulator>>>;
  /** The root of the control server, `http://127.0.0.1:<port>`. */
  readonly controlUrl: string;
  readonly people: readonly SandboxPerson[];
  close(): Promise<void>;
}

const starters: Readonly<Record<Vendor, (options: SimulatorOptions) => Promise<Simulator>>> = {
  [Vendor.NUMI]: startNumiSimulator,
  [Vendor.CHATWOOT]: startChatwootSimulator,
  [Vendor.PERFEX]: startPerfexSimulator,
  [Vendor.PERSIO]: startPersioSimulator,
};

/**
 * Starts the simulators over one population, and the server that controls them.
 * A control port that cannot be used is an `Error` that names the setting; nothing is left running then.
 */
export async function startSandbox({ vendors, controlPort }: SandboxOptions): Promise<Sandbox> {
  const people = sandboxPeople();
  const simulators: Partial<Record<Vendor, Simulator>> = {};
  const closeSimulators = async (): Promise<void> => {
    await Promise.all(Object.values(simulators).map((simulator) => simulator.close()));
  };
  try {
    for (const vendor of vendors) simulators[vendor] ??= await starters[vendor]({ people });
    const control = controlServer(simulators);
    await control.listen({ host: '127.0.0.1', port: controlPort }).catch((error: unknown) => {
      throw portError(controlPort, error);
    });
    const { port } = control.server.address() as AddressInfo;
    return {
      simulators,
      controlUrl: `http://127.0.0.1:${port}`,
      people,
      close: async () => {
        await control.close();
        await closeSimulators();
      },
    };
  } catch (error) {
    await closeSimulators();
    throw error;
  }
}

function portError(port: number, cause: unknown): Error {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'unknown reason';
  const reason = code === 'EADDRINUSE' ? 'is already in use' : `cannot be used (${code})`;
  return new Error(
    `Port ${port} for the sandbox's control server ${reason}. Set SANDBOX_CONTROL_PORT to a free port, or to 0 for any.`,
    { cause },
  );
}
