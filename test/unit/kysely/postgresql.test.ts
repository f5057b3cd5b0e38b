import { keepsContracts } from './keeps-contracts.ts';

await keepsContracts('PostgreSQL');
