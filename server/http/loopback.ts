const LOOPBACK_HOST = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d+)?$/u;
const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.|^::1$/u;

/** Whether a Host header, or the host of a URL, names this very machine. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOST.test(host);
}

/** Whether the address of a peer is this very machine. */
export function isLoopbackAddress(address: string | undefined): boolean {
  return LOOPBACK_ADDRESS.test(address ?? '');
}

/** Whether a URL leads to this very machine; what is no URL leads nowhere. */
export function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).host);
}
