/** `1 Eintrag`, `1.025 Einträge`: a count with its word, grouped as Germans write it. */
export function counted(count: number, one: string, many: string): string {
  const digits = String(Math.abs(count)).replace(/\B(?=(\d{3})+$)/gu, '.');
  return `${count < 0 ? '−' : ''}${digits} ${count === 1 ? one : many}`;
}
