// Walks through a running course from outside, as a browser, a mail program and SendGrid do, and says what is not as it should be.
// Needs Node.js 20 and nothing else. Ends with "N passed, N failed" and fails if something did.
//
//   node tests/functions-host/smoke.mjs --site URL --inbox URL --tick URL --keys FILE [--log FILE] [--storage CONNECTION] \
//     [--front-end] [--kill COMMAND] [--stop COMMAND]
//
//   --site       where the course is served, such as http://localhost:7071
//   --inbox      the local run whose stand-in for SendGrid receives the course's mails
//   --tick       what to POST to, so that the timer runs now: .../admin/functions/SendDueLessons of a Functions host, or
//                .../sandbox/api/run of a local run
//   --keys       keys.json of that local run: its webhook key is the one the course trusts
//   --log        what the host printed so far; it is looked into for one refusal, addresses and tokens, and that
//                of a local run for warnings
//   --storage    the emulator the course keeps its rows in: also looks at proofs of consent and at the queues
//   --front-end  the site sees callers in X-Forwarded-For as Azure's front end writes it; the walk stands in for that
//   --kill       a command that kills the worker while it sends, and the host starts another
//   --stop       the same with SIGTERM; needs --storage
import assert from 'node:assert/strict';
import { exec } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { parseArgs, promisify } from 'node:util';
import { check, eventually, summarize } from './check.mjs';
import { openStorage } from './storage.mjs';

const text = { type: 'string' };
const { site, inbox, tick, keys, log, storage, kill, stop, 'front-end': frontEnd } = parseArgs({
  options: { site: text, inbox: text, tick: text, keys: text, log: text, storage: text, kill: text, stop: text, 'front-end': { type: 'boolean' } },
}).values;
if (!site || !inbox || !tick || !keys) {
  const help = readFileSync(new URL(import.meta.url), 'utf8').split('\n').filter(line => line.startsWith('//   '));
  console.error(help.map(line => line.slice(3)).join('\n'));
  process.exit(2);
}

const call = (address, options = {}) => fetch(new URL(address, site), { redirect: 'manual', signal: AbortSignal.timeout(30_000), ...options });
const json = body => ({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) });
const form = fields => ({ method: 'POST', body: new URLSearchParams(fields) });

async function answers(status, address, options) {
  const answer = await call(address, options);
  await answer.arrayBuffer();
  assert.equal(answer.status, status, `${options?.method ?? 'GET'} ${address} answers ${answer.status} and not ${status}.`);
  return answer;
}

// The date differs, and how a body is framed.
const headersOf = answer =>
  [...answer.headers].filter(([name]) => !['date', 'transfer-encoding', 'content-length', 'connection', 'keep-alive'].includes(name)).sort();

async function headEqualsGet(path) {
  const got = await call(path);
  await got.arrayBuffer();
  const head = await call(path, { method: 'HEAD' });
  assert.equal(head.status, got.status, `HEAD answers ${head.status} and GET ${got.status}.`);
  assert.deepEqual(headersOf(head), headersOf(got));
}

const runTimer = async () => assert.ok((await call(tick, json({}))).ok, 'The timer cannot be run.');
const aroundTheCourse = ['confirm', 'reminder', 'already-subscribed', 'confirm-address', 'address-changed'];

async function mail(to, isWanted) {
  const mails = await (await call(`${inbox}/sandbox/api/inbox?to=${to}`)).json();
  const found = mails.findLast(isWanted);
  assert.ok(found, 'The mail did not come.');
  return found.id;
}

const confirmMail = to => mail(to, each => each.mail === 'confirm');
const lessonMail = to => mail(to, each => !aroundTheCourse.includes(each.mail));
const part = async (id, which) => (await call(`${inbox}/sandbox/api/inbox/${id}/${which}`)).text();
const linkIn = async (id, which) => (await part(id, 'text')).match(new RegExp(`https?://\\S+/${which}\\?t=\\S+`))[0];
const oneClickOf = async id => (await part(id, 'raw')).match(/^List-Unsubscribe:\s*<([^>]+)>/im)[1].replace(/\s/g, '');

const person = name => `${name}${Date.now()}@example.org`;
const signUp = (email, firstName) => ({ email, firstName, timeZone: 'Europe/Berlin', hour: 8, consent: true });

