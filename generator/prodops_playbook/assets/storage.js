// No module, and first of all scripts: where a browser forbids a site to keep anything, Material's own stop as they look.
try {
  void [localStorage, sessionStorage];
} catch (error) {
  for (const name of ["localStorage", "sessionStorage"]) {
    const value = {
      getItem: () => null,
      setItem() {
        throw error;
      },
      removeItem() {},
    };
    Object.defineProperty(window, name, { value });
  }
}
