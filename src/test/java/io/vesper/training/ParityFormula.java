package io.vesper.training;

import io.vesper.checkpoint.TensorSource;
import io.vesper.dataset.CrossModalBatch;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;

/** Weights and pictures of the parity test: the formula of {@code parity.py}, bit for bit. */
final class ParityFormula {
    static final int HEIGHT = 32;
    static final int WIDTH = 16;
    static final int PEOPLE = 6;

    private static final String SALT = "19.";
    private static final int CELL = 4;
    private static final int PICTURES = 2;
    private static final int AREA = HEIGHT * WIDTH;

    private ParityFormula() {}

    /** Pseudo-random numbers in [-1, 1), multiples of 2^-23: a hash of name and index. */
    static double[] uniform(String name, int count) {
        CRC32 hash = new CRC32();
        hash.update((SALT + name).getBytes(StandardCharsets.US_ASCII));
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            int x = i * 0x9E3779B9 + (int) hash.getValue();
            x = (x ^ (x >>> 16)) * 0x85EBCA6B;
            x = (x ^ (x >>> 13)) * 0xC2B2AE35;
            x = x ^ (x >>> 16);
            values[i] = (x >>> 8) / 8388608.0 - 1;
        }
        return values;
    }

    /** A tensor's first values; shifts and gates are not 0, so that nothing they reach is left out. */
    static float[] start(String name, long[] shape) {
        double[] values = uniform(name, (int) Arrays.stream(shape).reduce(1, Math::multiplyExact));
        float[] start = new float[values.length];
        for (int i = 0; i < start.length; i++) {
            start[i] = (float) start(name, shape, values[i]);
        }
        return start;
    }

    private static double start(String name, long[] shape, double value) {
        if (name.endsWith("neck.bias")) {
            return 0;
        }
        if (name.endsWith(".bias") || name.endsWith(".running_mean")) {
            return 0.2 + 0.1 * value;
        }
        if (name.endsWith(".gamma")) {
            return 0.3 + 0.1 * value;
        }
        if (shape.length == 1) {
            return 1 + 0.2 * value;
        }
        long fanIn = Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
        return Math.sqrt(6.0 / fanIn) * value;
    }

    /** Those first values for tensors that are shaped like others. */
    static TensorSource startLike(TensorSource shapes) {
        return new TensorSource() {
            @Override
            public Set<String> names() {
                return shapes.names();
            }

            @Override
            public long[] shape(String name) {
                return shapes.shape(name);
            }

            @Override
            public float[] values(String name) {
                return start(name, shape(name));
            }
        };
    }

    /** Person by person, and within one visible and infrared in turns; a picture's file is its name in the formula. */
    static CrossModalBatch batch(int step) {
        List<PersonImage> images = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            for (int number = 0; number < PICTURES; number++) {
                for (Modality modality : Modality.values()) {
                    String name = "step%d.person%d.%s%d"
                            .formatted(step, person, modality.name().toLowerCase(Locale.ROOT), number);
                    images.add(new PersonImage(
                            Path.of(name), new PersonId("person" + person), new CameraId("cam1"), modality));
                    labels.add(person);
                }
            }
        }
        return new CrossModalBatch(images, labels);
    }

    /** The pixels of a batch of that step, shape [B, 3, H, W]. */
    static float[] pixels(CrossModalBatch batch, int step) {
        float[] pixels = new float[batch.images().size() * 3 * AREA];
        for (int row = 0; row < batch.images().size(); row++) {
            fill(pixels, row * 3 * AREA, batch.images().get(row), step);
        }
        return pixels;
    }

    /** Coarse cells that a person's pictures share, and noise of each picture's own; an infrared one has equal channels. */
    private static void fill(float[] pixels, int offset, PersonImage image, int step) {
        double[] cells = uniform("step%d.%s".formatted(step, image.person()), 3 * AREA / (CELL * CELL));
        double[] noise = uniform(image.file().toString(), 3 * AREA);
        for (int i = 0; i < 3 * AREA; i++) {
            int from = image.modality() == Modality.INFRARED ? i % AREA : i;
            int y = from % AREA / WIDTH;
            int cell = (from / AREA * (HEIGHT / CELL) + y / CELL) * (WIDTH / CELL) + from % WIDTH / CELL;
            pixels[offset + i] = (float) (cells[cell] + 0.5 * noise[from]);
        }
    }
}
