package io.vesper.findings;

import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.util.List;

/**
 * Embeddings of a few people as points of a plane.
 *
 * @param method how they were brought there, for people
 * @param xLabel the first axis
 * @param yLabel the second axis
 * @param points one for each picture
 */
public record EmbeddingMap(String method, String xLabel, String yLabel, List<Point> points) {

    /**
     * A picture's place.
     *
     * @param person who is in it
     * @param modality in which spectrum
     * @param x the first coordinate
     * @param y the second coordinate
     */
    public record Point(PersonId person, Modality modality, double x, double y) {}

    public EmbeddingMap {
        points = List.copyOf(points);
    }
}
