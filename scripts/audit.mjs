// Judges what `npm audit --json` said. Leaves with 0 when nothing is wrong, 1 with what is, 3 when there was no answer.
//   node scripts/audit.mjs REPORT
import { readFileSync } from 'node:fs';

/** Advisories that are known and do not reach us, each with its reason. @type {Record<string, string>} */
const accepted = {};

let report;
try {
  report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
} catch {
  process.exit(3);
}
if (!report.vulnerabilities) process.exit(3);
let bad = 0;
for (const { name, via } of Object.values(report.vulnerabilities))
  for (const advisory of via) {
    if (typeof advisory === 'string') continue;
    const id = advisory.url?.split('/').pop() ?? String(advisory.source);
    if (accepted[id]) console.log(`accepted: ${name} ${id}: ${accepted[id]}`);
    else {
      bad++;
      console.log(`${advisory.severity}: ${name}: ${advisory.title} (${advisory.url})`);
    }
  }
process.exit(bad ? 1 : 0);