function signed(body, sent = body) {
  const timestamp = `${Math.floor(Date.now() / 1000)}`;
  const key = createPrivateKey({ key: Buffer.from(JSON.parse(readFileSync(keys)).webhookKey, 'base64'), format: 'der', type: 'pkcs8' });
  const call = json(sent);
  call.headers['X-Twilio-Email-Event-Webhook-Signature'] = sign('sha256', Buffer.from(timestamp + body), key).toString('base64');
  call.headers['X-Twilio-Email-Event-Webhook-Timestamp'] = timestamp;
  return call;
}

function logHas(pattern) {
  const line = readFileSync(log, 'utf8').split('\n').find(each => pattern.test(each));
  return { holds: line !== undefined, line };
}

// Presses the button of a confirm mail over the given address of this machine, with what the caller claims to be.
function confirmFrom(address, link, claimed) {
  const target = new URL(link);
  const forwarded = [claimed, frontEnd && `${address}:50000`].filter(Boolean).join(', ');
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const options = { method: 'POST', family: 4, localAddress: address, headers: forwarded ? { ...headers, 'X-Forwarded-For': forwarded } : headers };
  return new Promise((resolve, reject) =>
    request(target, options, answer => resolve(answer.resume().statusCode)).on('error', reject).end('start=now'));
}

await check('the site answers', () => eventually(() => answers(200, '/')));
await check('the timer runs', () => eventually(runTimer));
await check('it says that it is well', () => eventually(() => answers(200, '/health')));
for (const path of ['/', '/privacy', '/check-your-inbox', '/health', '/assets/site.css', '/.well-known/security.txt', '/confirm?t=nobody']) {
  await check(`HEAD ${path} is answered as GET`, () => headEqualsGet(path));
}
await check('the landing page has the headers that keep it safe', async () => {
  const { headers } = await answers(200, '/');
  for (const name of ['Content-Security-Policy', 'X-Content-Type-Options', 'Referrer-Policy', 'Permissions-Policy', 'Cross-Origin-Opener-Policy']) {
    assert.ok(headers.get(name), `It lacks ${name}.`);
  }
});

const [ana, ben, cleo] = ['ana', 'ben', 'cleo'].map(person);
await check('a sign-up by JSON is accepted', () => answers(202, '/api/signup', json(signUp(ana, 'Ana'))));
await check('the form of the page leads on, once a person can have filled it in', async () => {
  const [, formToken] = (await (await call('/')).text()).match(/name="formToken" value="([^"]+)"/);
  await eventually(() => answers(303, '/api/signup', form({ ...signUp(ben, 'Ben'), formToken })));
});
await check('a sign-up without consent is refused', () => answers(400, '/api/signup', json({ email: ana })));
for (const email of [ana, ben]) {
  await check('somebody is asked to confirm', () => eventually(() => confirmMail(email)));
  await check('opening the link shows a button', async () => answers(200, await linkIn(await confirmMail(email), 'confirm')));
  await check('pressing it without a choice of when does nothing', async () => answers(400, await linkIn(await confirmMail(email), 'confirm'), form({})));
  await check('pressing it confirms', async () => answers(200, await linkIn(await confirmMail(email), 'confirm'), form({ start: 'now' })));
  await check('the first lesson comes', () => eventually(() => lessonMail(email)));
}

const oneClick = { 'List-Unsubscribe': 'One-Click' };
await check('one click stops, urlencoded', async () => answers(200, await oneClickOf(await lessonMail(ana)), form(oneClick)));
await check('and once more is no error', async () => answers(200, await oneClickOf(await lessonMail(ana)), form(oneClick)));
await check('one click stops, multipart', async () => {
  const body = new FormData();
  body.set('List-Unsubscribe', 'One-Click');
  await answers(200, await oneClickOf(await lessonMail(ben)), { method: 'POST', body });
});
await check('a link that was cut off is refused', async () => answers(400, (await oneClickOf(await lessonMail(ben))).slice(0, -5), form(oneClick)));

const events = JSON.stringify([{ event: 'delivered', subscriber: 'nobody' }]);
await check('an unsigned event is refused', () => answers(401, '/api/sendgrid/events', json(events)));
await check('a signed event is taken', () => answers(204, '/api/sendgrid/events', signed(events)));
await check('an altered event is refused', () => answers(401, '/api/sendgrid/events', signed(events, events.replace('delivered', 'bounce'))));

