package io.vesper.dataset;

import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The pictures of one identity to draw from.
 *
 * @param identityLabel the rank of the identity among all
 * @param visible at least one
 * @param infrared at least one
 */
record IdentityImages(int identityLabel, List<PersonImage> visible, List<PersonImage> infrared) {

    /**
     * Groups pictures by identity.
     *
     * @return one group for each identity, by ascending identity
     * @throws IllegalArgumentException naming an identity that lacks a modality
     */
    static List<IdentityImages> group(List<PersonImage> images) {
        Collection<List<PersonImage>> byIdentity = images.stream()
                .collect(Collectors.groupingBy(PersonImage::person, TreeMap::new, Collectors.toList()))
                .values();
        List<IdentityImages> groups = new ArrayList<>();
        for (List<PersonImage> ofOne : byIdentity) {
            groups.add(new IdentityImages(
                    groups.size(), require(Modality.VISIBLE, ofOne), require(Modality.INFRARED, ofOne)));
        }
        return List.copyOf(groups);
    }

    private static List<PersonImage> require(Modality modality, List<PersonImage> images) {
        List<PersonImage> some =
                images.stream().filter(image -> image.modality() == modality).toList();
        if (some.isEmpty()) {
            PersonId person = images.get(0).person();
            throw new IllegalArgumentException(
                    "The identity (%s) has no %s picture. Training needs at least one of each modality for each identity. Maybe its id belongs to no training split."
                            .formatted(person, modality.label()));
        }
        return some;
    }

    /**
     * Draws K pictures of each modality: without replacement where there are that many, else with.
     *
     * @return 2K pictures, visible and infrared in turns
     */
    List<PersonImage> draw(int imagesPerIdentity, Random random) {
        List<PersonImage> drawnVisible = draw(visible, imagesPerIdentity, random);
        List<PersonImage> drawnInfrared = draw(infrared, imagesPerIdentity, random);
        List<PersonImage> inTurns = new ArrayList<>();
        for (int i = 0; i < imagesPerIdentity; i++) {
            inTurns.add(drawnVisible.get(i));
            inTurns.add(drawnInfrared.get(i));
        }
        return inTurns;
    }

    private static List<PersonImage> draw(List<PersonImage> from, int count, Random random) {
        if (from.size() < count) {
            return random.ints(count, 0, from.size()).mapToObj(from::get).toList();
        }
        List<PersonImage> shuffled = new ArrayList<>(from);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, count);
    }
}
