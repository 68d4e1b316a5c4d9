import { Vendor, vendorNames } from '../../domain/vendor.js';
import { ErrorCode, type VendorError } from '../../errors.js';
import { failed, type Finding } from './finding.js';

interface VendorVariables {
  readonly url: string;
  readonly key: string;
  /** What the URL has to be, for somebody whose answers come from another place. */
  readonly urlAdvice: string;
  /** Where a good key comes from. */
  readonly keyAdvice: string;
}

const variablesOf: Readonly<Record<Vendor, VendorVariables>> = {
  NUMI: {
    url: 'NUMI_URL',
    key: 'NUMI_API_KEY',
    urlAdvice: "Set it to the base of Numi's API, and NUMI_PROFILE_PATH to where one profile is read below it.",
    keyAdvice: 'Correct the key; NUMI_AUTH_HEADER and NUMI_AUTH_SCHEME say how it is sent.',
  },
  CHATWOOT: {
    url: 'CHATWOOT_URL',
    key: 'CHATWOOT_TOKEN',
    urlAdvice: 'Set it to the root of the installation, such as https://app.chatwoot.com, without a path.',
    keyAdvice: "Set it to the token of a platform app (Super Admin, Platform Apps): a user's own token is another one.",
  },
  PERFEX: {
    url: 'PERFEX_URL',
    key: 'PERFEX_TOKEN',
    urlAdvice: 'Set it to the root of the installation, without /api. Is the REST API module installed and active?',
    keyAdvice: 'Set it to a token of the REST API module that has not expired and may read contacts.',
  },
  PERSIO: {
    url: 'PERSIO_URL',
    key: 'PERSIO_WRITE_KEY',
    urlAdvice: "Set it to the base of Persio's API with /v1, or leave it out for the usual one.",
    keyAdvice: 'Set it to the write key of the source at Persio.',
  },
};

const noSuchHost = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'];
const untrusted = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH/;
const noTls = ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'];

/** What an operator has to do about the failure of a vendor. */
export function vendorProblem(error: VendorError): Finding {
  const { vendor, code, message } = error;
  const name = vendorNames[vendor];
  const { url, key, urlAdvice, keyAdvice } = variablesOf[vendor];
  switch (code) {
    case ErrorCode.VENDOR_UNAUTHORIZED:
      return failed(name, key, `${name} does not accept the key (401).`, keyAdvice);
    case ErrorCode.VENDOR_FORBIDDEN:
      return failed(name, key, `${name} knows the key, and forbids the call (403).`, keyAdvice);
    case ErrorCode.VENDOR_RATE_LIMITED:
      return failed(name, null, message, 'Nothing is wrong here: check again when the quota is back.');
    case ErrorCode.VENDOR_TIMEOUT:
    case ErrorCode.DEADLINE_EXCEEDED:
      return failed(
        name,
        url,
        firstSentence(message),
        'Is it the right host, and does a firewall let this machine through? VENDOR_TIMEOUT_MS gives it longer.',
      );
    case ErrorCode.VENDOR_UNAVAILABLE:
      return unreachable(error, name, url);
    default:
      return failed(name, url, firstSentence(message), urlAdvice);
  }
}

/** Told apart by what the line to the vendor said; without a line it answered, and is out of order. */
function unreachable({ message, cause }: VendorError, name: string, url: string): Finding {
  const { code } = (cause ?? {}) as { code?: string };
  if (code === undefined)
    return failed(name, null, firstSentence(message), `Look at ${name} itself: it answers that it is out of order.`);
  if (noSuchHost.includes(code))
    return failed(name, url, `No host has the name in it (${code}).`, 'Correct the name, or the DNS of this machine.');
  if (untrusted.test(code))
    return failed(
      name,
      url,
      `The certificate of the host is not trusted (${code}).`,
      'Name the host as its certificate does; give Node.js an authority of your own with NODE_EXTRA_CA_CERTS.',
    );
  if (noTls.includes(code))
    return failed(
      name,
      url,
      `What answers there does not speak as the URL says (${code}).`,
      'Is it http:// or https://, and the right port?',
    );
  return failed(
    name,
    url,
    `${name} cannot be reached (${code}).`,
    'Correct the host and the port, and see that it runs and lets this machine through.',
  );
}

/** What follows is for whoever sent a request. */
const firstSentence = (message: string): string =>
  `${message.split(/\. (?=[A-Z])/)[0]?.replace(/\.$/, '') ?? message}.`;