// Nothing has gone wrong until here. Only a local run prints levels.
if (log && !frontEnd) {
  await check('no warning stands in the log', () => {
    const { holds, line } = logHas(/^(warn|fail|crit): /);
    assert.ok(!holds, line);
  });
}

// Given up after eight failures, which takes a while: it is looked for at the end.
const course = storage && openStorage(storage);
const malformed = `no shard ${Date.now()}`;
if (course) {
  await check('a message that names no shard is put on the queue', () => course.putMessage('deliver', malformed));
}

await check('SendGrid is told to refuse the key once', () =>
  answers(200, `${inbox}/sandbox/api/faults`, json({ sequence: [{ kind: 'status', status: 401 }] })));
await check('somebody signs up meanwhile', () => answers(202, '/api/signup', json(signUp(cleo, 'Cleo'))));
if (log) {
  await check('the refusal stands in the log', () => eventually(() => assert.ok(logHas(/SendGrid refuses us/).holds)));
}
await check('the mail comes when the timer runs again', () =>
  eventually(async () => {
    await runTimer();
    await confirmMail(cleo);
  }));
if (course) {
  const [here, forged, there] = ['dora', 'emil', 'fritz'].map(person);
  for (const email of [here, forged, there]) {
    await check('somebody signs up', () => answers(202, '/api/signup', json(signUp(email, 'Dora'))));
    await check('and is asked to confirm', () => eventually(() => confirmMail(email)));
  }
  const link = async email => linkIn(await confirmMail(email), 'confirm');
  await check('people confirm from two addresses, one of them with a forged X-Forwarded-For', async () => {
    assert.equal(await confirmFrom('127.0.0.1', await link(here)), 200);
    assert.equal(await confirmFrom('127.0.0.1', await link(forged), '203.0.113.9'), 200);
    assert.equal(await confirmFrom('127.0.0.2', await link(there)), 200);
  });
  const network = async email => (await course.subscriber(email)).ConsentNetwork;
  await check('the proof of consent tells networks apart', async () => assert.notEqual(await network(here), await network(there)));
  await check('a forged X-Forwarded-For changes nothing', async () => assert.equal(await network(forged), await network(here)));
}

// Mails a crowd while the command does something to the worker.
async function mailACrowd(what, command, aMoreCheck) {
  const crowd = Array.from({ length: 20 }, (_, index) => person(`crowd${index}-`));
  const mailsTo = async email => (await (await call(`${inbox}/sandbox/api/inbox?to=${email}`)).json()).length;
  await check(`the worker is ${what} while it sends`, async () => {
    await Promise.all(crowd.map(email => answers(202, '/api/signup', json(signUp(email, 'Kim')))));
    await promisify(exec)(command);
  });
  await aMoreCheck?.();
  // The lease of a run that was killed keeps its shard for up to two minutes.
  await check('everybody is mailed nevertheless', () =>
    eventually(async () => {
      await runTimer();
      assert.ok((await Promise.all(crowd.map(mailsTo))).every(mails => mails > 0), 'Somebody was not.');
    }, 240));
  await check('and nobody twice', async () =>
    assert.ok((await Promise.all(crowd.map(mailsTo))).every(mails => mails === 1), 'Somebody was.'));
}

if (kill) await mailACrowd('killed', kill);

if (stop && course) {
  const events = which => answers(200, `${inbox}/sandbox/api/faults`, json({ events: which }));
  // Without an event, a batch that was left behind would stay open for a quarter of an hour.
  await check('SendGrid tells nothing from now on', () => events('off'));
  await mailACrowd('stopped', stop, () =>
    check('no batch is left open', () => eventually(async () => assert.deepEqual(await course.openBatches(), []))));
  await check('SendGrid tells everything again', () => events('on'));
}

if (course) {
  await check('a message that fails eight times is among the poison messages', () =>
    eventually(async () => assert.ok((await course.peekMessages('deliver-poison')).includes(malformed), 'It is not.'), 300));
}

if (log) {
  // The local head prints its own operator's link to the desk when it starts.
  for (const [what, pattern] of [['address', /example\.org/], ['token', /^(?!Desk ).*[?&]t=/]]) {
    await check(`the log holds no ${what}`, () => {
      const { holds, line } = logHas(pattern);
      assert.ok(!holds, line);
    });
  }
}

summarize();
