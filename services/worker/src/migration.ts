export * from '@octavo/migration';
