// Property tests draw new cases on every run, except in CI, where a failure must be no accident.
// A failing property prints its seed and path: pass both to fc.assert to see it again.
if (process.env['CI']) {
  const { configureGlobal } = await import('fast-check');
  configureGlobal({ seed: 20_260_401 });
}
