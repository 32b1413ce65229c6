const problem = document.getElementById('problem');
const asLocalMinute = at => new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16).replace('T', ' ');

async function call(method, url, body) {
  document.querySelectorAll('button').forEach(button => { button.disabled = true; });
  problem.hidden = true;
  try {
    const answer = await fetch(url, { method, body, headers: body ? { 'Content-Type': 'application/json' } : {} });
    if (answer.ok) return location.reload();
    const said = await answer.json().catch(() => ({}));
    show(said.title ?? `The course answered ${answer.status}.`);
  } catch {
    show('The course does not answer. Does it still run?');
  }
}

function show(text) {
  problem.textContent = text;
  problem.hidden = false;
  document.querySelectorAll('button').forEach(button => { button.disabled = false; });
}

async function plan(fault) {
  const planned = await (await fetch('/sandbox/api/faults')).json();
  await call('POST', '/sandbox/api/faults', JSON.stringify({ sequence: [...planned.sequence, JSON.parse(fault)] }));
}

document.addEventListener('click', ({ target: { dataset } }) => {
  if (dataset.post) call('POST', dataset.post, dataset.body);
  if (dataset.delete) call('DELETE', dataset.delete);
  if (dataset.fault) plan(dataset.fault);
});

document.querySelector('[data-clock]').addEventListener('submit', event => {
  event.preventDefault();
  call('POST', '/sandbox/api/clock', JSON.stringify({ set: document.getElementById('set').value + ':00Z' }));
});

// Back from the landing page or a confirmation: show what arrived meanwhile.
document.addEventListener('visibilitychange', () => { if (!document.hidden) location.reload(); });

// Lessons come at eight of the reader's own clock, so that is the morning meant.
const now = new Date(document.querySelector('.now time').dateTime);
const morning = new Date(now);
morning.setHours(8, 0, 0, 0);
if (morning <= now) morning.setDate(morning.getDate() + 1);
document.querySelector('[data-morning]').dataset.body = JSON.stringify({ set: morning.toISOString().replace('.000Z', 'Z') });
document.querySelectorAll('time').forEach(time => { time.title = `${asLocalMinute(new Date(time.dateTime))} here`; });
