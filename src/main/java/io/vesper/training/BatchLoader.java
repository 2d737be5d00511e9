package io.vesper.training;

import io.vesper.dataset.CrossModalBatch;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.decode.RgbImage;
import io.vesper.decode.UnreadableImageException;
import io.vesper.decode.UnsupportedImageTypeException;
import io.vesper.person.PersonImage;
import io.vesper.preset.TrainingSettings;
import io.vesper.transform.ImageTransform;
import io.vesper.transform.InputSize;
import io.vesper.transform.Normalisation;
import io.vesper.transform.TrainingTransform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Reads and augments the pictures of a batch. What an augmentation draws follows from the picture's place in the run alone. */
final class BatchLoader {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final InputSize size;
    private final ImageTransform evaluation;
    private final TrainingTransform transform;
    private final long seed;

    BatchLoader(TrainingSettings settings) {
        size = settings.network().inputSize();
        evaluation = new ImageTransform(size, Normalisation.IMAGENET);
        transform = new TrainingTransform(evaluation, settings.augmentation());
        seed = settings.seed();
    }

    /**
     * @param parts of one step's batch, B images each
     * @param step counted over the whole run
     * @return normalised pictures of each part, shape [B, 3, H, W], row-major
     */
    List<float[]> load(List<CrossModalBatch> parts, long step) {
        long stepSeed = new SplittableRandom(new SplittableRandom(seed).nextLong() + step).nextLong();
        List<float[]> loaded = new ArrayList<>();
        int first = 0;
        for (CrossModalBatch part : parts) {
            loaded.add(pictures(part.images(), stepSeed + first));
            first += part.images().size();
        }
        return loaded;
    }

    /**
     * @param files B pictures
     * @return the pictures as evaluation sees them, not augmented, shape [B, 3, H, W], row-major
     */
    float[] plain(List<PersonImage> files) {
        float[] images = new float[files.size() * size.values()];
        IntStream.range(0, files.size())
                .parallel()
                .forEach(i -> evaluation.writeTo(decode(files.get(i)), images, i * size.values()));
        return images;
    }

    private float[] pictures(List<PersonImage> files, long firstSeed) {
        float[] images = new float[files.size() * size.values()];
        IntStream.range(0, files.size())
                .parallel()
                .forEach(i -> transform.writeTo(
                        decode(files.get(i)), images, i * size.values(), new SplittableRandom(firstSeed + i)));
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
