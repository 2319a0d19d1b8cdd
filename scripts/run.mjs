// `./build.sh run`: serves the sample articles and shows one in a browser with Sutra switched on.
//   node scripts/run.mjs BROWSER[,BROWSER] hi|en [headless]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { launch, root, serve, until } from '../tests/e2e/harness/index.mjs';

const [browsers, article, headless] = [process.argv[2].split(','), process.argv[3], process.argv[4] === 'headless'];
const site = await serve();
const address = site.url(`/pages/news-${article}.html`);
let text = '';

for (const name of /** @type {('chromium'|'firefox')[]} */ (browsers)) {
  const browser = await launch(name, { headless });
  const page = /** @type {any} */ (await browser.open(address));
  await /** @type {any} */ (browser).clickAction(page);
  const marked = await page.until(() => CSS.highlights.size > 0, [], { timeout: 15_000 }).catch(() => false);
  if (!marked) {
    console.error(`${name}: Sutra marked nothing on ${address}. ${browser.extensionErrors.join('\n')}`);
    process.exitCode = 1;
  }
  if (!headless) {
    console.log(`${name} shows ${address} with Sutra switched on. Hover over a marked claim; the toolbar button switches it off.`);
    console.log('Close the browser, or press Ctrl+C here, to end.');
    const end = async () => {
      await browser.close().catch(() => {});
      process.exit(0);
    };
    process.once('SIGINT', end);
    await until(async () => !(await page.evaluate(() => true).catch(() => false)), { timeout: 2 ** 31 - 1, every: 1000 });
    await end();
  }
  text ||= await page.evaluate(() =>
    [...document.querySelectorAll('h1, article p, article blockquote, article figcaption, article li')]
      .filter((element) => element.checkVisibility())
      .map((element) => /** @type {HTMLElement} */ (element).innerText)
      .join('\n\n'),
  );
  const shot = join(root, `tests/shots/run-${name}-${article}.png`);
  // One claim with its card: the longest on the screen.
  let best = { x: 0, y: 0, width: 0, height: 0 };
  for (const [name, phrases] of Object.entries(await page.highlights()))
    for (const index of phrases.keys())
      for (const rect of await page.highlightRects(name, index))
        if (rect.y > 0 && rect.y < 700 && rect.width > best.width) best = rect;
  if (best.width) {
    await page.mouse.move(best.x + 3, best.y + best.height + 20);
    await page.mouse.move(best.x + best.width / 3, best.y + best.height / 2);
  }
  await new Promise((done) => setTimeout(done, 700));
  await page.screenshot(shot);
  console.log(`${name}: ${shot}`);
  await browser.close();
}
if (text) {
  console.log();
  const { status } = spawnSync(join(root, 'target/release/sutra'), ['analyze', '--format', 'text', '-'], {
    input: text,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  process.exitCode ||= status ?? 1;
}
await site.close();
