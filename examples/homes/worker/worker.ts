import { parentPort } from 'node:worker_threads';
import { type Port, serveReports } from './report-server.ts';

serveReports(parentPort as unknown as Port);
