/** The colours of a chart as the browser computes them now; canvas cannot read `light-dark()`. */
export interface Palette {
  accent: string;
  plan: string;
  ink: string;
  ink2: string;
  hint: string;
  axis: string;
  grid: string;
  asOf: string;
  surface: string;
  font: string;
}

const ROLES: Record<Exclude<keyof Palette, 'font'>, string> = {
  accent: '--chart-actual',
  plan: '--chart-plan',
  ink: '--chart-ceiling',
  ink2: '--ink-2',
  hint: '--ink-3',
  axis: '--rule-strong',
  grid: '--chart-grid',
  asOf: '--asof',
  surface: '--surface',
};

/** Reads the tokens through a probe inside `host`, so that the theme that applies there is used. */
export function readPalette(host: HTMLElement): Palette {
  const probe = host.ownerDocument.createElement('span');
  host.append(probe);
  const style = getComputedStyle(probe);
  const colours = Object.entries(ROLES).map(([role, token]) => {
    probe.style.color = `var(${token})`;
    return [role, style.color];
  });
  const font = style.fontFamily;
  probe.remove();
  return { ...(Object.fromEntries(colours) as Omit<Palette, 'font'>), font };
}

/** Calls `redraw` whenever the theme may have changed: system setting, `data-theme`, printing. */
export function watchTheme(document: Document, redraw: () => void): () => void {
  const view = document.defaultView;
  const queries = view ? [view.matchMedia('(prefers-color-scheme: dark)'), view.matchMedia('print')] : [];
  for (const query of queries) query.addEventListener('change', redraw);
  const observer = new MutationObserver(redraw);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    for (const query of queries) query.removeEventListener('change', redraw);
    observer.disconnect();
  };
}
