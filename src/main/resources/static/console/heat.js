// Draws where two pictures resemble each other, over them.

/**
 * @param shares rows of numbers: each place's share of the similarity
 * @param largest the share that is drawn strongest
 */
export function drawHeat(canvas, shares, largest) {
  const rows = shares.length;
  const columns = shares[0].length;
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  const image = context.createImageData(columns, rows);
  shares.flat().forEach((share, i) => {
    const strength = Math.max(0, Math.min(1, share / largest));
    image.data.set([255, Math.round(230 * (1 - strength)), 0, Math.round(200 * strength)], 4 * i);
  });
  context.putImageData(image, 0, 0);
}

export const largestShare = (...maps) => Math.max(1e-9, ...maps.flat(2));

/** What the picture says, for those who do not see it: the shares of the upper, middle and lower third, together 1. */
export function thirds(shares) {
  const sums = [0, 0, 0];
  shares.forEach((row, y) => {
    sums[Math.floor((3 * y) / shares.length)] += row.reduce((all, one) => all + Math.max(0, one), 0);
  });
  const all = sums[0] + sums[1] + sums[2];
  return sums.map((one) => (all === 0 ? 0 : one / all));
}
