const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;

/** MS-DOS date and time of an instant in UTC, as zip files carry them (two seconds exact, from 1980 on). */
function dosDateTime(at: Date): { date: number; time: number } {
  const year = Math.max(1980, at.getUTCFullYear());
  return {
    date: ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  };
}

function endOfDirectory(zip: Buffer): number {
  for (let at = zip.length - 22; at >= 0; at -= 1) if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  throw new Error('Das Archiv hat kein Inhaltsverzeichnis.');
}

/**
 * Sets the file dates inside a zip archive, which its writer takes from the clock, to `at`: the same content
 * then gives the same bytes. Walks the central directory (APPNOTE.TXT 4.3.12) and each local header it names.
 */
export function withFixedDates(zip: Buffer, at: Date): Buffer {
  const { date, time } = dosDateTime(at);
  const fixed = Buffer.from(zip);
  const end = endOfDirectory(fixed);
  let entry = fixed.readUInt32LE(end + 16);
  for (let left = fixed.readUInt16LE(end + 10); left > 0; left -= 1) {
    const local = fixed.readUInt32LE(entry + 42);
    if (fixed.readUInt32LE(entry) !== DIRECTORY_ENTRY || fixed.readUInt32LE(local) !== LOCAL_HEADER)
      throw new Error('Das Inhaltsverzeichnis des Archivs ist beschädigt.');
    fixed.writeUInt16LE(time, entry + 12);
    fixed.writeUInt16LE(date, entry + 14);
    fixed.writeUInt16LE(time, local + 10);
    fixed.writeUInt16LE(date, local + 12);
    entry +=
      46 + fixed.readUInt16LE(entry + 28) + fixed.readUInt16LE(entry + 30) + fixed.readUInt16LE(entry + 32);
  }
  return fixed;
}
