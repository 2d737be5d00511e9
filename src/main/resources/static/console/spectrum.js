// Guesses from a picture's pixels whether it was taken in visible light.

const SAMPLE = 32;
/** Mean difference of a pixel's channels, of 255, below which a picture is grey: JPEG alone makes some. */
const GREY = 8;

/** @returns 'visible' or 'infrared'; infrared pictures have no colour */
export async function guessModality(file) {
  const bitmap = await createImageBitmap(file, { resizeWidth: SAMPLE, resizeHeight: 2 * SAMPLE });
  const canvas = new OffscreenCanvas(SAMPLE, 2 * SAMPLE);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, SAMPLE, 2 * SAMPLE);
  let difference = 0;
  for (let i = 0; i < data.length; i += 4) {
    difference += Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]);
  }
  return difference / (data.length / 4) < GREY ? 'infrared' : 'visible';
}
