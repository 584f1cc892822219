/** `1.234,56` with U+2212 as minus: a number of a sheet as words of a chart. */
export function formatDecimal(value: number, decimals: number): string {
  const units = Math.round(Math.abs(value) * 10 ** decimals);
  const digits = String(units).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/gu, '.');
  const part = decimals === 0 ? '' : `,${digits.slice(-decimals)}`;
  return `${value < 0 && units > 0 ? '−' : ''}${whole}${part}`;
}
