import { databaseFindings } from '../databases/findings.ts';
import { probe } from '../harness/probe.ts';

probe((data) => databaseFindings('SQLite', data));
