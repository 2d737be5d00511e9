package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.dataset.DemoDataset;
import io.vesper.dataset.SysuMm01;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.OpenSet;
import io.vesper.evaluation.OpenSetSearchFigures.Direction;
import io.vesper.index.Aggregation;
import io.vesper.index.GalleryIndex;
import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.index.IndexEntry;
import io.vesper.index.MemoryIndex;
import io.vesper.index.ProbeVectors;
import io.vesper.index.RankedPerson;
import io.vesper.index.SearchFilter;
import io.vesper.index.SearchOptions;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import io.vesper.protocol.RankingRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped model's thresholds, measured on other people, on the demo set's test people. */
class OpenSetSearchIT {
    @TempDir
    private static Path temp;

    private static List<PersonImage> images;
    private static Map<PersonImage, Embedding> embeddings;
    private static List<OpenSetSearchFigures> figures;

    @BeforeAll
    static void search() {
        images = SysuMm01.read(DemoDataset.unpack(temp.resolve("demo"))).test();
        ModelsFolder models = new ModelsFolder(new EmbeddingSettings(Path.of("models"), null));
        OpenSet openSet =
                Objects.requireNonNull(models.model("synthetic").manifest().openSet());
        try (Embedder embedder = models.open("synthetic")) {
            embeddings = DatasetEmbeddings.of(images, embedder);
        }
        figures = OpenSetSearch.evaluate(images, RankingRule.SYSU_MM01, embeddings, openSet);
    }

    /** Without a limit every stranger is answered; each stricter rate answers fewer, and more people with nobody. */
    @Test
    void aStricterRateHasFewerFalseAlarms() {
        for (Modality probes : Modality.values()) {
            for (Modality gallery : Modality.values()) {
                List<OpenSetSearchFigures> rows = rows(new Direction(probes, gallery));
                assertThat(rows).hasSizeBetween(3, 4);
                assertThat(rows.get(0).falseAlarms()).isEqualTo(1);
                assertThat(rows.get(0).nobody()).isZero();
                for (int i = 1; i < rows.size(); i++) {
                    assertThat(rows.get(i).falseAlarms())
                            .isLessThan(rows.get(i - 1).falseAlarms());
                    assertThat(rows.get(i).rank1())
                            .isLessThanOrEqualTo(rows.get(i - 1).rank1());
                    assertThat(rows.get(i).nobody())
                            .isGreaterThanOrEqualTo(rows.get(i - 1).nobody());
                }
            }
        }
    }

    /** One in a hundred comparisons was asked for, and these people are not those that the threshold was measured on. */
    @Test
    void theRateOfOneComparisonIsKeptAcrossModalitiesOnOtherPeople() {
        OpenSetSearchFigures row =
                rows(new Direction(Modality.INFRARED, Modality.VISIBLE)).get(2);

        assertThat(row.threshold().falseAcceptRate()).isEqualTo(0.01);
        assertThat(row.falseAccepts()).isBetween(0.005, 0.02);
        assertThat(row.falseAlarms()).isGreaterThan(10 * row.falseAccepts());
    }

    /** Each person is taken out of a real index in turn, and searched for under the threshold. */
    @Test
    void theServedSearchAnswersAlike() {
        OpenSetSearchFigures expected =
                rows(new Direction(Modality.INFRARED, Modality.VISIBLE)).get(2);
        double lowest = expected.threshold().threshold();
        int answered = 0;
        int right = 0;
        List<PersonImage> probes = images.stream()
                .filter(image -> image.modality() == Modality.INFRARED)
                .toList();
        for (PersonImage probe : probes) {
            Predicate<PersonImage> isMet =
                    image -> image.modality() == Modality.VISIBLE && !RankingRule.SYSU_MM01.isIgnored(probe, image);
            answered += people(probe, isMet.and(image -> !image.person().equals(probe.person())), lowest)
                            .isEmpty()
                    ? 0
                    : 1;
            List<RankedPerson> people = people(probe, isMet, lowest);
            right += !people.isEmpty() && probe.person().equals(people.get(0).person()) ? 1 : 0;
        }

        assertThat((double) answered / probes.size()).isCloseTo(expected.falseAlarms(), within(1e-9));
        assertThat((double) right / probes.size()).isCloseTo(expected.rank1(), within(1e-9));
    }

    private static List<RankedPerson> people(PersonImage probe, Predicate<PersonImage> isEnrolled, double lowest) {
        Embedding embedding = Objects.requireNonNull(embeddings.get(probe));
        MemoryIndex index = new MemoryIndex(embedding.dimension());
        List<PersonImage> enrolled = images.stream().filter(isEnrolled).toList();
        index.add(IntStream.range(0, enrolled.size())
                .mapToObj(i -> row(i, enrolled.get(i)))
                .toList());
        SearchOptions options =
                new SearchOptions(SearchFilter.everythingIn(GalleryName.DEFAULT), lowest, 1, 1, Aggregation.MAX);
        return index.search(ProbeVectors.of(List.of(embedding), probe.modality()), options)
                .people();
    }

    private static GalleryIndex.Row row(int place, PersonImage image) {
        PersonId person = image.person();
        ImageLabels labels =
                new ImageLabels(GalleryName.DEFAULT, person, image.camera(), image.modality(), null, Map.of());
        return new GalleryIndex.Row(
                new IndexEntry(new UUID(0, place), place, labels), Objects.requireNonNull(embeddings.get(image)));
    }

    private static List<OpenSetSearchFigures> rows(Direction direction) {
        return figures.stream().filter(row -> row.direction().equals(direction)).toList();
    }
}
