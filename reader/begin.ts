/** When custom elements may begin. */

/** Where Next.js runs without the press, React must first find the page as it was sent; in milliseconds. */
const reactNeeds = 500;

export function begin(define: () => void): void {
  if ('__next_f' in window) addEventListener('load', () => setTimeout(define, reactNeeds));
  else define();
}
