package io.vesper.training;

import io.vesper.dataset.CrossModalBatch;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.decode.RgbImage;
import io.vesper.decode.UnreadableImageException;
import io.vesper.decode.UnsupportedImageTypeException;
import io.vesper.person.PersonImage;
import io.vesper.transform.ImageTransform;
import io.vesper.transform.InputSize;
import io.vesper.transform.Normalisation;
import io.vesper.transform.TrainingTransform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Reads and augments the pictures of a batch. What an augmentation draws follows from the picture's place in the run alone. */
final class BatchLoader {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final InputSize size;
    private final TrainingTransform transform;
    private final long seed;

    BatchLoader(TrainingSettings settings) {
        size = settings.network().inputSize();
        transform = new TrainingTransform(new ImageTransform(size, Normalisation.IMAGENET), settings.augmentation());
        seed = settings.seed();
    }

    /**
     * @param batch B images
     * @param step counted over the whole run
     * @return normalised pictures, shape [B, 3, H, W], row-major
     */
    float[] load(CrossModalBatch batch, long step) {
        float[] images = new float[batch.images().size() * size.values()];
        long stepSeed = new SplittableRandom(new SplittableRandom(seed).nextLong() + step).nextLong();
        IntStream.range(0, batch.images().size())
                .parallel()
                .forEach(i -> transform.writeTo(
                        decode(batch.images().get(i)), images, i * size.values(), new SplittableRandom(stepSeed + i)));
        return images;
    }

    private RgbImage decode(PersonImage image) {
        try {
            return decoder.decode(Files.readAllBytes(image.file()));
        } catch (IOException e) {
            throw new UncheckedIOException("The picture (%s) cannot be read.".formatted(image.file()), e);
        } catch (UnreadableImageException | UnsupportedImageTypeException e) {
            throw new UnreadableImageException(
                    "The picture (%s) cannot be used: %s".formatted(image.file(), e.getMessage()), e);
        }
    }
}
