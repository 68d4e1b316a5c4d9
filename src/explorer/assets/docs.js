// The search: what a reader types is looked for in names first, then in texts.

const field = document.getElementById('search');
const results = document.getElementById('results');
const found = document.getElementById('found');
const contents = document.querySelector('#contents > details');
const shown = 40;

const items = [...document.querySelectorAll('#reference [id][data-kind]')].map((element) => {
  const name = element.id.replace(/^error-|^traps-/, '');
  const description = element.matches('dt') ? element.nextElementSibling : element.parentElement.querySelector('p');
  return {
    id: element.id,
    name,
    kind: element.dataset.kind,
    lowerName: name.toLowerCase(),
    lastName: name.toLowerCase().split('.').at(-1),
    text: (element.dataset.kind === 'vendor traps' ? '' : (description?.textContent ?? '')).toLowerCase(),
  };
});

/** What a reader is likelier to look for comes first among equals. */
const kinds = ['query', 'mutation', 'subscription', 'type', 'interface', 'union', 'error'];
const kindRank = ({ kind }) => (kinds.includes(kind) ? 0 : 1);

/** The smaller, the better; undefined where it does not match. */
function rank({ lowerName, lastName, text }, wanted) {
  if (lowerName === wanted || lastName === wanted) return lowerName === wanted ? 0 : 1;
  if (lowerName.startsWith(wanted) || lastName.startsWith(wanted)) return 2;
  if (lowerName.includes(wanted)) return 3;
  return wanted.split(/\s+/).every((word) => lowerName.includes(word) || text.includes(word)) ? 4 : undefined;
}

function search() {
  const wanted = field.value.trim().toLowerCase();
  const ranked = wanted
    ? items
        .map((item) => ({ item, rank: rank(item, wanted) }))
        .filter((match) => match.rank !== undefined)
        .sort((one, other) => one.rank - other.rank || kindRank(one.item) - kindRank(other.item))
    : [];
  results.replaceChildren(...ranked.slice(0, shown).map(({ item }) => entry(item)));
  contents.parentElement.hidden = wanted !== '';
  if (!wanted) found.textContent = '';
  else if (ranked.length > shown) found.textContent = `${ranked.length} found, the first ${shown}:`;
  else found.textContent = ranked.length === 0 ? 'Nothing found.' : `${ranked.length} found:`;
}

function entry({ id, name, kind }) {
  const link = document.createElement('a');
  link.href = `#${id}`;
  link.textContent = name;
  const note = document.createElement('small');
  note.textContent = kind;
  const item = document.createElement('li');
  item.append(link, ' ', note);
  return item;
}

field.hidden = false;
field.addEventListener('input', search);
field.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') results.querySelector('a')?.click();
  if (event.key === 'Escape') {
    field.value = '';
    search();
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target.matches('input, textarea')) return;
  event.preventDefault();
  field.focus();
});

// On a narrow screen the reader begins with the text, not with two screens of names.
if (matchMedia('(max-width: 60rem)').matches) contents.open = false;

// A browser keeps what was typed when the page is loaded again.
search();
