import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const base64url = (data: string | Buffer): string => Buffer.from(data).toString('base64url');

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}

type Cbor = number | string | Buffer | Map<Cbor, Cbor>;

/** As much of CBOR (RFC 8949) as a device writes. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const parts = [...value].flatMap(([key, one]) => [cbor(key), cbor(one)]);
  return Buffer.concat([head(5, value.size), ...parts]);
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

export interface Question {
  options: Record<string, unknown>;
}

/** A device that makes one passkey and signs with it, as far as a server can tell; what it says can be spoilt. */
export class TestDevice {
  readonly id = randomBytes(32);
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #origin: string;
  readonly #verifies: boolean;
  counter = 0;
  #userHandle = '';

  constructor(origin: string, { verifies = true }: { verifies?: boolean } = {}) {
    this.#origin = origin;
    this.#verifies = verifies;
  }

  #authenticatorData(flags: number, key: Buffer = Buffer.alloc(0)): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.counter);
    const verified = this.#verifies ? VERIFIED : 0;
    const rpId = sha256(new URL(this.#origin).hostname);
    return Buffer.concat([rpId, Buffer.from([PRESENT | verified | flags]), count, key]);
  }

  #clientData(type: string, { options }: Question): string {
    return JSON.stringify({
      type,
      challenge: options['challenge'],
      origin: this.#origin,
      crossOrigin: false,
    });
  }

  #coseKey(publicKey: KeyObject): Buffer {
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const key = new Map<Cbor, Cbor>([
      ...([
        [1, 2],
        [3, -7],
        [-1, 1],
      ] as const),
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]);
    return cbor(key);
  }

  /** The answer to the question for a new passkey. */
  make(question: Question): Record<string, unknown> {
    this.#userHandle = (question.options['user'] as { id: string }).id;
    const length = Buffer.from([0, this.id.length]);
    const key = Buffer.concat([Buffer.alloc(16), length, this.id, this.#coseKey(this.#keys.publicKey)]);
    const statement = new Map<Cbor, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map<Cbor, Cbor>()],
      ['authData', this.#authenticatorData(HAS_KEY, key)],
    ]);
    return this.#answer({
      clientDataJSON: base64url(this.#clientData('webauthn.create', question)),
      attestationObject: base64url(cbor(statement)),
      transports: ['internal'],
    });
  }

  /** The answer to the question for a signature; every one counts. */
  sign(question: Question): Record<string, unknown> {
    this.counter += 1;
    const clientData = this.#clientData('webauthn.get', question);
    const authenticatorData = this.#authenticatorData(0);
    const signed = Buffer.concat([authenticatorData, sha256(clientData)]);
    return this.#answer({
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authenticatorData),
      signature: base64url(createSign('sha256').update(signed).sign(this.#keys.privateKey)),
      userHandle: this.#userHandle,
    });
  }

  #answer(response: Record<string, unknown>): Record<string, unknown> {
    const id = base64url(this.id);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }
}
