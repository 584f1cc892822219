/** Somebody signed in, asking one request at a time over a kept connection, as a browser asks. */
import { Agent, request } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Server } from './site.ts';

export interface Answer {
  status: number;
  /** From the first byte asked to the last byte answered. */
  ms: number;
  /** Of the whole answer with its head, as they came over the wire. */
  wireBytes: number;
  etag: string | undefined;
  /** Not yet decompressed; `text` does that after the time was taken. */
  body: Buffer;
  encoding: string;
}

export interface Asked {
  method?: string;
  body?: unknown;
  ifMatch?: string;
}

const DECODERS: Record<string, (bytes: Buffer) => Buffer> = {
  '': (bytes) => bytes,
  gzip: (bytes) => gunzipSync(bytes),
  br: (bytes) => brotliDecompressSync(bytes),
  zstd: (bytes) => zstdDecompressSync(bytes),
};

/** The content of an answer, decompressed. */
export function contentOf({ body, encoding }: Answer): Buffer {
  const decode = DECODERS[encoding];
  if (decode === undefined) throw new Error(`An answer in ${encoding}, which was not asked for`);
  return decode(body);
}

async function bodyOf(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export class Person {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #url: string;
  readonly #cookie: string;

  private constructor(url: string, cookie: string) {
    this.#url = url;
    this.#cookie = cookie;
  }

  static async signedIn(server: Server, login: string): Promise<Person> {
    return new Person(server.url, await server.sessionOf(login));
  }

  /** The same person in another tab: a connection of its own. */
  again(): Person {
    return new Person(this.#url, this.#cookie);
  }

  async ask(path: string, { method = 'GET', body, ifMatch }: Asked = {}): Promise<Answer> {
    const sent = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const headers = {
      cookie: this.#cookie,
      'sec-fetch-site': 'same-origin',
      'accept-encoding': 'gzip, br, zstd',
      ...(sent && { 'content-type': 'application/json', 'content-length': sent.length }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    };
    const began = performance.now();
    const answer = await this.#send(path, { method, headers }, sent);
    const { socket } = answer;
    const readBefore = socket.bytesRead - socket.readableLength;
    const content = await bodyOf(answer);
    const ms = performance.now() - began;
    return {
      status: answer.statusCode ?? 0,
      ms,
      wireBytes: Math.max(content.length, socket.bytesRead - readBefore),
      etag: answer.headers.etag,
      body: content,
      encoding: answer.headers['content-encoding'] ?? '',
    };
  }

  #send(path: string, options: RequestOptions, sent: Buffer | undefined): Promise<IncomingMessage> {
    return new Promise((done, fail) => {
      const asking = request(`${this.#url}${path}`, { ...options, agent: this.#agent }, done);
      asking.on('error', (error: NodeJS.ErrnoException) => {
        // A kept connection that the server closed just now: nothing was asked over it yet.
        if (asking.reusedSocket && error.code === 'ECONNRESET')
          this.#send(path, options, sent).then(done, fail);
        else fail(error);
      });
      asking.end(sent);
    });
  }

  /** Asks for what has to succeed. Throws with the answer's words where it does not. */
  async must(path: string, asked: Asked = {}): Promise<Answer> {
    const answer = await this.ask(path, asked);
    if (answer.status >= 300)
      throw new Error(
        `${asked.method ?? 'GET'} ${path}: ${answer.status} ${contentOf(answer).toString().slice(0, 500)}`,
      );
    return answer;
  }

  async json<T>(path: string, asked: Asked = {}): Promise<T> {
    return JSON.parse(contentOf(await this.must(path, asked)).toString()) as T;
  }

  leave(): void {
    this.#agent.destroy();
  }
}
