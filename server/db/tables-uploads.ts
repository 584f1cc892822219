import type { Instant } from '#shared/calendar.ts';
import type { Cents } from '#shared/money.ts';

/** The tables of this file, by name. */
export interface UploadsTables {
  upload: UploadTable;
  upload_file: UploadFileTable;
  upload_piece: UploadPieceTable;
}

export interface UploadTable {
  id: string;
  profile: string;
  file_name: string;
  sha256: string;
  control_total_cents: Cents | null;
  created_by: number;
  created_at: Instant;
}

/** One file of an upload; its bytes lie in pieces. */
export interface UploadFileTable {
  upload_id: string;
  part: number;
  file_name: string;
  size: number;
}

export interface UploadPieceTable {
  upload_id: string;
  part: number;
  piece: number;
  bytes: Buffer;
}
