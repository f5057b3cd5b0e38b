import { everyReportIn } from './every-report.ts';

await everyReportIn('PGlite');
