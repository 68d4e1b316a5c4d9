/** Whether nothing but this machine can be meant by a host: an address, or the one name that browsers resolve themselves. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** Whether a URL leads to this machine. */
export const isLoopbackUrl = (url: string): boolean =>
  URL.canParse(url) && isLoopback(new URL(url).hostname.replace(/^\[(.*)\]$/, '$1'));

/**
 * Whether the `Host` of a request names this machine, with or without a port. A page whose name was pointed at 127.0.0.1
 * after it was loaded (DNS rebinding) is of the same origin for its browser, and still sends its own name.
 */
export const isLoopbackHost = (host: string | undefined): boolean => isLoopbackUrl(`http://${host ?? ''}`);
