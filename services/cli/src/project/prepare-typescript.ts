/**
 * Lets this process load modules in TypeScript, and what they import, by `require` and by `import()`. It takes a tenth of
 * a second and more, so it is called only for such a module; again, it does nothing.
 */
export async function prepareTypeScript(): Promise<void> {
  await (registered ??= register());
}

let registered: Promise<void> | undefined;

async function register(): Promise<void> {
  const [forRequire, forImport] = await Promise.all([import('tsx/cjs/api'), import('tsx/esm/api')]);
  forRequire.register();
  forImport.register();
}
