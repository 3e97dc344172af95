/**
 * Listens on the document for events whose target is, or is inside, an element that matches a selector.
 * @param {string} type event name; it must bubble
 * @param {string} selector
 * @param {(event: Event, element: Element) => void} handler gets the matching element
 */
export function on(type, selector, handler) {
  document.addEventListener(type, event => {
    const element = event.target.closest?.(selector);
    if (element) handler(event, element);
  });
}
