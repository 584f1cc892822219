import { businessDate } from '../calendar.ts';
import type { List } from '../lists/list.ts';
import { listColumns } from '../lists/list-column.ts';
import { ROLE_WORDS } from '../permissions.ts';
import { SIGN_IN_WAY_WORDS } from '../session/session.ts';
import type { AccountList, AccountRow } from './accounts.ts';

export const ACCOUNT_LIST: List<AccountRow, AccountList> = {
  ...{ title: 'Zugänge', one: 'Zugang', many: 'Zugänge' },
  rows: ({ accounts }) => accounts,
  columns: ({ offices }) =>
    listColumns<AccountRow>([
      {
        ...{ key: 'zugang', label: 'Zugang', kind: 'text' },
        value: ({ name }) => name,
        second: ({ login }) => login,
        secondLabel: 'Anmeldename',
      },
      {
        ...{ key: 'rolle', label: 'Rolle', kind: 'text' },
        value: ({ role }) => ROLE_WORDS[role],
        second: ({ office }) => offices.find(({ code }) => code === office)?.name ?? office,
        secondLabel: 'Amt',
      },
      {
        ...{ key: 'anmeldung', label: 'Anmeldung', kind: 'text' },
        value: ({ ways }) => ways.map((way) => SIGN_IN_WAY_WORDS[way]).join(', ') || 'nicht aktiviert',
      },
      {
        ...{ key: 'zuletzt', label: 'zuletzt angemeldet', kind: 'date' },
        value: ({ lastSignInAt }) => lastSignInAt && businessDate(lastSignInAt),
      },
      { ...{ key: 'sitzungen', label: 'Sitzungen', kind: 'integer' }, value: (row) => row.openSessions },
      {
        ...{ key: 'vermerk', label: 'Vermerk', kind: 'text' },
        value: ({ disabled, breakGlass }) =>
          [disabled ? 'gesperrt' : '', breakGlass ? 'Notzugang' : ''].filter(Boolean).join(', ') || null,
      },
    ]),
};
