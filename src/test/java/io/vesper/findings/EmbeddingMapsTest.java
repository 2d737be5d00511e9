package io.vesper.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.findings.EmbeddingMap.Point;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmbeddingMapsTest {

    @Test
    void onlyPeopleSeenInBothModalitiesAreShown() {
        List<EmbeddingMap> maps = EmbeddingMaps.of(List.of(
                Images.at(Images.visible("day", 1), 1, 0),
                Images.at(Images.infrared("night", 1), 0, 1),
                Images.at(Images.visible("both", 1), 1, 1),
                Images.at(Images.infrared("both", 1), -1, 1)));

        assertThat(maps).hasSize(1);
        assertThat(maps.get(0).method()).isEqualTo("principal components");
        assertThat(maps.get(0).points())
                .extracting(point -> point.person().value())
                .containsExactly("both", "both");
    }

    /** Two points differ in one direction only, which holds all of the variance. */
    @Test
    void theAxesSayHowMuchOfTheVarianceTheyHold() {
        EmbeddingMap map = EmbeddingMaps.of(
                        List.of(Images.at(Images.visible("a", 1), 1, 0), Images.at(Images.infrared("a", 1), 0, 1)))
                .get(0);

        assertThat(map.xLabel()).isEqualTo("component 1 (100 % of the variance)");
        assertThat(map.yLabel()).isEqualTo("component 2 (0 % of the variance)");
        assertThat(map.points())
                .extracting(Point::x)
                .satisfies(x -> assertThat(x.get(0)).isEqualTo(-x.get(1)));
    }

    @Test
    void ofManyPeopleTheFirstTwelveAreShownOnBothMaps() {
        List<EmbeddingMap> maps = EmbeddingMaps.of(IntStream.range(0, 40)
                .boxed()
                .flatMap(i -> Stream.of(
                        Images.at(Images.visible("%02d".formatted(i), 1), Math.cos(i), Math.sin(i)),
                        Images.at(Images.infrared("%02d".formatted(i), 1), Math.cos(i + 0.1), Math.sin(i + 0.1))))
                .toList());

        assertThat(maps).extracting(EmbeddingMap::method).containsExactly("principal components", "t-SNE");
        assertThat(maps)
                .allSatisfy(map -> assertThat(map.points())
                        .hasSize(24)
                        .allSatisfy(point -> assertThat(point.person().value()).isLessThan("12")));
    }

    @Test
    void nobodySeenInBothModalitiesMakesNoMap() {
        assertThat(EmbeddingMaps.of(List.of(Images.at(Images.visible("day", 1), 1, 0))))
                .isEmpty();
    }
}
