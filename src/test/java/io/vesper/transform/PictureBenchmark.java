package io.vesper.transform;

import io.vesper.bench.Rounds;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.decode.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * A person's picture of 144 x 288 as a JPEG file to what the published network takes, 256 x 128, one thread: {@code mvn -Pbench
 * test-compile exec:exec -Dbench=io.vesper.transform.PictureBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 3, time = 2)
public class PictureBenchmark {
    private static final List<String> PARTS = List.of("whole", "decode", "resize", "normalise");
    private static final Path PERSON = Path.of("src/main/resources/datasets/demo/cam1/0001/0001.jpg");

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final ImageTransform transform = new ImageTransform(InputSize.PERSON, Normalisation.IMAGENET);
    private final float[] batch = new float[InputSize.PERSON.values()];
    private byte[] file;
    private RgbImage decoded;
    private RgbImage resized;

    @Setup
    public void encode() throws IOException {
        RgbImage person = AntialiasedResize.resize(decoder.decode(Files.readAllBytes(PERSON)), 144, 288);
        BufferedImage picture = new BufferedImage(144, 288, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 144 * 288; i++) {
            int red = person.pixels()[3 * i] & 0xFF;
            int green = person.pixels()[3 * i + 1] & 0xFF;
            int blue = person.pixels()[3 * i + 2] & 0xFF;
            picture.setRGB(i % 144, i / 144, red << 16 | green << 8 | blue);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", out);
        file = out.toByteArray();
        decoded = decoder.decode(file);
        resized = transform.resize(decoded);
    }

    @Benchmark
    public float[] whole() {
        transform.writeTo(decoder.decode(file), batch, 0);
        return batch;
    }

    @Benchmark
    public RgbImage decode() {
        return decoder.decode(file);
    }

    @Benchmark
    public RgbImage resize() {
        return transform.resize(decoded);
    }

    @Benchmark
    public float[] normalise() {
        transform.normalise(resized, batch, 0);
        return batch;
    }

    public static void main(String[] arguments) throws RunnerException {
        Map<String, Options> benchmarks = new LinkedHashMap<>();
        for (String part : PARTS) {
            benchmarks.put(
                    part,
                    new OptionsBuilder()
                            .include("^" + PictureBenchmark.class.getName() + "\\." + part + "$")
                            .build());
        }
        Rounds rounds = new Rounds(benchmarks);
        for (String part : PARTS) {
            System.out.printf(
                    Locale.ROOT, "%-10s CPU %.3f ms, wall %.3f ms%n", part, rounds.cpu(part), rounds.wall(part));
        }
    }
}
