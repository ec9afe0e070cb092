/** Names AdminJS's own parts of a page, which it leaves nameless, to whoever hears it read out. */
export function nameLandmarks(): void {
  const name = () => {
    mark('[data-css=sidebar]', { role: 'navigation', 'aria-label': '主导航' });
    mark('section[height=navbarHeight]', { role: 'banner' });
  };
  new MutationObserver(name).observe(document, { childList: true, subtree: true });
}

function mark(selector: string, attributes: Readonly<Record<string, string>>): void {
  const part = document.querySelector(selector);
  if (!part || part.hasAttribute('role')) return;
  Object.entries(attributes).forEach(([attribute, value]) => part.setAttribute(attribute, value));
}
