package io.vesper.findings;

import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws the maps of a kind of embedding: principal components, and t-SNE if there are points enough. */
final class EmbeddingMaps {
    /** More people than these cannot be told apart by colour. */
    static final int MAX_PEOPLE = 12;

    private static final int MAX_POINTS = 300;
    private static final int MIN_NEIGHBOURHOOD = 4;

    private EmbeddingMaps() {}

    /**
     * Draws them.
     *
     * @param images of any number of people; shown are the first {@value #MAX_PEOPLE} who were seen in both modalities, and of
     *     their pictures at most {@value #MAX_POINTS}, taken evenly
     * @return no map if nobody was seen in both
     */
    static List<EmbeddingMap> of(List<EmbeddedImage> images) {
        List<EmbeddedImage> shown = shown(images);
        if (shown.isEmpty()) {
            return List.of();
        }
        float[][] points =
                shown.stream().map(image -> image.embedding().toArray()).toArray(float[][]::new);
        PrincipalComponents components = PrincipalComponents.of(points);
        List<EmbeddingMap> maps = new ArrayList<>();
        maps.add(new EmbeddingMap(
                "principal components",
                axis(1, components),
                axis(2, components),
                points(shown, components.coordinates())));
        if (shown.size() >= MIN_NEIGHBOURHOOD) {
            double[][] places = NeighbourEmbedding.place(squaredDistances(points), components.coordinates());
            maps.add(new EmbeddingMap("t-SNE", "t-SNE 1", "t-SNE 2", points(shown, places)));
        }
        return maps;
    }

    private static List<EmbeddedImage> shown(List<EmbeddedImage> images) {
        Set<PersonId> infrared = people(images, Modality.INFRARED);
        Set<PersonId> people = people(images, Modality.VISIBLE).stream()
                .filter(infrared::contains)
                .sorted()
                .limit(MAX_PEOPLE)
                .collect(Collectors.toSet());
        return Sample.evenly(
                images.stream()
                        .filter(image -> people.contains(image.image().person()))
                        .toList(),
                MAX_POINTS);
    }

    private static Set<PersonId> people(List<EmbeddedImage> images, Modality modality) {
        return images.stream()
                .filter(image -> image.image().modality() == modality)
                .map(image -> image.image().person())
                .collect(Collectors.toSet());
    }

    private static String axis(int component, PrincipalComponents components) {
        double share = components.shares()[component - 1];
        return String.format(Locale.ROOT, "component %d (%.0f %% of the variance)", component, 100 * share);
    }

    private static List<EmbeddingMap.Point> points(List<EmbeddedImage> images, double[][] places) {
        return IntStream.range(0, places.length)
                .mapToObj(i -> new EmbeddingMap.Point(
                        images.get(i).image().person(), images.get(i).image().modality(), places[i][0], places[i][1]))
                .toList();
    }

    private static double[][] squaredDistances(float[][] points) {
        double[][] distances = new double[points.length][points.length];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < i; j++) {
                for (int d = 0; d < points[i].length; d++) {
                    double difference = points[i][d] - points[j][d];
                    distances[i][j] += difference * difference;
                }
                distances[j][i] = distances[i][j];
            }
        }
        return distances;
    }
}
