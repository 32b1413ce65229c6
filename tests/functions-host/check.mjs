// Counts what holds and what does not, and says each.
import { setTimeout as sleep } from 'node:timers/promises';

let passed = 0;
let failed = 0;

export async function check(what, holds) {
  try {
    await holds();
    passed++;
    console.log(`ok    ${what}`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${what}\n      ${error.message.split('\n').slice(0, 4).join('\n      ')}`);
  }
}

// A minute for what the queue, the timer or a cold start has to do first.
export async function eventually(holds, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; ; await sleep(300)) {
    try {
      return await holds();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

export function summarize() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
