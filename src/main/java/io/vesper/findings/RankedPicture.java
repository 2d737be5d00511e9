package io.vesper.findings;

import io.vesper.person.PersonImage;

/**
 * A gallery picture at its place in a query's ranking.
 *
 * @param image the picture
 * @param distance to the query, 1 - cosine, 0 to 2
 * @param isMatch whether it shows the query's person
 */
public record RankedPicture(PersonImage image, double distance, boolean isMatch) {}
