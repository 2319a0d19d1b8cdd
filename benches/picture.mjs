// Time against size as a picture: both axes by powers of ten, so that what is linear is a straight line of one slope.

/** @param {{language: string, bytes: number, bare: number, packs: number, both: number}[]} rows */
export function picture(rows) {
  const [width, height, left, bottom, right, top] = [720, 420, 70, 50, 190, 30];
  const times = rows.flatMap((row) => [row.bare, row.packs, row.both]);
  const [fromX, toX] = [Math.log10(Math.min(...rows.map((row) => row.bytes))), Math.log10(Math.max(...rows.map((row) => row.bytes)))];
  const [fromY, toY] = [Math.floor(Math.log10(Math.min(...times))), Math.ceil(Math.log10(Math.max(...times)))];
  const x = (/** @type {number} */ bytes) => left + ((Math.log10(bytes) - fromX) / (toX - fromX)) * (width - left - right);
  const y = (/** @type {number} */ seconds) => height - bottom - ((Math.log10(seconds) - fromY) / (toY - fromY)) * (height - bottom - top);
  const at = (/** @type {number} */ value) => value.toFixed(1);
  const bytes = (/** @type {number} */ power) => ['1 B', '10 B', '100 B', '1 KB', '10 KB', '100 KB', '1 MB', '10 MB', '100 MB'][power];
  const seconds = (/** @type {number} */ power) => (power < -3 ? `${10 ** (power + 6)} µs` : power < 0 ? `${10 ** (power + 3)} ms` : `${10 ** power} s`);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13">`,
    '<title>Time against size: the engine with and without its model, and the bare limit</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
  ];
  for (let power = Math.ceil(fromX - 0.01); power <= toX + 0.01; power++) {
    const at_x = at(x(10 ** power));
    parts.push(`<path d="M${at_x} ${top}V${height - bottom}" stroke="#ddd"/><text x="${at_x}" y="${height - bottom + 20}" text-anchor="middle">${bytes(power)}</text>`);
  }
  for (let power = fromY; power <= toY; power++) {
    const at_y = at(y(10 ** power));
    parts.push(`<path d="M${left} ${at_y}H${width - right}" stroke="#ddd"/><text x="${left - 8}" y="${Number(at_y) + 4}" text-anchor="end">${seconds(power)}</text>`);
  }
  parts.push(`<text x="${(left + width - right) / 2}" y="${height - 10}" text-anchor="middle">text (UTF-8)</text>`);
  const kinds = /** @type {const} */ ([['both', 'with the model', '#8a3ffc'], ['packs', 'packs only', '#0f62fe'], ['bare', 'bare limit', '#6f6f6f']]);
  const languages = /** @type {const} */ ([['hi', 'Hindi', ''], ['en', 'English', ' stroke-dasharray="6 4"']]);
  let line = 0;
  for (const [kind, name, colour] of kinds)
    for (const [code, language, dash] of languages) {
      const points = rows.filter((row) => row.language === code).map((row) => `${at(x(row.bytes))},${at(y(row[kind]))}`);
      const label = top + 20 + line++ * 24;
      parts.push(
        `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>`,
        `<path d="M${width - right + 16} ${label - 4}h28" stroke="${colour}" stroke-width="2"${dash}/><text x="${width - right + 52}" y="${label}">${name}, ${language}</text>`,
      );
    }
  parts.push('</svg>');
  return `${parts.join('\n')}\n`;
}
