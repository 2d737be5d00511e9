package io.vesper.index;

import static io.vesper.index.IndexRows.EVERYTHING;
import static io.vesper.index.IndexRows.random;
import static io.vesper.index.IndexRows.randomRows;
import static io.vesper.index.IndexRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IndexChangeTest {
    private static final PersonId NEW = new PersonId("new");

    private final MemoryIndex index = new MemoryIndex(4);

    @Test
    void aRelabelledImageKeepsItsVectorAndPlace() {
        List<Row> rows = randomRows(3000, 4, 1); // spans two chunks
        index.add(rows);

        index.apply(IndexChange.relabelling(List.of(named(rows.get(7), NEW), named(rows.get(2999), NEW))));

        List<IndexEntry> entries = entries();
        assertThat(entries).hasSize(3000);
        assertThat(entries).isSortedAccordingTo((a, b) -> Long.compare(a.sequence(), b.sequence()));
        assertThat(entries)
                .filteredOn(entry -> NEW.equals(entry.labels().person()))
                .extracting(IndexEntry::imageId)
                .containsExactly(id(rows.get(7)), id(rows.get(2999)));
        assertThat(index.row(id(rows.get(7))).embedding().toArray())
                .isEqualTo(rows.get(7).embedding().toArray());
        assertThat(index.through()).isEqualTo(3000);
    }

    @Test
    void whatIsAddedOrErasedAfterwardsLeavesTheNewLabels() {
        List<Row> rows = randomRows(40, 4, 2);
        index.add(rows.subList(0, 20));
        index.apply(IndexChange.relabelling(List.of(named(rows.get(3), NEW))));

        index.add(rows.subList(20, 40));
        Set<UUID> most = new HashSet<>(rows.stream().map(IndexChangeTest::id).toList());
        most.removeAll(Set.of(id(rows.get(3)), id(rows.get(30))));
        index.apply(IndexChange.erasing(most)); // so many that the rest is copied together

        assertThat(entries())
                .containsExactly(named(rows.get(3), NEW), rows.get(30).entry());
    }

    @Test
    void anImageThatIsNotThereIsNotRelabelledIntoExistence() {
        List<Row> rows = randomRows(2, 4, 3);
        index.add(rows.subList(0, 1));

        index.apply(IndexChange.relabelling(List.of(named(rows.get(1), NEW))));

        assertThat(entries()).containsExactly(rows.get(0).entry());
    }

    @Test
    void aSearchSeesTheLabelsThatWereThereWhenItBegan() {
        List<Row> rows = randomRows(10, 4, 4);
        index.add(rows);
        List<IndexEntry> seen = new ArrayList<>();

        index.snapshot().visit(EVERYTHING, (chunk, row) -> {
            if (seen.isEmpty()) {
                index.apply(new IndexChange(Set.of(id(rows.get(8))), List.of(named(rows.get(9), NEW))));
            }
            seen.add(chunk.entry(row));
        });

        assertThat(seen).isEqualTo(rows.stream().map(Row::entry).toList());
        assertThat(entries()).hasSize(9).contains(named(rows.get(9), NEW));
    }

    /** Half of a hundred images are erased and the others renamed, or twice a hundred put in their place: all at once. */
    @Test
    void searchesSeeEachChangeWhole() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> writer = thread.submit(() -> {
                for (int round = 0; round < 300; round++) {
                    List<Row> group = group(round);
                    index.add(group);
                    Set<UUID> erased = new HashSet<>(group.subList(0, 50).stream()
                            .map(IndexChangeTest::id)
                            .toList());
                    PersonId name = new PersonId("renamed-" + round);
                    index.apply(new IndexChange(
                            erased,
                            group.subList(50, 100).stream()
                                    .map(row -> named(row, name))
                                    .toList()));
                }
            });
            while (!writer.isDone()) {
                assertWhole(entries());
            }
            writer.get();
        } finally {
            thread.shutdownNow();
        }
        assertThat(entries()).hasSize(300 * 50);
    }

    private static void assertWhole(List<IndexEntry> entries) {
        Map<String, Long> images = entries.stream()
                .collect(Collectors.groupingBy(
                        entry -> String.valueOf(entry.labels().person()), Collectors.counting()));
        images.forEach(
                (person, count) -> assertThat(count).as(person).isEqualTo(person.startsWith("renamed") ? 50 : 100));
    }

    private static List<Row> group(int round) {
        Random random = new Random(round);
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            ImageLabels labels = new ImageLabels(
                    GalleryName.DEFAULT,
                    new PersonId("first-" + round),
                    new CameraId("1"),
                    Modality.VISIBLE,
                    null,
                    Map.of());
            rows.add(row(100L * round + i, labels, random(4, random)));
        }
        return rows;
    }

    private List<IndexEntry> entries() {
        List<IndexEntry> entries = new ArrayList<>();
        index.forEach(row -> entries.add(row.entry()));
        return entries;
    }

    private static UUID id(Row row) {
        return row.entry().imageId();
    }

    private static IndexEntry named(Row row, PersonId person) {
        ImageLabels before = row.entry().labels();
        ImageLabels after = new ImageLabels(
                before.gallery(), person, before.camera(), before.modality(), before.capturedAt(), Map.of());
        return new IndexEntry(id(row), row.entry().sequence(), after);
    }
}
