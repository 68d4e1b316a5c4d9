import { type Config, loadConfig } from '../../config.js';
import { variables } from '../../config-variables.js';
import { ConfigError, type Environment } from '../../environment.js';
import { failed, type Finding, found } from './finding.js';

const name = 'Configuration';

/** Variables that begin like this are of this service: one that it does not know is misspelt. */
const prefixes = ['NUMI_', 'CHATWOOT_', 'PERFEX_', 'PERSIO_'];

/** All that is wrong with the variables, and the configuration where nothing is. */
export function checkConfiguration(environment: Environment): { config?: Config; findings: Finding[] } {
  try {
    const config = loadConfig(environment);
    return { config, findings: [...unknownVariables(environment), found(name, 'OK', summaryOf(config))] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const findings = error.problems.map((problem) => {
      const [, variable = null, message = problem] = /^([A-Z_]+): (.*)$/s.exec(problem) ?? [];
      return failed(
        name,
        variable,
        message,
        'Correct it in the environment or in .env; the README lists every variable.',
      );
    });
    return { findings: [...unknownVariables(environment), ...findings] };
  }
}

function summaryOf({ sandbox, vendors }: Config): string {
  const configured = Object.values(vendors).filter(Boolean).length;
  if (sandbox.length > 0 && configured === 0)
    return 'Every variable is valid. No vendor is set: the sandbox simulates all.';
  return `Every variable is valid. ${configured} of 4 vendors ${configured === 1 ? 'is' : 'are'} set.`;
}

function unknownVariables(environment: Environment): Finding[] {
  return Object.keys(environment)
    .filter((variable) => prefixes.some((prefix) => variable.startsWith(prefix)) && !(variable in variables.shape))
    .map((variable) =>
      failed(name, variable, 'no variable has this name', 'Is it misspelt? The README lists every variable.'),
    );
}
