package io.vesper.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.embedding.ModelManifest;
import io.vesper.embedding.OpenSet;
import io.vesper.embedding.OpenSet.Threshold;
import io.vesper.gallery.GridModels;
import io.vesper.index.Aggregation;
import io.vesper.index.GalleryName;
import io.vesper.index.ScoreFloor;
import io.vesper.index.SearchFilter;
import io.vesper.index.SearchOptions;
import io.vesper.person.Modality;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppliedThresholdsTest {
    private static final SearchOptions AT_LEAST_HALF =
            new SearchOptions(SearchFilter.everythingIn(GalleryName.DEFAULT), 0.5, 10, 3, Aggregation.MAX);

    private final ModelManifest plain = GridModels.only("grid").model("grid").manifest();
    private final ModelManifest measured = plain.with(new OpenSet(
            "set",
            "validation",
            Map.of(
                    "visible-visible", List.of(new Threshold(0.1, 0.4, 0.1, 1000, 50)),
                    "visible-infrared", List.of(new Threshold(0.1, 0.7, 0.1, 1000, 50)))));

    @Test
    void theProbesModalityChoosesThePairs() {
        assertThat(floor(Modality.VISIBLE, null)).isEqualTo(new ScoreFloor(0.5, 0.7));
        assertThat(floor(Modality.VISIBLE, Modality.VISIBLE)).isEqualTo(new ScoreFloor(0.5, 0.5));
        assertThat(floor(Modality.INFRARED, Modality.VISIBLE)).isEqualTo(new ScoreFloor(0.7, 0.5));
    }

    @Test
    void withoutALimitNothingChanges() {
        assertThat(AppliedThresholds.NONE.applied(AT_LEAST_HALF)).isEqualTo(AT_LEAST_HALF);
    }

    @Test
    void aModelWithoutThresholdsIsRefusedWithTheCommandThatMeasuresThem() {
        assertThatThrownBy(() -> AppliedThresholds.of(plain, 0.1, Modality.VISIBLE, null))
                .isInstanceOf(NoThresholdException.class)
                .hasMessageContaining("(grid) has no thresholds, so the maxFalseAlarm (0.1)")
                .hasMessageEndingWith("evaluate --model grid --store-thresholds.");
    }

    private ScoreFloor floor(Modality probe, Modality searched) {
        return AppliedThresholds.of(measured, 0.1, probe, searched)
                .applied(AT_LEAST_HALF)
                .floor();
    }
}
