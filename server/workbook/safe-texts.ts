import type { CellValue, HeaderFooter, Workbook } from 'exceljs';
import { toSheetText, toXmlText } from '#shared/text/sheet-text.ts';

/** The text of a cell in a form that lasts; undefined for what is no text. */
function safeText(value: CellValue): CellValue | undefined {
  if (typeof value === 'string') return toSheetText(value);
  if (typeof value !== 'object' || value === null) return undefined;
  if ('richText' in value)
    return { richText: value.richText.map((part) => ({ ...part, text: toSheetText(part.text) })) };
  if ('hyperlink' in value) return { ...value, text: toSheetText(value.text) };
  return undefined;
}

/** Printed over and under every page. */
function safeMargins(margins: Partial<HeaderFooter>): Partial<HeaderFooter> {
  const texts = Object.entries(margins).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? toSheetText(value) : value,
  ]);
  return Object.fromEntries(texts) as Partial<HeaderFooter>;
}

/**
 * Makes every text of a workbook one that Excel opens and gives back as it was, whatever was stored when no gate
 * stood before it; exceljs writes texts as they come. To be called last, before the workbook is written.
 */
export function withSafeTexts(workbook: Workbook): Workbook {
  workbook.title = toXmlText(workbook.title);
  workbook.subject = toXmlText(workbook.subject);
  workbook.description = toXmlText(workbook.description);
  for (const sheet of workbook.worksheets) {
    sheet.headerFooter = safeMargins(sheet.headerFooter);
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        const safe = safeText(cell.value);
        // Only texts are set back: the copy that exceljs hands out of a formula loses a result of 0.
        if (safe !== undefined) cell.value = safe;
      });
    });
  }
  return workbook;
}
