/** Hands a text over to be saved; the desktop asks where. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The save may begin a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
