/** What a check found: faults in words, or how much it went through without one. */
export interface Finding {
  faults: string[];
  scope: string;
}

export function finding(faults: string[], scope: string): Finding {
  return { faults, scope };
}
