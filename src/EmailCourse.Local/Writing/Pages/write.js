// What is saved in any editor comes here as an event. Without a script, a reload shows the same.
const editor = document.getElementById('editor');
const words = document.getElementById('words');
const elsewhere = document.getElementById('elsewhere');
const unsaved = document.getElementById('unsaved');
const asked = elsewhere?.textContent;
let kept = words?.value;
// One after the other: an event of one's own save must not look like somebody else's.
let last = Promise.resolve();
const afterwards = act => { last = last.then(act, act); return last; };

const isTouched = () => words !== null && words.value !== kept;

// What became of the last press is said once, and not by a reload.
const here = new URL(location);
here.searchParams.delete('said');
history.replaceState(null, '', here);

function mark() {
  if (unsaved) unsaved.hidden = !isTouched();
}

// Why nothing was saved or shown, instead of whatever was said before.
function tell(sentence) {
  document.getElementById('said')?.remove();
  const place = elsewhere ?? document.getElementById('status').appendChild(Object.assign(document.createElement('p'), { className: 'broken', role: 'alert' }));
  place.id ||= 'said';
  place.textContent = sentence;
  place.hidden = false;
}

function adopt(page, sent) {
  document.body.dataset.version = page.body.dataset.version;
  for (const part of document.querySelectorAll('[data-live]')) {
    const fresh = page.getElementById(part.id);
    if (fresh && fresh.innerHTML !== part.innerHTML) part.id === 'screen' ? show(part, fresh) : part.replaceChildren(...fresh.childNodes);
  }
  if (!editor) return;
  const fresh = page.getElementById('words').value;
  const field = editor.elements.fingerprint;
  const theirs = page.getElementById('editor').elements.fingerprint.value;
  // What was saved between one's own save and its answer was never on this page.
  const isOther = field.value !== theirs && isTouched() && fresh !== sent;
  elsewhere.textContent = asked;
  elsewhere.hidden = !isOther;
  if (isOther) return;
  field.value = theirs;
  editor.action = page.getElementById('editor').action;
  if (!isTouched() && words.value !== fresh) {
    const { selectionStart, selectionEnd, scrollTop } = words;
    words.value = fresh;
    kept = words.value;
    words.setSelectionRange(selectionStart, selectionEnd);
    words.scrollTop = scrollTop;
  }
  mark();
}

// A frame that is there already keeps its place, and makes no step back.
function show(part, fresh) {
  const [now, next] = [part.querySelector('iframe'), fresh.querySelector('iframe')];
  if (!now || !next) {
    part.replaceChildren(...fresh.childNodes);
    return;
  }
  now.parentElement.className = next.parentElement.className;
  now.title = next.title;
  turn(now, new URL(next.getAttribute('src'), location));
}

function turn(frame, to) {
  const from = frame.contentWindow;
  if (from.location.href === to.href) return;
  const top = from.scrollY;
  frame.addEventListener('load', () => frame.contentWindow.scrollTo(0, top), { once: true });
  from.location.replace(to);
}

// What it looks like first: the words are checked after that.
function turnTo(version) {
  const frame = document.querySelector('#screen iframe');
  if (!frame) return;
  const to = new URL(frame.contentWindow.location);
  to.searchParams.set('of', version);
  turn(frame, to);
}

// A page, or the sentence that stands for it.
async function read(answer) {
  const text = await answer.text();
  if (answer.headers.get('content-type')?.includes('json')) return { sentence: JSON.parse(text).title };
  const page = new DOMParser().parseFromString(text, 'text/html');
  const isAnswer = answer.ok || page.querySelector('[name=keep]');
  return isAnswer ? { page } : { sentence: page.getElementById('said')?.textContent };
}

async function refresh() {
  const answer = await fetch(location.href);
  const { page, sentence } = await read(answer);
  if (page) adopt(page);
  else tell(sentence ?? `The program could not show this (${answer.status}).`);
}

async function save(button) {
  const sent = words.value;
  // The answer to a press before this one may have put another button in its place.
  const body = new URLSearchParams(new FormData(editor, button?.form === editor ? button : undefined));
  let answer;
  try {
    answer = await fetch(editor.action, { method: 'POST', body });
  } catch {
    tell('The program does not answer; nothing was saved. Your words are still here. Start it again and press Save.');
    return;
  }
  const { page, sentence } = await read(answer);
  if (answer.ok) kept = sent;
  if (page) adopt(page, sent);
  else tell(sentence ?? `The program could not save this (${answer.status}). Your words are still here.`);
}

document.addEventListener('submit', event => {
  if (event.target !== editor) return;
  event.preventDefault();
  afterwards(() => save(event.submitter)).catch(() => tell('The program does not answer as it should. Your words are still here; copy them before you reload.'));
});

document.addEventListener('keydown', event => {
  if (!editor || event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (!event.repeat) editor.requestSubmit();
});

document.addEventListener('click', event => {
  const link = event.target.closest('a');
  if (link?.dataset.line) {
    event.preventDefault();
    goTo(Number(link.dataset.line));
  } else if (link && 'view' in link.dataset && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    history.replaceState(null, '', link.href);
    afterwards(refresh).then(() => document.querySelector(`[data-view][href="${CSS.escape(link.getAttribute('href'))}"]`)?.focus());
  }
});

function goTo(line) {
  const lines = words.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  words.focus();
  words.setSelectionRange(start, start + (lines[line - 1] ?? '').length);
  words.scrollTop = words.scrollHeight * (start / Math.max(1, words.value.length)) - words.clientHeight / 2;
}

words?.addEventListener('input', () => {
  mark();
  if (isTouched()) document.querySelector('#said.well')?.remove();
});

addEventListener('beforeunload', event => { if (isTouched()) event.preventDefault(); });

// A browser keeps six connections to one site. A page that nobody sees needs none.
let events;
function listen() {
  if (document.hidden) {
    events?.close();
    events = undefined;
  } else if (!events) {
    events = new EventSource('/sandbox/write/events');
    events.onmessage = ({ data }) =>
      afterwards(async () => {
        if (data === document.body.dataset.version) return;
        turnTo(data);
        await refresh();
      }).catch(() => {});
  }
}
document.addEventListener('visibilitychange', listen);
listen();
