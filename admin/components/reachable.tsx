/** What AdminJS leaves out of its pages, by where it is missing: a name for whoever cannot see, a way for the keyboard. */
const names: readonly [selector: string, name: string][] = [
  ['[data-css$="filter-drawer-content"] h3 + button', '关闭'],
  ['[data-testid="actions-dropdown"]', '更多操作'],
];

function mend(): void {
  for (const [selector, name] of names)
    for (const element of document.querySelectorAll(selector)) setOnce(element, 'aria-label', name);
  for (const filter of document.querySelectorAll('[data-testid^="property-filter-"]')) nameFields(filter);
  for (const cell of document.querySelectorAll('thead td')) setOnce(cell, 'role', 'columnheader');
  // Links that lead nowhere are buttons to whoever clicks them.
  for (const link of document.querySelectorAll('a:not([href])')) {
    setOnce(link, 'role', 'button');
    setOnce(link, 'tabindex', '0');
  }
}

/** A filter is named by its first label, and where it is a span of time by the label right before each field as well. */
function nameFields(filter: Element): void {
  let [name, part] = ['', ''];
  for (const element of filter.querySelectorAll('label, input')) {
    const words = element.textContent.replace(/[-:：\s]/g, '');
    if (element.tagName === 'INPUT') setOnce(element, 'aria-label', `${name} ${part}`.trim());
    else if (name === '') name = words;
    else part = words;
  }
}

function setOnce(element: Element, attribute: string, value: string): void {
  if (element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
}

/** Keeps AdminJS's pages usable by keyboard and screen reader while they change. */
export function keepReachable(): void {
  new MutationObserver(mend).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    const isOurs = target instanceof HTMLElement && target.matches('a[role="button"]:not([href])');
    if (!isOurs || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    target.click();
  });
}
