import {
  CellStyleModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  CustomFilterModule,
  EventApiModule,
  LocaleModule,
  ModuleRegistry,
  PaginationModule,
  PinnedRowModule,
  RowApiModule,
  RowStyleModule,
  TextFilterModule,
} from 'ag-grid-community';

// Only what mc-data-grid uses; a missing module says so in the console by its number.
ModuleRegistry.registerModules([
  CellStyleModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  CustomFilterModule,
  EventApiModule,
  LocaleModule,
  PaginationModule,
  PinnedRowModule,
  RowApiModule,
  RowStyleModule,
  TextFilterModule,
]);
