import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer, request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { testCertificate } from './test-certificate.ts';

/** What came back through the proxy. */
export interface ProxyAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface TlsProxy {
  /** Sends as a browser on `https://NAME` would; the certificate is checked. */
  send(method: string, path: string, headers?: Record<string, string>, body?: string): Promise<ProxyAnswer>;
  close(): void;
}

/**
 * A TLS proxy on loopback for `https://NAME` that hands everything on to `target` and rewrites Host to it; with
 * `forwarded` it says for whom it asks, as most are set up to.
 */
export async function startTlsProxy(
  name: string,
  target: string,
  { forwarded = false }: { forwarded?: boolean } = {},
): Promise<TlsProxy> {
  const { cert, key } = testCertificate(name);
  const server = createServer({ cert, key }, (incoming, outgoing) => {
    const { headers, method, url } = incoming;
    const chain = [headers['x-forwarded-for'] ?? [], '203.0.113.7'].flat().join(', ');
    const own = { host: new URL(target).host, ...(forwarded ? { 'x-forwarded-for': chain } : {}) };
    const onward = httpRequest(
      new URL(url ?? '/', target),
      { method: method ?? 'GET', headers: { ...headers, ...own } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    send: (method, path, headers = {}, body) =>
      new Promise((done, fail) => {
        const connection = { host: '127.0.0.1', port, servername: name, ca: cert };
        const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
        const sent = httpsRequest(
          { ...connection, method, path, headers: { host: name, ...length, ...headers } },
          (answer) => {
            let text = '';
            answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
            answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
          },
        );
        sent.on('error', fail).end(body);
      }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
