import * as z from 'zod';
import { IssuedReportBrief } from './reports.ts';

/** More differences than anybody reads on a page; how many there are is said. */
export const MOST_DIFFERENCES = 2000;

/** GET /api/reports/compare?before=&after= : what the second issued report says otherwise than the first. */
export const ReportComparison = z.strictObject({
  before: IssuedReportBrief,
  after: IssuedReportBrief,
  differences: z.array(
    z.strictObject({
      ...{ table: z.string(), name: z.string(), column: z.string() },
      ...{ before: z.string(), after: z.string() },
    }),
  ),
  total: z.int(),
});
export type ReportComparison = z.infer<typeof ReportComparison>;
