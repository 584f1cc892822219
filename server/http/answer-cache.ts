/** Bytes of finished answers that are kept at most; the least recently used go first. */
const MOST_BYTES = 32 * 1024 * 1024;

interface Kept {
  seq: number;
  bytes: Promise<Buffer>;
  /** The same once it is computed. */
  ready: Buffer | undefined;
  /** 0 while the answer is being computed. */
  size: number;
}

/**
 * Finished answers of routes that are declared `cached` (decision 0017). An answer counts only while the last history
 * row is the one it was computed at, which is read from the database on each request: whoever wrote, this server,
 * another one or the command line, the next answer is new. Several who ask at once wait for one computation.
 */
export class AnswerCache {
  readonly #kept = new Map<string, Kept>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * The answer for `key` at history row `seq`, computed unless it is kept. What is computed is at least as new as
   * `seq`, because `seq` was read first. A refusal is not kept.
   */
  answer(key: string, seq: number, compute: () => Promise<Buffer>): Promise<Buffer> {
    const found = this.#find(key, seq);
    if (found) return found.bytes;
    this.#drop(key);
    const fresh: Kept = { seq, bytes: compute(), ready: undefined, size: 0 };
    this.#kept.set(key, fresh);
    fresh.bytes.then(
      (bytes) => {
        fresh.ready = bytes;
        this.#weigh(key, fresh, bytes.length + 2 * key.length);
      },
      () => {
        if (this.#kept.get(key) === fresh) this.#kept.delete(key);
      },
    );
    return fresh.bytes;
  }

  /** The answer, if it is kept and finished. */
  ready(key: string, seq: number): Buffer | undefined {
    return this.#find(key, seq)?.ready;
  }

  #find(key: string, seq: number): Kept | undefined {
    const found = this.#kept.get(key);
    if (found?.seq !== seq) return undefined;
    // Used last: it goes last.
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found;
  }

  #drop(key: string): void {
    this.#bytes -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }

  #weigh(key: string, kept: Kept, size: number): void {
    if (this.#kept.get(key) !== kept) return;
    kept.size = size;
    this.#bytes += size;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#mostBytes) break;
      this.#drop(oldest);
    }
  }
}
