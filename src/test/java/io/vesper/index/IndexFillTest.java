package io.vesper.index;

import static io.vesper.index.IndexRows.labels;
import static io.vesper.index.IndexRows.randomRows;
import static io.vesper.index.IndexRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.index.GalleryIndex.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFillTest {
    @TempDir
    Path folder;

    private final List<Row> rows = randomRows(3000, 8, 1); // spans two chunks
    private final MemoryIndex index = new MemoryIndex(8);

    /** In one byte a value, too, where rows that are written at once share a bound. */
    @Test
    void answersAsAnIndexToWhichTheSameWasAddedWhateverTheOrderOfVectors() {
        ManyGalleries random = new ManyGalleries(1);
        List<Row> many = random.rows(4000);
        List<Row> shuffled = new ArrayList<>(many);
        Collections.shuffle(shuffled, new Random(2));
        MemoryIndex added = new MemoryIndex(ManyGalleries.DIMENSION);
        added.add(many);
        for (VectorStorage storage : List.of(VectorStorage.FLOAT32, new Int8Storage(folder))) {
            MemoryIndex filled = new MemoryIndex(ManyGalleries.DIMENSION, storage, null);
            try (IndexFill fill = begin(filled, many)) {
                shuffled.parallelStream().forEach(row -> write(fill, row));
                assertThat(filled.size()).isZero();
                fill.publish();
            }

            assertThat(rows(filled)).isEqualTo(many);
            assertThat(filled.through()).isEqualTo(added.through());
            for (int i = 0; i < 50; i++) {
                ProbeVectors probe = random.probe(many, 2);
                SearchOptions options = random.options();
                assertThat(filled.search(probe, options)).isEqualTo(added.search(probe, options));
            }
        }
    }

    @Test
    void imagesWithoutAVectorAreNamedAndLeftOut() {
        try (IndexFill fill = begin(index, rows)) {
            rows.stream().filter(IndexFillTest::isEven).forEach(row -> write(fill, row));
            fill.write(UUID.randomUUID(), new float[8]); // of an image that was never added

            assertThat(fill.missing())
                    .isEqualTo(rows.stream()
                            .filter(row -> !isEven(row))
                            .map(Row::entry)
                            .toList());
            write(fill, rows.get(0));
            fill.publish();
        }
        assertThat(rows(index))
                .isEqualTo(rows.stream()
                        .filter(row -> isEven(row) || row == rows.get(0))
                        .toList());
        assertThat(index.row(rows.get(2).entry().imageId())).isNull();
    }

    /** The next look for what is younger must find an image that has no vector yet. */
    @Test
    void countsAsFilledThroughTheYoungestImageThatItShows() {
        try (IndexFill fill = begin(index, rows)) {
            write(fill, rows.get(16));
            write(fill, rows.get(4));
            fill.publish();
        }
        assertThat(index.through()).isEqualTo(17);
    }

    @Test
    void whatIsErasedOrRelabelledMeanwhileIsSoInTheEnd() {
        IndexEntry first = rows.get(0).entry();
        IndexEntry renamed = new IndexEntry(first.imageId(), first.sequence(), labels(7));
        IndexEntry again = new IndexEntry(first.imageId(), first.sequence(), labels(9));
        UUID before = rows.get(1).entry().imageId();
        UUID after = rows.get(2).entry().imageId();
        try (IndexFill fill = index.fill()) {
            index.apply(IndexChange.erasing(Set.of(before)));
            index.apply(IndexChange.relabelling(List.of(renamed)));
            fill.add(rows.stream().map(Row::entry).toList());
            rows.forEach(row -> write(fill, row));
            index.apply(IndexChange.relabelling(List.of(again)));
            index.remove(after);
            index.remove(UUID.randomUUID());
            fill.publish();
        }
        assertThat(index.size()).isEqualTo(2998);
        assertThat(index.row(before)).isNull();
        assertThat(index.row(after)).isNull();
        assertThat(index.row(first.imageId()))
                .isEqualTo(new Row(again, rows.get(0).embedding()));
    }

    @Test
    void aFilledIndexIsChangedLikeAnyOther() {
        try (IndexFill fill = begin(index, rows)) {
            rows.forEach(row -> write(fill, row));
            fill.publish();
        }
        Row late = row(5000, labels(3), rows.get(0).embedding());

        index.add(List.of(late));
        index.remove(rows.get(5).entry().imageId());

        assertThat(index.size()).isEqualTo(3000);
        assertThat(index.row(late.entry().imageId())).isEqualTo(late);
        assertThat(index.row(rows.get(5).entry().imageId())).isNull();
    }

    @Test
    void onlyAnEmptyIndexIsFilledAndNothingElseIsAddedMeanwhile() {
        try (IndexFill abandoned = begin(index, rows)) {
            write(abandoned, rows.get(0));
            assertThatThrownBy(() -> index.add(rows)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(index::fill).hasMessageContaining("being filled");
            assertThatThrownBy(() -> abandoned.write(rows.get(0).entry().imageId(), new float[7]))
                    .hasMessageContaining("7");
        }
        assertThat(index.size()).isZero();

        index.add(rows);

        assertThat(rows(index)).isEqualTo(rows);
        assertThatThrownBy(index::fill).hasMessageContaining("3000");
    }

    private static IndexFill begin(MemoryIndex index, List<Row> rows) {
        IndexFill fill = index.fill();
        fill.add(rows.stream().map(Row::entry).toList());
        return fill;
    }

    private static void write(IndexFill fill, Row row) {
        fill.write(row.entry().imageId(), row.embedding().toArray());
    }

    private static boolean isEven(Row row) {
        return row.entry().sequence() % 2 == 0;
    }

    private static List<Row> rows(MemoryIndex index) {
        List<Row> rows = new ArrayList<>();
        index.forEach(rows::add);
        return rows;
    }
}
