/** `+84 T`, `0 T`, `−7 T`: a slip in calendar days; null → `–`. */
export function slipText(days: number | null | undefined): string {
  if (days === null || days === undefined) return '–';
  const sign = days > 0 ? '+' : days < 0 ? '−' : '';
  return `${sign}${Math.abs(days)}\u00a0T`;
}
