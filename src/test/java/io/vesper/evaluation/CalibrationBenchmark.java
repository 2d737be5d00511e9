package io.vesper.evaluation;

import io.vesper.dataset.DemoDataset;
import io.vesper.dataset.SysuMm01;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelsFolder;
import io.vesper.evaluation.MixedDraw.Group;
import io.vesper.evaluation.MixedDraw.Known;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares ways of calibrating a gallery of both modalities, by ten draws from the demo set's test people or, with
 * {@code -Dvesper.test.set=FOLDER}, from those of another set in SYSU-MM01's layout: {@code mvn test -Dtest=CalibrationBenchmark}. Not
 * one of the tests.
 */
class CalibrationBenchmark {
    private static final int DRAWS = 10;
    private static final String ALONE = "one modality alone, cosine";
    private static final String REFERENCE = "deviations above strangers";

    private final Map<String, CalibrationCandidate> candidates = new LinkedHashMap<>();

    CalibrationBenchmark() {
        candidates.put("cosine", (table, gallery) -> table::cosines);
        candidates.put(REFERENCE, PairCandidates::deviations);
        candidates.put("calibrated", ServedCandidates::calibrated);
        candidates.put("calibrated, learned from other people", ServedCandidates::calibratedByOthers);
        candidates.put("logistic regression", PairCandidates::logistic);
        candidates.put("two normals", PairCandidates::twoNormals);
        candidates.put("linear discriminant", PairCandidates::linearDiscriminant);
        candidates.put("share of strangers", PairCandidates::shareOfStrangers);
        candidates.put("deviations of the probe's cosines", ProbeCandidates::ofProbe);
        candidates.put("the same, symmetric (*)", ProbeCandidates::symmetric);
        candidates.put("centred, deviations above strangers (*)", ProbeCandidates::centred);
    }

    @Test
    void measure(@TempDir Path temp) {
        String set = System.getProperty("vesper.test.set");
        List<PersonImage> images = SysuMm01.read(set == null ? DemoDataset.unpack(temp.resolve("demo")) : Path.of(set))
                .test();
        CosineTable table = new CosineTable(images, embeddings(images));
        print(table, "Everybody is known by day and by night", List.of(Known.BY_BOTH));
        print(table, "A third is known by day, a third by night, a third by both", List.of(Known.values()));
        print(table, "Half is known by day, half by night, nobody by both", List.of(Known.BY_DAY, Known.BY_NIGHT));
    }

    private static List<Embedding> embeddings(List<PersonImage> images) {
        try (Embedder embedder = new ModelsFolder(new EmbeddingSettings(Path.of("models"), null)).open("synthetic")) {
            Map<PersonImage, Embedding> embeddings = DatasetEmbeddings.of(images, embedder);
            return images.stream().map(embeddings::get).toList();
        }
    }

    private void print(CosineTable table, String title, List<Known> known) {
        Map<Modality, Map<String, List<Map<Group, RetrievalMetrics>>>> results = new LinkedHashMap<>();
        for (int seed = 1; seed <= DRAWS; seed++) {
            MixedDraw draw = new MixedDraw(table, known, seed);
            for (Modality modality : Modality.values()) {
                Map<String, List<Map<Group, RetrievalMetrics>>> byName =
                        results.computeIfAbsent(modality, m -> new LinkedHashMap<>());
                add(byName, ALONE, draw.searchAlone(modality));
                candidates.forEach((name, candidate) -> add(byName, name, draw.search(candidate, modality)));
            }
        }
        System.out.printf(
                "%n%s; %d draws, rank-1 / mAP in percent, mean ± sd; gained: mAP over \"%s\" in the same draw; (*) reorders within a pair%n",
                title, DRAWS, REFERENCE);
        results.forEach((modality, byName) -> CalibrationTable.print(modality, byName, REFERENCE));
    }

    private static void add(
            Map<String, List<Map<Group, RetrievalMetrics>>> byName, String name, Map<Group, RetrievalMetrics> metrics) {
        byName.computeIfAbsent(name, n -> new ArrayList<>()).add(metrics);
    }
}
