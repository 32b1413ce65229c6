// Looks into the storage emulator: rows of the course's table, and queues. Signed as
// https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key says.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

// Not a secret: the one key that every installation of the emulator has.
const emulator = 'AccountName=devstoreaccount1;'
  + 'AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;'
  + 'QueueEndpoint=http://127.0.0.1:10001/devstoreaccount1;TableEndpoint=http://127.0.0.1:10002/devstoreaccount1';

export function openStorage(connection) {
  const parts = (connection === 'UseDevelopmentStorage=true' ? emulator : connection).split(';').filter(Boolean);
  const setting = Object.fromEntries(parts.map(part => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]));
  const { AccountName: account, AccountKey: key, QueueEndpoint: queues, TableEndpoint: table } = setting;
  const authorize = text => `SharedKeyLite ${account}:${createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64')}`;
  const resource = address => `/${account}${new URL(address).pathname}`;

  async function call(address, options) {
    const answer = await fetch(address, options);
    const body = await answer.text();
    assert.ok(answer.ok, `${address} answers ${answer.status}: ${body}`);
    return body;
  }

  function callQueue(method, address, body) {
    const headers = { 'x-ms-date': new Date().toUTCString(), 'x-ms-version': '2021-08-06' };
    if (body) headers['Content-Type'] = 'application/xml';
    const named = Object.entries(headers).filter(([name]) => name.startsWith('x-ms-')).map(([name, value]) => `${name}:${value}\n`).join('');
    headers.Authorization = authorize(`${method}\n\n${headers['Content-Type'] ?? ''}\n\n${named}${resource(address)}`);
    return call(address, { method, headers, body });
  }

  async function rows(filter) {
    const address = `${table}/course()?$filter=${encodeURIComponent(filter)}`;
    const date = new Date().toUTCString();
    const headers = { 'x-ms-date': date, 'x-ms-version': '2019-02-02', Accept: 'application/json;odata=nometadata' };
    headers.Authorization = authorize(`${date}\n${resource(address)}`);
    return JSON.parse(await call(address, { headers })).value;
  }

  return {
    putMessage: (queue, text) =>
      callQueue('POST', `${queues}/${queue}/messages`, `<QueueMessage><MessageText>${text}</MessageText></QueueMessage>`),

    async peekMessages(queue) {
      const answer = await callQueue('GET', `${queues}/${queue}/messages?peekonly=true&numofmessages=32`);
      return [...answer.matchAll(/<MessageText>([^<]*)</g)].map(match => match[1]);
    },

    async subscriber(email) {
      const found = await rows(`Email eq '${email}' and ConsentNetwork ne ''`);
      assert.equal(found.length, 1, `${found.length} rows are of ${email}.`);
      return found[0];
    },

    openBatches: () => rows("RowKey ge 'batch~' and RowKey lt 'batch~~'"),
  };
}
