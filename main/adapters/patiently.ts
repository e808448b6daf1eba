/** On Windows a scanner or an indexer may hold a file for a moment, and whatever would take its place is refused till it lets go. */
export async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (let pause = 10; ; pause *= 2) {
    try {
      return await act();
    } catch (error) {
      if (process.platform !== 'win32' || pause > 500) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
