import { tag } from '../xml.ts';

/**
 * How a quantity is drawn, everywhere the same (docs/decisions/0069): what is firm is solid, what is bound is hatched,
 * what is planned or free is an outline, what is expected is a thinner hatch with a border.
 */
export type Look =
  | 'actual'
  | 'commitment'
  | 'block'
  | 'free'
  | 'plan'
  | 'forecast'
  | 'ceiling'
  | 'more'
  | 'less'
  | 'unseen'
  | 'green'
  | 'yellow'
  | 'red'
  | 'none';

const ACCENT = '17508A';
const MID = '5F7F9F';
const INK = '14191E';
const GREY = '626B74';
const WHITE = 'FFFFFF';
const GREEN = '1B6E37';
const YELLOW = '8A5200';
const RED = 'B3261E';

interface Drawing {
  /** Colour of line and hatch, or of the whole where nothing is hatched. */
  colour: string;
  fill: 'solid' | 'outline' | 'nothing' | 'wdUpDiag' | 'wdDnDiag' | 'ltHorz' | 'ltVert';
  dash?: 'solid' | 'dash' | 'sysDot';
  /** Width of a line in points. */
  width: number;
}

const DRAWINGS: Record<Look, Drawing> = {
  actual: { colour: ACCENT, fill: 'solid', dash: 'solid', width: 2.5 },
  commitment: { colour: ACCENT, fill: 'wdUpDiag', dash: 'solid', width: 1.5 },
  block: { colour: GREY, fill: 'ltVert', dash: 'solid', width: 1.5 },
  free: { colour: ACCENT, fill: 'outline', dash: 'dash', width: 1.5 },
  plan: { colour: GREY, fill: 'outline', dash: 'dash', width: 1.75 },
  forecast: { colour: MID, fill: 'wdDnDiag', dash: 'sysDot', width: 2.25 },
  ceiling: { colour: INK, fill: 'outline', dash: 'solid', width: 1.25 },
  more: { colour: MID, fill: 'solid', width: 1 },
  less: { colour: RED, fill: 'wdDnDiag', width: 1 },
  unseen: { colour: WHITE, fill: 'nothing', width: 0 },
  green: { colour: GREEN, fill: 'outline', width: 1 },
  yellow: { colour: YELLOW, fill: 'wdUpDiag', width: 1 },
  red: { colour: RED, fill: 'solid', width: 1 },
  none: { colour: GREY, fill: 'ltVert', width: 1 },
};

const solid = (colour: string): string => tag('a:solidFill', {}, tag('a:srgbClr', { val: colour }));
const EMU_PER_POINT = 12_700;

function fillOf({ colour, fill }: Drawing): string {
  if (fill === 'nothing') return tag('a:noFill');
  if (fill === 'solid') return solid(colour);
  if (fill === 'outline') return solid(WHITE);
  const ground = tag('a:fgClr', {}, tag('a:srgbClr', { val: colour }));
  return tag('a:pattFill', { prst: fill }, ground, tag('a:bgClr', {}, tag('a:srgbClr', { val: WHITE })));
}

/** A bar: fill, and a border in the same colour. CT_ShapeProperties: fill before line. */
export function barShape(look: Look): string {
  const drawing = DRAWINGS[look];
  const line =
    drawing.fill === 'nothing'
      ? tag('a:ln', {}, tag('a:noFill'))
      : tag('a:ln', { w: EMU_PER_POINT }, solid(drawing.colour));
  return tag('c:spPr', {}, fillOf(drawing), line);
}

/** A line; its dashes tell plan and forecast from the actual without any colour. */
export function lineShape(look: Look): string {
  const { colour, dash, width } = DRAWINGS[look];
  const line = [solid(colour), tag('a:prstDash', { val: dash ?? 'solid' }), tag('a:round')];
  return tag('c:spPr', {}, tag('a:ln', { w: width * EMU_PER_POINT, cap: 'rnd' }, ...line));
}

/** Colour of a number inside a bar: white on solid, else ink. */
export function labelColour(look: Look): string {
  return DRAWINGS[look].fill === 'solid' ? WHITE : INK;
}

/** Whether numbers inside need a ground to be read on. */
export function isHatched(look: Look): boolean {
  return !['solid', 'outline', 'nothing'].includes(DRAWINGS[look].fill);
}

export const TEXT_COLOUR = INK;
export const AXIS_COLOUR = GREY;
export const GRID_COLOUR = 'DADEE2';
export { solid as solidFill };
