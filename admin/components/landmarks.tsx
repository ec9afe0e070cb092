/** Names AdminJS's own parts of a page, which it leaves nameless, to whoever hears it read out; keeps its menu in one piece. */
export function nameLandmarks(): void {
  const name = () => {
    mark('[data-css=sidebar]', { role: 'navigation', 'aria-label': '主导航' });
    mark('section[height=navbarHeight]', { role: 'banner' });
    // The list of tables would take all the room there is, and push our pages to the bottom of the window.
    document.querySelector<HTMLElement>('[data-css=sidebar-resources]')?.style.setProperty('flex-grow', '0');
  };
  new MutationObserver(name).observe(document, { childList: true, subtree: true });
}

function mark(selector: string, attributes: Readonly<Record<string, string>>): void {
  const part = document.querySelector(selector);
  if (!part || part.hasAttribute('role')) return;
  Object.entries(attributes).forEach(([attribute, value]) => part.setAttribute(attribute, value));
}
