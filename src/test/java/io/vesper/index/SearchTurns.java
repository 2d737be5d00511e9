package io.vesper.index;

import io.vesper.bench.Turns;
import io.vesper.embedding.Embedding;
import io.vesper.kernel.Kernel;
import io.vesper.kernel.Kernels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The ten nearest images of all, for one probe and for 64 at once, in turns with FAISS: {@code src/test/benchmark/peers/run}. Leaves in
 * {@code target/benchmark} what FAISS searches, and what it has to find.
 */
final class SearchTurns {
    private static final int IMAGES = Integer.getInteger("images", 100_000);
    private static final int DIMENSION = Integer.getInteger("dimension", 512);
    private static final int PROBES = 64;
    private static final int LIMIT = 10;
    private static final Path FOLDER = Path.of("target", "benchmark");

    private final Kernel kernel = Kernels.best();
    private final MemoryIndex index = new MemoryIndex(DIMENSION);
    private final List<ProbeVectors> probes;
    private int queries;

    private SearchTurns(BenchmarkGallery gallery) {
        new IndexWarmUp(VectorStorage.FLOAT32).run(DIMENSION); // as the server does before it is ready
        gallery.fill(index);
        index.calibration(GalleryName.DEFAULT);
        probes = IntStream.range(0, PROBES).mapToObj(gallery::probe).toList();
    }

    public static void main(String[] arguments) throws IOException {
        BenchmarkGallery gallery = new BenchmarkGallery(IMAGES, DIMENSION);
        SearchTurns turns = new SearchTurns(gallery);
        Files.createDirectories(FOLDER);
        write("gallery.f32", IMAGES, gallery::image);
        write("probes.f32", PROBES, i -> turns.probes.get(i).embeddings().get(0));
        Files.write(FOLDER.resolve("nearest.txt"), turns.batch());
        Turns.take(Map.of("single", turns::single, "batch", turns::batch));
    }

    private static void write(String file, int count, IntFunction<Embedding> vectors) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * DIMENSION).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel out = FileChannel.open(
                FOLDER.resolve(file),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int i = 0; i < count; i++) {
                bytes.clear().asFloatBuffer().put(vectors.apply(i).toArray());
                out.write(bytes);
            }
        }
    }

    private void single() {
        SearchFilter everything = SearchFilter.everythingIn(GalleryName.DEFAULT);
        index.nearest(probes.get(queries++ % PROBES), everything, LIMIT, ReRanking.NONE);
    }

    /** Of each probe the nearest images' places in the gallery. */
    private List<String> batch() {
        List<ScanRequest<BestRows>> requests =
                probes.stream().map(this::request).toList();
        new ScanPass(kernel, index.snapshot(), List.copyOf(requests)).run(Workers.ALL);
        return requests.stream()
                .map(request -> request.collected().ranked().stream()
                        .map(image -> String.valueOf(image.entry().sequence() - 1))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private ScanRequest<BestRows> request(ProbeVectors probe) {
        return new ScanRequest<>(
                probe.vectors(),
                snapshot -> RowFilter.of(
                        SearchFilter.everythingIn(GalleryName.DEFAULT),
                        snapshot.codes().kinds()),
                scan -> new BestRows(
                        LIMIT,
                        BestRows.RowKey.IMAGE,
                        new Scoring(kernel, probe, IndexRows.UNCALIBRATED, ScoreFloor.of(-1), scan)));
    }
}
