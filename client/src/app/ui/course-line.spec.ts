import { toIsoDate } from '#shared/calendar.ts';
import { HEIGHT, WIDTH, courseGeometry } from './course-line.ts';

const point = (on: string, value: number, part: string | null = null) => ({ on: toIsoDate(on), value, part });

describe('courseGeometry', () => {
  it('lies within its box, the first point at the left and the highest at the top', () => {
    const { lines, last } = courseGeometry([point('2021-01-01', 0), point('2021-01-11', 10)], []);
    expect(lines).toEqual(['3,25 117,3']);
    expect(last).toEqual({ x: WIDTH - 3, y: 3 });
    expect(HEIGHT).toBe(28);
  });

  it('breaks where what comes after is not comparable', () => {
    const points = [point('2021-01-01', 1, 'A'), point('2021-02-01', 2, 'A'), point('2021-03-01', 5, 'B')];
    expect(courseGeometry(points, []).lines.map((line) => line.split(' ').length)).toEqual([2, 1]);
  });

  it('draws a plan without a value, and nothing at all without either', () => {
    expect(courseGeometry([], [point('2021-01-01', 5)]).last).toBeNull();
    expect(courseGeometry([], [])).toEqual({ lines: [], plan: '', last: null });
  });
});
